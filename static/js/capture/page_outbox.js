// งานในเครื่องนี้: every visit on this phone, where it stands, one act each; room, copies as files.

import { photosOf, removeVisit, transport, visit as visitOf } from "./store.js";
import { save } from "./savefile.js";
import { press, signInAddress } from "./sender.js";
import { app, counted, loadAll, notice } from "./state.js";
import { bytesWord, kept, mayLeave, status } from "./transport.js";
import { bar, chip, facts, html, icon, note, nothing, repeat, sure } from "./ui.js";
import { moment, size, span, thaiDate } from "./words.js";

const LOW_BYTES = 50 * 1048576;
const ORDER = { decide: 0, sending: 1, local: 2, in: 3 };

export function outbox() {
  const rows = app.rows
    .map((row) => ({ ...row, now: status(row.visit, row.state, row.photos, app.progress.get(row.visit.id)) }))
    .sort((a, b) => ORDER[a.now.code] - ORDER[b.now.code] || (a.visit.changed_at < b.visit.changed_at ? 1 : -1));
  const unsent = rows.filter((row) => row.now.code !== "in").length;
  return {
    title: "งานในเครื่องนี้", sub: lineWord(), tabs: true,
    heading: rows.length ? `งานในเครื่องนี้ ${rows.length} รายการ` : "งานในเครื่องนี้",
    acts: html`<a class="nt-btn ${rows.some((row) => row.now.code === "decide") ? "" : "nt-btn-primary"}" href="/capture/new/">${icon("pencil")}เริ่มบันทึก</a><a class="nt-btn" href="/capture/prepare/">${icon("cloud-off")}เตรียมออกพื้นที่</a>`,
    content: html`
      <div class="nt-between nt-2 nt-cap-line"><span>${rows.length ? (unsent ? `ยังอยู่แต่ในเครื่อง ${unsent} รายการ` : "อยู่ในระบบครบแล้ว") : ""}</span>
        ${app.room && app.room.known ? html`<span>พื้นที่ว่าง ${size(app.room.free)}</span>` : nothing}</div>
      ${app.room && app.room.known && app.room.free < LOW_BYTES ? note("warn", "alert-triangle", "พื้นที่ในเครื่องเหลือน้อย เก็บภาพได้อีกไม่มาก ส่งรายการที่ค้างแล้วลบรายการที่อยู่ในระบบออกจากเครื่อง") : nothing}
      ${unsent ? sendLine() : nothing}
      ${app.others ? note("accent", "users", `ในเครื่องนี้มีงานของผู้ใช้อื่น ${app.others} รายการ เปิดและส่งได้เมื่อเจ้าของเข้าสู่ระบบ`) : nothing}
      ${rows.length ? repeat(rows, (row) => row.visit.id, card) : empty()}
      ${rows.length ? html`<button type="button" class="nt-btn nt-btn-wide nt-cap-gap" @click=${() => copy(rows.map((row) => row.visit))}>${icon("download")}เก็บสำเนาทั้งหมดไว้เป็นไฟล์</button>
        <p class="nt-2 nt-small">ลบออกจากเครื่องได้หลังระบบยืนยันว่าได้รับครบเท่านั้น ไฟล์สำเนานำเข้าที่โต๊ะทำงานได้ภายหลัง</p>` : nothing}
      <p class="nt-cap-gap"><a class="nt-u" href=${document.body.dataset.visits}>บันทึกการนิเทศทั้งหมดบนระบบ</a></p>`,
  };
}

function lineWord() {
  if (app.queue.running) return "กำลังส่งทีละรายการ";
  if (!navigator.onLine || app.queue.result === "no_signal") return "ไม่มีสัญญาณ";
  if (app.queue.result === "sign_in") return "ต้องเข้าสู่ระบบก่อนส่ง";
  return app.me ? app.me.name : "";
}

function sendLine() {
  if (app.queue.result === "sign_in") return nothing;
  const words = app.queue.running ? "กำลังส่ง" : "ส่งเดี๋ยวนี้";
  return html`<button type="button" class="nt-btn nt-btn-soft nt-btn-wide nt-cap-row" aria-disabled=${app.queue.running ? "true" : nothing} @click=${() => press({ again: true })}>${icon("refresh")}${words}</button>`;
}

function empty() {
  return html`<div class="nt-card nt-empty">${icon("clipboard-plus", "xl")}<b>ยังไม่มีบันทึกในเครื่องนี้</b><p>เตรียมออกพื้นที่ตอนมีสัญญาณ แล้วเริ่มบันทึกได้แม้ไม่มีสัญญาณ</p></div>`;
}

function card(row) {
  const { visit, state, photos, now } = row;
  const count = counted(visit, photos);
  const general = visit.sections.general || {};
  return html`<article class="nt-card nt-card-body nt-cap-row ${now.code === "decide" ? "nt-card-bad" : ""}">
    <div class="nt-line-of">${chip(now)}<span class="nt-2 nt-small">${now.code === "in" ? thaiDate(general.visited_on) : `บันทึกในเครื่องแล้ว ${moment(visit.changed_at)}`}</span></div>
    <a class="nt-row-title nt-cap-open" href="/capture/v/${visit.id}/">${visit.school_name}</a>
    ${facts(general.topic, count.total ? `ตอบแล้ว ${count.answered} จาก ${count.total} ข้อ` : "", state.answer && state.answer.label ? `สถานะ ${state.answer.label}` : "")}
    ${now.code === "sending" ? sending(now) : html`<p class="nt-small nt-2">${now.detail}</p>`}
    ${act(row)}
  </article>`;
}

function sending(now) {
  const { done = 0, all = 0, left } = now.progress;
  if (!all) return html`<p class="nt-small nt-2">กำลังส่งแบบบันทึก</p>`;
  return html`<div class="nt-stack-s">${bar(done, all, "ส่งภาพแล้ว")}<div class="nt-between nt-small nt-2"><span>${bytesWord(done, all)}</span>${left ? html`<span>เหลือประมาณ ${span(left)}</span>` : nothing}</div></div>`;
}

// The one act that helps, the reason beside it; copies and leaving the phone stay in a quiet line.
function act(row) {
  const { visit, state, photos, now } = row;
  const link = (to, words, mark) => html`<a class="nt-btn nt-btn-primary nt-btn-wide" href="/capture/v/${visit.id}/${to}">${icon(mark)}${words}</a>`;
  let main = nothing;
  if (now.code === "decide") {
    if (Object.keys(state.conflicts).length) main = link("choose/", "เลือกฉบับที่จะใช้", "git-compare");
    else if (state.problem && state.problem.code === "sign_in") main = html`<a class="nt-btn nt-btn-primary nt-btn-wide" href=${signInAddress()}>${icon("login")}เข้าสู่ระบบ</a>`;
    else if (kept(photos).some((photo) => photo.problem)) main = link("photos/", "ไปดูภาพที่ส่งไม่ได้", "photo");
    else if (state.missing && state.missing.length) main = link("send/", "ดูรายการที่ขาด", "list-check");
    else if (Object.keys(state.refused).length) main = link("", "แก้ตอนที่ระบบยังไม่รับ", "pencil");
    else main = html`<button type="button" class="nt-btn nt-btn-wide" @click=${() => press({ only: visit.id, again: true })}>${icon("refresh")}ลองส่งใหม่</button>`;
  }
  return html`${main}<div class="nt-btns nt-cap-quiet">
    <button type="button" class="nt-btn nt-btn-quiet nt-btn-small" @click=${() => copy([visit])}>${icon("download", "s")}เก็บเป็นไฟล์</button>
    <button type="button" class="nt-btn nt-btn-quiet nt-btn-small" @click=${() => leave(visit.id)}>${icon("trash", "s")}ลบจากเครื่อง</button>
    ${state.answer ? html`<a class="nt-btn nt-btn-quiet nt-btn-small" href=${state.answer.url}>${icon("external-link", "s")}เปิดบนระบบ</a>` : nothing}
  </div>`;
}

async function copy(visits) {
  try {
    const made = await save(visits, app.me.user);
    notice(made.words, made.tone);
  } catch (error) {
    notice("ทำไฟล์ไม่สำเร็จ พื้นที่ในเครื่องอาจเต็ม", "bad");
  }
}

// Asked of the store as it is now: another tab may have written since this page was drawn.
async function leave(id) {
  const [visit, state, photos] = await Promise.all([visitOf(id), transport(id), photosOf(id)]);
  const words = !visit || mayLeave(visit, state, photos)
    ? "ระบบได้รับครบทุกตอนและทุกภาพแล้ว ลบสำเนาออกจากเครื่องนี้หรือไม่"
    : "รายการนี้ยังไม่อยู่ในระบบครบ ถ้าลบจากเครื่องนี้ สิ่งที่ยังไม่ส่งจะหายไปและเรียกคืนไม่ได้ ยืนยันลบหรือไม่";
  if (!sure(words)) return;
  await removeVisit(id);
  await loadAll();
  notice("ลบออกจากเครื่องแล้ว");
}
