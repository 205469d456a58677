// Where a form stands, in words; never by colour alone.

import { jalur, kirimSemua, menunggu } from "./kirim.js";
import { alamatIsian, pengguna, semua } from "./simpanan.js";

/** {teks, kirim, masuk} for the drafts and the sheets of one form, or of all forms. */
export function sebut(draf, lembar) {
  const tunggu = draf.filter(menunggu).length;
  const perbaiki = draf.filter((d) => !menunggu(d) && (d.pesan || Object.keys(d.kesalahan).length));
  if (tunggu) {
    if (jalur === "masuk") return { teks: `Masuk lagi untuk mengirim (${tunggu})`, masuk: true };
    if (!navigator.onLine || jalur === "sinyal") {
      return { teks: `Menunggu sinyal (${tunggu})`, kirim: true };
    }
    return { teks: jalur === "mengirim" ? "Mengirim…" : "Tersimpan di perangkat", kirim: true };
  }
  if (perbaiki.length) return { teks: `Perlu diperbaiki (${perbaiki.length})`, kirim: true };
  const terkirim = lembar.map((l) => l.terkirim).find((t) => t && isHariIni(t.pada));
  if (terkirim && navigator.onLine) return { teks: `Terkirim ${terkirim.pukul}` };
  return { teks: navigator.onLine ? "" : "Tanpa sinyal; isian disimpan di perangkat" };
}

function isHariIni(pada) {
  return new Date(pada).toDateString() === new Date().toDateString();
}

async function perbarui() {
  const siapa = await pengguna();
  const draf = siapa === null ? [] : await semua("draf", siapa);
  const alamat = alamatIsian();
  const milik = alamat ? draf.filter((d) => d.alamat === alamat) : draf;
  const lembar = siapa !== null && alamat ? await semua("lembar", siapa, alamat) : [];
  const { teks, kirim, masuk } = sebut(milik, lembar);
  for (const kotak of document.querySelectorAll("[data-keadaan]")) {
    kotak.hidden = teks === "";
    const tulisan = kotak.querySelector("[data-teks]");
    if (tulisan.textContent !== teks) tulisan.textContent = teks;
    kotak.querySelector("[data-kirim-sekarang]").hidden = !kirim;
    const tautan = kotak.querySelector("[data-masuk]");
    tautan.hidden = !masuk;
    tautan.search = `?next=${encodeURIComponent(location.pathname + location.search)}`;
  }
  for (const ringkas of document.querySelectorAll("[data-ringkas]")) {
    ringkas.hidden = draf.length === 0;
    ringkas.querySelector("[data-label]").textContent = draf.length;
  }
}

export function amati() {
  window.addEventListener("luring:berubah", perbarui);
  window.addEventListener("offline", perbarui);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-kirim-sekarang]")) kirimSemua({ paksa: true });
  });
  return perbarui();
}
