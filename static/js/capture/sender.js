// When the page sends: at the start, when the line is back, a little after typing, when a button is pressed. After a failure
// it waits longer each time, a little differently on every phone; a press ends the wait.

import { SignIn, hello } from "./api.js";
import { drain, listen, tellTabs } from "./queue.js";
import { app, loadAll, redraw, say } from "./state.js";
import { isDirty, kept } from "./transport.js";

const LONGEST_S = 300;
const AFTER_TYPING_MS = 12000;
const LOOK_MS = 5000;
let timer = 0;
let tries = 0;

export function begin() {
  listen(heard);
  window.addEventListener("online", () => press());
  window.addEventListener("offline", () => {
    app.queue.result = "no_signal";
    say("ไม่มีสัญญาณ เก็บไว้ในเครื่องนี้ ส่งให้เองภายหลัง");
    redraw();
  });
  document.addEventListener("nt-kept", ({ detail }) => {
    tellTabs({ type: "kept", visit: detail });
    later(AFTER_TYPING_MS);
  });
  document.addEventListener("visibilitychange", () => !document.hidden && something() && later(1000));
  return press();
}

// A pressed button (or the line coming back): now, whatever the wait.
export function press(options = {}) {
  tries = 0;
  return go(options);
}

export function later(milliseconds, options = {}) {
  clearTimeout(timer);
  app.queue.until = Date.now() + milliseconds;
  timer = setTimeout(() => go(options), milliseconds);
}

export function something() {
  return app.rows.some((row) => isDirty(row.visit, row.state) || kept(row.photos).some((photo) => !photo.arrived && !photo.problem));
}

async function go(options = {}) {
  clearTimeout(timer);
  app.queue.until = 0;
  if (!navigator.onLine) {
    app.queue.result = "no_signal";
    redraw();
    return askBrowser();
  }
  if (app.editor) await app.editor.flush();
  const before = app.me && app.me.user;
  const outcome = await drain(options).catch((error) => ({ result: "later", error }));
  if (outcome.result === "busy") return later(3000, options);
  app.queue.result = outcome.result;
  app.queue.url = outcome.url || "";
  await loadAll();
  if (app.me && before !== app.me.user) document.dispatchEvent(new CustomEvent("nt-person"));
  if (outcome.error) console.error(outcome.error);
  if (outcome.result === "later" && !outcome.error && tries === 0) {
    tries = 1;
    return later(500); // Something came in while it was sending, or the server was busy for a moment.
  }
  if (outcome.result === "no_signal" || outcome.result === "later") {
    tries += 1;
    later(Math.min(LONGEST_S, 2 ** tries) * (0.5 + Math.random()) * 1000);
    return askBrowser();
  }
  return undefined;
}

// Background sync, where the browser has it: it sends after this page is closed.
async function askBrowser() {
  try {
    const registration = await navigator.serviceWorker.ready;
    if (registration.sync && something()) await registration.sync.register("send");
  } catch (error) {
    // Not offered or refused: the page sends when it is open.
  }
}

async function heard(message) {
  if (message.type === "begin") {
    app.queue.running = true;
    // A tab or a worker that dies while it sends never tells of an end.
    if (message.elsewhere) later(LOOK_MS);
  }
  if (message.type === "progress") app.progress.set(message.visit, message);
  if (message.type === "visit") app.progress.delete(message.visit);
  if (message.type === "end") {
    app.queue.running = false;
    app.progress.clear();
    app.queue.result = message.result;
    app.queue.url = message.url || "";
  }
  if (message.type !== "begin" && message.type !== "progress") {
    if (app.editor && (!message.visit || message.visit === app.editor.visit.id)) await app.editor.reload();
    await loadAll();
  }
  redraw();
}

// Whether somebody is signed in now: {known} | {url} | {} without signal.
export async function whoIsHere() {
  try {
    return { known: await hello() };
  } catch (error) {
    return error instanceof SignIn ? { url: error.url || signInAddress() } : {};
  }
}

export function signInAddress() {
  return `${document.body.dataset.signIn}?next=${encodeURIComponent(location.pathname)}`;
}
