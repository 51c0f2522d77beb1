// The queue: one visit after another, first its text, then its pictures one by one. Runs in the page and in the worker, but
// only in one place at a time. It never removes anything from the phone.

import { APP, NoSignal, NotNow, SignIn, hello, send } from "./api.js";
import { changePhoto, changeTransport, isFull, meta, photosOf, setMeta, takeTheirs, transport, visit as visitOf, visitsOf } from "./store.js";
import { arrived, asks, behind, isDirty, kept, pending, take } from "./transport.js";
import { upload } from "./tus.js";

const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("nithet");
const listeners = new Set();
// A picture taken off that the server knows of no more.
const GONE = { told: false, announced: false, arrived: false, location: "" };
let busy = false;

// Hear of everything the queue does here, in other tabs and in the worker: {type: "begin"|"text"|"visit"|"progress"|"end", …},
// and of what another tab kept: {type: "kept"}. What does not come from here says `elsewhere`.
export function listen(callback) {
  listeners.add(callback);
}
if (channel) channel.onmessage = (event) => listeners.forEach((callback) => callback({ ...event.data, elsewhere: true }));
function tell(message) {
  listeners.forEach((callback) => callback(message));
  if (channel) channel.postMessage(message);
}
// Another tab may show the same visit: what was kept here is told there before it is written over.
export function tellTabs(message) {
  if (channel) channel.postMessage(message);
}

// Send what waits of the person the server takes us for. `only`: one visit's id; `again`: also those the server refused.
// Gives {result: "done"|"later"|"no_signal"|"sign_in"|"busy", url}. The worker waits for its turn instead of being told
// "busy": the page in front of it may be closed in the middle, and the browser asks the worker only once. From there
// "no_signal" is raised so that the browser tries again by itself.
export async function drain({ only = null, again = false, from = "page" } = {}) {
  const outcome = await alone(async () => {
    let end = { result: "later" };
    tell({ type: "begin" });
    try {
      end = await run(only, again).catch(trouble);
    } finally {
      tell({ type: "end", ...end });
    }
    return end;
  }, from === "worker");
  if (from === "worker" && (outcome.result === "no_signal" || outcome.result === "later")) throw new Error(outcome.result);
  return outcome;
}

function trouble(error) {
  if (error instanceof SignIn) return { result: "sign_in", url: error.url };
  if (error instanceof NoSignal) return { result: "no_signal" };
  throw error;
}

// What cannot go now keeps nothing else from going; only the end of the session or of the signal ends the round. False when it
// has to be tried again.
async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SignIn || error instanceof NoSignal) throw error;
    if (!(error instanceof NotNow)) console.error(error);
    return false;
  }
}

async function alone(work, wait) {
  if (navigator.locks) {
    return navigator.locks.request("nithet-queue", { ifAvailable: !wait }, (lock) => (lock ? work() : { result: "busy" }));
  }
  if (busy) return { result: "busy" };
  busy = true;
  try {
    return await work();
  } finally {
    busy = false;
  }
}

async function run(only, again) {
  const me = await hello();
  let later = false;
  for (const row of await visitsOf(me.user)) {
    if (only && row.id !== only) continue;
    later = !(await attempt(() => sendVisit(row, me, again))) || later;
  }
  return { result: later ? "later" : "done" };
}

// True when nothing is left to try by itself. An end of the session or of the signal is raised to the loop.
async function sendVisit(row, me, again) {
  let state = await transport(row.id);
  if (state.problem && !again) return true;
  if (again) state = await changeTransport(row.id, (found) => Object.assign(found, { problem: null, refused: {} }));
  const photos = await photosOf(row.id);
  const waiting = kept(photos).filter((photo) => !photo.arrived && (again || !photo.problem));
  if (!isDirty(row, state) && !waiting.length) return true;
  tell({ type: "progress", visit: row.id, done: 0, all: 0 });
  let fine = true;
  if (needsText(row, state, waiting)) fine = await sendText(row, state, photos, me);
  state = await transport(row.id);
  if (fine && state.answer && !state.problem) fine = await sendPhotos(row.id, again);
  tell({ type: "visit", visit: row.id });
  return fine;
}

function needsText(row, state, waiting) {
  // Without its general facts no visit can begin; they wait for the person who was told why.
  if (!state.answer && state.refused.general && state.refused.general.edits === (row.edits.general || 0)) return false;
  const edits = row.edits.photos || 0;
  const untold = state.refused.photos?.edits !== edits && waiting.some((photo) => !photo.announced);
  const photosChanged = untold || edits > (state.sent.photos ?? 0);
  return !state.answer || pending(row, state).length > 0 || photosChanged || asks(row, state);
}

async function sendText(row, state, photos, me) {
  const names = pending(row, state);
  const sent = { sections: names, edits: { ...row.edits }, wants: asks(row, state) ? row.wants : 0 };
  for (const photo of photos) if (!photo.removed && !maybeThere(photo)) await changePhoto(photo.id, { told: true });
  const { status, data } = await send("POST", `${APP}visits/${row.id}/`, {
    body: JSON.stringify(await documentOf(row, state, photos, names)),
    headers: { "Content-Type": "application/json" },
  });
  const understood = ["kept", "same", "conflict", "refused"].includes(data.outcome);
  if (!understood) {
    if (status < 400) throw new NoSignal("an answer that is not ours");
    await changeTransport(row.id, (found) => Object.assign(found, { problem: problem(status, data) }));
    return true;
  }
  const now = await changeTransport(row.id, (found) => take(found, data, sent));
  await confirm(data.photos);
  if (now.sent.photos === sent.edits.photos) {
    for (const photo of photos) if (photo.removed && maybeThere(photo)) await changePhoto(photo.id, GONE);
  }
  const old = behind(now, data.stamps);
  const fine = !old.length || (await attempt(() => refresh(row.id, old, me)));
  tell({ type: "text", visit: row.id });
  return fine;
}

function problem(status, data) {
  const texts = {
    foreign: "รหัสบันทึกนี้เป็นของผู้อื่นบนระบบ เก็บสำเนาไว้เป็นไฟล์แล้วแจ้งผู้ดูแลระบบ",
    no_school: "ระบบไม่พบโรงเรียนนี้ในเขตของท่าน",
    not_allowed: "ท่านไม่มีสิทธิ์บันทึกรายการนี้",
  };
  return { code: data.outcome || String(status), text: data.message || texts[data.outcome] || `ระบบไม่รับรายการนี้ (${status})` };
}

// A name for this phone, so that the server tells its own repeats from the same person's work on another device.
async function deviceName() {
  const known = await meta("device");
  if (known) return known;
  const made = `phone-${crypto.randomUUID()}`;
  try {
    await setMeta("device", made);
  } catch (error) {
    if (!isFull(error)) throw error; // A copy as a file must be possible just then.
  }
  return made;
}

// Whether the server may know of a picture: an answer that named it may have been lost on the way.
function maybeThere(photo) {
  return photo.told || photo.announced || photo.location || photo.arrived;
}

// The visit as the server wants it: changed sections whole, every photo by name and hash.
export async function documentOf(row, state, photos, names) {
  const base = {};
  names.forEach((name) => {
    const number = row.older?.[name] ?? state.base[name];
    if (number) base[name] = number;
  });
  const sections = {};
  names.forEach((name) => {
    sections[name] = row.sections[name];
  });
  return {
    format: 1, id: row.id, device: await deviceName(), school: row.school, planned: row.planned || null, began_at: row.began_at,
    phone_now: new Date().toISOString(), submit: asks(row, state), base, sections,
    photos: photos.filter((photo) => !photo.removed || maybeThere(photo)).map((photo) => ({
      id: photo.id, sha256: photo.sha256, size: photo.size, caption: photo.caption || "", taken_at: photo.taken_at || null,
      place: photo.place || null, sheet: photo.sheet || null, item: photo.item || "", removed: Boolean(photo.removed),
    })),
  };
}

async function confirm(photos) {
  for (const [id, row] of Object.entries(photos || {})) {
    await changePhoto(id, row.arrived ? { arrived: true, announced: true } : { announced: true });
  }
}

// What others wrote meanwhile, for sections not typed in here.
async function refresh(id, names, me) {
  const row = await visitOf(id);
  const { status, data } = await send("GET", `${APP}visits/${id}/`);
  if (status !== 200 || !data.sections || me.user !== row.user) return true;
  const state = await transport(id);
  const clean = names.filter((name) => (row.edits[name] || 0) <= (state.sent[name] || 0) && name in data.sections);
  await takeTheirs(id, Object.fromEntries(clean.map((name) => [name, data.sections[name]])), data.stamps || {}, row.edits);
  return true;
}

// One picture after another. One taken since the text went up waits for the next round, which tells the server of it first.
// False when there is such a round to come.
async function sendPhotos(id, again) {
  const began = Date.now();
  let carried = 0;
  let fine = true;
  for (const photo of await photosOf(id)) {
    if (photo.removed || photo.arrived || (photo.problem && !again)) continue;
    if (!photo.announced) {
      fine = false;
      continue;
    }
    const all = await photosOf(id);
    const total = kept(all).reduce((sum, one) => sum + one.size, 0);
    const before = kept(all).reduce((sum, one) => sum + (one.arrived ? one.size : 0), 0);
    let first = null;
    const result = await attempt(() => upload(photo, {
      onBytes(offset) {
        first = first === null ? offset : first;
        const rate = (carried + offset - first) / Math.max(1, (Date.now() - began) / 1000);
        const left = rate > 0 ? (total - before - offset) / rate : null;
        tell({ type: "progress", visit: id, done: before + offset, all: total, photos: arrived(all), of: kept(all).length, left });
      },
    }));
    if (!result) {
      fine = false;
      continue;
    }
    carried += photo.size - (first || 0);
    if (result.unknown) {
      // The server has no slot for it: tell it of the pictures again.
      fine = false;
      await changePhoto(photo.id, { announced: false, location: "" });
      await changeTransport(id, (found) => Object.assign(found, { sent: { ...found.sent, photos: -1 } }));
    } else await changePhoto(photo.id, { arrived: Boolean(result.arrived), problem: result.problem || "" });
  }
  return fine;
}
