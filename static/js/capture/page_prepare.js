// เตรียมออกพื้นที่: what this phone holds for a day without signal, how old it is, and a button that brings it up to date.

import { NoSignal, NotAllowed, SignIn, fetchPackage, hello } from "./api.js";
import { ask, isFull, keepPackage, packageOf, room } from "./store.js";
import { app, loadAll, notice, redraw, setPack } from "./state.js";
import { signInAddress } from "./sender.js";
import { facts, html, icon, note, nothing } from "./ui.js";
import { age, moment, size } from "./words.js";

const OLD_HOURS = 72;
const work = { running: false, quiet: false, seconds: 0 };

export function prepare() {
  const pack = app.pack;
  return {
    title: "เตรียมออกพื้นที่", sub: pack ? `ปรับปรุงเมื่อ ${moment(pack.kept_at)}` : "ยังไม่ได้เตรียม", tabs: true, back: "/capture/",
    heading: pack ? "พร้อมออกพื้นที่" : "ยังไม่พร้อมออกพื้นที่",
    content: html`
      ${phoneHint()}
      ${pack ? inside(pack) : note("warn", "alert-triangle", "ยังไม่มีข้อมูลโรงเรียนและแบบนิเทศในเครื่องนี้ กดปุ่มข้างล่างตอนมีสัญญาณ")}
      ${pack && old(pack) ? note("warn", "clock", `ข้อมูลในเครื่องเก่า ${age(pack.kept_at)} ควรปรับปรุงก่อนออกพื้นที่`) : nothing}
      ${app.newer ? nothing : changed(pack)}
      <button type="button" class="nt-btn nt-btn-primary nt-btn-wide nt-cap-gap" aria-busy=${work.running ? "true" : nothing} @click=${() => bring()}>${icon("download")}${work.running ? "กำลังนำข้อมูลเข้าเครื่อง" : pack ? "ปรับปรุงเดี๋ยวนี้" : "นำข้อมูลเข้าเครื่อง"}</button>
      ${durability()}`,
  };
}

function old(pack) {
  return Date.now() - new Date(pack.kept_at).getTime() > OLD_HOURS * 3600000;
}

function changed(pack) {
  return pack && app.me && app.me.package && app.me.package !== pack.hash ? note("accent", "info-circle", "บนระบบมีข้อมูลใหม่กว่าในเครื่อง") : nothing;
}

function inside(pack) {
  const open = Object.values(pack.findings || {}).reduce((sum, rows) => sum + rows.length, 0);
  const rows = [
    ["โรงเรียนในความรับผิดชอบ", pack.schools.filter((school) => school.mine).length, "แห่ง"],
    ["โรงเรียนทั้งหมดที่เลือกได้", pack.schools.length, "แห่ง"],
    ["นัดตามแผน", pack.planned.length, "ครั้ง"],
    ["แบบนิเทศที่ใช้ได้", pack.forms.length, "แบบ"],
    ["ครูและบุคลากร", pack.people.length.toLocaleString("th-TH"), "คน"],
    ["ข้อค้นพบที่ยังไม่ปิด", open, "เรื่อง"],
  ];
  return html`<div class="nt-card nt-card-body">
    <p class="nt-ok nt-strong">${icon("circle-check")} ใช้ได้แม้ไม่มีสัญญาณ</p>
    <dl class="nt-pairs nt-pairs-ends">${rows.map(([name, number, unit]) => html`<div><dt>${name}</dt><dd>${number} ${unit}</dd></div>`)}
      ${app.room && app.room.known ? html`<div><dt>พื้นที่ว่างในเครื่อง</dt><dd>${size(app.room.free)}</dd></div>` : nothing}</dl>
    ${facts(pack.district ? pack.district.name : "", pack.bytes ? `ขนาด ${size(pack.bytes)}` : "", work.seconds ? `ใช้เวลา ${work.seconds.toFixed(1)} วินาที` : "")}
  </div>`;
}

// An iPhone wipes a tab's store after seven days without use, and the app on the home screen has a store of its own.
function phoneHint() {
  const apple = /iPhone|iPad|iPod/.test(navigator.userAgent) || (navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1);
  const installed = window.matchMedia("(display-mode: standalone)").matches || navigator.standalone;
  if (installed) return nothing;
  if (apple) {
    return note("warn", "device-mobile", html`<b>iPhone และ iPad ติดตั้งก่อน</b><p>กดปุ่มแชร์ เลือก “เพิ่มไปยังหน้าจอโฮม” เปิดแอปจากหน้าจอโฮม เข้าสู่ระบบในแอป แล้วจึงเตรียมออกพื้นที่ เพราะแท็บของเบราว์เซอร์แยกที่เก็บจากแอป และถูกล้างเมื่อไม่ได้ใช้เจ็ดวัน</p>`);
  }
  if (!app.install) return nothing;
  return html`<div class="nt-note nt-note-accent">${icon("device-mobile")}<div>ติดตั้งไว้บนหน้าจอโฮม เปิดได้เร็วและที่เก็บไม่ถูกล้าง<div class="nt-btns"><button type="button" class="nt-btn" @click=${install}>ติดตั้งแอป</button></div></div></div>`;
}

async function install() {
  const prompt = app.install;
  app.install = null;
  await prompt.prompt();
  redraw();
}

function durability() {
  if (!app.room) return nothing;
  if (app.room.durable) return html`<p class="nt-2 nt-small">${icon("lock", "s")} เบราว์เซอร์รับว่าจะไม่ล้างที่เก็บของแอปนี้เอง</p>`;
  return html`<p class="nt-2 nt-small">${icon("lock-open", "s")} เบราว์เซอร์ยังไม่รับรองที่เก็บถาวร ติดตั้งแอปไว้บนหน้าจอโฮมจะช่วยได้ และส่งงานทุกครั้งที่มีสัญญาณ</p>`;
}

// Brings the package into the phone. quiet: by itself at the start; then it says nothing.
export async function bring({ quiet = false } = {}) {
  // Pressed while it happens by itself: the person hears of the end.
  if (work.running) {
    work.quiet = work.quiet && quiet;
    return;
  }
  Object.assign(work, { running: true, quiet });
  redraw();
  const began = performance.now();
  try {
    if (!quiet) await ask();
    const me = await hello();
    const held = await packageOf(me.user);
    const fresh = await fetchPackage(held ? held.hash : "");
    await keepPackage(me.user, fresh || held);
    if (fresh && fresh.hash !== me.package) await hello(); // It named what was newest before this one was made.
    setPack(await packageOf(me.user));
    await loadAll();
    work.seconds = (performance.now() - began) / 1000;
    app.room = await room();
    if (!work.quiet) notice("พร้อมออกพื้นที่แล้ว");
  } catch (error) {
    if (!work.quiet) explain(error);
  } finally {
    work.running = false;
    redraw();
  }
}

function explain(error) {
  if (error instanceof SignIn) {
    app.queue.result = "sign_in";
    app.queue.url = error.url || signInAddress();
    notice("ต้องเข้าสู่ระบบก่อนนำข้อมูลเข้าเครื่อง", "warn");
  } else if (error instanceof NotAllowed) notice(error.message, "bad");
  else if (error instanceof NoSignal) notice("ติดต่อระบบไม่ได้ ข้อมูลเดิมในเครื่องยังใช้ได้", "warn");
  else if (isFull(error)) notice("ที่เก็บในเครื่องเต็ม ลบรายการที่อยู่ในระบบแล้วออกก่อน", "bad");
  else {
    console.error(error);
    notice("นำข้อมูลเข้าเครื่องไม่สำเร็จ โปรดลองใหม่", "bad");
  }
}
