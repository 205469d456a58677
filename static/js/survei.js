// Survey entry as typed: the share, the change since the last round, the jump warning. The server
// says the same after saving; nothing here decides what is stored.
(function () {
  "use strict";

  var PENYEBUT_PERSEN = 35; // desa.stats.BATAS_PENYEBUT_PERSEN
  var formulir = document.querySelector("[data-form-isian]");
  if (!formulir) return;

  function angka(teks) {
    var bersih = (teks || "").replace(/\s/g, "").replace(/\./g, "").replace(",", ".");
    return bersih !== "" && /^\d+(\.\d+)?$/.test(bersih) ? Number(bersih) : null;
  }

  function tulis(nilai, desimal) {
    return nilai.toLocaleString("id-ID", { minimumFractionDigits: desimal, maximumFractionDigits: desimal });
  }

  function ukuran(jenis, pembilang, penyebut, nilai) {
    if (jenis !== "proporsi") return nilai;
    return pembilang !== null && penyebut ? (100 * pembilang) / penyebut : null;
  }

  function bertanda(persen) {
    return (persen > 0 ? "+" : "−") + tulis(Math.abs(Math.round(persen)), 0) + "%";
  }

  function siapkan(baris) {
    var data = baris.dataset;
    var medan = {};
    ["pembilang", "penyebut", "nilai", "sama_seperti_sebelumnya", "alasan_kosong", "keterangan_kosong"].forEach(function (nama) {
      medan[nama] = baris.querySelector('[name^="' + nama + '_"]');
    });
    var hasil = baris.querySelector("[data-hasil]");
    var lonjakan = baris.querySelector("[data-lonjakan]");
    var keterangan = baris.querySelector("[data-keterangan]");
    var lama = {
      pembilang: data.lamaPembilang ? Number(data.lamaPembilang) : null,
      penyebut: data.lamaPenyebut ? Number(data.lamaPenyebut) : null,
      nilai: data.lamaNilai ? Number(data.lamaNilai) : null,
    };
    var lamaUkuran = ukuran(data.jenis, lama.pembilang, lama.penyebut, lama.nilai);

    function isi(nama) { return medan[nama] ? angka(medan[nama].value) : null; }

    function hitung() {
      var kini = ukuran(data.jenis, isi("pembilang"), isi("penyebut"), isi("nilai"));
      hasil.textContent = "";
      var pesan = [];
      if (kini !== null) {
        if (data.jenis === "proporsi") hasil.append("= " + tulis(kini, 1) + "% ");
        if (lamaUkuran !== null) {
          hasil.append(perubahan(kini - lamaUkuran));
          pesan = peringatan(kini);
        }
      }
      lonjakan.hidden = pesan.length === 0;
      lonjakan.querySelector("[data-teks]").textContent = pesan.join(" ");
    }

    function perubahan(beda) {
      var span = document.createElement("span");
      if (Math.abs(beda) < 1e-9) {
        span.className = "perubahan tetap";
        span.textContent = "= tetap";
        return span;
      }
      var putusan = (beda > 0) === (data.arah === "naik") ? "membaik" : "memburuk";
      var besar = data.jenis === "proporsi"
        ? (Math.abs(beda) < 0.05 ? "<0,1" : tulis(Math.abs(beda), 1)) + " poin persen"
        : Math.abs(beda).toLocaleString("id-ID", { maximumFractionDigits: 4 }) + " " + data.satuan;
      span.className = "perubahan " + putusan;
      span.textContent = (beda > 0 ? "▲ " : "▼ ") + besar + " (" + putusan + ")";
      return span;
    }

    function peringatan(kini) {
      var pesan = [];
      if (lamaUkuran === 0 && kini > 0) pesan.push("Sebelumnya nol; jelaskan asal angkanya.");
      if (lamaUkuran > 0) {
        var relatif = (100 * (kini - lamaUkuran)) / lamaUkuran;
        if (Math.abs(relatif) > Number(data.batas)) {
          pesan.push("Berubah " + bertanda(relatif) + " dari sebelumnya (batas " + data.batas + "%).");
        }
      }
      if (lama.penyebut && isi("penyebut") !== null) {
        var beda = (100 * (isi("penyebut") - lama.penyebut)) / lama.penyebut;
        if (Math.abs(beda) >= PENYEBUT_PERSEN) pesan.push("Penyebut berubah " + bertanda(beda) + " dari sebelumnya.");
      }
      return pesan;
    }

    function sama() {
      var kotak = medan.sama_seperti_sebelumnya;
      if (!kotak || !kotak.checked) return;
      ["pembilang", "penyebut", "nilai"].forEach(function (nama) {
        if (medan[nama] && lama[nama] !== null) {
          medan[nama].value = lama[nama].toLocaleString("id-ID", { maximumFractionDigits: 4, useGrouping: false });
        }
      });
      medan.alasan_kosong.value = "";
      hitung();
    }

    ["pembilang", "penyebut", "nilai"].forEach(function (nama) {
      if (!medan[nama]) return;
      medan[nama].addEventListener("input", function () {
        if (medan.sama_seperti_sebelumnya) medan.sama_seperti_sebelumnya.checked = false;
        hitung();
      });
    });
    if (medan.sama_seperti_sebelumnya) medan.sama_seperti_sebelumnya.addEventListener("change", sama);
    function tampilkanKeterangan() { keterangan.hidden = medan.alasan_kosong.value === ""; }
    medan.alasan_kosong.addEventListener("change", tampilkanKeterangan);
    tampilkanKeterangan();
    if (isi("pembilang") !== null || isi("nilai") !== null) hitung();
  }

  formulir.querySelectorAll("[data-isian]").forEach(siapkan);

  // Leaving a page with unsaved answers asks first.
  var berubah = false;
  formulir.addEventListener("input", function () { berubah = true; });
  formulir.addEventListener("submit", function () { berubah = false; });
  window.addEventListener("beforeunload", function (event) {
    if (berubah) event.preventDefault();
  });
})();
