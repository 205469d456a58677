// On every page of who fills surveys: know whose device this is, send what waits, keep forms for
// later, and warn before signing out.

import { amati } from "./keadaan.js";
import { kirimSemua, umumkan } from "./kirim.js";
import { alamatIsian, bisaLuring, gantiPengguna, kosongkan, pengguna, semua, taruh, ubah } from "./simpanan.js";

const SEGAR_MS = 5 * 60_000;

async function mulai() {
  const milik = Number(document.body.dataset.pengguna) || null;
  if (milik !== null && (await pengguna()) !== milik) await gantiPengguna(milik);
  if (document.body.dataset.luring !== undefined) navigator.serviceWorker?.register("/sw.js");
  window.addEventListener("online", () => kirimSemua());
  await amati();
  if (milik === null) return;
  const tabrakan = location.pathname.match(/^\/survei\/tabrakan\/(.+)$/);
  if (tabrakan) await lupakanTabrakan(milik, `/survei/isi/${tabrakan[1]}`);
  siapkanTombol(milik);
  siapkanKeluar(milik);
  await kirimSemua();
  const alamat = alamatIsian();
  if (alamat && document.querySelector("[data-form-isian]")) await simpanLembar(milik, alamat, SEGAR_MS);
}

/** Keep a form on the device; not again when it was fetched less than `umur` ago. */
export async function simpanLembar(milik, alamat, umur = 0) {
  const [lama] = await semua("lembar", milik, alamat);
  const mulai = Date.now();
  if (lama && mulai - lama.diambil < umur) return true;
  const jawaban = await fetch(`${alamat}paket/`, { redirect: "manual" }).catch(() => null);
  if (!jawaban?.ok) return false;
  const paket = await jawaban.json();
  if (Object.keys(paket.bagian).length === 0) return false;
  await ubah("lembar", [milik, alamat], (l) => {
    const baru = Object.entries(l?.isi ?? {}).filter(([, satu]) => satu.pada > mulai);
    const isi = Object.fromEntries(baru);
    return { terkirim: null, tabrakan: null, ...l, ...paket, pengguna: milik, alamat, isi, diambil: mulai };
  });
  umumkan("berubah");
  return true;
}

async function lupakanTabrakan(milik, alamat) {
  await ubah("lembar", [milik, alamat], (l) => (l ? { ...l, tabrakan: null } : undefined));
}

function siapkanTombol(milik) {
  for (const tombol of document.querySelectorAll("[data-siapkan]")) {
    tombol.hidden = false;
    tombol.addEventListener("click", async () => {
      tombol.disabled = true;
      const tersimpan = await simpanLembar(milik, tombol.dataset.siapkan);
      tombol.disabled = false;
      tombol.querySelector("[data-label]").textContent = tersimpan ? "Siap diisi tanpa sinyal" : "Belum tersimpan; coba lagi";
    });
  }
}

/** Signing out asks when something is unsent, and takes the device's data away only by consent. */
function siapkanKeluar(milik) {
  const pertanyaan = document.querySelector("[data-keluar]");
  for (const formulir of document.querySelectorAll("form[data-form-keluar]")) {
    formulir.addEventListener("submit", async (event) => {
      event.preventDefault();
      const draf = await semua("draf", milik);
      if (draf.length && !pertanyaan) {
        location.assign(formulir.action);
        return;
      }
      const hapus = draf.length === 0 || pertanyaan.querySelector("[value=hapus]").checked;
      await kosongkan(milik, hapus);
      await taruh("meta", { kunci: "pengguna", nilai: null });
      formulir.submit();
    });
  }
  if (pertanyaan) tanyakan(pertanyaan, milik);
}

async function tanyakan(pertanyaan, milik) {
  const draf = await semua("draf", milik);
  pertanyaan.hidden = draf.length === 0;
  const daftar = pertanyaan.querySelector("[data-daftar]");
  for (const judul of new Set(draf.map((d) => d.judul))) {
    const butir = document.createElement("li");
    butir.textContent = judul;
    daftar.append(butir);
  }
}

if (bisaLuring) mulai();
