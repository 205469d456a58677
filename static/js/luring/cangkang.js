// The entry shell: shown in place of a form when there is no signal, and as the list of what this
// device keeps.

import "./mulai.js";
import { hidupkan, isi, perbaruiKepala } from "./formulir.js";
import { sebut } from "./keadaan.js";
import { kirimSemua, umumkan } from "./kirim.js";
import { alamatIsian, ambil, bisaLuring, hapus, pengguna, semua } from "./simpanan.js";

const tempat = document.querySelector("[data-cangkang]");

async function tampilkan() {
  const milik = await pengguna();
  const alamat = alamatIsian();
  if (alamat && milik !== null) {
    const lembar = await ambil("lembar", [milik, alamat]);
    if (lembar) return tampilkanFormulir(milik, lembar);
  }
  if (location.pathname !== "/luring/") return tampilkanTidakAda();
  await tampilkanDaftar(milik);
  window.addEventListener("luring:berubah", () => tampilkanDaftar(milik));
}

async function tampilkanFormulir(milik, lembar) {
  const diminta = new URLSearchParams(location.search).get("bagian");
  const bagian = diminta in lembar.bagian ? diminta : lembar.awal;
  // Laid out by the server, kept in IndexedDB as it came.
  tempat.innerHTML = lembar.bagian[bagian];
  tempat.querySelectorAll("[data-lampiran]").forEach((foto) => {
    foto.className = "redup";
    foto.textContent = "Foto dapat ditambahkan saat ada sinyal.";
  });
  document.title = `${lembar.judul} · Pati Pendampingan`;
  const formulir = tempat.querySelector("[data-form-isian]");
  if (lembar.isi[bagian]) isi(formulir, lembar.isi[bagian].medan);
  perbaruiKepala(formulir, lembar);
  if (lembar.periksa) formulir.dataset.periksa = lembar.periksa;
  await hidupkan(formulir, milik);
  umumkan("berubah");
}

function tampilkanTidakAda() {
  tempat.replaceChildren(salin("tidak-ada-luring"));
  tempat.querySelector("[data-coba-lagi]").addEventListener("click", () => location.reload());
}

async function tampilkanDaftar(milik) {
  const [lembar, draf] = milik === null ? [[], []] : await Promise.all([semua("lembar", milik), semua("draf", milik)]);
  const isiDaftar = salin("daftar-luring");
  const daftar = isiDaftar.querySelector("[data-daftar]");
  const judul = new Map([...draf, ...lembar].map((satu) => [satu.alamat, satu.judul]));
  for (const [alamat, nama] of judul) {
    const milikIni = (satu) => satu.alamat === alamat;
    daftar.append(butir(alamat, nama, draf.filter(milikIni), lembar.filter(milikIni)));
  }
  isiDaftar.querySelector("[data-kosong]").hidden = judul.size > 0;
  isiDaftar.querySelector("[data-sub]").textContent = `${judul.size} formulir, ${draf.length} bagian belum terkirim`;
  tempat.replaceChildren(isiDaftar);
}

function butir(alamat, nama, draf, lembar) {
  const satu = salin("butir-luring");
  const tautan = satu.querySelector("[data-tautan]");
  tautan.href = alamat;
  tautan.textContent = nama;
  satu.querySelector("[data-teks]").textContent = sebut(draf, lembar).teks || "Siap diisi tanpa sinyal";
  const pesan = draf.map((d) => d.pesan).filter(Boolean);
  const daftarPesan = satu.querySelector("[data-pesan]");
  daftarPesan.hidden = pesan.length === 0;
  for (const teks of pesan) daftarPesan.append(Object.assign(document.createElement("li"), { textContent: teks }));
  const tabrakan = lembar.find((l) => l.tabrakan)?.tabrakan;
  const pilih = satu.querySelector("[data-tabrakan]");
  pilih.hidden = !tabrakan;
  if (tabrakan) pilih.href = tabrakan;
  const buang = satu.querySelector("[data-buang]");
  buang.hidden = draf.length === 0;
  buang.addEventListener("click", async () => {
    if (!confirm(`Buang ${draf.length} bagian ${nama} yang belum terkirim? Isiannya tidak dapat dikembalikan.`)) return;
    for (const d of draf) await hapus("draf", [d.pengguna, d.alamat, d.bagian]);
    umumkan("berubah");
  });
  return satu;
}

function salin(id) {
  return document.getElementById(id).content.cloneNode(true);
}

if (bisaLuring) {
  tampilkan();
  kirimSemua();
}
