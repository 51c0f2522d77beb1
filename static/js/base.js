// Behaviour of every page: one open menu at a time; announcements, focus and typed words after htmx swaps. All of it works
// without.
(function () {
  "use strict";

  const live = document.getElementById("announce");
  function announce(text) {
    if (!live || !text) return;
    live.textContent = "";
    window.setTimeout(function () { live.textContent = text; }, 60);
  }
  window.nt = { announce: announce };

  // <details data-nt-menu>: opening one closes the others; Escape and a click elsewhere close it.
  document.addEventListener("toggle", function (event) {
    if (!event.target.open || !event.target.matches("details[data-nt-menu]")) return;
    document.querySelectorAll("details[data-nt-menu][open]").forEach(function (other) {
      if (other !== event.target) other.open = false;
    });
  }, true);
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details[data-nt-menu][open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    const menu = event.target.closest && event.target.closest("details[data-nt-menu][open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // <form data-nt-submit-on-change>: the button inside <noscript> does it without script.
  document.addEventListener("change", function (event) {
    const form = event.target.form;
    if (form && form.hasAttribute("data-nt-submit-on-change")) form.requestSubmit();
  });

  // A blocked act (aria-disabled) stays reachable by keyboard and does nothing.
  document.addEventListener("click", function (event) {
    const button = event.target.closest("[aria-disabled='true']");
    if (button) { event.preventDefault(); event.stopPropagation(); }
  }, true);

  // htmx: say what changed, put the focus where the new part asks for it, and speak up when the line is down.
  document.addEventListener("htmx:afterSwap", function (event) {
    const part = event.detail.target;
    if (!part || !part.querySelector) return;
    const told = part.matches("[data-nt-announce]") ? part : part.querySelector("[data-nt-announce]");
    if (told) announce(told.getAttribute("data-nt-announce"));
    const focus = part.querySelector("[data-nt-focus]");
    if (focus) focus.focus();
  });
  // A part that comes anew with an answer may hold more than what was sent: another form in it, or a part that came along
  // (out of band). What was typed or chosen there, in fields that have an id, goes on into the new part, unfolded where it
  // was unfolded. The form that was sent shows what the server says. htmx keeps the focus by the same id.
  let sent = null, typed = [];
  function changed(field) {
    if (field.type === "hidden" || field.type === "file") return false;
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.options) {
      // Where the page chose none, the browser shows the first.
      const given = Array.from(field.options).map(function (one) { return one.defaultSelected; }).lastIndexOf(true);
      return field.selectedIndex !== Math.max(given, 0);
    }
    return field.value !== field.defaultValue;
  }
  function typedIn(part) {
    return Array.from(part.querySelectorAll("input[id], select[id], textarea[id]")).filter(function (field) {
      return (!sent || field.form !== sent) && changed(field);
    });
  }
  function typeAgain(fields, root) {
    fields.forEach(function (field) {
      const fresh = root.querySelector("#" + CSS.escape(field.id));
      if (!fresh || fresh === field) return;
      fresh.value = field.value;
      if ("checked" in field) fresh.checked = field.checked;
      const fold = fresh.closest("details");
      if (fold && field.closest("details") && field.closest("details").open) fold.open = true;
    });
  }
  document.addEventListener("htmx:beforeSwap", function (event) {
    sent = event.detail.requestConfig.elt.closest("form");
    typed = typedIn(event.detail.target);
  });
  document.addEventListener("htmx:oobBeforeSwap", function (event) {
    typeAgain(typedIn(event.detail.target), event.detail.fragment);
  });
  document.addEventListener("htmx:afterSwap", function () {
    typeAgain(typed, document);
    typed = [];
  });
  ["htmx:sendError", "htmx:timeout"].forEach(function (name) {
    document.addEventListener(name, function () { announce("ติดต่อระบบไม่ได้ โปรดลองใหม่เมื่อมีสัญญาณ"); });
  });
  document.addEventListener("htmx:responseError", function (event) {
    const status = event.detail.xhr.status;
    if (status === 401 || status === 403) announce("ทำรายการนี้ไม่ได้ อาจหมดเวลาการเข้าใช้ โปรดเปิดหน้านี้ใหม่");
    else announce("ระบบขัดข้อง ยังไม่ได้บันทึก โปรดลองใหม่");
  });
  // An answer that is a whole page (the session ended) must not be swapped into a part of this one, unless the part that
  // was asked for (hx-select) is in it.
  document.addEventListener("htmx:beforeSwap", function (event) {
    const text = event.detail.xhr.responseText || "";
    const part = event.detail.requestConfig.elt.getAttribute("hx-select");
    if (part && text.includes('id="' + part.slice(1) + '"')) return;
    if (/^\s*<!doctype html/i.test(text) && event.detail.target !== document.body) {
      event.detail.shouldSwap = false;
      document.dispatchEvent(new Event("nt:ended")); // forms keep what was typed and ask nothing
      window.location.reload();
    }
  });

  // After a refused submit the first field in error gets the focus (data-nt-bad marks an item of a sheet); where no field is at
  // fault, what is said of the whole form.
  const boxes = ["input:not([type=hidden]):not(:disabled)", "select", "textarea"];
  const bad = document.querySelector([".nt-field-bad ", "[data-nt-bad] "].map(function (at) {
    return boxes.map(function (one) { return at + one; }).join();
  }).join()) || (!document.querySelector("[autofocus]") && document.querySelector("[data-nt-form-errors]"));
  if (bad) bad.focus({ preventScroll: false });
})();
