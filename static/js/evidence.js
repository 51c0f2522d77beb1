// Files of evidence: dragged onto the form, listed with their size before they go, sent in parts (tus 1.0) so that a cut of the
// line costs one part, not the file. Without this script the form sends them whole. data-nt-parts on the form is the address.
(function () {
  "use strict";

  const PART = 262144, TUS = { "Tus-Resumable": "1.0.0" }, TRIES = 5;

  function base64(text) {
    let bytes = "";
    new TextEncoder().encode(text).forEach(function (byte) { bytes += String.fromCharCode(byte); });
    return btoa(bytes);
  }
  function wait(ms) { return new Promise(function (done) { window.setTimeout(done, ms); }); }
  function megabytes(size) { return size >= 1048576 ? (size / 1048576).toFixed(1) + " MB" : Math.max(1, Math.round(size / 1024)) + " KB"; }
  function refused(words) { const error = new Error(words); error.refused = true; return error; }

  async function hashOf(file) {
    const digest = await window.crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return Array.from(new Uint8Array(digest), function (byte) { return byte.toString(16).padStart(2, "0"); }).join("");
  }
  // Again after a while when the line is cut; what the server refuses is not asked twice.
  async function ask(method, url, headers, body) {
    for (let tried = 1; ; tried += 1) {
      try {
        const response = await window.fetch(url, { method: method, headers: headers, body: body, credentials: "same-origin", redirect: "manual" });
        if (response.status !== 423 && response.status < 500) return response;
      } catch (error) { /* no line */ }
      if (tried >= TRIES) throw refused("สัญญาณขาดหาย ส่วนที่ส่งแล้วยังอยู่ กดแนบไฟล์อีกครั้งเพื่อส่งต่อ");
      await wait(500 * Math.pow(2, tried));
    }
  }
  async function words(response) {
    if (response.type === "opaqueredirect" || response.status === 403) return "หมดเวลาการเข้าใช้ หรือไม่มีสิทธิ์เพิ่มที่นี่ กรุณาเปิดหน้านี้ใหม่";
    try { return (await response.json()).message; } catch (error) { return "ระบบไม่รับไฟล์นี้ (" + response.status + ")"; }
  }

  async function send(form, file, onBytes) {
    const token = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    const sha256 = await hashOf(file);
    const facts = { owner: form.dataset.ntOwner, filename: file.name, sha256: sha256 };
    const metadata = Object.keys(facts).map(function (key) { return key + " " + base64(facts[key]); }).join(",");
    const made = await ask("POST", form.dataset.ntParts, Object.assign({ "Upload-Length": String(file.size), "Upload-Metadata": metadata }, TUS, token));
    if (made.status !== 201) throw refused(await words(made));
    const place = made.headers.get("Location");
    let offset = Number(made.headers.get("Upload-Offset") || 0);
    onBytes(offset);
    while (offset < file.size) {
      const headers = Object.assign({ "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" }, TUS, token);
      const answer = await ask("PATCH", place, headers, file.slice(offset, offset + PART));
      if (answer.status === 409) offset = Number(answer.headers.get("Upload-Offset") || 0);
      else if (answer.status !== 204) throw refused(await words(answer));
      else offset = Number(answer.headers.get("Upload-Offset"));
      onBytes(offset);
    }
    return sha256;
  }

  function chosen(form) {
    const found = [];
    form.querySelectorAll("input[type=file]").forEach(function (box) { found.push.apply(found, Array.from(box.files)); });
    return found;
  }
  function list(form) {
    let held = form.querySelector(".nt-evidence-sending");
    if (!held) {
      held = document.createElement("ul");
      held.className = "nt-evidence-sending";
      form.insertBefore(held, form.querySelector("button"));
    }
    held.textContent = "";
    return chosen(form).map(function (file) {
      const row = document.createElement("li"), bar = document.createElement("progress"), said = document.createElement("span");
      said.textContent = file.name + " · " + megabytes(file.size);
      bar.className = "nt-progress"; bar.max = file.size || 1; bar.value = 0; bar.hidden = true;
      bar.setAttribute("aria-label", "ส่ง " + file.name);
      row.append(said, bar);
      held.appendChild(row);
      return { file: file, row: row, bar: bar, said: said };
    });
  }
  function complain(line, text) {
    const note = document.createElement("p");
    note.className = "nt-error"; note.setAttribute("role", "alert"); note.textContent = text;
    line.bar.hidden = true;
    line.row.appendChild(note);
  }

  async function sendAll(form) {
    const button = form.querySelector("button"), lines = list(form), arrived = [];
    form.dataset.ntSending = "1";
    button.setAttribute("aria-busy", "true"); button.setAttribute("aria-disabled", "true");
    for (const line of lines) {
      line.bar.hidden = false;
      try {
        arrived.push(await send(form, line.file, function (done) { line.bar.value = done; }));
      } catch (error) {
        complain(line, error.refused ? error.message : "อ่านไฟล์นี้ไม่ได้ กรุณาเลือกใหม่");
        line.failed = true;
      }
    }
    delete form.dataset.ntSending;
    button.removeAttribute("aria-busy"); button.removeAttribute("aria-disabled");
    form.querySelectorAll("input[name=sha256]").forEach(function (old) { old.remove(); });
    if (!arrived.length) { if (window.nt) window.nt.announce("ยังไม่ได้แนบไฟล์"); return; }
    arrived.forEach(function (sha256) {
      const box = document.createElement("input");
      box.type = "hidden"; box.name = "sha256"; box.value = sha256;
      form.appendChild(box);
    });
    const troubles = lines.filter(function (line) { return line.failed; }).map(function (line) { return line.row; });
    form.querySelectorAll("input[type=file]").forEach(function (box) { box.value = ""; });
    if (troubles.length && !form.hasAttribute("hx-post")) {
      const note = document.createElement("p");
      note.setAttribute("role", "status");
      note.textContent = "ส่งถึงแล้ว " + arrived.length + " ไฟล์ กดปุ่มอีกครั้งเพื่อเก็บเฉพาะไฟล์ที่ส่งถึง";
      form.querySelector(".nt-evidence-sending").after(note);
      return;
    }
    form.dataset.ntArrived = "1";
    const home = form.closest("[id]"), id = home ? home.id : "";
    if (troubles.length) document.addEventListener("htmx:afterSettle", function () {
      const panel = document.getElementById(id);
      if (panel) troubles.forEach(function (row) { const note = row.querySelector(".nt-error"); note.textContent = row.firstChild.textContent + ": " + note.textContent; panel.prepend(note); });
    }, { once: true });
    form.requestSubmit();
  }

  // Before htmx and forms.js see the submit.
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (!form.matches || !form.matches("form[data-nt-parts]")) return;
    if (form.dataset.ntArrived) { delete form.dataset.ntArrived; return; }
    if (!(window.crypto && window.crypto.subtle) || !chosen(form).length) return;
    event.preventDefault(); event.stopImmediatePropagation();
    if (!form.dataset.ntSending) sendAll(form);
  }, true);

  document.addEventListener("change", function (event) {
    const form = event.target.closest && event.target.closest("form[data-nt-parts]");
    if (form && event.target.type === "file") list(form);
  });
  function dropTarget(event) {
    const panel = event.target.closest && event.target.closest("[data-nt-evidence], form[data-nt-parts]");
    if (!panel || !event.dataTransfer || Array.from(event.dataTransfer.types).indexOf("Files") < 0) return null;
    return panel.matches("form") ? panel : panel.querySelector("form[data-nt-parts]");
  }
  document.addEventListener("dragover", function (event) {
    const form = dropTarget(event);
    if (!form) return;
    event.preventDefault();
    form.classList.add("nt-evidence-over");
  });
  document.addEventListener("dragleave", function (event) {
    const form = event.target.closest && event.target.closest("form[data-nt-parts]");
    if (form && !form.contains(event.relatedTarget)) form.classList.remove("nt-evidence-over");
  });
  document.addEventListener("drop", function (event) {
    const form = dropTarget(event);
    if (!form) return;
    event.preventDefault();
    form.classList.remove("nt-evidence-over");
    const details = form.closest("details"), box = form.querySelector("input[type=file][multiple]"), held = new DataTransfer();
    if (details) details.open = true;
    Array.from(box.files).concat(Array.from(event.dataTransfer.files)).forEach(function (file) { held.items.add(file); });
    box.files = held.files;
    list(form);
  });
})();
