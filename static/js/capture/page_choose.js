// A section written by two people: both texts side by side, differing words marked, a third way that begins with both. The
// text not chosen stays in the history of the visit on the server.

import { settle, transport } from "./store.js";
import { compare } from "./diff.js";
import { press } from "./sender.js";
import { app, formOf, loadAll, notice, personName, redraw } from "./state.js";
import { levelWord } from "./sheet.js";
import { frameOf } from "./page_visit.js";
import { NOTES, sectionName } from "./parts.js";
import { html, icon, live, note, nothing } from "./ui.js";
import { moment, thaiDate } from "./words.js";

const pick = { key: "", way: "mine", text: null };
const FIELDS = {
  visited_on: "วันที่", time_in: "เวลามาถึง", time_out: "เวลากลับ", round_no: "ครั้งที่", way: "รูปแบบ", topic: "เรื่อง", areas: "งาน 4 ด้าน",
  policy: "นโยบาย", task: "งาน", project: "โครงการ", place: "ตำแหน่ง",
};

export function choosePage(editor) {
  const names = Object.keys(app.editorState.conflicts);
  if (!names.length) return frameOf(editor, { title: "เลือกฉบับที่จะใช้", content: note("ok", "circle-check", "ไม่มีตอนที่ต้องเลือกแล้ว"), actions: html`<a class="nt-btn nt-btn-primary" href="/capture/">${icon("device-mobile")}ไปงานในเครื่องนี้</a>` });
  const name = names[0];
  const theirs = app.editorState.conflicts[name];
  const key = `${editor.visit.id} ${name} ${theirs.n}`;
  if (pick.key !== key) Object.assign(pick, { key, way: "mine", text: null });
  const mine = editor.section(name, null);
  const both = NOTES.some(([one]) => one === name);
  const shown = compare(plain(name, mine), plain(name, theirs.content));
  const label = sectionName(name, editor.visit);
  return frameOf(editor, {
    title: "เลือกฉบับที่จะใช้", heading: label, sub: `${editor.visit.school_name} · ${names.length} ตอน`,
    content: html`<p class="nt-2">มีผู้แก้ตอนนี้สองคน โปรดเลือกหนึ่งฉบับ อีกฉบับยังเก็บไว้ในประวัติ</p>
      <fieldset class="nt-field nt-conflict" id="choice"><legend class="nt-sr">ฉบับของตอน ${label}</legend>
        ${side("mine", "ในเครื่องนี้", `ท่าน · ${moment(editor.visit.changed_at)}`, shown.mine)}
        ${side("theirs", "บนระบบ", `${theirs.by || "ผู้ร่วมนิเทศ"} · ${moment(theirs.at)}`, shown.theirs)}
        ${side("both", "เขียนใหม่จากทั้งสองฉบับ", both ? "เริ่มจากข้อความทั้งสองต่อกัน" : "เริ่มจากในเครื่องนี้ เติมสิ่งที่มีแต่บนระบบ แล้วเปิดให้แก้", null)}
      </fieldset>
      ${pick.way === "both" && both ? html`<div class="nt-field nt-cap-gap"><label for="rewritten">${label} ฉบับใหม่</label>
        <textarea id="rewritten" rows="6" .value=${live(pick.text ?? joined(mine, theirs.content))} @input=${(event) => {
          pick.text = event.target.value;
        }}></textarea></div>` : nothing}
      ${names.length > 1 ? html`<p class="nt-2 nt-small nt-cap-gap">เหลืออีก ${names.length - 1} ตอนหลังจากนี้</p>` : nothing}
      <div class="nt-cap-gap">${note("plain", "info-circle", "ตอนอื่นไม่ซ้อนกัน ระบบรวมให้แล้ว")}</div>`,
    actions: html`<button type="button" class="nt-btn nt-btn-primary" @click=${(event) => event.detail < 2 && decide(editor, name, mine, theirs, both)}>${{ mine: "ใช้ฉบับในเครื่องนี้", theirs: "ใช้ฉบับบนระบบ", both: "ใช้ฉบับที่เขียนใหม่" }[pick.way]}</button>`,
  });
}

function side(way, label, who, parts) {
  return html`<label class="nt-choice ${way === "both" ? "nt-cap-both" : ""}"><input type="radio" name="way" .checked=${live(pick.way === way)} @change=${() => {
    pick.way = way;
    redraw();
  }}><b>${label}</b><small>${who}</small>
    ${parts ? html`<span class="nt-cap-version">${parts.map((part) => (part.same || !part.text.trim() ? part.text : html`<mark>${part.text}</mark>`))}</span>` : nothing}</label>`;
}

function joined(mine, theirs) {
  return [mine, theirs].map((content) => (content && content.text) || "").filter(Boolean).join("\n");
}

// A section as lines of text, so that any two can be compared word by word.
function plain(name, content) {
  if (!content) return "(ไม่มี)";
  if (content.text !== undefined) return content.text || "(ว่าง)";
  if (name === "people") {
    const supervised = (content.supervised || []).map((row) => `ผู้รับการนิเทศ ${personName(row.person)} ${row.classroom || ""} ${row.subject || ""}`.trim());
    return [...supervised, ...(content.members || []).map((row) => `ผู้ร่วมนิเทศ ${personName(row.person)} ${row.duty || ""}`.trim())].join("\n");
  }
  if (name.startsWith("sheet:")) {
    const form = formOf(content.version);
    const items = form ? form.sections.flatMap((section) => section.items) : [];
    return items.filter((item) => content.answers[item.code]).map((item) => `${item.text}: ${levelWord(item, content.answers[item.code])} ${content.answers[item.code].note || ""}`.trim()).join("\n");
  }
  if (content.rows) return content.rows.map((row) => [row.text, row.recommendation, row.owner ? personName(row.owner) : row.owner_label, thaiDate(row.due_on), row.name, row.note].filter(Boolean).join(" · ")).join("\n");
  return Object.entries(content).filter(([field, value]) => FIELDS[field] && value !== null && value !== "").map(([field, value]) => `${FIELDS[field]}: ${word(field, value)}`).join("\n");
}

function word(field, value) {
  if (field === "visited_on") return thaiDate(value);
  const lists = (app.pack && app.pack.choices) || {};
  const named = { way: lists.ways, policy: lists.policies, task: lists.tasks, project: lists.projects, areas: lists.areas }[field];
  const one = (code) => ((named || []).find(([found]) => found === code) || [code, code])[1];
  if (Array.isArray(value)) return value.map(one).join(", ");
  return typeof value === "object" ? `${value.lat}, ${value.lon}` : one(value);
}

// Mine first; what only the other text has is added.
function merged(mine, theirs) {
  if (!mine || !theirs) return mine || theirs;
  const content = { ...theirs, ...mine };
  if (mine.answers) content.answers = { ...theirs.answers, ...mine.answers };
  for (const list of ["rows", "members", "supervised"]) {
    if (!mine[list]) continue;
    const known = (row) => row.id || row.action || row.person;
    content[list] = [...mine[list], ...(theirs[list] || []).filter((row) => !mine[list].some((one) => known(one) === known(row)))];
  }
  return content;
}

// The second tap of two (detail 2) is none: the next section to choose stands in the same place by then.
async function decide(editor, name, mine, theirs, both) {
  await editor.flush();
  const id = editor.visit.id;
  const way = pick.way;
  const contents = { mine: undefined, theirs: theirs.content, both: both ? { text: pick.text ?? joined(mine, theirs.content) } : merged(mine, theirs.content) };
  await settle(id, name, { content: contents[way], known: way === "theirs", n: theirs.n });
  pick.key = "";
  await editor.reload();
  app.editorState = await transport(id);
  await loadAll();
  const done = "เลือกแล้ว อีกฉบับเก็บไว้ในประวัติ";
  if (way === "both" && !both) go(`/capture/v/${id}/${name.replace(":", "/")}/`, done);
  else if (!Object.keys(app.editorState.conflicts).length) go("/capture/", done);
  else notice(done);
  press({ only: id });
}

function go(to, words) {
  document.dispatchEvent(new CustomEvent("nt-go", { detail: { to, words } }));
}
