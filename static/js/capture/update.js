// The service worker and new versions of the app: a new one waits until the person presses; drafts are kept first. A page
// never mixes files of two versions.

import { closeEditor } from "./editor.js";
import { app, redraw, say } from "./state.js";

const CHECK_MS = 30 * 60000;
const version = document.body.dataset.version;
let pressed = false;

export async function begin() {
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.addEventListener("message", (event) => {
    if (event.data && event.data.type === "version?") event.ports[0].postMessage(version);
  });
  const before = navigator.serviceWorker.controller;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (pressed) location.reload();
    else if (before) offer(null); // Another tab changed over: this one still shows the old version and says so.
  });
  try {
    const registration = await navigator.serviceWorker.register(document.body.dataset.worker, { type: "module", scope: "/", updateViaCache: "none" });
    watch(registration);
    setInterval(() => registration.update().catch(() => {}), CHECK_MS);
    if (registration.active) registration.active.postMessage({ type: "tidy" });
  } catch (error) {
    app.noWorker = true; // An old browser: everything but opening without signal works.
    redraw();
  }
}

function watch(registration) {
  if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const coming = registration.installing;
    coming.addEventListener("statechange", () => {
      if (coming.state === "installed" && navigator.serviceWorker.controller) offer(coming);
    });
  });
}

function offer(worker) {
  app.newer = { worker };
  say("มีรุ่นใหม่ กดเพื่อเปลี่ยน");
  redraw();
}

export async function change() {
  const { worker } = app.newer;
  await closeEditor();
  if (app.full) return;
  pressed = true;
  if (worker && worker.state === "installed") worker.postMessage({ type: "change-now" });
  else location.reload();
}
