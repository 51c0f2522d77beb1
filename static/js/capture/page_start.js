// Start a visit: from what is planned or by looking for a school. The visit has its UUID from this moment.

import { addVisit, isFull } from "./store.js";
import { app, loadAll, notice, redraw } from "./state.js";
import { facts, html, icon, live, note, nothing } from "./ui.js";
import { isoDay, isoTime, thaiDate } from "./words.js";

const SHOWN = 12;
const look = { text: "", starting: false };

export function startPage() {
  const pack = app.pack;
  const base = { title: "เริ่มบันทึก", sub: "เลือกโรงเรียน", back: "/capture/", tabs: true, heading: "จะบันทึกที่โรงเรียนใด" };
  if (!pack) {
    return {
      ...base,
      content: html`${note("warn", "alert-triangle", "ยังไม่มีรายชื่อโรงเรียนในเครื่องนี้")}
        <a class="nt-btn nt-btn-primary nt-btn-wide nt-cap-gap" href="/capture/prepare/">${icon("cloud-off")}เตรียมออกพื้นที่</a>`,
    };
  }
  const today = isoDay();
  const planned = [...pack.planned].sort((a, b) => nearness(a, today) - nearness(b, today) || (a.from < b.from ? -1 : 1));
  return {
    ...base,
    content: html`
      <section class="nt-section" aria-labelledby="find"><h2 id="find">ค้นหาโรงเรียน</h2>
        <div class="nt-search">${icon("search")}<input type="search" aria-label="ชื่อหรือรหัสโรงเรียน" placeholder="ชื่อหรือรหัสโรงเรียน" .value=${live(look.text)} @input=${(event) => {
          look.text = event.target.value;
          redraw();
        }}></div>
        ${look.text.trim() ? results(pack) : nothing}</section>
      <section class="nt-section" aria-labelledby="planned"><h2 id="planned">ตามแผน ${planned.length} ครั้ง</h2>
        ${planned.length ? html`<div class="nt-card nt-rows">${planned.slice(0, look.text ? 5 : 30).map((row) => plannedRow(row, today))}</div>` : html`<p class="nt-2">ไม่มีนัดตามแผนในเครื่องนี้</p>`}</section>`,
  };
}

function nearness(row, today) {
  if (row.from <= today && today <= (row.to || row.from)) return 0;
  return Math.abs(Date.parse(row.from) - Date.parse(today)) / 86400000;
}

function results(pack) {
  const text = look.text.trim();
  const found = pack.schools.filter((school) => school.name.includes(text) || (school.code || "").startsWith(text));
  if (!found.length) return html`<p class="nt-2 nt-cap-gap">ไม่พบโรงเรียนที่มีคำว่า “${text}” ในเขตของท่าน</p>`;
  return html`<div class="nt-card nt-rows nt-cap-gap">${found.slice(0, SHOWN).map((school) => html`<div class="nt-row"><div class="nt-row-words"><b>${school.name}</b>
      <span class="nt-row-sub">${facts(school.cluster, school.mine ? "" : "นอกพื้นที่รับผิดชอบ")}</span></div>
      <div class="nt-row-act"><button type="button" class="nt-btn" aria-label="เริ่มบันทึก ที่ ${school.name}" @click=${() => begin(school)}>เริ่มบันทึก</button></div></div>`)}</div>
    ${found.length > SHOWN ? html`<p class="nt-2 nt-small">แสดง ${SHOWN} จาก ${found.length} โรงเรียน พิมพ์เพิ่มเพื่อให้แคบลง</p>` : nothing}`;
}

function plannedRow(row, today) {
  const school = app.lists.schools.get(row.school);
  if (!school) return nothing;
  const begun = app.rows.find((one) => one.visit.planned === row.id);
  const findings = (app.pack.findings[String(row.school)] || []).length;
  const now = row.from <= today && today <= (row.to || row.from);
  return html`<div class="nt-row nt-row-stack"><div class="nt-row-words">
      <span class="nt-small ${now ? "nt-accent nt-strong" : "nt-2"}">${now ? "วันนี้" : thaiDate(row.from)}</span>
      <b class="nt-row-title">${school.name}</b><span class="nt-row-sub">${facts(row.topic, school.cluster)}</span>
      ${findings ? html`<span class="nt-due nt-warn">${icon("flag", "s")}ข้อค้นพบครั้งก่อนยังไม่ปิด ${findings} เรื่อง</span>` : nothing}</div>
    <div class="nt-row-act">${begun
      ? html`<a class="nt-btn" href="/capture/v/${begun.visit.id}/">${icon("pencil")}บันทึกต่อ</a>`
      : html`<button type="button" class="nt-btn ${now ? "nt-btn-soft" : ""}" aria-label="เริ่มบันทึก ตามแผนที่ ${school.name}" @click=${() => begin(school, row)}>${icon("pencil")}เริ่มบันทึก</button>`}</div></div>`;
}

// Two taps begin one visit.
async function begin(school, planned = null) {
  if (look.starting) return;
  look.starting = true;
  try {
    await start(school, planned);
  } finally {
    look.starting = false;
  }
}

async function start(school, planned) {
  const now = new Date();
  const general = {
    visited_on: isoDay(now), time_in: isoTime(now), time_out: null, round_no: null, way: (planned && planned.way) || "field",
    topic: (planned && planned.topic) || "", areas: (planned && planned.areas) || [], policy: (planned && planned.policy) || null,
    task: (planned && planned.task) || null, project: (planned && planned.project) || null, place: null,
  };
  const visit = {
    id: crypto.randomUUID(), user: app.me.user, school: school.id, school_name: school.name, planned: planned ? planned.id : null,
    began_at: now.toISOString(), changed_at: now.toISOString(), sections: { general }, edits: { general: 1 }, wants: 0, schema: 1,
  };
  try {
    await addVisit(visit);
  } catch (error) {
    return notice(isFull(error) ? "ที่เก็บในเครื่องเต็ม เริ่มบันทึกใหม่ไม่ได้ ลบรายการที่อยู่ในระบบแล้วออกก่อน" : "เริ่มบันทึกไม่ได้ โปรดลองใหม่", "bad");
  }
  look.text = "";
  await loadAll();
  return document.dispatchEvent(new CustomEvent("nt-go", { detail: { to: `/capture/v/${visit.id}/` } }));
}
