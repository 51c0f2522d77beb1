// A signature drawn with a finger, pen or mouse: what stands in the frame goes along with the form as a PNG.
// Without this script the form takes a picture of a signature instead.
(function () {
  "use strict";

  function begin(form) {
    const canvas = form.querySelector("canvas"), field = form.querySelector("input[name=drawn]");
    if (!canvas || !field || canvas.dataset.ready) return;
    canvas.dataset.ready = "1";
    form.querySelector("[data-nt-pad]").hidden = false;
    const pen = canvas.getContext("2d");
    let drawing = false;
    function at(event) {
      const box = canvas.getBoundingClientRect();
      return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height];
    }
    canvas.addEventListener("pointerdown", function (event) {
      event.preventDefault();
      canvas.setPointerCapture(event.pointerId);
      drawing = true;
      Object.assign(pen, { lineWidth: 4, lineCap: "round", lineJoin: "round", strokeStyle: "#1E1B2C" });
      pen.beginPath();
      pen.moveTo.apply(pen, at(event));
    });
    canvas.addEventListener("pointermove", function (event) {
      if (!drawing) return;
      pen.lineTo.apply(pen, at(event));
      pen.stroke();
      field.value = "drawn";
    });
    ["pointerup", "pointercancel"].forEach(function (name) {
      canvas.addEventListener(name, function () { drawing = false; });
    });
    form.querySelector("[data-nt-wipe]").addEventListener("click", function () {
      pen.clearRect(0, 0, canvas.width, canvas.height);
      field.value = "";
    });
    form.addEventListener("submit", function () {
      if (field.value) field.value = canvas.toDataURL("image/png");
    });
  }
  document.querySelectorAll("form[data-nt-sign]").forEach(begin);
})();
