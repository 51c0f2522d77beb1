// General facts of the visit, the people supervised and who came along.

import { app } from "./state.js";
import { findPlace } from "./place.js";
import { frameOf, stepOn } from "./page_visit.js";
import { choices, dateField, facts, html, icon, note, nothing, select, textField } from "./ui.js";

const state = { error: "", looking: false };

export function generalPage(editor) {
  const lists = (app.pack && app.pack.choices) || { ways: [], areas: [], policies: [], tasks: [], projects: [] };
  const general = editor.section("general");
  const put = (values) => editor.put("general", values);
  const wrong = general.time_in && general.time_out && general.time_out < general.time_in;
  return frameOf(editor, {
    title: "ข้อมูลทั่วไป", ...stepOn(editor, "general"),
    content: html`
      ${textField({ id: "topic", label: "เรื่องที่นิเทศ" }, general.topic, (topic) => put({ topic }))}
      ${choices({ id: "areas", legend: "งาน 4 ด้าน", help: "เลือกได้มากกว่าหนึ่งด้าน", several: true, two: true }, general.areas, lists.areas, (areas) => put({ areas }))}
      ${dateField({ id: "visited_on", label: "วันที่นิเทศ" }, general.visited_on, (day) => day && put({ visited_on: day }))}
      <div class="nt-fields">
        ${textField({ id: "time_in", label: "เวลามาถึง", type: "time", optional: true }, general.time_in, (value) => put({ time_in: value || null }))}
        ${textField({ id: "time_out", label: "เวลากลับ", type: "time", optional: true, error: wrong ? "เวลากลับอยู่ก่อนเวลามาถึง" : "" }, general.time_out, (value) => put({ time_out: value || null }))}
        ${textField({ id: "round_no", label: "ครั้งที่", inputmode: "numeric", max: 2, optional: true, help: "เว้นว่างไว้ ระบบนับให้" }, general.round_no ?? "", (value) => put({ round_no: /^[1-9]\d?$/.test(value.trim()) ? Number(value) : null }))}
      </div>
      ${choices({ id: "way", legend: "รูปแบบ", two: true }, general.way, lists.ways, (way) => put({ way }))}
      ${select({ id: "policy", label: "นโยบาย กลยุทธ์ จุดเน้น", optional: true }, general.policy, lists.policies, (policy) => put({ policy }))}
      ${select({ id: "task", label: "งานตามกลุ่มงาน", optional: true }, general.task, lists.tasks, (task) => put({ task }))}
      ${select({ id: "project", label: "โครงการ", optional: true }, general.project, lists.projects, (project) => put({ project }))}
      ${placeOf(general, put)}`,
  });
}

function placeOf(general, put) {
  const place = general.place;
  return html`<div class="nt-field"><p class="nt-label">ตำแหน่งที่บันทึก <span class="nt-optional">(ไม่บังคับ)</span></p>
    ${place ? html`<p class="nt-2">${facts(`${place.lat}, ${place.lon}`, place.accuracy ? `คลาดเคลื่อน ${place.accuracy} เมตร` : "")}</p>` : nothing}
    <div class="nt-btns"><button type="button" class="nt-btn" aria-busy=${state.looking ? "true" : nothing} @click=${() => fill(put)}>${icon("map-pin")}${place ? "อ่านตำแหน่งใหม่" : "ใช้ตำแหน่งขณะนี้"}</button>
      ${place ? html`<button type="button" class="nt-btn nt-btn-quiet" @click=${() => put({ place: null })}>เอาตำแหน่งออก</button>` : nothing}</div>
    ${state.error ? html`<p class="nt-error">${icon("alert-circle", "s")}${state.error}</p>` : nothing}</div>`;
}

async function fill(put) {
  state.looking = true;
  state.error = "";
  const { place, error } = await findPlace();
  state.looking = false;
  state.error = error;
  put(place ? { place } : {});
}

const BLANK = { members: [], supervised: [] };

export function peoplePage(editor) {
  const people = editor.section("people", BLANK);
  const lists = app.lists;
  const staff = (lists && lists.people.get(editor.visit.school)) || [];
  const office = (lists && lists.people.get(0)) || [];
  const put = (values) => editor.set("people", { ...people, ...values });
  const free = (rows, taken) => rows.filter((person) => !taken.some((one) => one.person === person.id)).map(named);
  return frameOf(editor, {
    title: "ผู้รับการนิเทศและคณะ", ...stepOn(editor, "people"),
    content: html`
      <section class="nt-section" aria-labelledby="supervised"><h2 id="supervised">ผู้รับการนิเทศ ${people.supervised.length} คน</h2>
        ${people.supervised.map((row, place) => supervisedRow(row, place, people, put))}
        ${staff.length ? html`${select({ id: "add-person", label: "เพิ่มครูหรือบุคลากรของโรงเรียน", resets: true }, "", free(staff, people.supervised), (person) => {
          if (person) put({ supervised: [...people.supervised, { person, subject_group: null, subject: "", subject_code: "", classroom: "" }] });
        }, "เลือกบุคคลที่จะเพิ่ม")}` : note("warn", "info-circle", "ในเครื่องนี้ไม่มีรายชื่อบุคลากรของโรงเรียนนี้ เพิ่มบนระบบได้ภายหลังที่ตอน “ผู้รับการนิเทศ”")}</section>
      <section class="nt-section" aria-labelledby="members"><h2 id="members">ผู้ร่วมนิเทศ ${people.members.length} คน</h2>
        ${people.members.map((row, place) => html`<div class="nt-card nt-card-body nt-cap-row">
          <div class="nt-between"><b>${nameOf(row.person)}</b><button type="button" class="nt-btn nt-btn-quiet nt-btn-small" aria-label="เอาออก ${nameOf(row.person)}" @click=${() => put({ members: people.members.filter((one) => one !== row) })}>${icon("x", "s")}เอาออก</button></div>
          ${textField({ id: `duty-${place}`, label: "หน้าที่", max: 100 }, row.duty, (duty) => put({ members: replaced(people.members, row, { duty }) }))}</div>`)}
        ${select({ id: "add-member", label: "เพิ่มผู้ร่วมนิเทศ", resets: true }, "", free(office, people.members), (person) => {
          if (person) put({ members: [...people.members, { person, duty: "ผู้ร่วมนิเทศ" }] });
        }, "เลือกบุคคลที่จะเพิ่ม")}</section>`,
  });
}

function named(person) {
  return [person.id, person.position ? `${person.name} (${person.position})` : person.name];
}
function nameOf(id) {
  const person = app.lists && app.lists.byId.get(id);
  return person ? person.name : "บุคคลหมายเลข " + id;
}
function replaced(rows, row, values) {
  return rows.map((one) => (one === row ? { ...row, ...values } : one));
}

function supervisedRow(row, place, people, put) {
  const groups = (app.pack && app.pack.choices.subject_groups) || [];
  const change = (values) => put({ supervised: replaced(people.supervised, row, values) });
  const id = (name) => `${name}-${place}`;
  return html`<div class="nt-card nt-card-body nt-cap-row">
    <div class="nt-between"><b>${nameOf(row.person)}</b><button type="button" class="nt-btn nt-btn-quiet nt-btn-small" aria-label="เอาออก ${nameOf(row.person)}" @click=${() => put({ supervised: people.supervised.filter((one) => one !== row) })}>${icon("x", "s")}เอาออก</button></div>
    <div class="nt-fields">
      ${textField({ id: id("classroom"), label: "ชั้น/ห้อง", max: 40, optional: true }, row.classroom, (classroom) => change({ classroom }))}
      ${textField({ id: id("subject"), label: "รายวิชา", max: 150, optional: true }, row.subject, (subject) => change({ subject }))}
      ${textField({ id: id("code"), label: "รหัสวิชา", max: 20, optional: true }, row.subject_code, (code) => change({ subject_code: code }))}
      ${select({ id: id("group"), label: "กลุ่มสาระ", optional: true }, row.subject_group, groups, (group) => change({ subject_group: group }))}
    </div></div>`;
}
