// The sums on the page of weights follow what is typed: <input data-nt-sum="KEY"> … <span data-nt-sum-of="KEY">. Counted
// in hundredths, so that 33.33 + 33.33 + 33.34 is exactly 100.
(function () {
  "use strict";

  function hundredths(text) {
    const told = Number(text.trim() || "0");
    return Number.isFinite(told) ? Math.round(told * 100) : NaN;
  }
  function show(out) {
    let sum = 0;
    document.querySelectorAll("[data-nt-sum]").forEach(function (input) {
      if (input.dataset.ntSum === out.dataset.ntSumOf) sum += hundredths(input.value);
    });
    const full = sum === 10000, known = !Number.isNaN(sum);
    const said = known ? "รวม " + String(sum / 100) + " จาก 100" : "มีช่องที่ไม่ใช่ตัวเลข";
    const left = known && !full ? (sum < 10000 ? " ขาดอีก " : " เกินไป ") + String(Math.abs(10000 - sum) / 100) : "";
    out.textContent = said + left + (full ? " ครบแล้ว" : "");
    out.className = full ? "nt-ok" : "nt-warn";
  }
  function all() { document.querySelectorAll("[data-nt-sum-of]").forEach(show); }
  document.addEventListener("input", function (event) { if (event.target.dataset.ntSum !== undefined) all(); });
  all();
})();
