// The app's page: reads the address, draws the page it asks for, keeps signal, session and version in sight.

import { render } from "../../vendor/lit/lit-html.js";
import { closeEditor, openEditor } from "./editor.js";
import { bring, prepare } from "./page_prepare.js";
import { choosePage } from "./page_choose.js";
import { findingsPage } from "./page_findings.js";
import { forgetPictures, photosPage } from "./page_photos.js";
import { generalPage, peoplePage } from "./page_general.js";
import { notesPage } from "./page_notes.js";
import { outbox } from "./page_outbox.js";
import { previousPage, visitPage } from "./page_visit.js";
import { sendPage } from "./page_send.js";
import { sheetPage, sheetsPage } from "./page_sheet.js";
import { signPage } from "./page_sign.js";
import { startPage } from "./page_start.js";
import { begin as beginSending, signInAddress } from "./sender.js";
import { database, whenNewer } from "./store.js";
import { save } from "./savefile.js";
import { app, loadAll, notice, onDraw, redraw, say } from "./state.js";
import { begin as beginUpdates, change } from "./update.js";
import { bringIcons, html, icon, note, nothing } from "./ui.js";

const root = document.getElementById("app");
const links = document.body.dataset;
const PARTS = { general: generalPage, people: peoplePage, previous: previousPage, sheets: sheetsPage, notes: notesPage, findings: findingsPage, photos: photosPage, sign: signPage, send: sendPage, choose: choosePage };

function readAddress() {
  const [first = "", id = "", part = "", sheet = ""] = location.pathname.slice(links.app.length).split("/");
  return { name: first || "outbox", id, part, sheet };
}

async function go(address, { push = true, words = "" } = {}) {
  const leaving = app.route.id && app.route.id !== address.slice(links.app.length).split("/")[1];
  if (app.editor) await app.editor.flush();
  if (push) history.pushState(null, "", address);
  app.route = readAddress();
  app.note = words ? { text: words, tone: "ok" } : null;
  if (words) say(words);
  if (leaving || app.route.name !== "v") {
    await closeEditor();
    forgetPictures();
    await loadAll();
  }
  if (app.route.name === "v") await openEditor(app.route.id);
  redraw();
  setTimeout(() => {
    window.scrollTo(0, 0);
    const main = document.getElementById("main");
    if (main) main.focus({ preventScroll: true });
  }, 0);
}

function page() {
  const { name, part, sheet } = app.route;
  if (app.tooNew) return { title: "มีรุ่นใหม่", heading: "มีรุ่นใหม่ของแอป", content: html`<p>แท็บอื่นเปิดรุ่นใหม่แล้ว งานในเครื่องยังอยู่ครบ</p><button type="button" class="nt-btn nt-btn-primary" @click=${() => location.reload()}>${icon("refresh")}เปิดรุ่นใหม่</button>` };
  if (!app.ready) return { title: "กำลังเปิด", heading: "งานในเครื่องนี้", content: html`<p class="nt-2">กำลังเปิด…</p>` };
  if (!app.me) return stranger();
  if (name === "prepare") return prepare();
  if (name === "new") return startPage();
  if (name !== "v") return outbox();
  if (!app.editor) return { title: "ไม่พบบันทึก", heading: "ไม่พบบันทึกนี้ในเครื่อง", back: links.app, tabs: true, content: html`<p>อาจลบออกจากเครื่องนี้แล้ว หรือเป็นงานของผู้ใช้อื่น</p><a class="nt-btn nt-btn-primary" href=${links.app}>${icon("device-mobile")}ไปงานในเครื่องนี้</a>` };
  if (part === "sheet") return sheetPage(app.editor, sheet);
  return (PARTS[part] || visitPage)(app.editor);
}

// Nobody has signed in on this phone yet.
function stranger() {
  return {
    title: "งานในเครื่องนี้", heading: "เข้าสู่ระบบก่อนใช้ครั้งแรก", tabs: true,
    content: html`${app.others ? note("accent", "users", `ในเครื่องนี้มีงานค้าง ${app.others} รายการ จะเห็นเมื่อเจ้าของเข้าสู่ระบบ`) : nothing}
      <p>เครื่องนี้ยังไม่รู้ว่าเป็นงานของใคร เข้าสู่ระบบตอนมีสัญญาณหนึ่งครั้ง หลังจากนั้นใช้ได้แม้ไม่มีสัญญาณ</p>
      <a class="nt-btn nt-btn-primary nt-btn-wide" href=${signInAddress()}>${icon("login")}เข้าสู่ระบบ</a>`,
  };
}

function offline() {
  return !navigator.onLine || app.queue.result === "no_signal";
}

function bars() {
  const list = [];
  if (offline()) list.push(html`<div class="nt-cap-off">${icon("cloud-off")}<span>ไม่มีสัญญาณ เก็บไว้ในเครื่องนี้ ส่งให้เองภายหลัง</span></div>`);
  if (app.newer) list.push(html`<div class="nt-cap-strip"><span>มีรุ่นใหม่ของแอป</span><button type="button" class="nt-btn nt-btn-small" @click=${change}>${icon("refresh", "s")}มีรุ่นใหม่ กดเพื่อเปลี่ยน</button></div>`);
  if (app.queue.result === "sign_in") list.push(html`<div class="nt-cap-strip"><span>ต้องเข้าสู่ระบบก่อนส่ง งานในเครื่องไม่หาย</span><a class="nt-btn nt-btn-small" href=${app.queue.url ? `${app.queue.url.split("?")[0]}?next=${encodeURIComponent(location.pathname)}` : signInAddress()}>${icon("login", "s")}เข้าสู่ระบบ</a></div>`);
  if (app.full && app.editor) {
    list.push(html`<div class="nt-cap-strip nt-cap-strip-bad" role="alert"><span>ที่เก็บในเครื่องเต็ม อย่าปิดหน้านี้ ข้อความยังอยู่และกำลังลองเก็บใหม่</span>
      <button type="button" class="nt-btn nt-btn-small" @click=${() => save([app.editor.visit], app.me.user).then(({ words, tone }) => notice(words, tone), () => notice("ทำไฟล์ไม่สำเร็จ", "bad"))}>${icon("download", "s")}เก็บสำเนาไว้เป็นไฟล์</button></div>`);
  }
  if (app.noWorker) list.push(html`<div class="nt-cap-strip"><span>เบราว์เซอร์นี้เปิดแอปขณะไม่มีสัญญาณไม่ได้ ใช้ Chrome, Edge, Firefox หรือ Safari รุ่นใหม่</span></div>`);
  return list;
}

const SIDE = [[links.app, "device-mobile", "งานในเครื่องนี้"], [`${links.app}new/`, "pencil", "เริ่มบันทึก"], [`${links.app}prepare/`, "cloud-off", "เตรียมออกพื้นที่"]];
const ONLINE = [[links.home, "home", "หน้าหลัก"], [links.inbox, "inbox", "รอฉัน"], [links.visits, "clipboard-check", "บันทึกบนระบบ"], [links.schools, "school", "โรงเรียน"]];
const TABS = [[links.home, "home", "หน้าหลัก"], [links.inbox, "inbox", "รอฉัน"], [links.app, "clipboard-plus", "บันทึก"], [links.schools, "school", "โรงเรียน"], [links.menu, "menu-2", "เมนู"]];

function frame(now) {
  const here = (address) => (address === location.pathname ? "page" : nothing);
  const item = ([address, mark, label]) => html`<a class="nt-nav-item" href=${address} aria-current=${here(address)}>${icon(mark)}<span>${label}</span></a>`;
  return html`<div class="nt-frame">
      <header class="nt-side"><a class="nt-brand" href=${links.home}><span class="nt-mark">${icon("mark")}</span><span><b>ระบบงานนิเทศ</b><span>บันทึกการนิเทศ</span></span></a>
        <nav aria-label="งานในเครื่อง"><div class="nt-nav">${SIDE.map(item)}</div><p class="nt-nav-head">บนระบบ</p><div class="nt-nav">${ONLINE.map(item)}</div></nav></header>
      <header class="nt-top">
        ${now.back ? html`<a class="nt-top-back" href=${now.back} aria-label="ย้อนกลับ">${icon("chevron-left", "l")}</a>` : html`<a class="nt-mark" href=${links.home} aria-label="ไปหน้าหลัก">${icon("mark")}</a>`}
        <div class="nt-top-words"><b>${now.title}</b><span>${now.sub || ""}</span></div>
        ${app.route.name === "outbox" ? html`<a class="nt-top-act" href="${links.app}prepare/" aria-label="เตรียมออกพื้นที่">${icon("cloud-off", "l")}</a>` : nothing}
      </header>
      <main class="nt-main" id="main" tabindex="-1"><div class="nt-cap-bars">${bars()}</div>
        <div class="nt-page nt-page-narrow">
          <div class="nt-head"><div class="nt-head-words"><h1>${now.heading}</h1><div class="nt-head-sub">${now.facts || nothing}<span class="nt-desk nt-saved">${now.saved ? html`${icon("device-floppy", "s")}${now.saved}` : nothing}</span></div></div>
            ${now.acts ? html`<div class="nt-head-acts">${now.acts}</div>` : nothing}</div>
          ${app.note ? html`<div class="nt-note nt-note-${app.note.tone} nt-cap-row">${icon(app.note.tone === "ok" ? "circle-check" : "alert-triangle")}<span>${app.note.text}</span></div>` : nothing}
          ${now.content}
          ${now.actions ? html`<div class="nt-actionbar">${now.actions}</div>` : nothing}
        </div></main></div>
    ${now.tabs ? html`<nav class="nt-tabs" aria-label="แถบล่าง">${TABS.map(([address, mark, label]) => html`<a class="nt-tab" href=${address} aria-current=${address === links.app ? "page" : nothing}>${icon(mark)}<span>${label}</span></a>`)}</nav>` : nothing}`;
}

function draw() {
  const now = page();
  document.title = `${now.title} · ระบบงานนิเทศ`;
  render(frame(now), root);
}

document.addEventListener("click", (event) => {
  const dead = event.target.closest("[aria-disabled='true']");
  if (dead) return event.preventDefault();
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || link.download) return undefined;
  const url = new URL(link.href);
  const ours = url.origin === location.origin && ["", "prepare/", "new/"].some((name) => url.pathname === links.app + name);
  if (!ours && !url.pathname.startsWith(`${links.app}v/`)) return undefined;
  event.preventDefault();
  return go(url.pathname);
});
window.addEventListener("popstate", () => go(location.pathname, { push: false }));
document.addEventListener("nt-go", ({ detail }) => go(detail.to, detail));
document.addEventListener("nt-person", async () => {
  await closeEditor();
  app.editor = null;
  app.route = readAddress();
  if (app.route.name === "v") await go(links.app);
  else redraw();
});
window.addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  app.install = event;
  redraw();
});
whenNewer(() => {
  app.tooNew = true;
  redraw();
});

async function main() {
  root.textContent = "";
  onDraw(draw);
  app.route = readAddress();
  bringIcons().catch(() => {}); // Words stand beside every mark.
  beginUpdates();
  try {
    await database();
  } catch (error) {
    root.textContent = "เปิดที่เก็บในเครื่องไม่ได้ ปิดโหมดไม่ระบุตัวตน แล้วเปิดหน้านี้ใหม่";
    throw error;
  }
  await loadAll();
  if (app.route.name === "v") await openEditor(app.route.id);
  redraw();
  await beginSending();
  const saving = navigator.connection && navigator.connection.saveData;
  if (app.pack && app.me && app.me.package !== app.pack.hash && app.queue.result === "done" && !saving) await bring({ quiet: true });
}

main();
