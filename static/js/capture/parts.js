// The parts of a visit in their order: names, addresses, what each still lacks. The overview, the action bar and the page
// "ตรวจและส่ง" read it from here.

import { standing } from "./sheet.js";
import { app, findingsOf, photoCount, sheetsOf } from "./state.js";
import { kept } from "./transport.js";

export const NOTES = [
  ["observed", "สิ่งที่พบ"],
  ["strengths", "จุดเด่น"],
  ["to_improve", "สิ่งที่ควรพัฒนา"],
  ["reflection_supervisor", "สะท้อนคิดของผู้นิเทศ"],
  ["reflection_school", "สะท้อนคิดของผู้รับการนิเทศ"],
];
export const SECTION_NAMES = {
  general: "ข้อมูลทั่วไป", people: "ผู้รับการนิเทศและคณะ", findings: "ข้อค้นพบครั้งนี้", previous: "ข้อค้นพบครั้งก่อน",
  signatures: "ลายมือชื่อ", photos: "ภาพถ่าย", ...Object.fromEntries(NOTES),
};

export function sectionName(name, visit) {
  if (!name.startsWith("sheet:")) return SECTION_NAMES[name] || name;
  const sheet = sheetsOf(visit).find((one) => one.name === name);
  return sheet && sheet.form ? sheet.form.name : "แบบประเมิน";
}

export function text(visit, name) {
  return (visit.sections[name] && visit.sections[name].text) || "";
}
export function rowsOf(visit, name) {
  return (visit.sections[name] && visit.sections[name].rows) || [];
}

// [{part, label, detail, lacks}] of the open visit.
export function parts(visit, photos) {
  const general = visit.sections.general || {};
  const people = visit.sections.people || { members: [], supervised: [] };
  const before = findingsOf(visit);
  const judged = rowsOf(visit, "previous").length;
  const written = NOTES.filter(([name]) => text(visit, name).trim()).length;
  const findings = rowsOf(visit, "findings");
  const signed = rowsOf(visit, "signatures");
  const pictures = kept(photos);
  const list = [{ part: "general", label: "ข้อมูลทั่วไป", detail: general.topic || "ยังไม่ได้ระบุเรื่อง", lacks: lacking(visit, photos, "general").length }];
  if (before.length) list.push({ part: "previous", label: "ข้อค้นพบครั้งก่อน", detail: `ตรวจแล้ว ${judged} จาก ${before.length} เรื่อง`, lacks: 0 });
  list.push({ part: "people", label: "ผู้รับการนิเทศและคณะ", detail: `ผู้รับการนิเทศ ${people.supervised.length} คน · ผู้ร่วมนิเทศ ${people.members.length} คน`, lacks: 0 });
  sheetsOf(visit).forEach((sheet) => list.push(sheetPart(sheet, photos)));
  list.push({ part: "sheets", label: "เพิ่มแบบประเมิน", detail: "", lacks: 0, add: true });
  list.push({ part: "notes", label: "สิ่งที่พบและสะท้อนคิด", detail: `เขียนแล้ว ${written} จาก ${NOTES.length} ช่อง`, lacks: lacking(visit, photos, "notes").length });
  list.push({ part: "findings", label: "ข้อค้นพบครั้งนี้", detail: `${findings.length} เรื่อง`, lacks: lacking(visit, photos, "findings").length });
  list.push({ part: "photos", label: "ภาพถ่าย", detail: `${pictures.length} ภาพ`, lacks: 0 });
  list.push({ part: "sign", label: "ลายมือชื่อ", detail: signed.length ? `ลงนามแล้ว ${signed.length} ฝ่าย` : "ไม่บังคับ", lacks: 0 });
  list.push({ part: "send", label: "ตรวจและส่ง", detail: "", lacks: 0, last: true });
  return list;
}

function sheetPart(sheet, photos) {
  const now = sheet.form ? standing(sheet.form, sheet.content.answers, photoCount(photos, sheet.id)) : null;
  return {
    part: `sheet/${sheet.id}`, label: sheet.form ? sheet.form.name : "แบบประเมินที่ไม่มีในเครื่อง",
    detail: [aboutOf(sheet.content), now ? `ตอบแล้ว ${now.answered} จาก ${now.total} ข้อ` : ""].filter(Boolean).join(" · "),
    lacks: now ? now.left.length + now.faults.length : 0, done: now ? now.answered : 0, all: now ? now.total : 0,
  };
}

export function aboutOf(content) {
  const person = app.lists && app.lists.byId.get(content.person);
  return [content.classroom, person && person.name].filter(Boolean).join(" · ");
}

// What is missing before it can be sent: [{text, part}], of one part or of all. The server has the last word.
export function lacking(visit, photos, only = "") {
  const general = visit.sections.general || {};
  const found = [];
  if (!(general.topic || "").trim()) found.push({ text: "ยังไม่ได้ระบุเรื่องที่นิเทศ", part: "general" });
  if (!(general.areas || []).length) found.push({ text: "ยังไม่ได้เลือกงาน 4 ด้าน อย่างน้อยหนึ่งด้าน", part: "general" });
  if (general.time_in && general.time_out && general.time_out < general.time_in) found.push({ text: "เวลากลับอยู่ก่อนเวลามาถึง", part: "general" });
  if (!["observed", "strengths", "to_improve"].some((name) => text(visit, name).trim())) {
    found.push({ text: "ยังไม่ได้เขียนสิ่งที่พบ จุดเด่น หรือสิ่งที่ควรพัฒนา", part: "notes" });
  }
  sheetsOf(visit).forEach((sheet) => {
    if (!sheet.form) return;
    const now = standing(sheet.form, sheet.content.answers, photoCount(photos, sheet.id));
    const part = `sheet/${sheet.id}`;
    if (now.left.length) found.push({ text: `${sheet.form.name} ยังไม่ตอบ ${now.left.length} ข้อ`, part });
    if (now.faults.length) found.push({ text: `${sheet.form.name} ต้องแก้คำตอบ ${now.faults.length} ข้อ`, part });
  });
  rowsOf(visit, "findings").forEach((row, place) => {
    const name = `ข้อค้นพบที่ ${place + 1}`;
    if (!(row.text || "").trim()) found.push({ text: `${name} ยังไม่มีข้อความ`, part: "findings" });
    if (!row.owner && !(row.owner_label || "").trim()) found.push({ text: `${name} ยังไม่มีผู้รับผิดชอบ`, part: "findings" });
    if (!row.due_on) found.push({ text: `${name} ยังไม่มีกำหนดแล้วเสร็จ`, part: "findings" });
  });
  return only ? found.filter((row) => row.part === only) : found;
}
