// Findings of this visit: written, or proposed by a low level through the office's library.

import { proposals } from "./sheet.js";
import { app, sheetsOf } from "./state.js";
import { frameOf, stepOn } from "./page_visit.js";
import { rowsOf } from "./parts.js";
import { area, dateField, facts, html, icon, nothing, repeat, select, sure, textField } from "./ui.js";
import { isoDay } from "./words.js";

const DUE_DAYS = 30;

export function findingsPage(editor) {
  const rows = rowsOf(editor.visit, "findings");
  const put = (list) => editor.set("findings", { rows: list });
  const offered = sheetsOf(editor.visit)
    .filter((sheet) => sheet.form)
    .flatMap((sheet) => proposals(sheet.form, sheet.content.answers, app.pack && app.pack.advice))
    .filter((one) => !rows.some((row) => row.text === one.finding));
  return frameOf(editor, {
    title: "ข้อค้นพบครั้งนี้", ...stepOn(editor, "findings"),
    content: html`
      <h2>ข้อค้นพบครั้งนี้ ${rows.length} เรื่อง</h2>
      <p class="nt-2 nt-small">แต่ละเรื่องมีผู้รับผิดชอบและกำหนด และขึ้นหัวแบบบันทึกครั้งถัดไปจนกว่าจะปิด</p>
      ${offered.length ? html`<section class="nt-section" aria-labelledby="offered"><h3 id="offered">${icon("bulb")} ระบบเสนอจากข้อที่ได้ระดับต่ำ ${offered.length} เรื่อง</h3>
        <div class="nt-card nt-rows">${offered.map((one) => html`<div class="nt-row nt-row-stack"><div class="nt-row-words"><b>${one.finding}</b>
          ${one.recommendation ? html`<span class="nt-row-sub">${one.recommendation}</span>` : nothing}<span class="nt-small nt-3">${facts(`จากข้อ ${one.about}`)}</span></div>
          <div class="nt-row-act"><button type="button" class="nt-btn nt-btn-soft" aria-label="ใช้ข้อนี้ ${one.finding}" @click=${() => put([...rows, made(one)])}>${icon("plus")}ใช้ข้อนี้</button></div></div>`)}</div></section>` : nothing}
      ${repeat(rows, (row) => row.id, (row, place) => card(editor, row, place, rows, put))}
      <button type="button" class="nt-btn nt-btn-wide nt-cap-gap" @click=${() => put([...rows, made({})])}>${icon("plus")}เพิ่มข้อค้นพบ</button>`,
  });
}

function made(advice) {
  const due = new Date();
  due.setDate(due.getDate() + (advice.due_days || DUE_DAYS));
  return {
    id: crypto.randomUUID(), text: advice.finding || "", recommendation: advice.recommendation || "", owner: null,
    owner_label: advice.owner_label || "ผอ.โรงเรียน", due_on: isoDay(due),
  };
}

function card(editor, row, place, rows, put) {
  const change = (values) => put(rowsOf(editor.visit, "findings").map((one) => (one.id === row.id ? { ...one, ...values } : one)));
  const lists = app.lists;
  const people = lists ? [...(lists.people.get(editor.visit.school) || []), ...(lists.people.get(0) || [])].map((one) => [one.id, one.position ? `${one.name} (${one.position})` : one.name]) : [];
  const id = (name) => `${name}-${row.id}`;
  return html`<div class="nt-card nt-card-body nt-cap-row">
    ${area({ id: id("text"), label: `ข้อค้นพบที่ ${place + 1}`, rows: 2 }, row.text, (text) => change({ text }))}
    ${area({ id: id("advice"), label: "ข้อเสนอแนะ", optional: true, rows: 2 }, row.recommendation, (recommendation) => change({ recommendation }))}
    ${people.length ? select({ id: id("owner"), label: "ผู้รับผิดชอบ" }, row.owner, people, (owner) => change({ owner }), "ผอ.โรงเรียน หรือระบุเอง") : nothing}
    ${row.owner ? nothing : textField({ id: id("label"), label: "ผู้รับผิดชอบ (ระบุเอง)", max: 200 }, row.owner_label, (label) => change({ owner_label: label }))}
    ${dateField({ id: id("due"), label: "กำหนดแล้วเสร็จ" }, row.due_on, (day) => change({ due_on: day }))}
    <button type="button" class="nt-btn nt-btn-quiet" aria-label="ลบข้อค้นพบนี้ เรื่องที่ ${place + 1}" @click=${() => sure("ลบข้อค้นพบนี้หรือไม่") && put(rows.filter((one) => one.id !== row.id))}>${icon("trash")}ลบข้อค้นพบนี้</button>
  </div>`;
}
