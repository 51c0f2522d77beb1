// Answer sheets: adding one, and filling one in. One item is open at a time; answered ones fold to a line.

import { faultOf, levelWord, isAnswered, standing } from "./sheet.js";
import { app, formOf, photoCount, redraw, sheetsOf } from "./state.js";
import { frameOf, nextLink, stepOn } from "./page_visit.js";
import { aboutOf } from "./parts.js";
import { answerOf } from "./answers.js";
import { freePictures } from "./page_photos.js";
import { bar, choices, facts, html, icon, note, nothing, repeat, select, sure, textField } from "./ui.js";

const SUBJECTS = { school: "ใช้กับโรงเรียน", classroom: "ใช้กับห้องเรียน", person: "ใช้กับครูหรือบุคลากร" };
const adding = { version: null, classroom: "", person: null, error: "" };
const open = { sheet: "", code: "" };

export function sheetsPage(editor) {
  const { visit } = editor;
  const forms = (app.pack && app.pack.forms) || [];
  const form = formOf(adding.version);
  const staff = (app.lists && app.lists.people.get(visit.school)) || [];
  return frameOf(editor, {
    title: "เพิ่มแบบประเมิน", ...stepOn(editor, "people"),
    content: html`
      ${forms.length ? choices({ id: "version", legend: "เครื่องมือ" }, adding.version, forms.map((one) => [one.version, one.name, SUBJECTS[one.subject]]), (version) => {
        adding.version = version;
        adding.error = "";
        redraw();
      }) : note("warn", "alert-triangle", "ยังไม่มีแบบนิเทศในเครื่องนี้ เปิด “เตรียมออกพื้นที่” ตอนมีสัญญาณ")}
      ${form && form.subject === "classroom" ? textField({ id: "about-room", label: "ชั้น/ห้อง", help: "เช่น ป.1/1", max: 40, error: adding.error }, adding.classroom, (text) => {
        adding.classroom = text;
        redraw();
      }) : nothing}
      ${form && form.subject === "person" ? select({ id: "about-person", label: "ครูหรือบุคลากร", error: adding.error }, adding.person, staff.map((one) => [one.id, one.name]), (person) => {
        adding.person = person;
        redraw();
      }, "เลือกบุคคล") : nothing}
      ${form ? html`<button type="button" class="nt-btn nt-btn-primary nt-btn-wide nt-cap-gap" @click=${() => add(editor, form)}>${icon("plus")}เปิดแบบประเมิน</button>` : nothing}`,
  });
}

function add(editor, form) {
  if (form.subject === "classroom" && !adding.classroom.trim()) adding.error = "กรุณาระบุชั้น/ห้อง";
  else if (form.subject === "person" && !adding.person) adding.error = "กรุณาเลือกบุคคล";
  else {
    const id = crypto.randomUUID();
    editor.set(`sheet:${id}`, { version: form.version, classroom: form.subject === "classroom" ? adding.classroom.trim() : "", person: form.subject === "person" ? adding.person : null, answers: {} });
    Object.assign(adding, { version: null, classroom: "", person: null, error: "" });
    document.dispatchEvent(new CustomEvent("nt-go", { detail: { to: `/capture/v/${editor.visit.id}/sheet/${id}/` } }));
    return;
  }
  redraw();
}

export function sheetPage(editor, id) {
  const sheet = sheetsOf(editor.visit).find((one) => one.id === id);
  if (!sheet) return frameOf(editor, { title: "แบบประเมิน", content: note("warn", "info-circle", "แบบประเมินนี้ถูกนำออกจากบันทึกแล้ว"), ...stepOn(editor, "people") });
  if (!sheet.form) return frameOf(editor, { title: "แบบประเมิน", content: note("warn", "alert-triangle", "แบบประเมินรุ่นนี้ไม่มีในเครื่อง คำตอบที่ให้ไว้ยังอยู่ครบ เปิด “เตรียมออกพื้นที่” เพื่อนำแบบกลับมา"), ...stepOn(editor, `sheet/${id}`) });
  const photos = photoCount(app.photos, id);
  const now = standing(sheet.form, sheet.content.answers, photos);
  if (open.sheet !== id) Object.assign(open, { sheet: id, code: (firstOpen(now, sheet, photos) || {}).code || "" });
  return frameOf(editor, {
    title: sheet.form.name, heading: editor.visit.school_name, facts: facts(sheet.form.name, `รุ่นที่ ${sheet.form.number}`, aboutOf(sheet.content)),
    content: html`
      <div class="nt-bar nt-cap-row">${bar(now.answered, now.total, "ข้อที่ตอบแล้ว")}<span>ตอบแล้ว ${now.answered} จาก ${now.total} ข้อ</span></div>
      ${sheet.form.instructions ? html`<p class="nt-2">${sheet.form.instructions}</p>` : nothing}
      ${sectionsOf(now).map(([section, items]) => html`<section class="nt-section"><h2>${section.title}</h2>
        ${section.note ? html`<p class="nt-2">${section.note}</p>` : nothing}
        ${repeat(items, (item) => item.code, (item) => card(editor, sheet, now, item))}</section>`)}
      <button type="button" class="nt-btn nt-btn-quiet nt-cap-gap" @click=${() => remove(editor, sheet)}>${icon("trash")}นำแบบประเมินนี้ออกจากบันทึก</button>`,
    actions: foot(editor, sheet, now, photos),
  });
}

function firstOpen(now, sheet, photos) {
  return now.asked.find((item) => item.kind !== "note" && !isAnswered(item, sheet.content.answers[item.code], photos(item.code)));
}

function sectionsOf(now) {
  const groups = new Map();
  now.asked.forEach((item) => {
    if (!groups.has(item.section)) groups.set(item.section, []);
    groups.get(item.section).push(item);
  });
  return [...groups];
}

function card(editor, sheet, now, item) {
  const answers = sheet.content.answers;
  if (item.kind === "note") return html`<div class="nt-note nt-cap-row">${icon("info-circle")}<div><b>${item.text}</b>${item.help ? html`<p>${item.help}</p>` : nothing}</div></div>`;
  const answer = answers[item.code];
  const photos = photoCount(app.photos, sheet.id)(item.code);
  const answered = isAnswered(item, answer, photos);
  const number = now.asked.filter((one) => one.kind !== "note").indexOf(item) + 1;
  const fault = faultOf(sheet.form, item, answers);
  const head = `ข้อ ${number} จาก ${now.total}${answered ? "" : ` · ยังไม่ตอบ${item.required ? "" : " (ไม่บังคับ)"}`}`;
  const id = `item-${item.code}`;
  if (open.code === item.code) {
    return html`<article class="nt-card nt-card-body nt-cap-row" id=${id}>
      <p class="nt-small nt-accent nt-strong">${head}</p><h3 tabindex="-1" id="${id}-title">${item.text}</h3>
      ${item.help ? html`<p class="nt-2">${item.help}</p>` : nothing}
      ${answerOf(editor, sheet, item, answer || {}, fault)}</article>`;
  }
  return html`<article class="nt-card nt-cap-row" id=${id}><button type="button" class="nt-cap-fold" @click=${() => show(item.code)}>
    <span class="nt-cap-grow"><span class="nt-small nt-2">${head}</span><b>${item.text}</b>
      ${answered && item.kind !== "photo" ? html`<span><span class="nt-tag">${levelWord(item, answer)}</span></span>` : nothing}
      ${photos ? html`<span class="nt-small nt-2">${photos} ภาพ</span>` : nothing}
      ${answer && answer.note ? html`<span class="nt-small nt-2">${answer.note}</span>` : nothing}
      ${fault ? html`<span class="nt-error">${icon("alert-circle", "s")}${fault}</span>` : nothing}</span>
    ${answered ? html`<span class="nt-accent nt-small">แก้ไข</span>` : icon("chevron-down")}</button></article>`;
}

function show(code) {
  open.code = code;
  redraw();
  setTimeout(() => {
    const title = document.getElementById(`item-${code}-title`);
    if (!title) return;
    title.focus({ preventScroll: true });
    title.closest("article").scrollIntoView({ block: "start" });
  }, 30);
}

function foot(editor, sheet, now, photos) {
  const items = now.asked.filter((item) => item.kind !== "note");
  const here = items.findIndex((item) => item.code === open.code);
  const unanswered = (item) => !isAnswered(item, sheet.content.answers[item.code], photos(item.code));
  const next = items.slice(here + 1).find(unanswered) || items.find((item, place) => place !== here && unanswered(item)) || (here >= 0 && items[here + 1]);
  const all = html`<button type="button" class="nt-btn" @click=${() => {
    open.code = "";
    redraw();
    window.scrollTo(0, 0);
  }}>${icon("list")}ทุกข้อ</button>`;
  if (next) return html`${all}<button type="button" class="nt-btn nt-btn-primary" @click=${() => show(next.code)}>ข้อถัดไป${icon("arrow-right")}</button>`;
  return html`${all}${nextLink(editor, `sheet/${sheet.id}`)}`;
}

function remove(editor, sheet) {
  if (!sure("นำแบบประเมินนี้พร้อมคำตอบทุกข้อออกจากบันทึกหรือไม่")) return;
  editor.set(sheet.name, null);
  freePictures(editor, sheet.id);
  document.dispatchEvent(new CustomEvent("nt-go", { detail: { to: `/capture/v/${editor.visit.id}/` } }));
}
