// Skip logic of an online sheet: after each save the server says which items its conditions leave out; they are hidden at
// once, and come back with what was answered. Without this script the next page shows the same.
(function () {
  "use strict";

  function show() {
    const bar = document.querySelector("[data-nt-left-out]");
    if (!bar) return;
    const out = bar.dataset.ntLeftOut.trim().split(/\s+/);
    document.querySelectorAll("[id^='item-']").forEach(function (card) {
      if (/^item-\d+$/.test(card.id)) card.hidden = out.indexOf(card.id.slice(5)) >= 0;
    });
  }
  document.addEventListener("htmx:oobAfterSwap", show);
})();
