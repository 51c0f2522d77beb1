// Answer sheets: which items are asked, which are answered, what is still missing, which findings a low level proposes.

import { evaluate, truth } from "./logic.js";
import { isoDay } from "./words.js";

export function itemsOf(form) {
  return form.sections.flatMap((section) => section.items.map((item) => ({ ...item, section })));
}

// The value of an answer as conditions see it; "" when there is none.
export function valueOf(item, answer) {
  if (!answer || answer.not_observed || !isAnswered(item, answer)) return "";
  if (item.kind === "choice") {
    const level = item.levels.find((one) => Number(one.value) === Number(answer.number));
    return level && level.code ? level.code : String(answer.number);
  }
  if (item.kind === "choices") {
    return answer.values.map((value) => {
      const level = item.levels.find((one) => Number(one.value) === Number(value));
      return level && level.code ? level.code : String(value);
    });
  }
  if (answer.number !== undefined && answer.number !== null && answer.number !== "") return Number(answer.number);
  return answer.text || "";
}

// Photos of an item are counted by the page, which hands in how many there are.
export function isAnswered(item, answer, photos = 0) {
  if (item.kind === "note") return true;
  if (item.kind === "photo") return photos > 0;
  if (!answer) return false;
  if (answer.not_observed) return true;
  if (item.kind === "choices") return Array.isArray(answer.values) && answer.values.length > 0;
  if (item.kind === "place") return Boolean(answer.values && answer.values.lat !== undefined);
  if (["text", "date"].includes(item.kind)) return Boolean(answer.text);
  return answer.number !== undefined && answer.number !== null && answer.number !== "";
}

// Codes of the items to ask now.
export function relevantItems(form, answers, today = isoDay()) {
  const items = itemsOf(form);
  return relevantOf(items.map((item) => ({ code: item.code, section: item.section.relevant, own: item.relevant })), valuesOf(items, answers), today);
}

function valuesOf(items, answers) {
  return Object.fromEntries(items.map((item) => [item.code, valueOf(item, answers[item.code])]));
}

// places: [{code, section, own}] with two conditions each (or null). An item that is not asked counts as unanswered for the
// others, so this goes round until nothing changes; conditions in a circle end with what is asked in the last two rounds
// alike, as on the server.
export function relevantOf(places, values, today) {
  let asked = new Set(places.map((place) => place.code));
  let before = asked;
  for (let round = 0; round <= places.length; round += 1) {
    const known = Object.fromEntries(Object.entries(values).filter(([code]) => asked.has(code)));
    const holds = (node) => !node || truth(evaluate(node, known, "", today));
    const now = new Set(places.filter((place) => holds(place.section) && holds(place.own)).map((place) => place.code));
    if (now.size === asked.size && [...now].every((code) => asked.has(code))) return now;
    before = asked;
    asked = now;
  }
  return new Set([...asked].filter((code) => before.has(code)));
}

// A Thai sentence when the answer breaks the item's rule, otherwise "".
export function faultOf(form, item, answers) {
  const answer = answers[item.code];
  if (!answer || answer.not_observed || !isAnswered(item, answer)) return "";
  if (item.kind === "number") {
    const number = Number(answer.number);
    if (Number.isNaN(number)) return "กรุณาพิมพ์เป็นตัวเลข";
    if (item.whole && !Number.isInteger(number)) return "กรุณาพิมพ์เป็นจำนวนเต็ม";
  }
  if (!item.constraint) return "";
  const values = valuesOf(itemsOf(form), answers);
  const fits = truth(evaluate(item.constraint, values, valueOf(item, answer), isoDay()));
  return fits ? "" : item.constraint_message || "คำตอบไม่ตรงเงื่อนไขของข้อนี้";
}

// {asked: items in order, answered, total, left: required ones without an answer, faults}
export function standing(form, answers, photosOf = () => 0) {
  const codes = relevantItems(form, answers);
  const asked = itemsOf(form).filter((item) => codes.has(item.code));
  const counted = asked.filter((item) => item.kind !== "note");
  const done = (item) => isAnswered(item, answers[item.code], photosOf(item.code));
  return {
    asked, total: counted.length, answered: counted.filter(done).length,
    left: counted.filter((item) => item.required && !done(item)),
    faults: asked.filter((item) => faultOf(form, item, answers)),
  };
}

// Findings the office's library proposes for answers at or below its level.
export function proposals(form, answers, advice) {
  return itemsOf(form).flatMap((item) => {
    const answer = answers[item.code];
    if (!["rating", "yes_no"].includes(item.kind) || !answer || answer.not_observed || !isAnswered(item, answer)) return [];
    return (advice || [])
      .filter((one) => one.form === form.code && one.item === item.code && Number(answer.number) <= Number(one.at_most))
      .map((one) => ({ ...one, about: item.text }));
  });
}

export function levelWord(item, answer) {
  if (!answer) return "";
  if (answer.not_observed) return "ไม่ได้สังเกต";
  if (item.kind === "yes_no") return Number(answer.number) ? "มี" : "ไม่มี";
  if (item.kind === "choices") return (answer.values || []).map((value) => levelOf(item, value).label).join(", ");
  if (["rating", "choice"].includes(item.kind)) {
    const level = levelOf(item, answer.number);
    return item.kind === "rating" ? `${level.value} ${level.label}` : level.label;
  }
  if (item.kind === "place") return answer.values ? `${answer.values.lat}, ${answer.values.lon}` : "";
  return String(answer.number ?? answer.text ?? "");
}
export function levelOf(item, value) {
  return item.levels.find((level) => Number(level.value) === Number(value)) || { value, label: String(value), description: "" };
}
