// The control of each kind of item, and how its answer is kept:
// {number} for rating, yes/no, choice and numbers · {text} for text and date · {values} for several choices and a place.

import { findPlace } from "./place.js";
import { pictures } from "./page_photos.js";
import { app, redraw } from "./state.js";
import { area, dateField, facts, html, icon, live, nothing, textField } from "./ui.js";

const looking = { code: "", error: "" };

export function answerOf(editor, sheet, item, answer, fault) {
  const keep = (values) => {
    const now = editor.section(sheet.name, sheet.content);
    const answers = { ...now.answers };
    const kept = { ...(answers[item.code] || {}), ...values };
    if (isBlank(kept)) delete answers[item.code];
    else answers[item.code] = kept;
    editor.set(sheet.name, { ...now, answers });
  };
  return html`${control(editor, sheet, item, answer, keep)}
    ${fault ? html`<p class="nt-error" role="alert">${icon("alert-circle", "s")}${fault}</p>` : nothing}
    ${area({ id: `note-${item.code}`, label: "บันทึกเพิ่มเติม", optional: true, rows: 2 }, answer.note, (note) => keep({ note }))}`;
}

function isBlank(answer) {
  const none = (value) => value === undefined || value === null || value === "" || (Array.isArray(value) && !value.length);
  return none(answer.number) && none(answer.text) && none(answer.values) && !answer.not_observed && none(answer.note);
}

function control(editor, sheet, item, answer, keep) {
  const id = `answer-${item.code}`;
  switch (item.kind) {
    case "rating": return rows(item, [...item.levels].sort((a, b) => b.value - a.value).map((level) => [level.value, level.value, level.label, level.description]), answer, keep);
    case "yes_no": return rows(item, [[1, "", "มี"], [0, "", "ไม่มี"]], answer, keep);
    case "choice": return rows(item, [...item.levels].sort((a, b) => a.value - b.value).map((level) => [level.value, "", level.label, level.description]), answer, keep, false);
    case "choices": return several(item, answer, keep);
    case "number": return textField({ id, label: "คำตอบ", inputmode: item.whole ? "numeric" : "decimal", max: 16 }, answer.number ?? "", (text) => keep({ number: text.trim().replace(",", ".") || null }));
    case "date": return dateField({ id, label: "วันที่" }, answer.text, (text) => keep({ text: text || "" }));
    case "place": return place(item, answer, keep);
    case "photo": return pictures(editor, { sheet: sheet.id, item: item.code }, app.photos);
    default: return area({ id, label: "คำตอบ", rows: 3 }, answer.text, (text) => keep({ text }));
  }
}

// Number, word, description, radio; ไม่ได้สังเกต last and dashed.
function rows(item, levels, answer, keep, none = true) {
  const chosen = (value) => !answer.not_observed && answer.number !== undefined && answer.number !== null && Number(answer.number) === Number(value);
  return html`<fieldset class="nt-field nt-rating"><legend class="nt-sr">${item.text}</legend>
    ${levels.map(([value, number, word, more]) => html`<label class="nt-rating-row"><input type="radio" name="answer-${item.code}" .checked=${live(chosen(value))} @change=${() => keep({ number: Number(value), not_observed: undefined })}>
      <b>${number}</b><span><b>${word}</b>${more ? html`<span>${more}</span>` : nothing}</span></label>`)}
    ${none ? html`<label class="nt-rating-row nt-rating-none"><input type="radio" name="answer-${item.code}" .checked=${live(Boolean(answer.not_observed))} @change=${() => keep({ number: undefined, not_observed: true })}>
      <b aria-hidden="true">–</b><span>ไม่ได้สังเกต${item.kind === "rating" ? " (ไม่นำมาคิดคะแนน)" : ""}</span></label>` : nothing}
  </fieldset>`;
}

function several(item, answer, keep) {
  const values = answer.values || [];
  return html`<fieldset class="nt-field"><legend class="nt-field-help">เลือกได้หลายข้อ</legend>
    ${item.levels.map((level) => html`<label class="nt-choice"><input type="checkbox" .checked=${live(values.includes(level.value))}
      @change=${(event) => keep({ values: event.target.checked ? [...values, level.value] : values.filter((one) => one !== level.value) })}><b>${level.label}</b>
      ${level.description ? html`<small>${level.description}</small>` : nothing}</label>`)}</fieldset>`;
}

function place(item, answer, keep) {
  const found = answer.values;
  return html`<div class="nt-field">
    ${found ? html`<p>${facts(`${found.lat}, ${found.lon}`, found.accuracy ? `คลาดเคลื่อน ${found.accuracy} เมตร` : "")}</p>` : nothing}
    <div class="nt-btns"><button type="button" class="nt-btn" aria-busy=${looking.code === item.code ? "true" : nothing} @click=${() => look(item, keep)}>${icon("map-pin")}${found ? "อ่านตำแหน่งใหม่" : "ใช้ตำแหน่งขณะนี้"}</button>
      ${found ? html`<button type="button" class="nt-btn nt-btn-quiet" @click=${() => keep({ values: null })}>เอาตำแหน่งออก</button>` : nothing}</div>
    ${looking.error ? html`<p class="nt-error">${icon("alert-circle", "s")}${looking.error}</p>` : nothing}</div>`;
}

async function look(item, keep) {
  Object.assign(looking, { code: item.code, error: "" });
  redraw();
  const result = await findPlace();
  Object.assign(looking, { code: "", error: result.error });
  if (result.place) keep({ values: result.place });
  else redraw();
}
