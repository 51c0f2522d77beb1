// Signatures of both sides, drawn on the screen: kept as a picture with the time. Optional; a new drawing replaces the old.

import { app, redraw } from "./state.js";
import { frameOf, stepOn } from "./page_visit.js";
import { rowsOf } from "./parts.js";
import { html, icon, nothing, textField } from "./ui.js";
import { moment } from "./words.js";

const SIDES = [["supervisor", "ผู้นิเทศ"], ["receiver", "ผู้รับการนิเทศ"]];
const drafts = {};

export function signPage(editor) {
  return frameOf(editor, {
    title: "ลายมือชื่อ", ...stepOn(editor, "sign"),
    content: html`<p class="nt-2">ไม่บังคับ ลงนามบนจอได้ทั้งสองฝ่าย ระบบเก็บภาพลายมือชื่อพร้อมเวลา และพิมพ์ในบันทึกการนิเทศ</p>
      ${SIDES.map(([side, label]) => one(editor, side, label))}`,
  });
}

function one(editor, side, label) {
  const rows = rowsOf(editor.visit, "signatures");
  const signed = rows.find((row) => row.side === side);
  if (signed) {
    return html`<section class="nt-card nt-card-body nt-cap-row"><h2>${label}</h2>
      <img class="nt-cap-signed" src="data:image/png;base64,${signed.png}" alt="ลายมือชื่อ ${signed.name}">
      <p>${signed.name}${signed.position ? html`<br><span class="nt-2">${signed.position}</span>` : nothing}<br><span class="nt-2 nt-small">ลงนามในเครื่อง ${moment(signed.phone_at)}</span></p>
      <button type="button" class="nt-btn nt-btn-quiet" @click=${() => editor.set("signatures", { rows: rows.filter((row) => row !== signed) })}>${icon("refresh")}ลงนามใหม่</button></section>`;
  }
  const key = `${editor.visit.id}:${side}`;
  const draft = (drafts[key] ||= { name: side === "supervisor" && app.pack && app.pack.owner ? app.pack.owner.name : "", position: "", drawn: false, error: "" });
  const change = (values) => {
    Object.assign(draft, values);
    redraw();
  };
  return html`<section class="nt-card nt-card-body nt-cap-row"><h2>${label}</h2>
    ${textField({ id: `name-${side}`, label: "ชื่อผู้ลงนาม", max: 200 }, draft.name, (name) => change({ name }))}
    ${textField({ id: `post-${side}`, label: "ตำแหน่ง", max: 200, optional: true }, draft.position, (position) => change({ position }))}
    <div class="nt-field"><p class="nt-label" id="pad-${side}">ลงนามในกรอบ</p>
      <canvas class="nt-cap-pad" width="640" height="240" role="img" aria-labelledby="pad-${side}" @pointerdown=${(event) => draw(event, draft)}></canvas></div>
    ${draft.error ? html`<p class="nt-error" role="alert">${icon("alert-circle", "s")}${draft.error}</p>` : nothing}
    <div class="nt-btns nt-cap-gap"><button type="button" class="nt-btn nt-btn-soft" @click=${(event) => keep(editor, side, draft, event)}>${icon("check")}ใช้ลายมือชื่อนี้</button>
      <button type="button" class="nt-btn nt-btn-quiet" @click=${(event) => wipe(event, draft)}>ล้าง</button></div></section>`;
}

function canvasOf(event) {
  return event.target.closest("section").querySelector("canvas");
}

function draw(event, draft) {
  const canvas = event.target;
  const pen = canvas.getContext("2d");
  const at = (one) => {
    const box = canvas.getBoundingClientRect();
    return [((one.clientX - box.left) * canvas.width) / box.width, ((one.clientY - box.top) * canvas.height) / box.height];
  };
  event.preventDefault();
  canvas.setPointerCapture(event.pointerId);
  Object.assign(pen, { lineWidth: 4, lineCap: "round", lineJoin: "round", strokeStyle: "#1E1B2C" });
  pen.beginPath();
  pen.moveTo(...at(event));
  const move = (one) => {
    pen.lineTo(...at(one));
    pen.stroke();
    draft.drawn = true;
  };
  canvas.addEventListener("pointermove", move);
  const end = () => canvas.removeEventListener("pointermove", move);
  canvas.addEventListener("pointerup", end, { once: true });
  canvas.addEventListener("pointercancel", end, { once: true });
}

function wipe(event, draft) {
  const canvas = canvasOf(event);
  canvas.getContext("2d").clearRect(0, 0, canvas.width, canvas.height);
  draft.drawn = false;
}

function keep(editor, side, draft, event) {
  draft.error = !draft.name.trim() ? "กรุณาพิมพ์ชื่อผู้ลงนาม" : draft.drawn ? "" : "ยังไม่ได้ลงนามในกรอบ";
  if (draft.error) return redraw();
  const png = canvasOf(event).toDataURL("image/png").split(",", 2)[1];
  const row = { id: crypto.randomUUID(), side, name: draft.name.trim(), position: draft.position.trim(), phone_at: new Date().toISOString(), png };
  delete drafts[`${editor.visit.id}:${side}`];
  return editor.set("signatures", { rows: [...rowsOf(editor.visit, "signatures").filter((one) => one.side !== side), row] });
}
