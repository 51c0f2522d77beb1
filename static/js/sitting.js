// At the meeting: words of the official form are marked while somebody types, the text goes along with a resolution, and
// the agenda is folded on a phone. Without it the server marks the words on saving and every button works.
(function () {
  "use strict";

  // Words. The list comes from the server (json_script); an old browser that cannot read a pattern goes without that one.
  function wordsOf(box) {
    const data = document.getElementById(box.dataset.ntWords);
    const list = data ? JSON.parse(data.textContent) : [];
    return list.reduce(function (found, word) {
      try { found.push({ word: word, pattern: new RegExp(word.pattern, "gmu") }); } catch (error) { /* no lookbehind */ }
      return found;
    }, []);
  }
  function hints(words, text) {
    const found = [];
    words.forEach(function (one) {
      one.pattern.lastIndex = 0;
      let match = one.pattern.exec(text);
      while (match) {
        found.push({ word: one.word, start: match.index, end: match.index + match[0].length });
        match = one.pattern.exec(text);
      }
    });
    return found.sort(function (a, b) { return a.start - b.start; });
  }
  function watch(box) {
    const area = box.querySelector("textarea"), words = wordsOf(box);
    const list = document.getElementById("words-hints");
    if (!area || !list) return;
    const marks = document.createElement("div");
    marks.className = "nt-words-marks";
    marks.setAttribute("aria-hidden", "true");
    box.insertBefore(marks, area);
    const sample = document.createElement("span");
    let told = "";

    function replace(hint) {
      area.focus();
      area.setRangeText(hint.word.use, hint.start, hint.end, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
      area.dispatchEvent(new Event("change", { bubbles: true }));
    }
    function row(hint, text) {
      const line = document.createElement("li");
      sample.textContent = "“" + text.slice(hint.start, hint.end) + "” " + hint.word.why + " “" + hint.word.use + "”";
      line.appendChild(sample.cloneNode(true));
      if (!area.readOnly) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "nt-btn nt-btn-quiet nt-btn-small";
        button.textContent = "เปลี่ยนให้";
        button.setAttribute("aria-label", "เปลี่ยนเป็น " + hint.word.use);
        button.addEventListener("click", function () { replace(hint); });
        line.appendChild(button);
      }
      return line;
    }
    function draw() {
      const text = area.value, found = hints(words, text);
      marks.textContent = "";
      let at = 0;
      found.forEach(function (hint) {
        if (hint.start < at) return;
        marks.appendChild(document.createTextNode(text.slice(at, hint.start)));
        const mark = document.createElement("mark");
        mark.textContent = text.slice(hint.start, hint.end);
        marks.appendChild(mark);
        at = hint.end;
      });
      marks.appendChild(document.createTextNode(text.slice(at)));
      marks.scrollTop = area.scrollTop;
      const key = JSON.stringify(found);
      if (key === told) return;
      told = key;
      list.textContent = "";
      found.forEach(function (hint) { list.appendChild(row(hint, text)); });
    }
    area.addEventListener("input", draw);
    area.addEventListener("scroll", function () { marks.scrollTop = area.scrollTop; });
    draw();
  }
  document.querySelectorAll("[data-nt-words]").forEach(watch);

  // The resolution takes the text above along, also when it was typed a moment ago.
  document.addEventListener("submit", function (event) {
    const form = event.target, text = document.getElementById("text-form");
    if (!form.hasAttribute("data-nt-with-text") || !text) return;
    const area = text.elements.text;
    if (area.readOnly || area.value === area.defaultValue) return;
    form.elements.said.value = area.value;
    form.elements.said_stamp.value = text.elements.stamp.value;
    form.elements.said.disabled = form.elements.said_stamp.disabled = false;
  }, true);

  // Two wrote: "mine" is what was typed when they met, whatever was changed in the box since.
  document.addEventListener("click", function (event) {
    const mine = event.target.closest("[data-nt-mine]");
    const kept = document.querySelector("[data-nt-typed]");
    const area = document.getElementById("id_said");
    if (mine && kept && area) area.value = kept.value;
  });

  // The agenda is open beside the item, and folded above it where there is no room.
  const fold = document.querySelector("[data-nt-fold]");
  if (fold && window.matchMedia("(max-width: 991.98px)").matches) fold.open = false;
})();
