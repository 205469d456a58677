// The outbox: sends drafts one after the other, each with a key of its own, so that a repeat after a
// lost answer stores nothing twice.

import { ambil, pengguna, semua, ubah } from "./simpanan.js";

const TUNDA_AWAL_MS = 5_000;
const TUNDA_MAKS_MS = 300_000;
const BATAS_MS = 30_000;

/** Where sending stands: "siap", "mengirim", "sinyal" (no connection), "masuk" (sign in first). */
export let jalur = "siap";
let gagal = 0;
let berikutnya;

export function umumkan(jenis, detail = {}) {
  window.dispatchEvent(new CustomEvent(`luring:${jenis}`, { detail }));
}

export const menunggu = (draf) => draf.nomor !== draf.diperiksa;

/** Send everything of the user that waits; with `paksa` also what was refused before. */
export async function kirimSemua({ paksa = false } = {}) {
  clearTimeout(berikutnya);
  const siapa = await pengguna();
  if (siapa === null) return;
  for (const draf of await semua("draf", siapa)) {
    if (!paksa && !menunggu(draf)) continue;
    const jawaban = await kirimSatu(draf.alamat, draf.bagian, { paksa });
    if (jawaban === null) break;
  }
}

/** Send one section; the server's answer, or null when it could not be reached or wants a sign-in. */
export async function kirimSatu(alamat, bagian, { paksa = false } = {}) {
  const kerja = () => kirim(alamat, bagian, paksa);
  // Two tabs of one browser share the drafts: one sends at a time.
  return navigator.locks ? navigator.locks.request("pati-kirim", kerja) : kerja();
}

async function kirim(alamat, bagian, paksa) {
  const siapa = await pengguna();
  const kunciDraf = [siapa, alamat, bagian];
  const draf = await ubah("draf", kunciDraf, (d) => {
    if (!d || (!paksa && !menunggu(d))) return undefined;
    d.kiriman ??= { kunci: crypto.randomUUID(), medan: d.medan, nomor: d.nomor };
    return d;
  });
  if (!draf) return {};
  tandai("mengirim");
  let jawaban;
  try {
    jawaban = await pos(siapa, draf);
  } catch {
    tunda();
    return null;
  }
  if (jawaban === "masuk") {
    tandai("masuk");
    return null;
  }
  gagal = 0;
  await terima(kunciDraf, draf.kiriman, jawaban);
  const tersisa = await ambil("draf", kunciDraf);
  // Typed on while it was on its way: that goes next.
  if (tersisa && tersisa.nomor !== draf.kiriman.nomor) return kirim(alamat, bagian, false);
  tandai("siap");
  return jawaban;
}

async function pos(siapa, draf) {
  const token = await minta("/luring/token/");
  if (token.type === "opaqueredirect") return "masuk"; // a duty of the account comes first
  const { pengguna: kini, csrf } = await token.json();
  if (kini !== siapa) return "masuk";
  const badan = new URLSearchParams(draf.kiriman.medan);
  badan.set("kunci_kirim", draf.kiriman.kunci);
  badan.set("pengguna", siapa);
  const alamat = `${draf.alamat}kirim/?bagian=${encodeURIComponent(draf.bagian)}`;
  const jawaban = await minta(alamat, {
    method: "POST",
    body: badan,
    headers: { "X-CSRFToken": csrf },
  });
  if (jawaban.type === "opaqueredirect" || jawaban.status === 409) return "masuk";
  if (jawaban.ok) return jawaban.json();
  if (jawaban.status === 403 || jawaban.status === 404) {
    return { pesan: "Desa ini tidak dapat lagi Anda isi. Hubungi Sekretariat TKPK.", kesalahan: {} };
  }
  throw new Error(`status ${jawaban.status}`);
}

async function minta(alamat, pilihan = {}) {
  const jawaban = await fetch(alamat, {
    redirect: "manual",
    signal: AbortSignal.timeout(BATAS_MS),
    ...pilihan,
  });
  if (jawaban.status >= 500) throw new Error(`status ${jawaban.status}`);
  return jawaban;
}

async function terima(kunciDraf, kiriman, jawaban) {
  const [siapa, alamat, bagian] = kunciDraf;
  umumkan("dijawab", { alamat, bagian, jawaban, medan: kiriman.medan });
  const bersih = !jawaban.pesan && Object.keys(jawaban.kesalahan).length === 0;
  await ubah("draf", kunciDraf, (d) => {
    if (!d) return undefined;
    if (bersih && d.nomor === kiriman.nomor) return null;
    const medan = denganDasar(d.medan, jawaban);
    const { kesalahan, pesan } = jawaban;
    return { ...d, medan, kiriman: null, diperiksa: kiriman.nomor, kesalahan, pesan };
  });
  await ubah("lembar", [siapa, alamat], (l) => {
    if (!l || jawaban.pesan) return undefined;
    l.isi[bagian] = { medan: denganDasar(kiriman.medan, jawaban), pada: Date.now() };
    l.kepala = jawaban.kepala;
    l.terisi = jawaban.terisi;
    l.periksa = jawaban.periksa;
    l.terkirim = { pukul: jawaban.pukul, pada: Date.now() };
    l.tabrakan = jawaban.tabrakan?.length ? jawaban.tabrakan : null;
    return l;
  });
}

/** From now on the answers just received are what the next change is compared with. */
function denganDasar(medan, jawaban) {
  if (jawaban.dasar === undefined) return medan;
  const baru = { dasar: jawaban.dasar, versi: String(jawaban.versi) };
  return medan.map(([nama, nilai]) => [nama, baru[nama] ?? nilai]);
}

function tandai(keadaan) {
  jalur = keadaan;
  umumkan("berubah");
}

function tunda() {
  const jeda = Math.min(TUNDA_AWAL_MS * 2 ** gagal, TUNDA_MAKS_MS);
  gagal += 1;
  clearTimeout(berikutnya);
  berikutnya = setTimeout(kirimSemua, jeda);
  tandai("sinyal");
}
