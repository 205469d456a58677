"""The remarks that a row of a BNBA list can earn: one code each, its weight and its words.

Codes are what is stored and counted (HasilBaris.kode, RekapDesa.rincian); messages never repeat an
identity number or a name. Weights (ADR 19): a GALAT refuses the row, a PERINGATAN needs the
user's tick, a CATATAN is kept and counted, RAPI was tidied on reading and only counted.
"""

from enum import Enum
from typing import NamedTuple


class Bobot(Enum):
    GALAT = "galat"
    PERINGATAN = "peringatan"
    CATATAN = "catatan"
    RAPI = "dirapikan"


class Macam(NamedTuple):
    """A kind of remark: `sebutan` heads its count, `pesan` stands beside the row."""

    bobot: Bobot
    sebutan: str
    pesan: str
    kolom: str = ""


G, P, C, R = Bobot.GALAT, Bobot.PERINGATAN, Bobot.CATATAN, Bobot.RAPI
MACAM: dict[str, Macam] = {
    "desa_tak_dikenal": Macam(G, "Desa tidak dikenal", "", "nama_desa"),
    "desa_ganda": Macam(G, "Nama desa ada di beberapa kecamatan", "", "kecamatan"),
    "nik_angka": Macam(
        G,
        "NIK tersimpan sebagai angka",
        "NIK tersimpan sebagai angka dan sudah dibulatkan oleh Excel. Ubah format kolom menjadi "
        "Teks, lalu isi ulang NIK dari sumbernya.",
        "nik",
    ),
    "nik_panjang": Macam(G, "NIK tidak 16 angka", "NIK harus 16 angka.", "nik"),
    "nik_mustahil": Macam(G, "NIK tidak mungkin", "", "nik"),
    "nik_ganda": Macam(
        G,
        "NIK dipakai beberapa orang",
        "NIK yang sama dipakai orang lain pada baris {lain}. Tidak digabungkan; periksa keduanya.",
        "nik",
    ),
    "nik_orang_lain": Macam(
        G,
        "NIK milik orang lain pada data tersimpan",
        "NIK ini tersimpan atas nama dan tanggal lahir yang lain. Tidak digabungkan.",
        "nik",
    ),
    "orang_dua_keluarga": Macam(
        G,
        "Orang tercatat di dua keluarga",
        "Orang yang sama ada pada nomor KK lain di baris {lain}. Seseorang hanya satu keluarga.",
        "no_kk",
    ),
    "orang_keluarga_lain": Macam(
        G,
        "Baris lain dari orang di dua keluarga",
        "Orang yang sama ada pada nomor KK lain di baris {lain}. Seseorang hanya satu keluarga.",
        "no_kk",
    ),
    "orang_berulang": Macam(
        G, "Orang tertulis lebih dari sekali", "Orang yang sama sudah ada di baris {lain}.", "nik"
    ),
    "id_dipakai": Macam(
        G,
        "ID DTKS dipakai beberapa orang",
        "ID DTKS ini juga dipakai orang lain: {lain}.",
        "id_dtks",
    ),
    "kk_angka": Macam(
        G,
        "Nomor KK tersimpan sebagai angka",
        "Nomor KK tersimpan sebagai angka dan sudah dibulatkan oleh Excel. Ubah format kolom "
        "menjadi Teks, lalu isi ulang dari sumbernya.",
        "no_kk",
    ),
    "kk_panjang": Macam(G, "Nomor KK tidak 16 angka", "Nomor KK harus 16 angka.", "no_kk"),
    "tanggal_mustahil": Macam(
        G,
        "Tanggal lahir mustahil",
        "Tanggal lahir tidak ada dalam kalender atau belum terjadi. Tulis hari/bulan/tahun.",
        "tanggal_lahir",
    ),
    "nama_kosong": Macam(G, "Nama kosong", "Nama belum diisi.", "nama"),
    "rumus": Macam(
        G, "Sel berisi rumus", "Sel ini berisi rumus, yang tidak dijalankan. Ketik nilainya.", ""
    ),
    "teks_panjang": Macam(G, "Teks terlalu panjang", "", ""),
    "sel_rusak": Macam(G, "Sel tidak dapat dibaca", "", ""),
    "desil_salah": Macam(G, "Desil bukan 1 sampai 10", "Desil harus 1 sampai 10.", "desil"),
    "nik_kosong": Macam(P, "NIK kosong", "NIK kosong; orangnya disimpan tanpa NIK.", "nik"),
    "nik_nol": Macam(P, "NIK berisi 0", "NIK berisi 0; orangnya disimpan tanpa NIK.", "nik"),
    "nik_tanggal_beda": Macam(
        P, "Tanggal lahir berbeda dari NIK", "Tanggal lahir berbeda dari NIK.", "tanggal_lahir"
    ),
    "nik_jk_beda": Macam(
        P, "Jenis kelamin berbeda dari NIK", "Jenis kelamin berbeda dari NIK.", "jenis_kelamin"
    ),
    "orang_dua_id": Macam(
        P,
        "Orang dengan dua ID DTKS",
        "Orang yang sama tertulis lagi di baris {lain}; hanya baris ini yang disimpan.",
        "id_dtks",
    ),
    "kk_kosong": Macam(P, "Nomor KK kosong", "Nomor KK kosong.", "no_kk"),
    "kk_sama_nik": Macam(P, "Nomor KK berisi NIK", "Nomor KK sama dengan NIK orang itu.", "no_kk"),
    "kk_tanggal": Macam(
        P, "Tanggal pada nomor KK tidak wajar", "Angka ke-7 sampai 10 bukan tanggal.", "no_kk"
    ),
    "tanggal_kosong": Macam(P, "Tanggal lahir kosong", "Tanggal lahir kosong.", "tanggal_lahir"),
    "jk_tak_dikenal": Macam(
        P, "Jenis kelamin tidak dikenal", "Jenis kelamin tidak dikenal.", "jenis_kelamin"
    ),
    "meninggal": Macam(
        P,
        "Meninggal menurut pemadanan",
        "Meninggal menurut pemadanan; usulkan penonaktifan.",
        "padan",
    ),
    "nik_luar": Macam(C, "NIK terbit di luar kabupaten", "", "nik"),
    "nama_rumus": Macam(C, "Nama berawalan =, +, -, atau @", "", "nama"),
    "desa_ejaan_lain": Macam(R, "Desa dikenali dari ejaan lain", "", "nama_desa"),
    "desa_dirapikan": Macam(R, "Huruf dan spasi nama desa dirapikan", "", "nama_desa"),
    "nik_apostrof": Macam(R, "Tanda petik pada NIK dibuang", "", "nik"),
    "nik_spasi": Macam(R, "Spasi pada NIK dibuang", "", "nik"),
    "tanggal_sel": Macam(R, "Tanggal sebagai sel tanggal", "", "tanggal_lahir"),
    "tanggal_serial": Macam(R, "Tanggal sebagai nomor seri Excel", "", "tanggal_lahir"),
    "tanggal_iso": Macam(R, "Tanggal berbentuk tahun-bulan-hari", "", "tanggal_lahir"),
    "tanggal_satu_angka": Macam(R, "Tanggal tanpa nol di depan", "", "tanggal_lahir"),
}
