// Survey entry as typed: the share, the change since the last round, the jump warning. The server
// says the same after saving; nothing here decides what is stored.

const PENYEBUT_PERSEN = 35; // desa.stats.BATAS_PENYEBUT_PERSEN
const ANGKA = ["pembilang", "penyebut", "nilai"];

function angka(teks) {
  const bersih = (teks || "").replace(/\s/g, "").replace(/\./g, "").replace(",", ".");
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
  const data = baris.dataset;
  const medan = {};
  ["pembilang", "penyebut", "nilai", "sama_seperti_sebelumnya", "alasan_kosong", "keterangan_kosong"].forEach(function (nama) {
    medan[nama] = baris.querySelector('[name^="' + nama + '_"]');
  });
  const hasil = baris.querySelector("[data-hasil]");
  const lonjakan = baris.querySelector("[data-lonjakan]");
  const keterangan = baris.querySelector("[data-keterangan]");
  const lama = {
    pembilang: data.lamaPembilang ? Number(data.lamaPembilang) : null,
    penyebut: data.lamaPenyebut ? Number(data.lamaPenyebut) : null,
    nilai: data.lamaNilai ? Number(data.lamaNilai) : null,
  };
  const lamaUkuran = ukuran(data.jenis, lama.pembilang, lama.penyebut, lama.nilai);

  function isi(nama) { return medan[nama] ? angka(medan[nama].value) : null; }

  function hitung() {
    const kini = ukuran(data.jenis, isi("pembilang"), isi("penyebut"), isi("nilai"));
    hasil.textContent = "";
    let pesan = [];
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
    const span = document.createElement("span");
    if (Math.abs(beda) < 1e-9) {
      span.className = "perubahan tetap";
      span.textContent = "= tetap";
      return span;
    }
    const putusan = (beda > 0) === (data.arah === "naik") ? "membaik" : "memburuk";
    const besar = data.jenis === "proporsi"
      ? (Math.abs(beda) < 0.05 ? "<0,1" : tulis(Math.abs(beda), 1)) + " poin persen"
      : Math.abs(beda).toLocaleString("id-ID", { maximumFractionDigits: 4 }) + " " + data.satuan;
    span.className = "perubahan " + putusan;
    span.textContent = (beda > 0 ? "▲ " : "▼ ") + besar + " (" + putusan + ")";
    return span;
  }

  function peringatan(kini) {
    const pesan = [];
    if (lamaUkuran === 0 && kini > 0) pesan.push("Sebelumnya nol; jelaskan asal angkanya.");
    if (lamaUkuran > 0) {
      const relatif = (100 * (kini - lamaUkuran)) / lamaUkuran;
      if (Math.abs(relatif) > Number(data.batas)) {
        pesan.push("Berubah " + bertanda(relatif) + " dari sebelumnya (batas " + data.batas + "%).");
      }
    }
    if (lama.penyebut && isi("penyebut") !== null) {
      const beda = (100 * (isi("penyebut") - lama.penyebut)) / lama.penyebut;
      if (Math.abs(beda) >= PENYEBUT_PERSEN) pesan.push("Penyebut berubah " + bertanda(beda) + " dari sebelumnya.");
    }
    return pesan;
  }

  function sama() {
    const kotak = medan.sama_seperti_sebelumnya;
    if (!kotak || !kotak.checked) return;
    ANGKA.forEach(function (nama) {
      if (medan[nama] && lama[nama] !== null) {
        medan[nama].value = lama[nama].toLocaleString("id-ID", { maximumFractionDigits: 4, useGrouping: false });
      }
    });
    medan.alasan_kosong.value = "";
    hitung();
  }

  ANGKA.forEach(function (nama) {
    if (!medan[nama]) return;
    medan[nama].addEventListener("input", function () {
      if (medan.sama_seperti_sebelumnya) medan.sama_seperti_sebelumnya.checked = false;
      hitung();
    });
  });
  if (medan.sama_seperti_sebelumnya) medan.sama_seperti_sebelumnya.addEventListener("input", sama);
  function tampilkanKeterangan() { keterangan.hidden = medan.alasan_kosong.value === ""; }
  medan.alasan_kosong.addEventListener("change", tampilkanKeterangan);
  tampilkanKeterangan();
  if (isi("pembilang") !== null || isi("nilai") !== null || hasil.textContent) hitung();
}

export function hidupkanHitungan(formulir) {
  formulir.querySelectorAll("[data-isian]").forEach(siapkan);
}
