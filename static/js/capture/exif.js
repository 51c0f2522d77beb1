// Time and place out of a picture's EXIF block, read before the picture is made smaller (a canvas drops the block). Only the
// few tags we keep; anything odd gives nothing rather than an error.

const TAGS = { exif: 0x8769, gps: 0x8825, taken: 0x9003, offset: 0x9011, latRef: 1, lat: 2, lonRef: 3, lon: 4, error: 0x1f };

// bytes: ArrayBuffer of a JPEG or HEIC → {taken_at: ISO or null, place: {lat, lon, accuracy} or null}
export function readExif(bytes) {
  try {
    const start = tiffStart(new Uint8Array(bytes));
    return start < 0 ? nothing() : read(new DataView(bytes, start));
  } catch (error) {
    return nothing();
  }
}

function nothing() {
  return { taken_at: null, place: null };
}

// After "Exif\0\0" the TIFF header begins; in a JPEG it stands in an APP1 segment, in a HEIC anywhere.
function tiffStart(data) {
  const jpeg = data[0] === 0xff && data[1] === 0xd8;
  const end = jpeg ? Math.min(data.length, 262144) : data.length;
  for (let at = 0; at < end - 8; at += 1) {
    if (data[at] !== 0x45 || data[at + 1] !== 0x78 || data[at + 2] !== 0x69 || data[at + 3] !== 0x66) continue;
    const order = data[at + 6];
    if (data[at + 4] === 0 && data[at + 5] === 0 && order === data[at + 7] && (order === 0x49 || order === 0x4d)) return at + 6;
  }
  return -1;
}

function read(view) {
  const little = view.getUint16(0) === 0x4949;
  const main = directory(view, view.getUint32(4, little), little);
  const exif = main[TAGS.exif] ? directory(view, main[TAGS.exif].number(), little) : {};
  const gps = main[TAGS.gps] ? directory(view, main[TAGS.gps].number(), little) : {};
  return { taken_at: taken(exif), place: place(gps) };
}

function directory(view, at, little) {
  const found = {};
  for (let n = view.getUint16(at, little), entry = at + 2; n > 0; n -= 1, entry += 12) {
    const count = view.getUint32(entry + 4, little);
    found[view.getUint16(entry, little)] = {
      number: () => view.getUint32(entry + 8, little),
      text: () => {
        const from = count > 4 ? view.getUint32(entry + 8, little) : entry + 8;
        return String.fromCharCode(...Array.from({ length: count }, (_, i) => view.getUint8(from + i))).replace(/\0.*$/, "");
      },
      ratios: () => {
        const from = view.getUint32(entry + 8, little);
        return Array.from({ length: count }, (_, i) => view.getUint32(from + 8 * i, little) / view.getUint32(from + 8 * i + 4, little));
      },
    };
  }
  return found;
}

function taken(exif) {
  const parts = exif[TAGS.taken] && /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/.exec(exif[TAGS.taken].text());
  if (!parts) return null;
  const zone = exif[TAGS.offset] ? exif[TAGS.offset].text().trim() : "";
  const text = `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}`;
  const at = new Date(/^[+-]\d\d:\d\d$/.test(zone) ? text + zone : text);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

function place(gps) {
  if (!gps[TAGS.lat] || !gps[TAGS.lon]) return null;
  const lat = degrees(gps[TAGS.lat].ratios()) * (gps[TAGS.latRef] && gps[TAGS.latRef].text() === "S" ? -1 : 1);
  const lon = degrees(gps[TAGS.lon].ratios()) * (gps[TAGS.lonRef] && gps[TAGS.lonRef].text() === "W" ? -1 : 1);
  const good = Number.isFinite(lat) && Number.isFinite(lon) && Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && (lat || lon);
  if (!good) return null;
  const error = gps[TAGS.error] ? Math.round(gps[TAGS.error].ratios()[0]) : null;
  return { lat: round(lat), lon: round(lon), accuracy: Number.isFinite(error) ? error : null };
}

function degrees([whole, minutes = 0, seconds = 0]) {
  return whole + minutes / 60 + seconds / 3600;
}
function round(value) {
  return Math.round(value * 1e6) / 1e6;
}
