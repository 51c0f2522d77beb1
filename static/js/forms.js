// What is typed is never lost. A form with data-nt-draft="KEY" keeps its text on this device until the server has it: through an
// expired session, a closed tab, a refused token or a dead battery. data-nt-guard asks before leaving a changed form.
// Every POST form is sent once however often its button is pressed. What the browser finds missing or wrong is told in Thai beside
// the field, as the server tells it, not in a bubble in the browser's own language.
(function () {
  "use strict";

  const user = document.body.dataset.user || "";
  const PREFIX = "nt-draft:", PENDING = "nt-pending:";
  const SKIP = ["password", "file", "hidden", "submit", "button", "reset", "image"];
  const KEEP_DAYS = 30;

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
  function values(form) {
    const found = {};
    fields(form).forEach(function (el) {
      const list = found[el.name] = found[el.name] || [];
      if (el.type === "checkbox" || el.type === "radio") { if (el.checked) list.push(el.value); }
      else if (el.multiple) Array.prototype.forEach.call(el.selectedOptions, function (o) { list.push(o.value); });
      else list.push(el.value);
    });
    return found;
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

  // A page that shows a signed-in person and no error means the last submit arrived, unless it shows that very form again.
  const failed = !user || document.body.hasAttribute("data-nt-error");
  const shown = Array.prototype.map.call(document.querySelectorAll("form[data-nt-draft]"), function (f) { return f.dataset.ntDraft; });
  const pendingKey = PENDING + user;
  if (failed) {
    try {
      Object.keys(window.localStorage).forEach(function (key) { if (key.indexOf(PENDING) === 0) store("remove", key); });
    } catch (error) { /* no store */ }
  } else {
    const sent = read(pendingKey);
    if (sent) {
      if (shown.indexOf(sent.key) < 0) store("remove", PREFIX + user + ":" + sent.key);
      store("remove", pendingKey);
    }
    try {
      Object.keys(window.localStorage).forEach(function (key) {
        if (key.indexOf(PREFIX) !== 0) return;
        const old = read(key);
        if (!old || Date.now() - old.at > KEEP_DAYS * 86400000) store("remove", key);
      });
    } catch (error) { /* no store */ }
  }

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

  function watch(form) {
    if (form.ntWatched) return;
    form.ntWatched = true;
    let dirty = false, timer = 0;
    const name = form.dataset.ntDraft, key = PREFIX + user + ":" + name;
    const before = values(form);
    function keep() {
      window.clearTimeout(timer);
      if (name && user) store("set", key, JSON.stringify({ at: Date.now(), values: values(form) }));
    }
    if (name && user) {
      const draft = read(key);
      if (draft && same(before, draft.values)) store("remove", key);
      else if (draft) offer(form, key, draft, function () { dirty = true; });
    }
    form.addEventListener("input", function (event) {
      if (!event.isTrusted) return;
      dirty = true;
      window.clearTimeout(timer);
      timer = window.setTimeout(keep, 500);
    });
    form.addEventListener("submit", function () {
      if (dirty && name) { keep(); store("set", pendingKey, JSON.stringify({ key: name })); }
      dirty = false;
    });
    document.addEventListener("visibilitychange", function () { if (dirty && document.hidden) keep(); });
    window.addEventListener("beforeunload", function (event) {
      if (dirty && name) keep();
      if (dirty && form.hasAttribute("data-nt-guard")) event.preventDefault();
    });
    // The server has it (an autosave by htmx answered well): nothing to keep here.
    form.addEventListener("htmx:afterRequest", function (event) {
      if (event.detail.successful && event.detail.elt === form) { dirty = false; if (name) store("remove", key); }
    });
  }
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
