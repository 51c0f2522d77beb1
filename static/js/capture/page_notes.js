// What was seen: five fields, each a section of its own so that two people may write at once.

import { frameOf, stepOn } from "./page_visit.js";
import { NOTES, text } from "./parts.js";
import { area, html } from "./ui.js";

const HELP = { reflection_school: "จดแทนได้จากการสนทนา โรงเรียนแก้ไขได้เมื่อรับทราบ" };

export function notesPage(editor) {
  return frameOf(editor, {
    title: "สิ่งที่พบและสะท้อนคิด", ...stepOn(editor, "notes"),
    content: html`${NOTES.map(([name, label]) => area({ id: name, label, help: HELP[name] || "" }, text(editor.visit, name), (value) => editor.set(name, { text: value })))}`,
  });
}
