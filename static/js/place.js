// "ใช้ตำแหน่งปัจจุบัน": fills latitude, longitude and accuracy of the form from the device, or the one field the button names;
// typing them stays possible.
(function () {
  "use strict";

  function begin(button) {
    if (!navigator.geolocation || button.dataset.ready) return;
    button.dataset.ready = "1";
    button.hidden = false;
    const form = button.form, told = button.nextElementSibling;
    button.addEventListener("click", function () {
      told.textContent = "กำลังอ่านตำแหน่ง…";
      navigator.geolocation.getCurrentPosition(function (found) {
        const at = found.coords;
        const single = button.dataset.ntPlace && document.getElementById(button.dataset.ntPlace);
        if (single) {
          single.value = at.latitude.toFixed(6) + ", " + at.longitude.toFixed(6);
          single.dispatchEvent(new Event("change", { bubbles: true }));
          told.textContent = "ได้ตำแหน่งแล้ว คลาดเคลื่อนประมาณ " + Math.round(at.accuracy) + " เมตร";
          return;
        }
        form.elements.latitude.value = at.latitude.toFixed(6);
        form.elements.longitude.value = at.longitude.toFixed(6);
        form.elements.place_accuracy.value = String(Math.min(Math.round(at.accuracy), 100000));
        form.elements.longitude.dispatchEvent(new Event("change", { bubbles: true }));
        told.textContent = "ได้ตำแหน่งแล้ว คลาดเคลื่อนประมาณ " + Math.round(at.accuracy) + " เมตร";
      }, function (error) {
        told.textContent = error.code === 1 ? "เครื่องไม่อนุญาตให้ใช้ตำแหน่ง เปิดสิทธิ์ในการตั้งค่า หรือเว้นว่างไว้ได้" : "อ่านตำแหน่งไม่ได้ ลองใหม่กลางแจ้ง หรือเว้นว่างไว้ได้";
      }, { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 });
    });
  }
  document.querySelectorAll("button[data-nt-place]").forEach(begin);
})();
