// Words and numbers as the screen shows them: Thai dates, sizes, spans of time.

const NBSP = "\u00A0";
const MONTHS = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."];

function two(number) {
  return String(number).padStart(2, "0");
}
// A Date or an ISO date ("2024-07-17") → 17 ก.ค. 2567.
export function thaiDate(value) {
  if (!value) return "";
  const day = typeof value === "string" && value.length === 10 ? new Date(value + "T00:00") : new Date(value);
  if (Number.isNaN(day.getTime())) return "";
  return `${day.getDate()}${NBSP}${MONTHS[day.getMonth()]}${NBSP}${day.getFullYear() + 543}`;
}
export function clock(value) {
  const at = new Date(value);
  return `${two(at.getHours())}:${two(at.getMinutes())}${NBSP}น.`;
}
// Today only the time, otherwise date and time.
export function moment(value) {
  if (!value) return "";
  const at = new Date(value);
  return at.toDateString() === new Date().toDateString() ? clock(at) : `${thaiDate(at)} ${clock(at)}`;
}
export function isoDay(date = new Date()) {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
export function isoTime(date = new Date()) {
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}
export function size(bytes) {
  if (bytes < 1024) return `${bytes}${NBSP}B`;
  if (bytes < 1048576) return `${Math.round(bytes / 1024)}${NBSP}kB`;
  if (bytes < 1073741824) return `${(bytes / 1048576).toFixed(1)}${NBSP}MB`;
  return `${(bytes / 1073741824).toFixed(1)}${NBSP}GB`;
}
export function span(seconds) {
  if (seconds < 60) return "ไม่ถึง 1 นาที";
  return `${Math.ceil(seconds / 60)}${NBSP}นาที`;
}
// How old: เมื่อครู่นี้ · 3 ชั่วโมงก่อน · 2 วันก่อน
export function age(value) {
  const minutes = (Date.now() - new Date(value).getTime()) / 60000;
  if (minutes < 2) return "เมื่อครู่นี้";
  if (minutes < 60) return `${Math.floor(minutes)}${NBSP}นาทีก่อน`;
  if (minutes < 1440) return `${Math.floor(minutes / 60)}${NBSP}ชั่วโมงก่อน`;
  return `${Math.floor(minutes / 1440)}${NBSP}วันก่อน`;
}
export function daysLate(iso) {
  return iso ? Math.floor((new Date(isoDay() + "T00:00") - new Date(iso + "T00:00")) / 86400000) : 0;
}
export { NBSP };
