"""The first sheet of the survey workbook: how to fill it, and how far every village is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desa.models import Desa
from opd.excel import gaya as tampilan
from opd.excel.bahan import Bahan
from opd.excel.gaya import BINGKAI, ISI, KUNCI, TUTUP, Gaya
from opd.excel.rumus import AWAS, BENAR, huruf_kolom
from opd.excel.tata import POSISI, YA


LANGKAH = (
    "Isi hanya sel kuning. Selebihnya terkunci supaya tidak berubah tanpa sengaja.",
    "Untuk persentase, isi pembilang dan penyebutnya; persen dan selisihnya terhitung sendiri.",
    f"Tidak berubah setelah ditanyakan lagi? Pilih “{YA}” pada kolom “Sama seperti sebelumnya”; angkanya "
    "tidak perlu diketik.",
    "Tidak ada angkanya? Pilih alasannya. Jangan menulis 0: nol berarti sudah dihitung dan memang tidak ada.",
    "Isi sumber, tanggal, dan metode. Tanggal yang kosong dianggap tanggal keadaan putaran.",
    f"Kolom “Pemeriksaan” menunjukkan {BENAR} bila beres dan {AWAS} bila masih ada yang kurang. Perubahan "
    "besar perlu alasan.",
    "Sel kosong berarti belum diisi: tidak menghapus apa pun. Boleh mengunggah sebagian dan melanjutkan nanti.",
    "Simpan sebagai .xlsx, lalu unggah di halaman putaran, tombol “Isi lewat Excel”. Belum ada yang "
    "disimpan sebelum Anda menyetujui pratinjaunya.",
)
WARNA = (
    ("Diisi", ISI),
    ("Terkunci", KUNCI),
    ("Tidak ditanyakan", TUTUP),
)
LEBAR = (26, 17, 15, 46, 11, 14)
TAJUK_DESA = ("Desa", "Kecamatan", "Kode", "Keadaan", "Terisi", "Perlu dilihat")


@dataclass(frozen=True)
class BarisDesa:
    """A village in the workbook: its sheet, its Excel rows, and how far it is now."""

    desa: Desa
    lembar: str
    awal: int
    akhir: int
    terisi: int
    awas: int


def tulis_petunjuk(
    lembar: Any,
    gaya: Gaya,
    bahan: Bahan,
    untuk: str,
    dibuat: datetime,
    daftar: Sequence[BarisDesa],
) -> None:
    """Fill the first sheet; `dibuat` is the moment of the download."""
    putaran = bahan.putaran
    tampilan.atur_halaman(lembar, f"{putaran} · {untuk}", lebar_satu=True)
    for nomor, lebar in enumerate(LEBAR):
        lembar.set_column(nomor, nomor, lebar)
    lembar.hide_gridlines(2)
    lembar.write_string(0, 0, f"Isian survei {putaran}", gaya({}, bold=True, font_size=16))
    lembar.write_string(1, 0, f"{untuk} · periode {putaran.periode}")
    lembar.write_string(
        2,
        0,
        f"Keadaan {putaran.tanggal_rujukan:%d-%m-%Y} · diisi paling lambat {putaran.tutup:%d-%m-%Y} · "
        f"diunduh {dibuat:%d-%m-%Y} pukul {dibuat:%H.%M} WIB",
    )
    lembar.write_string(4, 0, "Cara mengisi", gaya({}, bold=True, font_size=12))
    nomor = 5
    for urutan, kalimat in enumerate(LANGKAH, start=1):
        teks = gaya({}, text_wrap=True, valign="top")
        lembar.merge_range(nomor, 0, nomor, len(LEBAR) - 1, f"{urutan}. {kalimat}", teks)
        lembar.set_row(nomor, 16)
        nomor += 1
    nomor += 1
    lembar.write_string(nomor, 0, "Arti warna", gaya({}, bold=True, font_size=12))
    for kolom, (arti, sifat) in enumerate(WARNA, start=1):
        lembar.write_string(nomor, kolom, arti, gaya(sifat, align="center"))
    _tulis_desa(lembar, gaya, bahan, daftar, nomor + 2)
    tampilan.kunci_lembar(lembar)


def _tulis_desa(
    lembar: Any, gaya: Gaya, bahan: Bahan, daftar: Sequence[BarisDesa], nomor: int
) -> None:
    for kolom, teks in enumerate(TAJUK_DESA):
        lembar.write_string(nomor, kolom, teks, gaya.tajuk)
    kolom_periksa = huruf_kolom(POSISI["pemeriksaan"])
    teks = gaya(BINGKAI, text_wrap=True)
    tautan = gaya(BINGKAI, font_color="#0B57A4", underline=1)
    for satu in daftar:
        nomor += 1
        nama = satu.lembar.replace("'", "''")
        daerah = f"'{nama}'!${kolom_periksa}${satu.awal}:${kolom_periksa}${satu.akhir}"
        tujuan = f"internal:'{nama}'!{huruf_kolom(POSISI['pembilang'])}{satu.awal}"
        lembar.write_url(nomor, 0, tujuan, tautan, satu.desa.nama)
        lembar.write_string(nomor, 1, satu.desa.kecamatan.nama, teks)
        lembar.write_string(nomor, 2, satu.desa.kode, teks)
        lembar.write_string(nomor, 3, bahan.keadaan(satu.desa), teks)
        dari = gaya(BINGKAI, num_format=f'0 "dari {len(bahan.versi)}"', align="right")
        lembar.write_formula(nomor, 4, f'=COUNTIF({daerah},"{BENAR}*")', dari, satu.terisi)
        lembar.write_formula(nomor, 5, f'=COUNTIF({daerah},"{AWAS}*")', teks, satu.awas)
