// Where each visit stands on its way to the server, in words of transport only. Written by the queue, read by every page.

import { NBSP, size } from "./words.js";

export const WORDS = { local: "ในเครื่อง", sending: "กำลังส่ง", in: "อยู่ในระบบแล้ว", decide: "ต้องตัดสินใจ" };

// Sections typed in since the server last confirmed them; those that wait for a choice or were refused as they are, left out.
export function pending(visit, state) {
  return Object.keys(visit.sections).filter((name) => {
    const edits = visit.edits[name] || 0;
    return edits > (state.sent[name] || 0) && !state.conflicts[name] && state.refused[name]?.edits !== edits;
  });
}
export function isDirty(visit, state) {
  const typed = Object.keys(visit.edits).some((name) => visit.edits[name] > (state.sent[name] ?? 0));
  return typed || (visit.wants || 0) > (state.wanted || 0) || !state.answer;
}
// Refusals of a text as it stands here.
export function refusals(visit, state) {
  return Object.entries(state.refused).filter(([name, row]) => row.edits === (visit.edits[name] || 0)).map(([, row]) => row);
}
// The person told the phone to send it to the school, and nothing waits for a person first.
export function asks(visit, state) {
  return (visit.wants || 0) > (state.wanted || 0) && !Object.keys(state.conflicts).length && !refusals(visit, state).length;
}
export function kept(photos) {
  return photos.filter((photo) => !photo.removed);
}
export function arrived(photos) {
  return kept(photos).filter((photo) => photo.arrived).length;
}

// {code, word, detail} of one visit; `progress` is what the queue says of it at this moment, if it does.
export function status(visit, state, photos, progress) {
  const all = kept(photos).length;
  const there = arrived(photos);
  const conflicts = Object.keys(state.conflicts).length;
  if (conflicts) return told("decide", "ตอนที่ถูกแก้ทั้งในเครื่องนี้และบนระบบ " + conflicts + " ตอน ไม่มีข้อความใดหาย");
  if (state.problem) return told("decide", state.problem.text);
  const refused = refusals(visit, state);
  if (refused.length) return told("decide", "ระบบยังไม่รับ: " + refused.map((row) => row.message).join(" "));
  const bad = kept(photos).find((photo) => photo.problem);
  if (bad) return told("decide", bad.problem);
  if (progress) return told("sending", all ? `${there}/${all}${NBSP}รูป` : "", progress);
  if (!isDirty(visit, state) && there === all) {
    if (state.missing && state.missing.length && visit.wants) return told("decide", `อยู่ในระบบแล้ว แต่ยังส่งให้โรงเรียนไม่ได้ ขาด ${state.missing.length} รายการ`);
    return told("in", all ? `ระบบได้รับครบแล้ว ภาพ ${there} จาก ${all} ภาพ` : "ระบบได้รับครบแล้ว");
  }
  if (!state.answer) return told("local", all ? `ยังไม่ได้ส่ง · ${all} ภาพ` : "ยังไม่ได้ส่ง");
  return told("local", all ? `ส่งแล้วบางส่วน · ภาพถึงแล้ว ${there} จาก ${all} ภาพ` : "มีข้อความที่แก้หลังส่ง");
}

function told(code, detail, progress = null) {
  return { code, word: WORDS[code], detail, progress };
}

export function bytesLeft(photos) {
  return kept(photos).reduce((sum, photo) => sum + (photo.arrived ? 0 : photo.size), 0);
}
export function bytesWord(done, all) {
  return `${size(done)} จาก ${size(all)}`;
}

// Everything of it is on the server, each picture confirmed by its hash: it may leave the phone.
export function mayLeave(visit, state, photos) {
  return Boolean(state.answer) && !isDirty(visit, state) && !Object.keys(state.conflicts).length && kept(photos).every((photo) => photo.arrived);
}

// What the server answered to a document (200, 201, 409 conflict, 422), written into the row of transport.
// sent: {sections: names that went up, edits: their counts then, wants: the wish to send it on that went with them, or 0}.
// Without `visit` the server has begun none (a date of the future, most often), so nothing of it counts as confirmed.
export function take(state, data, sent) {
  const conflicts = data.conflicts || {};
  const refused = {};
  (data.errors || []).forEach((error) => {
    const before = refused[error.section];
    refused[error.section] = { edits: sent.edits[error.section] || 0, message: before ? `${before.message} ${error.message}` : error.message };
  });
  sent.sections.forEach((name) => {
    delete state.refused[name];
    if (conflicts[name]) state.conflicts[name] = { ...conflicts[name], edits: sent.edits[name] || 0 };
    else if (refused[name]) state.refused[name] = refused[name];
    else if (data.visit) {
      state.sent[name] = sent.edits[name] || 0;
      if (data.stamps && data.stamps[name]) state.base[name] = data.stamps[name];
    }
  });
  if (data.visit && !refused.photos) state.sent.photos = sent.edits.photos || 0;
  if (refused.photos) state.refused.photos = refused.photos;
  if (data.visit) {
    state.answer = { visit: data.visit, url: data.url, state: data.state, label: data.state_label, number: data.number, at: new Date().toISOString() };
    state.missing = data.missing || [];
    state.submitted = Boolean(data.submitted);
    // Held up by a choice or a refusal it is not sent to the school yet: the phone goes on wanting it.
    if (!Object.keys(conflicts).length && !Object.keys(refused).length) state.wanted = Math.max(state.wanted || 0, sent.wants);
  }
  state.problem = null;
}

// Sections others wrote since: the server's number is past the one our text came from.
export function behind(state, stamps) {
  return Object.keys(stamps || {}).filter((name) => stamps[name] > (state.base[name] || 0) && !state.conflicts[name]);
}
