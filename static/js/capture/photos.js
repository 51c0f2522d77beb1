// A picture from the camera to the phone's store: time and place read first, then made smaller, hashed, kept under its own
// UUID. What the browser cannot decode (HEIC, most often) is kept as it came; the server decodes it.

import { readExif } from "./exif.js";
import { addPhoto } from "./store.js";

const QUALITIES = [0.8, 0.65, 0.5];
const WISHED_BYTES = 300000;
const LARGEST_BYTES = 25 * 1048576;

// A sentence for the person; nothing was kept.
export class Refused extends Error {}

// Keeps one picture of a visit; `about`: {caption, sheet, item}. Gives the visit as kept with it; raises Refused, or the
// store's own error when it is full.
export async function keepPicture(visit, file, about = {}, pixels = 1600) {
  const original = await file.arrayBuffer();
  const found = readExif(original);
  const small = await shrink(file, pixels);
  const bytes = small ? await small.arrayBuffer() : original;
  if (!small && !looksLikePicture(original)) throw new Refused(`“${file.name}” ไม่ใช่แฟ้มภาพ`);
  if (bytes.byteLength > LARGEST_BYTES) throw new Refused(`“${file.name}” ใหญ่เกิน 25 MB และเครื่องนี้ย่อภาพชนิดนี้ไม่ได้`);
  const row = {
    id: crypto.randomUUID(), visit: visit.id, user: visit.user, added_at: new Date().toISOString(),
    name: small ? file.name.replace(/\.[^.]*$/, "") + ".jpg" : file.name,
    type: small ? "image/jpeg" : file.type, size: bytes.byteLength, sha256: await hash(bytes),
    taken_at: found.taken_at || (file.lastModified ? new Date(file.lastModified).toISOString() : null), place: found.place,
    caption: "", sheet: null, item: "", removed: false, arrived: false, announced: false, location: "", problem: "", ...about,
  };
  return addPhoto(row, bytes);
}

export async function hash(bytes) {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function shrink(file, pixels) {
  const picture = await decode(file);
  if (!picture) return null;
  const scale = Math.min(1, pixels / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  if (picture.close) picture.close();
  let best = null;
  for (const quality of QUALITIES) {
    best = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
    if (!best || best.size <= WISHED_BYTES) break;
  }
  canvas.width = canvas.height = 0; // Frees the memory at once: phones of 2 GB hold few canvases of 12 megapixels.
  return best;
}

async function decode(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch (error) {
    return viaElement(file);
  }
}

async function viaElement(file) {
  const address = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    return image;
  } catch (error) {
    return null;
  } finally {
    URL.revokeObjectURL(address);
  }
}

// HEIC and its kin (ISO media boxes) and TIFF: what a phone may hand over and a browser may not decode.
function looksLikePicture(bytes) {
  const head = String.fromCharCode(...new Uint8Array(bytes.slice(0, 12)));
  return /^....ftyp(heic|heix|hevc|mif1|msf1|avif)/s.test(head) || head.startsWith("II*\0") || head.startsWith("MM\0*");
}
