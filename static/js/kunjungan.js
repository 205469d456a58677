// "Ambil lokasi": fills the point of a visit from the device; the fields work without it.
(function () {
  "use strict";

  var lintang = document.getElementById("id_lintang");
  if (!lintang || !navigator.geolocation) return;

  var tombol = document.createElement("button");
  tombol.type = "button";
  tombol.className = "btn btn-outline-primary mb-3";
  tombol.textContent = "Ambil lokasi saya";
  var keadaan = document.createElement("p");
  keadaan.className = "redup";
  keadaan.setAttribute("role", "status");
  var kotak = document.getElementById("div_id_lintang") || lintang.parentElement;
  kotak.before(tombol, keadaan);

  function isi(nama, nilai) { document.getElementById("id_" + nama).value = nilai; }
  function derajat(nilai) { return nilai.toFixed(6).replace(".", ","); }

  tombol.addEventListener("click", function () {
    keadaan.textContent = "Mencari lokasi…";
    navigator.geolocation.getCurrentPosition(
      function (posisi) {
        isi("lintang", derajat(posisi.coords.latitude));
        isi("bujur", derajat(posisi.coords.longitude));
        isi("akurasi_m", Math.round(posisi.coords.accuracy));
        keadaan.textContent = "Lokasi terisi, ketelitian " + Math.round(posisi.coords.accuracy) + " meter.";
      },
      function () { keadaan.textContent = "Lokasi tidak diperoleh. Isi sendiri atau kosongkan."; },
      { enableHighAccuracy: true, timeout: 20000 }
    );
  });
})();
