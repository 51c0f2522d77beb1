// The visit being written: every keystroke reaches the store within a quarter of a second, a tap at once, and all of it when
// the page is hidden, closed or left.

import { DRAFTS, isFull, photosOf, saveSections, transport, visit as load } from "./store.js";
import { app, notice, redraw } from "./state.js";

const WAIT_MS = 220;
const RETRY_MS = 1500;
// One for each visit as long as the page lives: what answers late (a position, a picture made smaller) finds the visit as it is
// then, not as it was when it was asked.
const editors = new Map();

export async function openEditor(id) {
  if (app.editor && app.editor.visit.id === id) return app.editor;
  await closeEditor();
  const visit = await load(id);
  if (!visit || !app.me || visit.user !== app.me.user) return null;
  const [state, photos] = await Promise.all([transport(id), photosOf(id)]);
  app.editorState = state;
  app.photos = photos;
  const known = editors.get(id);
  app.editor = known || new Editor(visit);
  editors.set(id, app.editor);
  if (known) await known.reload();
  return app.editor;
}

export async function closeEditor() {
  const editor = app.editor;
  if (!editor) return;
  await editor.flush();
  if (app.editor === editor && !editor.unsaved) app.editor = null;
}

class Editor {
  constructor(visit) {
    this.visit = visit;
    this.savedAt = visit.changed_at;
    this.waiting = new Set();
    this.pictures = new Map();
    this.timer = 0;
    this.keptAt = 0;
    this.underWay = 0;
    this.marks = {};
    this.brought = { ...visit.brought };
    this.saving = Promise.resolve();
  }

  // Sections not in the store yet, those on their way into it included.
  get unsaved() {
    return this.waiting.size + this.underWay;
  }

  section(name, blank = {}) {
    return this.visit.sections[name] || blank;
  }

  // Replace a section and keep it soon.
  set(name, content) {
    this.visit.sections[name] = content;
    this.touch(name);
  }

  // Keep what is begun on this phone and not to be sent yet.
  draft(name, content) {
    this.visit.drafts = { ...this.visit.drafts, [name]: content };
    this.touch(DRAFTS);
  }

  // Change some fields of a section.
  put(name, values) {
    this.set(name, { ...this.section(name), ...values });
  }

  // The first change after a pause is kept at once (a tapped level), typing a moment after the last key or while it goes on.
  touch(name) {
    this.waiting.add(name);
    this.marks[name] = (this.marks[name] || 0) + 1;
    const wait = Math.max(0, Math.min(WAIT_MS, this.keptAt + WAIT_MS - Date.now()));
    if (!this.timer) this.timer = setTimeout(() => this.flush(), wait);
    redraw();
  }

  // Change some fields of a picture. What is on its way into the store stays on the page whatever is read in between.
  picture(id, values) {
    this.pictures.set(id, { ...this.pictures.get(id), ...values });
    this.shows(app.photos);
    this.touch("photos");
  }

  // A picture came into the store; `visit` is the row kept with it.
  async added(visit) {
    this.takes(visit);
    this.shows(await photosOf(visit.id));
    redraw();
    tellKept(visit.id);
  }

  takes(visit, names = []) {
    this.visit.edits = visit.edits;
    this.saw(visit, names);
    this.savedAt = visit.changed_at;
  }

  // Of these sections the page knows what others wrote.
  saw(visit, names) {
    names.forEach((name) => {
      this.brought[name] = visit.brought?.[name];
    });
  }

  shows(photos) {
    if (app.editor === this) app.photos = photos.map((photo) => ({ ...photo, ...this.pictures.get(photo.id) }));
  }

  flush() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.keptAt = Date.now();
    this.saving = this.saving.then(() => this.save());
    return this.saving;
  }

  async save() {
    const names = [...this.waiting];
    if (!names.length) return;
    this.waiting.clear();
    this.underWay = names.length;
    const pictures = new Map(this.pictures);
    try {
      const content = (name) => (name === DRAFTS ? this.visit.drafts : this.visit.sections[name] ?? null);
      const saved = await saveSections(this.visit.id, Object.fromEntries(names.map((name) => [name, content(name)])), { pictures, brought: this.brought });
      if (saved) this.takes(saved, names);
      else notice("รายการนี้ถูกลบออกจากเครื่องแล้ว สิ่งที่พิมพ์ต่อจากนี้ไม่ได้เก็บ", "bad");
      pictures.forEach((values, id) => this.pictures.get(id) === values && this.pictures.delete(id));
      app.full = false;
    } catch (error) {
      names.forEach((name) => this.waiting.add(name));
      app.full = app.full || isFull(error);
      if (!isFull(error)) notice("บันทึกลงเครื่องไม่ได้ ข้อความยังอยู่บนหน้านี้ กำลังลองใหม่", "bad");
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.flush(), RETRY_MS);
    }
    this.underWay = 0;
    redraw();
    tellKept(this.visit.id);
  }

  // Something else wrote this visit (the queue brought what others wrote, another tab typed): take what is not being typed. What
  // is typed already goes into the store first: read while it is on its way there, the store would give the text of before.
  async reload() {
    const before = { ...this.marks };
    await this.flush();
    const row = await load(this.visit.id);
    if (!row) return;
    const untouched = (name) => !this.waiting.has(name) && this.marks[name] === before[name];
    Object.keys(row.sections).filter(untouched).forEach((name) => {
      this.visit.sections[name] = row.sections[name];
      this.saw(row, [name]);
    });
    if (untouched(DRAFTS)) this.visit.drafts = row.drafts;
    this.visit.edits = row.edits;
    this.visit.wants = row.wants;
    // Drawn at once: whoever types into the text of a moment ago would write it over the new one.
    redraw();
    app.editorState = await transport(row.id);
    this.shows(await photosOf(row.id));
    redraw();
  }
}

function tellKept(id) {
  document.dispatchEvent(new CustomEvent("nt-kept", { detail: id }));
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden && app.editor) app.editor.flush();
});
window.addEventListener("pagehide", () => app.editor && app.editor.flush());
window.addEventListener("beforeunload", (event) => {
  if (!app.editor || !app.editor.unsaved) return;
  app.editor.flush();
  // Only a full store keeps text from being kept; then leaving would lose it.
  if (app.full) event.preventDefault();
});

