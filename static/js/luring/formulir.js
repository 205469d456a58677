// The entry form: keeps what is typed on the device at once, saves it to the server by itself, and
// shows the server's answer beside the fields.

import { hidupkanHitungan } from "../survei.js";
import { jalur, kirimSatu, kirimSemua, umumkan } from "./kirim.js";
import { ambil, bisaLuring, semua, ubah } from "./simpanan.js";

const JEDA_MS = 1_500;
const BUKAN_ISIAN = ["csrfmiddlewaretoken", "ke"];

/** Bring a form to life, whether the server or the device laid it out. */
export async function hidupkan(formulir, milik) {
  const alamat = new URL(formulir.action).pathname;
  const bagian = new URL(formulir.action).searchParams.get("bagian");
  const kunci = [milik, alamat, bagian];
  let dijawab = null; // an answer may come while the draft is being read
  window.addEventListener("luring:dijawab", ({ detail }) => {
    if (!formulir.isConnected || detail.alamat !== alamat || detail.bagian !== bagian) return;
    dijawab = detail;
    terima(formulir, detail.jawaban);
  });
  const draf = await ambil("draf", kunci);
  if (draf) {
    isi(formulir, draf.medan);
    tunjukkan(formulir, draf.kesalahan, draf.pesan);
  } else if (dijawab) isi(formulir, dijawab.medan);
  if (dijawab) terima(formulir, dijawab.jawaban);
  hidupkanHitungan(formulir);
  let menulis = Promise.resolve();
  let jeda;

  function ketik() {
    const medan = baca(formulir);
    const judul = formulir.dataset.judul;
    menulis = ubah("draf", kunci, (d) => ({
      kiriman: null,
      diperiksa: 0,
      ...d,
      pengguna: milik,
      alamat,
      bagian,
      judul,
      medan,
      nomor: (d?.nomor ?? 0) + 1,
      kesalahan: {},
      pesan: "",
    })).then(() => umumkan("berubah"));
    clearTimeout(jeda);
    jeda = setTimeout(() => kirimSatu(alamat, bagian), JEDA_MS);
  }

  formulir.addEventListener("input", ketik);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && formulir.isConnected) kirimSatu(alamat, bagian);
  });

  formulir.addEventListener("submit", async (event) => {
    event.preventDefault();
    const tujuan = event.submitter?.value ?? bagian;
    if (formulir.ariaBusy === "true") return;
    formulir.ariaBusy = "true";
    clearTimeout(jeda);
    await menulis;
    const jawaban = await kirimSatu(alamat, bagian, { paksa: true });
    const pindah = await putuskan(formulir, { alamat, bagian, tujuan, jawaban, kunci });
    if (pindah) location.assign(pindah);
    else formulir.ariaBusy = "false";
  });
}

/** Where to go after "Simpan": null to stay because something asks for attention here. */
async function putuskan(formulir, { alamat, bagian, tujuan, jawaban, kunci }) {
  const sisa = await ambil("draf", kunci);
  if (jawaban?.tabrakan?.length) return jawaban.tabrakan;
  if (sisa && (sisa.pesan || Object.keys(sisa.kesalahan).length)) {
    tunjukkan(formulir, sisa.kesalahan, sisa.pesan, true);
    return null;
  }
  if (tujuan === "periksa") await kirimSemua();
  if (jalur === "masuk") {
    tunjukkan(formulir, {}, "Sesi Anda sudah berakhir. Isian aman di perangkat; masuklah lagi.", true);
    return null;
  }
  if (tujuan === "periksa") {
    const belum = await semua("draf", kunci[0], alamat);
    const periksa = jawaban?.periksa ?? formulir.dataset.periksa;
    let pesan = "";
    if (!navigator.onLine || jalur === "sinyal") {
      pesan = "Belum ada sinyal. Isian aman di perangkat dan terkirim sendiri; ajukan saat ada sinyal.";
    } else if (belum.length) pesan = "Ada bagian lain yang belum terkirim; periksa dahulu bagian itu.";
    else if (!periksa) pesan = "Belum ada isian yang dapat diajukan.";
    if (!pesan) return periksa;
    tunjukkan(formulir, {}, pesan, true);
    return null;
  }
  return tujuan === bagian ? null : `${alamat}?bagian=${encodeURIComponent(tujuan)}#bagian`;
}

function terima(formulir, jawaban) {
  if (jawaban.dasar !== undefined) {
    formulir.elements.dasar.value = jawaban.dasar;
    formulir.elements.versi.value = jawaban.versi;
    perbaruiKepala(formulir, jawaban);
  }
  tunjukkan(formulir, jawaban.kesalahan, jawaban.pesan);
}

/** The heads of the sections and the progress bar, as the server sees them now. */
export function perbaruiKepala(formulir, { kepala, terisi }) {
  for (const tempat of formulir.querySelectorAll("[data-kepala]")) {
    const html = kepala?.[tempat.dataset.kepala];
    if (html) tempat.innerHTML = html;
  }
  const kemajuan = document.querySelector("[data-kemajuan]");
  if (kemajuan && terisi !== undefined) {
    kemajuan.querySelector("progress").value = terisi;
    kemajuan.querySelector("strong").textContent = terisi;
  }
}

function baca(formulir) {
  return [...new FormData(formulir)].filter(([nama]) => !BUKAN_ISIAN.includes(nama));
}

/** Put field values back; a tick that is not among them was taken away. */
export function isi(formulir, medan) {
  const nilai = new Map(medan);
  for (const unsur of formulir.elements) {
    if (!unsur.name || BUKAN_ISIAN.includes(unsur.name)) continue;
    if (unsur.type === "checkbox") unsur.checked = nilai.has(unsur.name);
    else if (nilai.has(unsur.name)) unsur.value = nilai.get(unsur.name);
  }
}

/** Messages beside their fields. While somebody types in a question it is left in peace. */
function tunjukkan(formulir, kesalahan, pesan, lengkap = false) {
  formulir.querySelectorAll("[data-galat]").forEach((p) => p.remove());
  formulir.querySelectorAll("[aria-invalid]").forEach((medan) => medan.removeAttribute("aria-invalid"));
  const sedang = document.activeElement?.closest("[data-isian]");
  let pertama = null;
  for (const [nama, daftar] of Object.entries(kesalahan)) {
    const medan = formulir.elements[nama];
    if (!medan || (!lengkap && sedang?.contains(medan))) continue;
    medan.setAttribute("aria-invalid", "true");
    medan.setAttribute("aria-describedby", `${medan.id}_galat`);
    const letak = medan.closest(".bersatuan") ?? medan;
    letak.insertAdjacentElement("afterend", galat(daftar.join(" "), `${medan.id}_galat`));
    medan.closest("details")?.setAttribute("open", "");
    pertama ??= medan;
  }
  if (pesan) formulir.prepend(galat(pesan, "pesan-formulir"));
  if (lengkap) (pertama ?? formulir.querySelector("[data-galat]"))?.focus();
}

function galat(teks, id) {
  const p = document.createElement("p");
  p.className = "galat-medan";
  p.dataset.galat = "";
  p.id = id;
  p.tabIndex = -1;
  p.setAttribute("role", "alert");
  p.textContent = teks;
  return p;
}

const formulir = document.querySelector("[data-form-isian]");
if (formulir) {
  if (bisaLuring) hidupkan(formulir, Number(document.body.dataset.pengguna));
  else hidupkanHitungan(formulir);
}
