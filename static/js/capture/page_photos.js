// Pictures of a visit or of one item: taken, described, taken off. Each shows whether it is only here or on the server too.

import { bytesOf, isFull } from "./store.js";
import { Refused, keepPicture } from "./photos.js";
import { app, notice, redraw } from "./state.js";
import { frameOf, stepOn } from "./page_visit.js";
import { arrived, kept } from "./transport.js";
import { facts, html, icon, live, note, nothing, repeat, sure } from "./ui.js";
import { moment, size } from "./words.js";

const MOST = 20;
const shown = new Map();
const work = { busy: 0, error: "", full: false };

export function photosPage(editor) {
  const list = kept(app.photos);
  const bytes = list.reduce((sum, photo) => sum + photo.size, 0);
  return frameOf(editor, {
    title: "ภาพถ่าย", ...stepOn(editor, "photos"),
    content: html`<div class="nt-between"><h2>ภาพถ่าย ${list.length} ภาพ</h2><span class="nt-2 nt-small">${list.length ? `เก็บในเครื่อง ${size(bytes)}` : ""}</span></div>
      ${list.length && arrived(list) ? html`<p class="nt-2 nt-small">ถึงระบบแล้ว ${arrived(list)} จาก ${list.length} ภาพ</p>` : nothing}
      ${pictures(editor, { sheet: null, item: "" }, list, true)}
      <p class="nt-2 nt-small">ไม่จำเป็นต้องเห็นใบหน้านักเรียน เวลาและตำแหน่งในภาพถูกอ่านเก็บไว้ก่อนย่อภาพ</p>`,
  });
}

// The pictures of one place (`about`: {sheet, item}) with the button that takes another; all: of the whole visit.
export function pictures(editor, about, photos, all = false) {
  const list = kept(photos).filter((photo) => all || (photo.sheet === about.sheet && photo.item === about.item));
  const most = (app.pack && app.pack.limits && app.pack.limits.photos) || MOST;
  const room = most - kept(app.photos).length - work.busy;
  const id = `take-${about.item || "visit"}`;
  return html`${work.error ? note("bad", "alert-triangle", work.full ? fullWords() : work.error) : nothing}
    ${list.length ? html`<div class="nt-cap-photos">${repeat(list, (photo) => photo.id, (photo, place) => figure(editor, photo, place))}</div>` : nothing}
    ${room > 0 ? html`<div class="nt-cap-take"><label for=${id}>${icon("camera", "l")}<span>${work.busy ? `กำลังเก็บภาพ ${work.busy} ภาพ` : "ถ่ายหรือเลือกภาพ"}</span></label>
      <input id=${id} type="file" accept="image/*" multiple @change=${(event) => take(editor, event.target, about, room, most)}></div>`
      : note("warn", "info-circle", `เก็บได้ครั้งละไม่เกิน ${most} ภาพ เอาภาพที่ไม่ใช้ออกก่อน`)}`;
}

function fullWords() {
  return html`<b>ที่เก็บในเครื่องเต็ม ภาพล่าสุดยังไม่ได้เก็บ</b><p>ข้อความที่พิมพ์และภาพก่อนหน้ายังอยู่ครบ ภาพยังอยู่ในคลังภาพของเครื่อง ส่งงานที่ค้างแล้วลบรายการที่อยู่ในระบบออก หรือเก็บสำเนาไว้เป็นไฟล์</p>
    <div class="nt-btns"><a class="nt-btn" href="/capture/">${icon("device-mobile")}ไปงานในเครื่องนี้</a></div>`;
}

function figure(editor, photo, place) {
  const label = `คำบรรยายภาพที่ ${place + 1}`;
  return html`<figure class="nt-cap-photo"><img src=${address(photo.id)} alt=${photo.caption || `ภาพที่ ${place + 1}`}>
    <figcaption><label class="nt-sr" for="cap-${photo.id}">${label}</label>
      <input class="nt-input" id="cap-${photo.id}" placeholder="คำบรรยาย" maxlength="300" .value=${live(photo.caption)} @input=${(event) => editor.picture(photo.id, { caption: event.target.value })}>
      <span class="nt-tiny nt-2">${facts(photo.taken_at ? moment(photo.taken_at) : "", size(photo.size), photo.place ? "มีตำแหน่ง" : "")}</span>
      <span class="nt-tiny ${photo.problem ? "nt-bad" : photo.arrived ? "nt-ok" : "nt-2"}">${photo.problem || (photo.arrived ? "อยู่ในระบบแล้ว" : "ในเครื่อง")}</span>
      <button type="button" class="nt-btn nt-btn-quiet nt-btn-small" aria-label="เอาออก ภาพที่ ${place + 1}" @click=${() => off(editor, photo)}>${icon("x", "s")}เอาออก</button>
    </figcaption></figure>`;
}

function address(id) {
  if (!shown.has(id)) {
    shown.set(id, "");
    bytesOf(id).then((bytes) => {
      if (!bytes) return;
      shown.set(id, URL.createObjectURL(new Blob([bytes])));
      redraw();
    });
  }
  return shown.get(id) || nothing;
}

export function forgetPictures() {
  shown.forEach((url) => url && URL.revokeObjectURL(url));
  shown.clear();
  Object.assign(work, { busy: 0, error: "", full: false });
}

async function take(editor, input, about, room, most) {
  const files = [...input.files].slice(0, room);
  const over = input.files.length - files.length;
  Object.assign(work, { busy: work.busy + files.length, error: "", full: false });
  redraw();
  const pixels = (app.pack && app.pack.limits && app.pack.limits.photo_pixels) || 1600;
  for (const file of files) {
    try {
      await editor.added(await keepPicture(editor.visit, file, about, pixels));
    } catch (error) {
      if (!(error instanceof Refused) && !isFull(error)) console.warn(error);
      Object.assign(work, { full: isFull(error), error: error instanceof Refused ? error.message : "เก็บภาพไม่ได้ โปรดลองใหม่" });
    }
    work.busy = Math.max(0, work.busy - 1);
    redraw();
  }
  input.value = "";
  if (over) notice(`เก็บภาพในเครื่องแล้ว ${files.length} ภาพ อีก ${over} ภาพไม่ได้เก็บ เพราะครบ ${most} ภาพแล้ว`, "warn");
  else if (!work.error) notice(`เก็บภาพในเครื่องแล้ว ${files.length} ภาพ`);
}

function off(editor, photo) {
  if (sure("เอาภาพนี้ออกจากบันทึกหรือไม่")) editor.picture(photo.id, { removed: true });
}

// A sheet that is taken off leaves its pictures to the visit.
export function freePictures(editor, sheet) {
  app.photos.filter((photo) => photo.sheet === sheet).forEach((photo) => editor.picture(photo.id, { sheet: null, item: "" }));
}
