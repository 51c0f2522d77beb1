// Check and send: what is missing, each with its way there; where the visit stands; one button.

import { saveSections } from "./store.js";
import { press } from "./sender.js";
import { app, loadAll, notice } from "./state.js";
import { frameOf } from "./page_visit.js";
import { lacking, parts } from "./parts.js";
import { kept, status } from "./transport.js";
import { chip, html, icon, note, nothing } from "./ui.js";

export function sendPage(editor) {
  const { visit } = editor;
  const missing = lacking(visit, app.photos);
  const now = status(visit, app.editorState, app.photos, app.progress.get(visit.id));
  const sent = app.editorState.submitted;
  const asked = (visit.wants || 0) > (app.editorState.wanted || 0);
  const told = !asked && !missing.length ? app.editorState.missing || [] : [];
  return frameOf(editor, {
    title: "ตรวจและส่ง",
    content: html`
      <div class="nt-line-of nt-cap-row">${chip(now)}<span class="nt-small nt-2">${now.detail}</span></div>
      ${sent ? note("ok", "send", html`ส่งให้โรงเรียนรับทราบแล้ว${app.editorState.answer.number ? ` เลขที่ ${app.editorState.answer.number}` : ""} แก้ไขได้จนกว่าโรงเรียนจะรับทราบ`) : nothing}
      ${asked && !sent ? note("accent", "clock", "สั่งส่งแล้ว เครื่องจะส่งให้โรงเรียนรับทราบเองเมื่อมีสัญญาณ") : nothing}
      ${missing.length ? list(visit, missing) : sent || asked ? nothing : note("ok", "circle-check", "ครบแล้ว ส่งได้ ถ้าไม่มีสัญญาณ เครื่องจะเก็บไว้และส่งให้เอง")}
      ${told.length && !sent ? html`<section class="nt-section"><h2>ระบบแจ้งว่ายังขาด ${told.length} รายการ</h2><div class="nt-card nt-card-body"><ul class="nt-cap-list">${told.map((one) => html`<li>${one.text}</li>`)}</ul></div></section>` : nothing}
      <section class="nt-section"><h2>สรุปก่อนส่ง</h2><dl class="nt-card nt-card-body nt-pairs nt-pairs-lined">${parts(visit, app.photos)
        .filter((one) => !one.add && !one.last)
        .map((one) => html`<div><dt>${one.label}</dt><dd>${one.detail}</dd></div>`)}</dl>
        <p class="nt-2 nt-small">${kept(app.photos).length ? "ภาพส่งตามไปทีละภาพ ขาดช่วงได้และส่งต่อจากเดิม" : ""}</p></section>`,
    actions: html`<a class="nt-btn" href="/capture/v/${visit.id}/">${icon("list")}ทุกตอน</a>${button(editor, missing, sent, asked)}`,
  });
}

function list(visit, missing) {
  return html`<section class="nt-section" id="missing" aria-labelledby="lacks"><h2 id="lacks">ยังขาด ${missing.length} รายการ</h2>
    <div class="nt-card nt-rows">${missing.map((row) => html`<div class="nt-row nt-row-link"><div class="nt-row-words"><a class="nt-row-title" href="/capture/v/${visit.id}/${row.part}/">${row.text}</a></div>
      <span class="nt-row-go">${icon("chevron-right")}</span></div>`)}</div></section>`;
}

function button(editor, missing, sent, asked) {
  const words = html`${icon("send")}<span>ส่งให้โรงเรียนรับทราบ</span>`;
  if (sent) return html`<button type="button" class="nt-btn nt-btn-primary" @click=${() => press({ only: editor.visit.id, again: true })}>${icon("refresh")}ส่งส่วนที่แก้เดี๋ยวนี้</button>`;
  if (missing.length) return html`<button type="button" class="nt-btn nt-grow" aria-disabled="true" aria-describedby="why">${words}</button><span class="nt-why" id="why">ยังส่งไม่ได้ ยังขาด ${missing.length} รายการ</span>`;
  return html`<button type="button" class="nt-btn nt-btn-primary" @click=${() => send(editor, asked)}>${words}</button>`;
}

async function send(editor, asked) {
  await editor.flush();
  if (!asked) {
    const saved = await saveSections(editor.visit.id, {}, { wants: true });
    editor.visit.wants = saved.wants;
    await loadAll();
  }
  notice(navigator.onLine ? "กำลังส่ง" : "เก็บไว้ในเครื่องแล้ว จะส่งให้เองเมื่อมีสัญญาณ");
  await press({ again: true });
}
