// The fast report. What is sent is first kept on this device, with its photos, and leaves it only when the server says it has
// it: a lost line, a closed tab, an ended session lose nothing, and the report's own id keeps it from arriving twice. On pages
// with [data-nt-reports] what waits is shown and sent again. Without this script the form is an ordinary one.
(function () {
  "use strict";

  const user = document.body.dataset.user || "";
  const SIDE = 1600, QUALITY = 0.82, AGAIN = 20000;
  if (!user || !window.indexedDB) return;

  // The store: one row a report {id, user, url, school, at, fields: [[name, value]], photos: [{name, blob}], errors}.
  let opened = null;
  function base() {
    opened = opened || new Promise(function (resolve, reject) {
      const asked = indexedDB.open("nithet-progress", 1);
      asked.onupgradeneeded = function () { asked.result.createObjectStore("reports", { keyPath: "id" }); };
      asked.onsuccess = function () { resolve(asked.result); };
      asked.onerror = function () { reject(asked.error); };
    });
    return opened;
  }
  function run(mode, act) {
    return base().then(function (db) {
      return new Promise(function (resolve, reject) {
        const change = db.transaction("reports", mode);
        const asked = act(change.objectStore("reports"));
        change.oncomplete = function () { resolve(asked.result); };
        change.onerror = change.onabort = function () { reject(change.error); };
      });
    });
  }
  function put(row) { return run("readwrite", function (store) { return store.put(row); }); }
  function drop(id) { return run("readwrite", function (store) { return store.delete(id); }); }
  function get(id) { return run("readonly", function (store) { return store.get(id); }); }
  function mine() {
    return run("readonly", function (store) { return store.getAll(); }).then(function (rows) {
      return rows.filter(function (row) { return row.user === user; }).sort(function (a, b) { return a.at - b.at; });
    });
  }

  function token() {
    const kept = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    const typed = document.querySelector("[name=csrfmiddlewaretoken]");
    return kept ? decodeURIComponent(kept[1]) : typed ? typed.value : "";
  }

  // {outcome: "kept"|"same", url} · {outcome: "refused", message, errors} · {outcome: "no_signal"} · {outcome: "sign_in"}
  function send(row) {
    const body = new FormData();
    row.fields.forEach(function (pair) { body.append(pair[0], pair[1]); });
    row.photos.forEach(function (photo) { body.append("photos", photo.blob, photo.name); });
    return fetch(row.url, { method: "POST", body: body, credentials: "same-origin", headers: { Accept: "application/json", "X-CSRFToken": token() } })
      .then(function (answer) {
        const type = answer.headers.get("Content-Type") || "";
        if (type.indexOf("application/json") >= 0) return answer.json();
        if (answer.redirected || answer.status === 401 || answer.status === 403) return { outcome: "sign_in" };
        if (answer.status === 404) return { outcome: "refused", message: "ระบบไม่พบโรงเรียนนี้แล้ว", errors: {} };
        return { outcome: "no_signal" };
      }, function () { return { outcome: "no_signal" }; });
  }

  // One tab at a time goes through what waits.
  function alone(work) {
    if (!navigator.locks) return work();
    return navigator.locks.request("nithet-progress", { ifAvailable: true }, function (lock) { return lock ? work() : null; });
  }
  function drain(only) {
    return alone(function () {
      return mine().then(function (rows) {
        let last = null;
        return rows.filter(function (row) { return !row.errors || row.id === only; }).reduce(function (before, row) {
          return before.then(function () {
            if (last && last.outcome === "no_signal") return null;
            return send(row).then(function (answer) {
              last = { id: row.id, outcome: answer.outcome, url: answer.url, message: answer.message, errors: answer.errors };
              if (answer.outcome === "kept" || answer.outcome === "same") return drop(row.id);
              if (answer.outcome === "refused") { row.errors = answer.errors || {}; row.problem = answer.message; return put(row); }
              return null;
            });
          });
        }, Promise.resolve()).then(function () { return last; });
      });
    });
  }

  // What waits, on every page that has the card.
  const card = document.querySelector("[data-nt-reports]");
  let timer = 0;
  function when(at) {
    const moment = new Date(at);
    return moment.toLocaleDateString("th-TH-u-ca-buddhist", { day: "numeric", month: "short" }) + " " + String(moment.getHours()).padStart(2, "0") + ":" + String(moment.getMinutes()).padStart(2, "0") + " น.";
  }
  function line(row) {
    const item = document.createElement("li"), words = document.createElement("span"), name = document.createElement("b"), sub = document.createElement("span");
    item.className = "nt-row"; words.className = "nt-row-words"; name.className = "nt-row-title"; sub.className = "nt-row-sub";
    name.textContent = row.school;
    sub.textContent = "เขียนเมื่อ " + when(row.at) + (row.photos.length ? " · ภาพ " + row.photos.length + " ภาพ" : "") + (row.errors ? " · ระบบยังไม่รับ: " + row.problem : "");
    words.append(name, sub);
    item.append(words);
    if (row.errors) {
      const link = document.createElement("a");
      link.className = "nt-btn nt-btn-small"; link.href = row.url + "#kept-" + row.id; link.textContent = "เปิดแก้ไข";
      item.append(link, discard(row));
    }
    return item;
  }
  // What is never taken (the year ended, the school left) need not lie here for ever.
  function discard(row) {
    const button = document.createElement("button");
    button.type = "button"; button.className = "nt-btn nt-btn-small nt-btn-quiet"; button.textContent = "ลบออกจากเครื่อง";
    button.addEventListener("click", function () {
      if (!window.confirm("ลบรายงานของ" + row.school + "ออกจากเครื่องนี้หรือไม่ ข้อความและภาพที่ยังไม่ได้ส่งจะหายไป")) return;
      drop(row.id).then(function () { return show("ลบออกจากเครื่องแล้ว"); });
    });
    return button;
  }
  function show(told) {
    if (!card) return Promise.resolve();
    return mine().then(function (rows) {
      const before = !card.hidden;
      card.hidden = !rows.length && !told;
      card.querySelector("[data-nt-waiting]").replaceChildren.apply(card.querySelector("[data-nt-waiting]"), rows.map(line));
      card.querySelector("[data-nt-send]").hidden = !rows.length;
      card.querySelector("h2").textContent = rows.length ? "รอส่งอยู่ในเครื่องนี้ " + rows.length + " รายงาน" : "ไม่มีรายงานรอส่งในเครื่องนี้";
      if (told || before) card.querySelector("[data-nt-told]").textContent = told || "";
      window.clearTimeout(timer);
      if (told !== WORDS.sign_in && rows.some(function (row) { return !row.errors; })) timer = window.setTimeout(again, AGAIN);
    });
  }
  const WORDS = {
    no_signal: "เก็บไว้ในเครื่องแล้ว ยังไม่มีสัญญาณ จะส่งเองเมื่อมีสัญญาณ ปิดหน้านี้ได้",
    sign_in: "เก็บไว้ในเครื่องแล้ว หมดเวลาเข้าใช้ เมื่อเข้าสู่ระบบใหม่และเปิดหน้ารายงาน จะส่งให้เอง",
    kept: "ระบบได้รับรายงานที่ค้างในเครื่องแล้ว",
    same: "ระบบได้รับรายงานที่ค้างในเครื่องแล้ว",
  };
  function again() {
    return drain().then(function (last) { return show(last ? WORDS[last.outcome] || last.message : ""); });
  }

  // Photos of a phone are made small enough for one bar of signal; one that cannot be drawn is sent as it is.
  function small(file) {
    if (!window.createImageBitmap || !/^image\/(jpeg|png|webp)$/.test(file.type)) return Promise.resolve({ name: file.name, blob: file });
    return createImageBitmap(file).then(function (picture) {
      const share = Math.min(1, SIDE / Math.max(picture.width, picture.height));
      const sheet = document.createElement("canvas");
      sheet.width = Math.round(picture.width * share); sheet.height = Math.round(picture.height * share);
      sheet.getContext("2d").drawImage(picture, 0, 0, sheet.width, sheet.height);
      return new Promise(function (resolve) {
        sheet.toBlob(function (blob) {
          const use = blob && blob.size < file.size;
          resolve({ name: use ? file.name.replace(/\.\w+$/, "") + ".jpg" : file.name, blob: use ? blob : file });
        }, "image/jpeg", QUALITY);
      });
    }).catch(function () { return { name: file.name, blob: file }; });
  }

  function forget(form) {
    try {
      window.localStorage.removeItem("nt-draft:" + user + ":" + form.dataset.ntDraft);
      window.sessionStorage.removeItem("nt-pending:" + user);
    } catch (error) { /* no store */ }
  }
  function problem(form, words) {
    const place = form.querySelector("[data-nt-problem]");
    place.hidden = !words;
    place.textContent = words || "";
  }
  // Each refusal beside its own field; the first one comes into view.
  function explain(form, answer) {
    form.querySelectorAll("[data-nt-said]").forEach(function (old) { old.remove(); });
    form.querySelectorAll(".nt-field-bad").forEach(function (old) { old.classList.remove("nt-field-bad"); });
    problem(form, answer.message);
    let first = null;
    Object.keys(answer.errors || {}).forEach(function (name) {
      const place = document.getElementById("field-" + name);
      if (!place) return;
      const words = document.createElement("p");
      words.className = "nt-error"; words.dataset.ntSaid = ""; words.textContent = answer.errors[name].join(" ");
      place.classList.add("nt-field-bad");
      place.append(words);
      const fold = place.closest("details");
      if (fold) fold.open = true;
      first = first || place.querySelector("input");
    });
    if (first) first.focus();
  }
  function busy(form, on) {
    const button = form.querySelector(".nt-actionbar button");
    if (on) button.setAttribute("aria-busy", "true"); else button.removeAttribute("aria-busy");
    form.dataset.busy = on ? "1" : "";
  }

  function gather(form) {
    const data = new FormData(form), fields = [], files = [];
    data.forEach(function (value, name) {
      if (value instanceof File) { if (value.size) files.push(value); }
      else if (name !== "csrfmiddlewaretoken") fields.push([name, value]);
    });
    return Promise.all(files.map(small)).then(function (photos) {
      const id = form.elements.public_id.value;
      const all = (form.ntPhotos || []).concat(photos);
      return { id: id, user: user, url: form.getAttribute("action"), school: form.dataset.school, at: Date.now(), fields: fields, photos: all, errors: null };
    });
  }
  function submit(form, event) {
    event.preventDefault();
    if (form.dataset.busy) return;
    if (!form.querySelector("input[type=radio]:checked")) {
      explain(form, { message: "โปรดแตะบอกสภาพอย่างน้อยหนึ่งด้าน", errors: {} });
      form.querySelector("input[type=radio]").focus();
      return;
    }
    if (form.elements.photos.files.length > Number(form.dataset.most)) {
      explain(form, { message: "", errors: { photos: ["แนบภาพได้ไม่เกิน " + form.dataset.most + " ภาพ"] } });
      return;
    }
    busy(form, true);
    problem(form, "");
    gather(form).then(function (row) { return put(row).then(function () { return row; }); }).then(function (row) {
      forget(form);
      return drain(row.id).then(function (last) { return arrived(form, row, last); });
    }).catch(function () {
      // The device has no room for it: the ordinary way.
      form.submit();
    });
  }
  function arrived(form, row, last) {
    busy(form, false);
    if (last && last.id === row.id && (last.outcome === "kept" || last.outcome === "same")) {
      window.location.assign(last.url);
      return null;
    }
    if (last && last.id === row.id && last.outcome === "refused") {
      // It stays in the store until the corrected one, of the same id, takes its place.
      form.ntPhotos = row.photos;
      form.elements.photos.value = "";
      explain(form, last);
      return null;
    }
    form.hidden = true;
    return show(WORDS[last ? last.outcome : "no_signal"] || WORDS.no_signal).then(function () { card.setAttribute("tabindex", "-1"); card.focus(); });
  }
  // A report the server refused is opened again with what was typed.
  function restore(form) {
    const asked = window.location.hash.match(/^#kept-([0-9a-f-]{36})$/);
    if (!asked) return;
    get(asked[1]).then(function (row) {
      if (!row || row.user !== user) return null;
      row.fields.forEach(function (pair) {
        const boxes = form.querySelectorAll("[name='" + pair[0] + "']");
        boxes.forEach(function (box) { if (box.type === "radio") box.checked = box.value === pair[1]; else box.value = pair[1]; });
      });
      form.ntPhotos = row.photos;
      explain(form, { message: row.problem, errors: row.errors || {} });
      return null;
    });
  }

  if (navigator.storage && navigator.storage.persist && document.querySelector("[data-nt-report]")) navigator.storage.persist().catch(function () { /* the browser decides */ });
  const form = document.querySelector("[data-nt-report]");
  if (form) {
    form.addEventListener("submit", function (event) { submit(form, event); });
    restore(form);
  }
  if (card) card.querySelector("[data-nt-send]").addEventListener("click", again);
  window.addEventListener("online", again);
  show("").then(function () { return mine(); }).then(function (rows) { if (rows.length) again(); });
})();
