// One visit: what earlier visits found stands first, then the parts to fill in.

import { app, counted, findingsOf } from "./state.js";
import { parts, rowsOf } from "./parts.js";
import { refusals as refusalsOf, status } from "./transport.js";
import { bar, chip, facts, html, icon, live, nothing } from "./ui.js";
import { clock, daysLate, thaiDate } from "./words.js";

export const VERDICTS = [["fixed", "แก้แล้ว"], ["partly", "แก้บางส่วน"], ["not_yet", "ยังไม่แก้"]];

// What every page of a visit shows at its head. Only transport and the store are spoken of.
export function frameOf(editor, more) {
  const { visit } = editor;
  const saved = app.full ? "ที่เก็บในเครื่องเต็ม ข้อความยังอยู่บนหน้านี้" : editor.unsaved ? "กำลังบันทึกในเครื่อง" : `บันทึกในเครื่องแล้ว ${clock(editor.savedAt)}`;
  return { sub: saved, saved, heading: visit.school_name, back: `/capture/v/${visit.id}/`, ...more };
}

export function visitPage(editor) {
  const { visit } = editor;
  const general = visit.sections.general || {};
  const count = counted(visit, app.photos);
  const now = status(visit, app.editorState, app.photos, app.progress.get(visit.id));
  const list = parts(visit, app.photos);
  const next = list.find((one) => one.lacks && !one.add) || list.find((one) => one.all && one.done < one.all) || list[list.length - 1];
  return frameOf(editor, {
    title: general.topic || "บันทึกการนิเทศ", back: "/capture/",
    facts: facts(general.round_no ? `ครั้งที่ ${general.round_no}` : "", thaiDate(general.visited_on), general.topic),
    content: html`
      <div class="nt-line-of nt-cap-row">${chip(now)}<span class="nt-small nt-2">${now.detail}</span></div>
      ${Object.keys(app.editorState.conflicts).length ? html`<a class="nt-btn nt-btn-primary nt-btn-wide nt-cap-row" href="/capture/v/${visit.id}/choose/">${icon("git-compare")}เลือกฉบับที่จะใช้</a>` : nothing}
      ${refusals(visit)}
      ${count.total ? html`<div class="nt-bar nt-cap-row">${bar(count.answered, count.total, "ข้อที่ตอบแล้ว")}<span>ตอบแล้ว ${count.answered} จาก ${count.total} ข้อ</span></div>` : nothing}
      ${previousBlock(editor)}
      ${lastVisit(visit)}
      <section class="nt-section" aria-labelledby="parts"><h2 id="parts">ตอนของบันทึก</h2>
        <div class="nt-card nt-rows">${list.map((one) => partRow(visit, one))}</div></section>`,
    actions: html`<a class="nt-btn nt-btn-primary" href="/capture/v/${visit.id}/${next.part}/">${next.last ? "ตรวจและส่ง" : `ทำต่อ ${next.label}`}${icon("arrow-right")}</a>`,
  });
}

function lastVisit(visit) {
  const last = app.pack && app.pack.last_visits && app.pack.last_visits[String(visit.school)];
  return last ? html`<p class="nt-2 nt-small nt-cap-gap">นิเทศครั้งก่อน ${facts(thaiDate(last.date), last.topic)}</p>` : nothing;
}

function refusals(visit) {
  return refusalsOf(visit, app.editorState).map((row) => html`<div class="nt-note nt-note-bad nt-cap-row">${icon("alert-triangle")}<span>${row.message}</span></div>`);
}

function partRow(visit, one) {
  return html`<div class="nt-row nt-row-link"><div class="nt-row-words">
      <a class="nt-row-title" href="/capture/v/${visit.id}/${one.part}/">${one.add ? html`${icon("plus", "s")} ` : nothing}${one.label}</a>
      ${one.detail ? html`<span class="nt-row-sub">${one.detail}</span>` : nothing}
      ${one.lacks ? html`<span class="nt-due nt-warn">${icon("alert-circle", "s")}ยังขาด ${one.lacks} รายการ</span>` : nothing}
    </div><span class="nt-row-go">${icon("chevron-right")}</span></div>`;
}

// Findings of earlier visits nobody has closed, each with three answers.
export function previousBlock(editor) {
  const before = findingsOf(editor.visit);
  if (!before.length) return nothing;
  return html`<section class="nt-section" aria-labelledby="previous">
    <h2 id="previous" class="nt-cap-flag">${icon("flag")} ข้อค้นพบครั้งก่อน ${before.length} เรื่อง</h2>
    <p class="nt-2 nt-small">${before[0].from}</p>
    <div class="nt-card nt-rows">${before.map((finding, place) => previousRow(editor, finding, place))}</div></section>`;
}

function previousRow(editor, finding, place) {
  const rows = rowsOf(editor.visit, "previous");
  const mine = rows.find((row) => row.action === finding.action) || { action: finding.action, verdict: "", note: "" };
  const late = daysLate(finding.due_on);
  const keep = (values) => editor.set("previous", { rows: [...rows.filter((row) => row.action !== finding.action), { ...mine, ...values }] });
  return html`<div class="nt-cap-finding">
    <p class="nt-strong">${place + 1}. ${finding.text}</p>
    ${finding.recommendation ? html`<p class="nt-2">${finding.recommendation}</p>` : nothing}
    <p class="nt-small nt-2">${facts(finding.owner ? `ผู้รับผิดชอบ ${finding.owner}` : "", late > 0 ? "" : finding.due_on ? `กำหนด ${thaiDate(finding.due_on)}` : "", finding.state_label)}</p>
    ${late > 0 ? html`<p class="nt-due nt-bad">${icon("alert-triangle", "s")}เลยกำหนด ${late} วัน (${thaiDate(finding.due_on)})</p>` : nothing}
    <fieldset class="nt-field"><legend class="nt-sr">ผลของข้อค้นพบที่ ${place + 1}</legend>
      <div class="nt-strip">${VERDICTS.map(([code, label]) => html`<label><input type="radio" name="verdict-${finding.action}" .checked=${live(mine.verdict === code)} @change=${() => keep({ verdict: code })}>${label}</label>`)}</div></fieldset>
    ${mine.verdict ? html`<div class="nt-field"><label for="why-${finding.action}">บันทึกเพิ่มเติม <span class="nt-optional">(ไม่บังคับ)</span></label>
      <textarea id="why-${finding.action}" rows="2" .value=${live(mine.note || "")} @input=${(event) => keep({ note: event.target.value })}></textarea></div>` : nothing}
  </div>`;
}

export function previousPage(editor) {
  return frameOf(editor, { title: "ข้อค้นพบครั้งก่อน", content: previousBlock(editor), ...stepOn(editor, "previous") });
}

// The foot of a part: back to all parts, on to the next.
export function stepOn(editor, part) {
  return { actions: html`<a class="nt-btn" href="/capture/v/${editor.visit.id}/">${icon("list")}ทุกตอน</a>${nextLink(editor, part)}` };
}
export function nextLink(editor, part) {
  const list = parts(editor.visit, app.photos).filter((one) => !one.add);
  const next = list[list.findIndex((one) => one.part === part) + 1];
  return next ? html`<a class="nt-btn nt-btn-primary" href="/capture/v/${editor.visit.id}/${next.part}/">${next.label}${icon("arrow-right")}</a>` : nothing;
}
