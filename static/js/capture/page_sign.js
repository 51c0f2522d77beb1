// Signatures of both sides, drawn on the screen: kept as a picture with the time. Optional; a new drawing replaces the old.

import { app, redraw } from "./state.js";
import { frameOf, stepOn } from "./page_visit.js";
import { rowsOf } from "./parts.js";
import { html, icon, nothing, sure, textField } from "./ui.js";
import { moment } from "./words.js";

const SIDES = [["supervisor", "ผู้นิเทศ"], ["receiver", "ผู้รับการนิเทศ"]];
const faults = {};
const shown = new WeakMap();

// What is typed and drawn stays on the phone until it is used or wiped, also when the page is left or killed.
function draftOf(editor, side) {
  const owner = side === "supervisor" && app.pack && app.pack.owner;
  return { name: owner ? owner.name : "", position: "", png: "", ...(editor.visit.drafts || {})[side] };
}

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
      ${signed.png ? html`<img class="nt-cap-signed" src="data:image/png;base64,${signed.png}" alt="ลายมือชื่อ ${signed.name}">` : html`<p class="nt-2">ภาพลายมือชื่ออยู่บนระบบ</p>`}
      <p>${signed.name}${signed.position ? html`<br><span class="nt-2">${signed.position}</span>` : nothing}<br><span class="nt-2 nt-small">ลงนามในเครื่อง ${moment(signed.phone_at)}</span></p>
      <button type="button" class="nt-btn nt-btn-quiet" @click=${() => again(editor, rows, signed)}>${icon("refresh")}ลงนามใหม่</button></section>`;
  }
  const key = `${editor.visit.id}:${side}`;
  const draft = draftOf(editor, side);
  const change = (values) => editor.draft(side, { ...draftOf(editor, side), ...values });
  queueMicrotask(() => show(`draw-${side}`, key, draft.png));
  return html`<section class="nt-card nt-card-body nt-cap-row"><h2>${label}</h2>
    ${textField({ id: `name-${side}`, label: "ชื่อผู้ลงนาม", max: 200 }, draft.name, (name) => change({ name }))}
    ${textField({ id: `post-${side}`, label: "ตำแหน่ง", max: 200, optional: true }, draft.position, (position) => change({ position }))}
    <div class="nt-field"><p class="nt-label" id="pad-${side}">ลงนามในกรอบ</p>
      <canvas id="draw-${side}" class="nt-cap-pad" width="640" height="240" role="img" aria-labelledby="pad-${side}" @pointerdown=${(event) => draw(event, key, change)}></canvas></div>
    ${faults[key] ? html`<p class="nt-error" role="alert">${icon("alert-circle", "s")}${faults[key]}</p>` : nothing}
    <div class="nt-btns nt-cap-gap"><button type="button" class="nt-btn nt-btn-soft" @click=${() => keep(editor, side, key)}>${icon("check")}ใช้ลายมือชื่อนี้</button>
      <button type="button" class="nt-btn nt-btn-quiet" @click=${() => change({ png: "" })}>ล้าง</button></div></section>`;
}

function again(editor, rows, signed) {
  if (sure(`เอาลายมือชื่อของ ${signed.name} ออกแล้วลงนามใหม่หรือไม่`)) editor.set("signatures", { rows: rows.filter((row) => row !== signed) });
}

// The canvas as it was left: a page comes with an empty one, and one of another visit may be used again.
function show(id, key, png) {
  const canvas = document.getElementById(id);
  if (!canvas || shown.get(canvas) === key + png) return;
  shown.set(canvas, key + png);
  const pen = canvas.getContext("2d");
  pen.clearRect(0, 0, canvas.width, canvas.height);
  if (!png) return;
  const picture = new Image();
  picture.onload = () => shown.get(canvas) === key + png && pen.drawImage(picture, 0, 0);
  picture.src = `data:image/png;base64,${png}`;
}

function draw(event, key, change) {
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
  let drawn = false;
  const move = (one) => {
    pen.lineTo(...at(one));
    pen.stroke();
    drawn = true;
  };
  canvas.addEventListener("pointermove", move);
  const end = () => {
    canvas.removeEventListener("pointermove", move);
    if (!drawn) return;
    const png = canvas.toDataURL("image/png").split(",", 2)[1];
    shown.set(canvas, key + png);
    change({ png });
  };
  canvas.addEventListener("pointerup", end, { once: true });
  canvas.addEventListener("pointercancel", end, { once: true });
}

function keep(editor, side, key) {
  const draft = draftOf(editor, side);
  faults[key] = !draft.name.trim() ? "กรุณาพิมพ์ชื่อผู้ลงนาม" : draft.png ? "" : "ยังไม่ได้ลงนามในกรอบ";
  if (faults[key]) return redraw();
  const row = { id: crypto.randomUUID(), side, name: draft.name.trim(), position: draft.position.trim(), phone_at: new Date().toISOString(), png: draft.png };
  editor.draft(side, undefined);
  return editor.set("signatures", { rows: [...rowsOf(editor.visit, "signatures").filter((one) => one.side !== side), row] });
}
