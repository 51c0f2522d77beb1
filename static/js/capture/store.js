// What this phone keeps: IndexedDB through idb. The page alone writes `visits`, the queue alone writes `transport`, so the
// two never overwrite each other (only a choice between two texts writes both, at once); a visit is kept under the UUID it was born with.
//
//   visits     {id, user, school, school_name, planned, began_at, changed_at, sections: {name: content}, edits: {name: count}, wants, drafts,
//               brought: {name: how often theirs came}, from: {name: the number before that}, older: {name: the number it is sent under}}
//   transport  {id, sent: {name: count}, base: {name: n}, answer, problem, conflicts, refused, …}   see transport.js
//   photos     {id, visit, user, sha256, size, type, caption, taken_at, place, sheet, item, removed, told, announced, arrived,
//               location, problem}
//   files      {id, bytes}           the picture of a photo
//   packages   {user, owner, …}      what "เตรียมออกพื้นที่" brought
//   meta       {key, value}
// A change of shape is one more function at the end of STEPS; drafts written by older ones are carried over there.

import { openDB } from "../../vendor/idb/index.js";

export const NAME = "nithet";
const STEPS = [
  (db) => {
    db.createObjectStore("visits", { keyPath: "id" }).createIndex("user", "user");
    db.createObjectStore("transport", { keyPath: "id" });
    const photos = db.createObjectStore("photos", { keyPath: "id" });
    photos.createIndex("visit", "visit");
    db.createObjectStore("files", { keyPath: "id" });
    db.createObjectStore("packages", { keyPath: "user" });
    db.createObjectStore("meta", { keyPath: "key" });
  },
];
export const SCHEMA = STEPS.length;
// Kept beside the sections of a visit and never sent: what is begun and not yet confirmed (signatures).
export const DRAFTS = "drafts";
const RESCUE = "nithet-rescue:";
const STRICT = { durability: "strict" };

let opened = null;
let onNewer = () => {};

// Called when another tab brings a newer shape of the store and this one has to make room.
export function whenNewer(callback) {
  onNewer = callback;
}

export function database() {
  opened ||= openDB(NAME, SCHEMA, {
    upgrade(db, old, now, tx) {
      for (let step = old; step < SCHEMA; step += 1) STEPS[step](db, tx);
    },
    blocking(current, blocked, event) {
      event.target.close();
      opened = null;
      onNewer();
    },
    terminated() {
      opened = null;
    },
  }).catch((error) => {
    opened = null;
    if (error.name === "VersionError") onNewer();
    throw error;
  });
  return opened;
}

export function isFull(error) {
  return Boolean(error) && (error.name === "QuotaExceededError" || (error.name === "AbortError" && /quota/i.test(error.message)));
}

async function change(name, id, alter) {
  const db = await database();
  const tx = db.transaction(name, "readwrite", STRICT);
  tx.done.catch(() => {});
  const row = alter(await tx.store.get(id));
  if (row) await tx.store.put(row);
  await tx.done;
  return row;
}

export async function meta(key) {
  const row = await (await database()).get("meta", key);
  return row ? row.value : null;
}
export async function setMeta(key, value) {
  await (await database()).put("meta", { key, value });
}

// ---- visits
export async function visitsOf(user) {
  const rows = await (await database()).getAllFromIndex("visits", "user", user);
  return rows.map(rescued).sort((a, b) => (a.began_at < b.began_at ? -1 : 1));
}
export async function countOfOthers(user) {
  const db = await database();
  return (await db.count("visits")) - (await db.countFromIndex("visits", "user", user));
}
export async function visit(id) {
  const row = await (await database()).get("visits", id);
  return row ? rescued(row) : null;
}
export async function addVisit(row) {
  const db = await database();
  const tx = db.transaction("visits", "readwrite", STRICT);
  await Promise.all([tx.store.add(row), tx.done]);
  ask();
}

// Keep sections of a visit: {name: content}. Only the named ones are touched, so two tabs on two sections both stay.
// A full store keeps the text in localStorage, which has room of its own, until there is room again.
// `pictures`: a Map of photo id → changed fields, kept in the same transaction as their count: a page that ends in between has
// kept both or none. `brought`: what the writer has seen of others' texts; one written without seeing the last of them is sent
// under the number it came from, so that a person chooses.
export async function saveSections(id, contents, { wants = false, pictures = new Map(), brought = null } = {}) {
  const alter = (row) => {
    if (!row) return null;
    row = rescued(row);
    for (const [name, content] of Object.entries(contents)) {
      if (name === DRAFTS) {
        row.drafts = content;
        continue;
      }
      if (name !== "photos") row.sections[name] = content;
      row.edits[name] = (row.edits[name] || 0) + 1;
      if (brought && row.brought?.[name] !== brought[name]) row.older = { ...row.older, [name]: row.from?.[name] };
    }
    if (wants) row.wants = (row.wants || 0) + 1;
    row.changed_at = new Date().toISOString();
    return row;
  };
  let saved;
  try {
    saved = pictures.size ? await saveWithPictures(id, alter, pictures) : await change("visits", id, alter);
  } catch (error) {
    if (isFull(error)) rescue(await visit(id), alter);
    throw error;
  }
  localRemove(RESCUE + id);
  return saved;
}

async function saveWithPictures(id, alter, pictures) {
  const db = await database();
  const tx = db.transaction(["visits", "photos"], "readwrite", STRICT);
  tx.done.catch(() => {});
  for (const [photo, values] of pictures) {
    const row = await tx.objectStore("photos").get(photo);
    if (row) await tx.objectStore("photos").put({ ...row, ...values });
  }
  const saved = alter(await tx.objectStore("visits").get(id));
  if (saved) await tx.objectStore("visits").put(saved);
  await tx.done;
  return saved;
}

export async function removeVisit(id) {
  const db = await database();
  const tx = db.transaction(["visits", "transport", "photos", "files"], "readwrite", STRICT);
  const photos = await tx.objectStore("photos").index("visit").getAllKeys(id);
  photos.forEach((photo) => {
    tx.objectStore("photos").delete(photo);
    tx.objectStore("files").delete(photo);
  });
  tx.objectStore("visits").delete(id);
  tx.objectStore("transport").delete(id);
  await tx.done;
  localRemove(RESCUE + id);
}

function rescue(row, alter) {
  const changed = row && alter(row);
  if (!changed) return;
  try {
    localStorage.setItem(RESCUE + row.id, JSON.stringify(changed));
  } catch (error) {
    // Both rooms are full: the text stays on the page, which says so and offers a file.
  }
}
function rescued(row) {
  try {
    const kept = typeof localStorage === "undefined" ? null : JSON.parse(localStorage.getItem(RESCUE + row.id) || "null");
    return kept && kept.changed_at > row.changed_at ? kept : row;
  } catch (error) {
    return row;
  }
}
function localRemove(key) {
  try {
    if (typeof localStorage !== "undefined") localStorage.removeItem(key);
  } catch (error) {
    // No localStorage: nothing to remove.
  }
}

// ---- transport
export async function transport(id) {
  return (await (await database()).get("transport", id)) || blank(id);
}
export function blank(id) {
  return { id, sent: {}, base: {}, answer: null, problem: null, conflicts: {}, refused: {}, wanted: 0 };
}
export function changeTransport(id, alter) {
  return change("transport", id, (row) => {
    row ||= blank(id);
    alter(row);
    return row;
  });
}

// What others wrote, each text in one step with the server's number of it. One typed in since `edits` were counted keeps its text
// and the number that text came from: under theirs it would be written over them unasked.
export function takeTheirs(id, contents, numbers, edits) {
  return changeBoth(id, (row, state) => {
    for (const [name, content] of Object.entries(contents)) {
      if ((row.edits[name] || 0) !== (edits[name] || 0)) continue;
      row.sections[name] = content;
      row.brought = { ...row.brought, [name]: (row.brought?.[name] || 0) + 1 };
      row.from = { ...row.from, [name]: state.base[name] || 0 };
      if (row.older) delete row.older[name];
      if (numbers[name]) state.base[name] = numbers[name];
    }
  });
}

// A person's choice between two texts, in one transaction: a page left in the middle has either chosen or not.
// content: the section as chosen, undefined where the text here stays; known: it is word for word what the server has;
// n: the server's number the choice was made against.
export function settle(id, name, { content, known, n }) {
  return changeBoth(id, (row, state) => {
    if (content !== undefined) {
      row.sections[name] = content;
      if (!known) row.edits[name] = (row.edits[name] || 0) + 1;
      row.changed_at = new Date().toISOString();
    }
    if (row.older) delete row.older[name];
    delete state.conflicts[name];
    state.base[name] = n;
    if (known) state.sent[name] = row.edits[name] || 0;
  });
}

// A visit and where it stands on its way, in one transaction; a visit that has left the phone is left alone.
async function changeBoth(id, alter) {
  const db = await database();
  const tx = db.transaction(["visits", "transport"], "readwrite", STRICT);
  tx.done.catch(() => {});
  const kept = await tx.objectStore("visits").get(id);
  if (!kept) return;
  const row = rescued(kept);
  const state = (await tx.objectStore("transport").get(id)) || blank(id);
  alter(row, state);
  tx.objectStore("visits").put(row);
  tx.objectStore("transport").put(state);
  await tx.done;
  localRemove(RESCUE + id);
}

// ---- photos
export async function photosOf(id) {
  const rows = await (await database()).getAllFromIndex("photos", "visit", id);
  return rows.sort((a, b) => (a.added_at < b.added_at ? -1 : 1));
}
// A new picture counts as an edit of its visit in the same transaction, so that no end of the page can leave one on the
// phone which the queue would never tell the server of. Gives the visit as it is now.
export async function addPhoto(row, bytes) {
  const db = await database();
  const tx = db.transaction(["visits", "photos", "files"], "readwrite", STRICT);
  tx.done.catch(() => {});
  const held = await tx.objectStore("visits").get(row.visit);
  if (!held) throw new Error("the visit has left this phone");
  await tx.objectStore("files").put({ id: row.id, bytes });
  await tx.objectStore("photos").put(row);
  const visit = rescued(held);
  visit.edits.photos = (visit.edits.photos || 0) + 1;
  visit.changed_at = new Date().toISOString();
  await tx.objectStore("visits").put(visit);
  await tx.done;
  localRemove(RESCUE + visit.id);
  return visit;
}
export async function bytesOf(id) {
  const row = await (await database()).get("files", id);
  return row ? row.bytes : null;
}
export function changePhoto(id, values) {
  return change("photos", id, (row) => (row ? { ...row, ...values } : null));
}

// ---- package
export async function packageOf(user) {
  return (await database()).get("packages", user);
}
export async function keepPackage(user, content) {
  await (await database()).put("packages", { ...content, owner: content.owner || content.user, user, kept_at: new Date().toISOString() });
}

// ---- room
export async function room() {
  if (!navigator.storage || !navigator.storage.estimate) return { known: false, free: 0, durable: false };
  const [{ usage = 0, quota = 0 }, durable] = await Promise.all([
    navigator.storage.estimate(),
    navigator.storage.persisted ? navigator.storage.persisted() : false,
  ]);
  return { known: quota > 0, free: Math.max(0, quota - usage), used: usage, durable };
}
// Asks the browser to keep the store for good; some ask the person, some decide by themselves.
export async function ask() {
  try {
    return Boolean(navigator.storage && navigator.storage.persist && (await navigator.storage.persist()));
  } catch (error) {
    return false;
  }
}
