// Photos and documents sent apart from their form: shrunk on the phone, with visible progress, tried
// again when the signal is back. Without this script the file input goes with its form.
(function () {
  "use strict";

  var SISI = [1600, 1280, 1024];
  var MUTU = [0.82, 0.72, 0.6];
  var MAKS = 300 * 1024; // bytes
  var KEPALA = 256 * 1024; // EXIF stands at the beginning

  function kunciBaru() {
    if (window.crypto.randomUUID) return crypto.randomUUID();
    var b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 15) | 64;
    b[8] = (b[8] & 63) | 128;
    var teks = Array.from(b, function (x) { return x.toString(16).padStart(2, "0"); }).join("");
    return teks.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  // The EXIF block of a JPEG: when and where. The server keeps it away from the picture itself.
  function bacaExif(berkas) {
    return berkas.slice(0, KEPALA).arrayBuffer().then(function (isi) {
      var data = new DataView(isi);
      if (data.byteLength < 4 || data.getUint16(0) !== 0xffd8) return null;
      for (var i = 2; i + 4 < data.byteLength && data.getUint8(i) === 0xff;) {
        var panjang = data.getUint16(i + 2);
        if (data.getUint8(i + 1) === 0xe1 && data.getUint32(i + 4) === 0x45786966) {
          return new Blob([isi.slice(i + 4, i + 2 + panjang)]);
        }
        i += 2 + panjang;
      }
      return null;
    });
  }

  function gambarUlang(bitmap, sisi, mutu) {
    var skala = Math.min(1, sisi / Math.max(bitmap.width, bitmap.height));
    var kanvas = document.createElement("canvas");
    kanvas.width = Math.max(1, Math.round(bitmap.width * skala));
    kanvas.height = Math.max(1, Math.round(bitmap.height * skala));
    var kuas = kanvas.getContext("2d");
    kuas.fillStyle = "#fff";
    kuas.fillRect(0, 0, kanvas.width, kanvas.height);
    kuas.drawImage(bitmap, 0, 0, kanvas.width, kanvas.height);
    return new Promise(function (selesai) { kanvas.toBlob(selesai, "image/jpeg", mutu); });
  }

  // { isi, exif }: at most 300 kB for a photo; what the browser cannot draw goes as it is.
  async function kecilkan(berkas) {
    if (!berkas.type.startsWith("image/") || berkas.size <= MAKS || !window.createImageBitmap) {
      return { isi: berkas, exif: null };
    }
    try {
      var exif = await bacaExif(berkas);
      var bitmap = await createImageBitmap(berkas);
      for (var sisi of SISI) {
        for (var mutu of MUTU) {
          var isi = await gambarUlang(bitmap, sisi, mutu);
          if (isi.size <= MAKS) return { isi: isi, exif: exif };
        }
      }
      return { isi: isi, exif: exif };
    } catch (galat) {
      return { isi: berkas, exif: null };
    }
  }

  function siapkan(wadah) {
    var input = wadah.querySelector("input[type=file]");
    var strip = wadah.querySelector("[data-strip]");
    var kabar = wadah.querySelector("[data-kabar]");
    var formulir = wadah.closest("form");
    var berjalan = 0;
    var tertahan = null; // the button of a form that waits for its photos

    wadah.dataset.siap = "1";
    wadah.querySelectorAll("[data-perlu-skrip]").forEach(function (unsur) { unsur.hidden = false; });
    wadah.querySelectorAll("[data-tanpa-skrip]").forEach(function (unsur) { unsur.hidden = true; });

    function umumkan(teks) { kabar.textContent = teks; }

    function tambahKunci(butir, kunci) {
      if (!wadah.dataset.nama) return;
      var medan = document.createElement("input");
      medan.type = "hidden";
      medan.name = wadah.dataset.nama;
      medan.value = kunci;
      butir.append(medan, tombol("Buang", function () {
        butir.remove();
        umumkan("Berkas dibuang.");
      }));
    }

    function tombol(teks, kerja) {
      var unsur = document.createElement("button");
      unsur.type = "button";
      unsur.className = "btn btn-sm btn-link";
      unsur.textContent = teks;
      unsur.addEventListener("click", kerja);
      return unsur;
    }

    function butirBaru(nama) {
      var butir = document.createElement("li");
      butir.className = "lampiran lampiran-kirim";
      var judul = document.createElement("span");
      judul.className = "nama";
      judul.textContent = nama;
      var bilah = document.createElement("progress");
      bilah.className = "bilah";
      bilah.max = 1;
      bilah.setAttribute("aria-label", "Mengirim " + nama);
      var keadaan = document.createElement("span");
      keadaan.className = "keadaan";
      butir.append(judul, bilah, keadaan);
      strip.append(butir);
      return { unsur: butir, bilah: bilah, keadaan: keadaan };
    }

    function selesai() {
      berjalan -= 1;
      if (berjalan === 0 && tertahan) {
        var pengirim = tertahan;
        tertahan = null;
        formulir.requestSubmit(pengirim === formulir ? null : pengirim);
      }
    }

    async function kirim(berkas) {
      var butir = butirBaru(berkas.name);
      butir.keadaan.textContent = "Mengecilkan …";
      berjalan += 1;
      var hasil = await kecilkan(berkas);
      var kunci = kunciBaru();
      coba();

      function coba() {
        var data = new FormData();
        data.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
        data.append("kunci", kunci);
        data.append("berkas", hasil.isi, berkas.name);
        if (hasil.exif) data.append("exif", hasil.exif, "exif");
        var minta = new XMLHttpRequest();
        minta.open("POST", wadah.dataset.unggah);
        minta.responseType = "json";
        minta.upload.addEventListener("progress", function (kejadian) {
          if (!kejadian.lengthComputable) return;
          butir.bilah.value = kejadian.loaded / kejadian.total;
          butir.keadaan.textContent = Math.round((100 * kejadian.loaded) / kejadian.total) + "%";
        });
        minta.addEventListener("load", function () {
          if (minta.status === 200 && minta.response) terkirim(minta.response);
          else ditolak((minta.response && minta.response.galat) || "Tidak terkirim; muat ulang halaman lalu coba lagi.");
        });
        minta.addEventListener("error", tertunda);
        minta.send(data);
      }

      function terkirim(jawaban) {
        var wadahHtml = document.createElement("template");
        wadahHtml.innerHTML = jawaban.html.trim();
        var jadi = wadahHtml.content.firstElementChild;
        tambahKunci(jadi, jawaban.kunci);
        butir.unsur.replaceWith(jadi);
        umumkan(berkas.name + " terkirim.");
        selesai();
      }

      function ditolak(pesan) {
        butir.bilah.remove();
        butir.keadaan.textContent = pesan;
        butir.unsur.classList.add("gagal");
        butir.unsur.append(tombol("Tutup", function () { butir.unsur.remove(); }));
        umumkan(berkas.name + ": " + pesan);
        tertahan = null;
        selesai();
      }

      function tertunda() {
        butir.bilah.removeAttribute("value");
        butir.keadaan.textContent = "Menunggu sinyal";
        var lagi = tombol("Kirim sekarang", ulang);
        butir.unsur.append(lagi);
        window.addEventListener("online", ulang, { once: true });
        umumkan(berkas.name + " menunggu sinyal.");
        function ulang() {
          window.removeEventListener("online", ulang);
          lagi.remove();
          coba();
        }
      }
    }

    input.addEventListener("change", function () {
      Array.from(input.files).forEach(kirim);
      input.value = "";
    });

    // Choosing a photo changes no answer of the form around it.
    ["input", "change"].forEach(function (nama) {
      input.addEventListener(nama, function (kejadian) { kejadian.stopPropagation(); });
    });

    // A form sent while its photos are on their way waits for them.
    if (formulir && wadah.dataset.nama) {
      formulir.addEventListener("submit", function (kejadian) {
        if (berjalan === 0) return;
        kejadian.preventDefault();
        tertahan = kejadian.submitter || formulir;
        umumkan("Menunggu foto selesai dikirim, lalu formulir dikirim.");
      });
    }
  }

  function cari() { document.querySelectorAll("[data-lampiran]:not([data-siap])").forEach(siapkan); }
  document.addEventListener("lampiran:cari", cari); // sent by whoever puts such a part into the page
  cari();
})();
