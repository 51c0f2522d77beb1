// One picture to the server in parts (tus 1.0: creation, HEAD, PATCH), resumed where it was cut, confirmed by the hash of
// the whole file. Usable from the page and from the worker.

import { APP, NoSignal, send } from "./api.js";
import { bytesOf, changePhoto } from "./store.js";

export const PART = 262144;
const TUS = { "Tus-Resumable": "1.0.0" };
const ANEW = 3;

function base64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

async function create(photo) {
  const fields = { visit: photo.visit, photo: photo.id, sha256: photo.sha256, filename: photo.name || `${photo.id}.jpg` };
  const metadata = Object.entries(fields).map(([key, value]) => `${key} ${base64(value)}`).join(",");
  const { status, data, response } = await send("POST", APP + "files/", {
    headers: { ...TUS, "Upload-Length": String(photo.size), "Upload-Metadata": metadata },
  });
  if (status === 404) return { unknown: true };
  if (status !== 201 && status !== 200) return refusal(status, data);
  return { location: new URL(response.headers.get("Location"), self.location.origin).pathname };
}

function refusal(status, data) {
  return { problem: data.message || `ระบบไม่รับภาพนี้ (${status})` };
}

// How much the server has. An answer without it is not ours: taken for nothing it would begin the picture for ever anew.
function offsetOf(response) {
  const text = response.headers.get("Upload-Offset") || "";
  if (!/^\d+$/.test(text)) throw new NoSignal("an answer that is not ours");
  return Number(text);
}

// Sends what is missing of one picture. {arrived: true}, {problem: Thai sentence} or {unknown: true} when the server expects
// no such picture; raises NoSignal, NotNow or SignIn.
export async function upload(photo, { part = PART, onBytes = () => {} } = {}) {
  let bytes;
  try {
    bytes = await bytesOf(photo.id);
  } catch (error) {
    return { problem: "อ่านแฟ้มของภาพนี้ในเครื่องไม่ได้ กด “ส่งเดี๋ยวนี้” เพื่อลองใหม่" };
  }
  if (!bytes) return { problem: "ไม่พบแฟ้มของภาพนี้ในเครื่อง ลบภาพนี้แล้วถ่ายใหม่" };
  let location = photo.location;
  for (let round = 0; round < ANEW; round += 1) {
    if (!location) {
      const made = await create(photo);
      if (!made.location) return made;
      location = made.location;
      await changePhoto(photo.id, { location });
    }
    const asked = await send("HEAD", location, { headers: TUS });
    if (asked.status >= 400) {
      location = "";
      continue;
    }
    const result = await parts(location, bytes, offsetOf(asked.response), part, onBytes);
    if (result !== "anew") return result;
    location = "";
    await changePhoto(photo.id, { location });
  }
  return { problem: "ภาพนี้ส่งถึงแล้วแต่ไม่ตรงกับต้นฉบับในเครื่อง ลองส่งใหม่" };
}

async function parts(location, bytes, from, part, onBytes) {
  let offset = from;
  let astray = 0;
  onBytes(offset);
  while (offset < bytes.byteLength) {
    const { status, data, response } = await send("PATCH", location, {
      body: bytes.slice(offset, offset + part),
      headers: { ...TUS, "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" },
      within: 180000,
    });
    if (status === 204 || status === 200) {
      offset = offsetOf(response);
      onBytes(offset);
    } else if (status === 409 && astray < ANEW) {
      astray += 1;
      const asked = await send("HEAD", location, { headers: TUS });
      if (asked.status >= 400) return "anew";
      offset = offsetOf(asked.response);
    } else if (status === 460 || status === 404 || status === 410) return "anew";
    else return refusal(status, data);
  }
  return { arrived: true };
}
