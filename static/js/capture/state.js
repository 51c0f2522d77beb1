// What the page knows at this moment. Pages read it; only the functions of this module and editor.js change it.

import { photosOf, countOfOthers, meta, packageOf, room, transport, visitsOf } from "./store.js";
import { standing } from "./sheet.js";

export const app = {
  ready: false, me: null, rows: [], others: 0, pack: null, lists: null, room: null,
  progress: new Map(), queue: { running: false, result: "", url: "", until: 0 }, note: null, newer: null, tooNew: false,
  editor: null, editorState: null, photos: [], route: { name: "outbox", id: "", part: "", sheet: "" }, install: null, full: false,
};

let draw = () => {};
let asked = false;
export function onDraw(callback) {
  draw = callback;
}
export function redraw() {
  if (asked) return;
  asked = true;
  queueMicrotask(() => {
    asked = false;
    draw();
  });
}
export function say(text) {
  const live = document.getElementById("announce");
  live.textContent = "";
  setTimeout(() => {
    live.textContent = text;
  }, 60);
}
export function notice(text, tone = "ok") {
  app.note = text ? { text, tone } : null;
  if (text) say(text);
  redraw();
}

// The list of this person's visits with where each stands; the package only when another person is here now.
export async function loadAll() {
  app.me = await meta("hello");
  if (!app.me) {
    app.rows = [];
    app.others = await countOfOthers(-1);
    app.ready = true;
    return redraw();
  }
  const visits = await visitsOf(app.me.user);
  app.rows = await Promise.all(visits.map(async (visit) => ({ visit, state: await transport(visit.id), photos: await photosOf(visit.id) })));
  app.others = await countOfOthers(app.me.user);
  if (!app.pack || app.pack.user !== app.me.user) setPack(await packageOf(app.me.user));
  app.room = await room();
  app.ready = true;
  return redraw();
}

export function setPack(pack) {
  app.pack = pack || null;
  app.lists = pack ? index(pack) : null;
}

function index(pack) {
  const people = new Map();
  const byId = new Map();
  pack.people.forEach((person) => {
    byId.set(person.id, person);
    const key = person.school || 0;
    if (!people.has(key)) people.set(key, []);
    people.get(key).push(person);
  });
  return {
    schools: new Map(pack.schools.map((school) => [school.id, school])),
    forms: new Map(pack.forms.map((form) => [form.version, form])),
    people, byId,
  };
}

export function formOf(version) {
  return app.lists ? app.lists.forms.get(version) : null;
}
export function personName(id) {
  const person = app.lists && app.lists.byId.get(id);
  return person ? person.name : id ? "บุคคลหมายเลข " + id : "";
}
export function findingsOf(visit) {
  return (app.pack && app.pack.findings && app.pack.findings[String(visit.school)]) || [];
}
export function sheetsOf(visit) {
  return Object.entries(visit.sections)
    .filter(([name, content]) => name.startsWith("sheet:") && content)
    .map(([name, content]) => ({ id: name.slice(6), name, content, form: formOf(content.version) }));
}

// Answered items over all sheets of a visit.
export function counted(visit, photos) {
  return sheetsOf(visit).reduce((sum, sheet) => {
    if (!sheet.form) return sum;
    const now = standing(sheet.form, sheet.content.answers, photoCount(photos, sheet.id));
    return { answered: sum.answered + now.answered, total: sum.total + now.total };
  }, { answered: 0, total: 0 });
}
export function photoCount(photos, sheet) {
  return (code) => photos.filter((photo) => !photo.removed && photo.sheet === sheet && photo.item === code).length;
}
