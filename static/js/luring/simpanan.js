// What the device keeps, in IndexedDB, every record under the id of its user:
//   lembar: a form as the server laid it out: {pengguna, alamat, judul, awal, bagian: {slug: html},
//           isi: {slug: {medan, pada}} as last received, diambil, terkirim, tabrakan}
//   draf:   what was typed in one section and is not yet received: {pengguna, alamat, bagian, judul,
//           medan: [[name, value]], nomor (counts changes), kiriman: {kunci, medan, nomor} | null,
//           diperiksa (the nomor that was answered), kesalahan: {name: [text]}, pesan}
//   meta:   {kunci: "pengguna", nilai} whose records may be shown and sent

const NAMA = "pati-pendampingan";

let terbuka;

function buka() {
  terbuka ??= new Promise((selesai, gagal) => {
    const permintaan = indexedDB.open(NAMA, 1);
    permintaan.onupgradeneeded = () => {
      const db = permintaan.result;
      db.createObjectStore("meta", { keyPath: "kunci" });
      db.createObjectStore("lembar", { keyPath: ["pengguna", "alamat"] });
      db.createObjectStore("draf", { keyPath: ["pengguna", "alamat", "bagian"] });
    };
    permintaan.onsuccess = () => selesai(permintaan.result);
    permintaan.onerror = () => gagal(permintaan.error);
  });
  return terbuka;
}

function tunggu(permintaan) {
  return new Promise((selesai, gagal) => {
    permintaan.onsuccess = () => selesai(permintaan.result);
    permintaan.onerror = () => gagal(permintaan.error);
  });
}

async function toko(nama, mode = "readonly") {
  return (await buka()).transaction(nama, mode).objectStore(nama);
}

export async function ambil(nama, kunci) {
  return tunggu((await toko(nama)).get(kunci));
}

/** All records of one user, or those of one form. */
export async function semua(nama, pengguna, alamat) {
  const awal = alamat === undefined ? [pengguna] : [pengguna, alamat];
  return tunggu((await toko(nama)).getAll(IDBKeyRange.bound(awal, [...awal, []])));
}

export async function taruh(nama, catatan) {
  return tunggu((await toko(nama, "readwrite")).put(catatan));
}

/** Read, change and write in one transaction; `ubah` returns the new record, or null to delete it. */
export async function ubah(nama, kunci, ubah) {
  const t = await toko(nama, "readwrite");
  const baru = ubah(await tunggu(t.get(kunci)));
  if (baru === null) await tunggu(t.delete(kunci));
  else if (baru !== undefined) await tunggu(t.put(baru));
  return baru;
}

export async function hapus(nama, kunci) {
  return tunggu((await toko(nama, "readwrite")).delete(kunci));
}

/** Forget the forms of a user, and with `semuanya` also what it typed and did not send. */
export async function kosongkan(pengguna, semuanya) {
  for (const nama of semuanya ? ["lembar", "draf"] : ["lembar"]) {
    const t = await toko(nama, "readwrite");
    await tunggu(t.delete(IDBKeyRange.bound([pengguna], [pengguna, []])));
  }
}

export async function pengguna() {
  return (await ambil("meta", "pengguna"))?.nilai ?? null;
}

export async function gantiPengguna(nilai) {
  return taruh("meta", { kunci: "pengguna", nilai });
}

export const bisaLuring = window.isSecureContext && "indexedDB" in window;

/** The address of a form without its section; null for any other page. */
export function alamatIsian(lokasi = location) {
  return /^\/survei\/isi\/\d+\/[^/]+\/$/.test(lokasi.pathname) ? lokasi.pathname : null;
}
