// Small comforts on top of pages that work without it.
(function () {
  "use strict";

  // A form is sent once: a second click while the first is under way does nothing. One that is
  // answered with a file leaves the page as it is, and may be sent again.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method.toLowerCase() !== "post" || event.defaultPrevented) return;
    if ("unduh" in form.dataset) return;
    if (form.dataset.terkirim) {
      event.preventDefault();
      return;
    }
    form.dataset.terkirim = "1";
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-terkirim]").forEach(function (form) {
      delete form.dataset.terkirim;
    });
  });

  // The error summary takes the focus, so that a screen reader begins with it.
  var ringkasan = document.querySelector(".ringkasan-galat");
  if (ringkasan) ringkasan.focus();

  // A native date field shows the browser's own order of day and month: echo it in words.
  function gema(input) {
    var keluaran = document.getElementById(input.id + "_gema");
    if (!keluaran) {
      keluaran = document.createElement("div");
      keluaran.className = "form-text";
      keluaran.id = input.id + "_gema";
      input.insertAdjacentElement("afterend", keluaran);
    }
    var tanggal = input.value ? new Date(input.value + "T00:00:00") : null;
    keluaran.textContent = tanggal && !isNaN(tanggal)
      ? tanggal.toLocaleDateString("id-ID", { weekday: "long", day: "numeric", month: "long", year: "numeric" })
      : "";
  }
  document.querySelectorAll("input[type=date]").forEach(function (input) {
    gema(input);
    input.addEventListener("input", function () { gema(input); });
  });

  // "Salin tautan": copies the address of this page with its choices, also those left to default.
  document.querySelectorAll("[data-salin-tautan]").forEach(function (tombol) {
    tombol.hidden = !navigator.clipboard;
    tombol.addEventListener("click", function () {
      navigator.clipboard.writeText(new URL(tombol.dataset.salinTautan, location.href).href).then(function () {
        tombol.querySelector("[data-label]").textContent = "Tautan tersalin";
      });
    });
  });

  document.querySelectorAll("[data-cetak]").forEach(function (tombol) {
    tombol.hidden = false;
    tombol.addEventListener("click", function () { window.print(); });
  });
})();
