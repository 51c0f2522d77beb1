// Baseline and targets: a target that is worse than its baseline asks why while it is typed. Without this script the server asks.
(function () {
  "use strict";

  const THAI = "๐๑๒๓๔๕๖๗๘๙";
  function figure(box) {
    const text = box.value.trim().replace(/[๐-๙]/g, function (digit) { return THAI.indexOf(digit); }).replace(/,/g, "");
    return text === "" ? NaN : Number(text);
  }
  function watch(card) {
    const baseline = card.querySelector("[name^=baseline_]"), target = card.querySelector("[name^=target_]");
    const ask = card.querySelector(".nt-ask");
    if (!baseline || !target || !ask) return;
    const reason = ask.querySelector("input");
    function look() {
      const from = figure(baseline), to = figure(target);
      const worse = card.dataset.ntLower ? to > from : to < from;
      // What was written stays to be seen, whatever the figures are now.
      ask.hidden = !(worse || reason.value || ask.querySelector(".nt-error"));
    }
    [baseline, target].forEach(function (box) { box.addEventListener("input", look); });
    look();
  }
  document.querySelectorAll(".nt-measure").forEach(watch);
})();
