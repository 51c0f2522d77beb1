// What is typed is never lost. A form with data-nt-draft="KEY" keeps its text on this device until the server has it: through an
// expired session, a closed tab, a refused token or a dead battery. data-nt-guard asks before leaving a changed form.
// A form that saves while one types says so truly: what the server did not take, or was typed since, stays kept and is sent again.
// Every POST form is sent once however often its button is pressed. What the browser finds missing or wrong is told in Thai beside
// the field, as the server tells it, not in a bubble in the browser's own language.
(function () {
  "use strict";

  const user = document.body.dataset.user || "";
  const PREFIX = "nt-draft:", PENDING = "nt-pending:";
  const SKIP = ["password", "file", "hidden", "submit", "button", "reset", "image"];
  // Tells the server which saves are this page's own: the line may lose the answer that counts them.
  const PAGE = Array.from(window.crypto.getRandomValues(new Uint32Array(3))).join("-");
  const KEEP_DAYS = 30, HANGS = 30000, AGAIN = 10000;
  // An answer that is a whole page (the session ended), or says that it was not saved.
  const NOT_TAKEN = /^\s*<!doctype html|data-nt-unsaved/i;

  function store(action, key, value) {
    try {
      if (action === "get") return window.localStorage.getItem(key);
      if (action === "set") window.localStorage.setItem(key, value);
      if (action === "remove") window.localStorage.removeItem(key);
    } catch (error) { /* private mode or a full store: the form works without drafts */ }
    return null;
  }
  function read(key) {
    try { return JSON.parse(store("get", key) || "null"); } catch (error) { return null; }
  }

  function fields(form) {
    return Array.prototype.filter.call(form.elements, function (el) {
      return el.name && el.name !== "csrfmiddlewaretoken" && SKIP.indexOf(el.type) < 0 && !el.disabled && !el.hasAttribute("data-nt-nodraft");
    });
  }
  // What stands in the form, or what came in it: the browser, and who types before this script is there, change the first only.
  function values(form, served) {
    const found = {};
    fields(form).forEach(function (el) {
      const list = found[el.name] = found[el.name] || [];
      if (el.type === "checkbox" || el.type === "radio") { if (served ? el.defaultChecked : el.checked) list.push(el.value); }
      else if (el.options) chosen(el, served).forEach(function (o) { list.push(o.value); });
      else list.push(served ? el.defaultValue : el.value);
    });
    return found;
  }
  function chosen(el, served) {
    if (!served) return Array.from(el.selectedOptions);
    const given = Array.from(el.options).filter(function (o) { return o.defaultSelected; });
    return given.length || el.multiple ? given : Array.from(el.options).slice(0, 1);
  }
  function fill(form, saved) {
    const used = {};
    fields(form).forEach(function (el) {
      const list = saved[el.name];
      if (!list) return;
      if (el.type === "checkbox" || el.type === "radio") el.checked = list.indexOf(el.value) >= 0;
      else if (el.multiple) Array.prototype.forEach.call(el.options, function (o) { o.selected = list.indexOf(o.value) >= 0; });
      else {
        const at = used[el.name] = (used[el.name] === undefined ? 0 : used[el.name] + 1);
        if (list[at] !== undefined) el.value = list[at];
      }
      el.dispatchEvent(new Event("input", { bubbles: true }));
      el.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
  function same(a, b) {
    return Object.keys(b).every(function (name) { return JSON.stringify(a[name] || []) === JSON.stringify(b[name]); });
  }
  function clock(at) {
    const when = new Date(at), today = new Date().toDateString() === when.toDateString();
    const time = String(when.getHours()).padStart(2, "0") + ":" + String(when.getMinutes()).padStart(2, "0") + " น.";
    return today ? time : when.toLocaleDateString("th-TH-u-ca-buddhist", { day: "numeric", month: "short", year: "numeric" }) + " " + time;
  }

  // A page that shows a signed-in person and no error means the last submit of this tab arrived, unless it shows that very form
  // again, or came otherwise than by the form: by a typed address, or by a link pressed while the line was slow.
  const failed = !user || document.body.hasAttribute("data-nt-error");
  const shown = Array.prototype.map.call(document.querySelectorAll("form[data-nt-draft]"), function (f) { return f.dataset.ntDraft; });
  const pendingKey = PENDING + user;
  let sentForm = null;
  try { sentForm = window.sessionStorage.getItem(pendingKey); } catch (error) { /* no store */ }
  forgetSent();
  if (!failed) {
    if (sentForm && document.referrer && shown.indexOf(sentForm) < 0) store("remove", PREFIX + user + ":" + sentForm);
    try {
      Object.keys(window.localStorage).forEach(function (key) {
        if (key.indexOf(PREFIX) !== 0) return;
        const old = read(key);
        if (!old || Date.now() - old.at > KEEP_DAYS * 86400000) store("remove", key);
      });
    } catch (error) { /* no store */ }
  }

  function forgetSent() {
    try {
      Object.keys(window.sessionStorage).forEach(function (key) { if (key.indexOf(PENDING) === 0) window.sessionStorage.removeItem(key); });
    } catch (error) { /* no store */ }
  }
  let leaving = 0;
  window.addEventListener("beforeunload", function () {
    leaving += document.querySelector("form[data-nt-sent]") ? 1 : 0;
    if (leaving > 1) forgetSent();
  });

  function offer(form, key, draft, taken) {
    const note = document.createElement("div");
    note.className = "nt-note nt-note-warn nt-draft";
    note.setAttribute("role", "status");
    const words = document.createElement("div");
    words.textContent = "เครื่องนี้มีข้อความที่พิมพ์ไว้เมื่อ " + clock(draft.at) + " และยังไม่ได้บันทึก";
    const buttons = document.createElement("div");
    buttons.className = "nt-btns";
    function button(label, css, act) {
      const el = document.createElement("button");
      el.type = "button"; el.className = "nt-btn " + css; el.textContent = label;
      el.addEventListener("click", function () { act(); note.remove(); const first = fields(form)[0]; if (first) first.focus(); });
      buttons.appendChild(el);
    }
    button("นำข้อความกลับมา", "", function () { fill(form, draft.values); taken(); });
    button("ไม่ใช้ ลบทิ้ง", "nt-btn-quiet", function () { store("remove", key); });
    words.appendChild(buttons);
    note.appendChild(words);
    form.insertBefore(note, form.firstChild);
  }

  let ended = false, waits = null;
  document.addEventListener("nt:ended", function () { ended = true; });

  function watch(form) {
    if (form.ntWatched) return;
    form.ntWatched = true;
    let dirty = false, timer = 0;
    const name = form.dataset.ntDraft, key = PREFIX + user + ":" + name;
    const before = values(form, true), stamp = form.elements.stamp;
    let last = null, sent = "", again = 0, dropped = false;
    if (stamp && savesItself(form)) {
      const page = document.createElement("input");
      page.type = "hidden"; page.name = "nt_page"; page.value = PAGE;
      stamp.after(page);
    }
    function keep() {
      window.clearTimeout(timer);
      const base = form.elements.stamp ? form.elements.stamp.value : "";
      if (name && user) store("set", key, JSON.stringify({ at: Date.now(), stamp: base, values: values(form) }));
    }
    if (name && user) {
      const draft = read(key);
      if (draft && same(before, draft.values)) store("remove", key);
      // It rests on what stood when it was typed: where somebody saved since, the server shows both.
      else if (draft) offer(form, key, draft, function () { dirty = true; if (stamp && draft.stamp) form.elements.stamp.value = draft.stamp; });
    }
    form.addEventListener("input", function (event) {
      if (!event.isTrusted) return;
      dirty = true;
      last = event.target;
      if (form.dataset.ntSent) forgetSent(); // typed after the button: the page that comes does not have it
      window.clearTimeout(timer);
      timer = window.setTimeout(keep, 500);
    });
    form.addEventListener("submit", function () {
      if (dirty && name) {
        keep();
        try { window.sessionStorage.setItem(pendingKey, name); } catch (error) { /* no store */ }
      }
      dirty = false;
    });
    document.addEventListener("visibilitychange", function () { if (dirty && document.hidden) keep(); });
    window.addEventListener("beforeunload", function (event) {
      if (dirty && name) keep();
      if (dirty && form.hasAttribute("data-nt-guard") && !ended) event.preventDefault();
    });
    window.addEventListener("pagehide", function () { if (dirty && name) keep(); });

    // What the server has of it needs no keeping here: what it took, unless something was typed since.
    function tell(words) {
      const line = document.querySelector(form.getAttribute("hx-target") || "#saved"), said = document.createElement("span");
      if (!line || !line.matches(".nt-saved")) return;
      said.className = "nt-bad"; said.textContent = "ยังไม่ได้บันทึก: " + words;
      line.replaceChildren(said);
    }
    function send() {
      if (dirty && form.isConnected && !form.dataset.ntSent) (last || form.elements[0]).dispatchEvent(new Event("change", { bubbles: true }));
    }
    function on(event, act) { form.addEventListener(event, function (what) { if (what.detail.elt === form) act(what); }); }
    on("htmx:configRequest", function (event) {
      // A line that hangs must not hold back everything typed after; files take their time.
      if (!form.querySelector("input[type=file]")) event.detail.timeout = HANGS;
    });
    on("htmx:beforeRequest", function (event) {
      if (dropped || form.dataset.ntSent || (waits && waits.form === form)) event.preventDefault(); // the button sends all of it
      else sent = JSON.stringify(values(form));
    });
    on("htmx:afterRequest", function (event) {
      if (dropped) return;
      const status = event.detail.xhr.status;
      window.clearTimeout(again);
      again = 0;
      if (event.detail.successful && !NOT_TAKEN.test(event.detail.xhr.responseText)) {
        if (JSON.stringify(values(form)) !== sent) return;
        dirty = false;
        window.clearTimeout(timer);
        if (name) store("remove", key);
        return;
      }
      dirty = true;
      keep();
      if (event.detail.successful) return; // the answer says why
      if (status && status < 500) { tell("ข้อความยังอยู่ในเครื่องนี้ โปรดเปิดหน้านี้ใหม่"); return; }
      tell("ติดต่อระบบไม่ได้ ข้อความยังอยู่ในเครื่องนี้ จะบันทึกให้เองเมื่อติดต่อได้");
      again = window.setTimeout(send, AGAIN);
    });
    on("htmx:validation:halted", function () { tell("มีช่องที่ยังไม่ถูกต้อง"); });
    window.addEventListener("online", function () { if (again) send(); });
    document.addEventListener("nt:ended", function () { if (dirty) keep(); });
    // Two wrote, and the other's text is taken (data-nt-theirs, of its own form or with the id of another).
    document.addEventListener("click", function (event) {
      const link = event.target.closest("[data-nt-theirs]");
      if (!link || (link.closest("form") !== form && link.dataset.ntTheirs !== form.id)) return;
      dropped = true;
      dirty = false;
      window.clearTimeout(timer);
      window.clearTimeout(again);
      if (name) store("remove", key);
    });
    // Typed while the page was still coming; htmx listens once all of it is there.
    if (savesItself(form) && !same(before, values(form))) {
      dirty = true;
      document.addEventListener("DOMContentLoaded", function () { window.setTimeout(send, 0); });
    }
  }
  function savesItself(form) { return (form.getAttribute("hx-trigger") || "").indexOf("change") >= 0; }
  function watchAll(root) { root.querySelectorAll("form[data-nt-draft], form[data-nt-guard]").forEach(watch); }
  watchAll(document);
  document.addEventListener("htmx:load", function (event) { watchAll(event.detail.elt); });

  // Thai digits and commas typed or pasted into a number box, which the browser would drop without a word.
  document.addEventListener("beforeinput", function (event) {
    if (event.target.type !== "number" || !event.data) return;
    const plain = event.data.replace(/[๐-๙]/g, function (digit) { return digit.charCodeAt(0) - 0x0e50; }).replace(/,/g, "");
    if (plain === event.data) return;
    event.preventDefault();
    document.execCommand("insertText", false, plain);
  });

  // A text pasted beyond the box's length stays whole: the browser would cut it silently.
  document.addEventListener("paste", function (event) {
    const el = event.target, text = event.clipboardData ? event.clipboardData.getData("text") : "";
    if (!(el.maxLength > 0) || el.value.length - (el.selectionEnd - el.selectionStart) + text.length <= el.maxLength) return;
    el.dataset.ntMost = el.maxLength;
    el.removeAttribute("maxlength");
  });

  function wrong(el) {
    const v = el.validity;
    if (v.customError) return el.validationMessage;
    if (v.valueMissing && el.dataset.ntRequired) return el.dataset.ntRequired;
    if (v.valueMissing && el.type === "file") return "กรุณาเลือกไฟล์";
    if (v.valueMissing) return el.tagName === "SELECT" || el.type === "radio" || el.type === "checkbox" ? "กรุณาเลือก" : "กรุณากรอกช่องนี้";
    if (v.badInput) return "กรุณาพิมพ์เป็นตัวเลข";
    if (v.rangeUnderflow) return "ต้องไม่น้อยกว่า " + el.min;
    if (v.rangeOverflow) return "ต้องไม่เกิน " + el.max;
    if (v.stepMismatch && (!el.step || el.step === "1")) return "กรุณาพิมพ์เป็นจำนวนเต็ม";
    if (v.stepMismatch) return "ทศนิยมต้องไม่เกิน " + (el.step.split(".")[1] || "").length + " ตำแหน่ง";
    if (v.typeMismatch && el.type === "email") return "อีเมลไม่ถูกต้อง เช่น name@example.org";
    if (v.typeMismatch) return "ลิงก์ไม่ถูกต้อง ต้องขึ้นต้นด้วย https://";
    return "กรุณาตรวจสอบช่องนี้";
  }
  function box(el) { return el.closest(el.type === "radio" ? ".nt-field, fieldset" : ".nt-field") || el.parentElement; }
  function described(el, id, there) {
    const ids = (el.getAttribute("aria-describedby") || "").split(" ").filter(function (one) { return one && one !== id; });
    if (there) ids.push(id);
    if (ids.length) el.setAttribute("aria-describedby", ids.join(" ")); else el.removeAttribute("aria-describedby");
  }
  function unmark(said) {
    const field = said.parentElement;
    said.remove();
    field.classList.remove("nt-field-bad");
    field.querySelectorAll("[aria-describedby~='" + said.id + "']").forEach(function (el) { described(el, said.id); el.removeAttribute("aria-invalid"); });
  }
  let count = 0;
  function mark(el) {
    const field = box(el), said = document.createElement("p");
    said.className = "nt-error"; said.id = "nt-invalid-" + (count += 1); said.dataset.ntInvalid = ""; said.textContent = wrong(el);
    field.appendChild(said);
    field.classList.add("nt-field-bad");
    el.setAttribute("aria-invalid", "true");
    described(el, said.id, true);
    for (let part = el.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  }

  // Only for a pressed button: an autosave too asks whether its form is whole, and must not take the focus.
  let pressed = null;
  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest("button");
    if (!button || !button.form || button.type !== "submit" || button.form.noValidate || button.formNoValidate) return;
    pressed = button.form;
    pressed.querySelectorAll("[data-nt-invalid]").forEach(unmark);
    window.setTimeout(function () { pressed = null; }, 0);
  }, true);
  document.addEventListener("invalid", function (event) {
    const el = event.target;
    if (!pressed || el.form !== pressed) return;
    event.preventDefault();
    if (box(el).querySelector("[data-nt-invalid]")) return;
    const first = !pressed.querySelector("[data-nt-invalid]");
    mark(el);
    if (first) el.focus();
  }, true);
  function mended(event) {
    const el = event.target;
    if (!el.validity) return;
    const most = Number(el.dataset.ntMost), said = box(el).querySelector("[data-nt-invalid]");
    if (most) el.setCustomValidity(el.value.length > most ? "ต้องไม่เกิน " + most + " ตัวอักษร (ขณะนี้มี " + el.value.length + ")" : "");
    if (said && (el.validity.valid || el.validity.customError)) unmark(said);
    if (el.validity.customError) mark(el);
  }
  document.addEventListener("input", mended);
  document.addEventListener("change", mended);

  // A long list of boxes gets a box to find a name in and a count of what is chosen; a choice in it (data-nt-chooses="name=value")
  // chooses the radio that counts it.
  const LONG = 12;
  function plain(text) { return text.replace(/[\u2060\u200B\s]+/g, "").toLowerCase(); }
  document.querySelectorAll("fieldset.nt-field > div[id]").forEach(function (list) {
    const boxes = Array.from(list.querySelectorAll("input[type=checkbox]"));
    if (boxes.length <= LONG) return;
    const legend = list.parentElement.querySelector("legend"), find = document.createElement("input"), said = document.createElement("p");
    find.type = "search"; find.autocomplete = "off"; find.placeholder = "พิมพ์บางส่วนของชื่อเพื่อค้น";
    find.setAttribute("aria-label", "ค้นใน" + (legend ? legend.firstChild.textContent.trim() : "รายการ"));
    said.className = "nt-field-help"; said.setAttribute("aria-live", "polite");
    function count() {
      const shown = boxes.filter(function (el) { return !el.closest("[id] > div").hidden; }).length;
      said.textContent = shown ? "เลือกแล้ว " + boxes.filter(function (el) { return el.checked; }).length + " จาก " + boxes.length : "ไม่พบชื่อนี้ใน " + boxes.length + " รายการ";
    }
    find.addEventListener("input", function (event) {
      event.stopPropagation();
      const wanted = plain(find.value);
      boxes.forEach(function (el) { const row = el.closest("[id] > div"); row.hidden = !plain(row.textContent).includes(wanted); });
      count();
    });
    find.addEventListener("keydown", function (event) { if (event.key === "Enter") event.preventDefault(); });
    list.addEventListener("change", count);
    list.classList.add("nt-many");
    list.before(find, said);
    count();
  });
  document.addEventListener("change", function (event) {
    const wanted = event.isTrusted && event.target.checked && event.target.dataset.ntChooses; // not by a draft put back
    if (!wanted) return;
    const radio = Array.from(event.target.form.elements[wanted.split("=")[0]]).find(function (el) { return el.value === wanted.split("=")[1]; });
    if (radio && !radio.checked) { radio.checked = true; radio.dispatchEvent(new Event("change", { bubbles: true })); }
  });

  // The button waits for an autosave under way: its answer brings the stamp, without which one would meet one's own save.
  const SAVING = "form.htmx-request[data-nt-draft]";
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (form.method !== "post" || (form.hasAttribute("hx-post") && !savesItself(form)) || !document.querySelector(SAVING)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waits = { form: form, button: event.submitter };
    if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
  }, true);
  document.addEventListener("htmx:afterRequest", function () {
    window.setTimeout(function () {
      if (!waits || document.querySelector(SAVING)) return;
      const form = waits.form, button = waits.button;
      waits = null;
      if (button) button.removeAttribute("aria-busy");
      if (form.isConnected) form.requestSubmit(button && button.form === form ? button : undefined);
    }, 0);
  });

  // One submit a press: the second is swallowed until the page changes or comes back.
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.ntSent) { event.preventDefault(); return; }
    form.dataset.ntSent = "1";
    const button = event.submitter;
    if (button) button.setAttribute("aria-busy", "true");
    if (form.hasAttribute("data-nt-download")) window.setTimeout(function () { release(form); }, 3000);
  });
  function release(form) {
    delete form.dataset.ntSent;
    form.querySelectorAll("[aria-busy]").forEach(function (b) { b.removeAttribute("aria-busy"); });
  }
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) document.querySelectorAll("form[data-nt-sent]").forEach(release);
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    const form = event.detail.elt.closest && event.detail.elt.closest("form");
    if (form) release(form);
  });
})();
