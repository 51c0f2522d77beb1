// "เก็บสำเนาไว้เป็นไฟล์": visits with their pictures in one file that a desk can import later, without any signal.

import { documentOf } from "./queue.js";
import { blank, bytesOf, photosOf, transport } from "./store.js";
import { isoDay, size } from "./words.js";

function base64(bytes) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",", 2)[1] || "");
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(new Blob([bytes]));
  });
}

// {blob, lost}: the file of these visits, and whether a picture could not be read and is not in it. Pieces are joined by the
// browser, so the whole never stands in memory as one string.
async function fileOf(visits, user) {
  const head = { nithet: "visits", format: 1, user, saved_at: new Date().toISOString() };
  let lost = false;
  const pieces = [JSON.stringify(head).slice(0, -1), ',"visits":['];
  for (const [place, visit] of visits.entries()) {
    const photos = await photosOf(visit.id).catch(() => {
      lost = true;
      return [];
    });
    const state = await transport(visit.id).catch(() => blank(visit.id));
    const content = await documentOf(visit, state, photos, Object.keys(visit.sections));
    pieces.push(place ? "," : "", JSON.stringify(content).slice(0, -1), ',"files":{');
    let first = true;
    for (const photo of photos.filter((one) => !one.removed)) {
      // One picture that cannot be read does not keep the rest from being saved.
      const bytes = await bytesOf(photo.id).catch(() => null);
      if (!bytes) {
        lost = true;
        continue;
      }
      pieces.push(`${first ? "" : ","}${JSON.stringify(photo.id)}:"`, await base64(bytes), '"');
      first = false;
    }
    pieces.push("}}");
  }
  pieces.push("]}");
  return { blob: new Blob(pieces, { type: "application/json" }), lost };
}

// Hands the file over as a download. Gives what to tell the person: {words, tone}.
export async function save(visits, user) {
  const { blob, lost } = await fileOf(visits, user);
  const name = `nithet-${isoDay()}-${visits.length === 1 ? visits[0].id.slice(0, 8) : visits.length + "-visits"}.json`;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  const more = lost ? " แต่บางภาพอ่านจากเครื่องไม่ได้ จึงไม่อยู่ในไฟล์" : "";
  return { words: `เก็บเป็นไฟล์ ${name} แล้ว ขนาด ${size(blob.size)}${more}`, tone: lost ? "bad" : "ok" };
}
