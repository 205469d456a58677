// An opened identity hides by itself. Without this file the answer's Refresh header does it.
(function () {
  "use strict";

  var kotak = document.querySelector("[data-terbuka]");
  if (!kotak) return;
  var sampai = Date.now() + Number(kotak.dataset.terbuka) * 1000;

  function tutup() {
    kotak.replaceChildren();
    location.replace(kotak.dataset.kembali);
  }
  setInterval(function () {
    var sisa = Math.ceil((sampai - Date.now()) / 1000);
    if (sisa <= 0) tutup();
    document.querySelector("[data-sisa]").textContent = Math.max(sisa, 0);
  }, 1000);
  // Neither "back" nor a tab that slept may show it again.
  window.addEventListener("pagehide", function () { kotak.replaceChildren(); });
})();
