"""Outcomes of corrections as a workbook: counts live over the list below them, no names."""

from collections.abc import Callable, Sequence
from typing import IO

from django.utils import timezone
from django.utils.formats import date_format

from akun.models import Pengguna
from laporan.excel.lembar import Buku, Isi, Lembar, Rumus, buat_buku, format_angka_excel
from laporan.stats.hasil_usulan import BarisHasil, UsulanTerkirim, peringkat_alasan


DITERIMA, DITOLAK, MENUNGGU = "Diterima", "Ditolak", "Menunggu"
KOLOM_DATA = {
    "No usulan": 12, "Kiriman": 14, "Kode Kemendagri": 15, "Kecamatan": 16, "Desa": 20, "OPD": 16,
    "Jenis usulan": 24, "Diajukan": 12, "Diusulkan di SIKS-NG": 14, "Hasil": 12,
    "Dijawab": 12, "Lama (hari)": 9, "Alasan penolakan": 40,
}  # fmt: skip
KELOMPOK = {  # sheet: the column of Data it counts by
    "Per kiriman": "B",
    "Per OPD": "F",
    "Per jenis": "G",
    "Per desa": "C",
}
AWAL = 5  # Excel row of the first data row


def write_hasil_usulan(
    semua: Sequence[UsulanTerkirim],
    kelompok: dict[str, list[BarisHasil]],
    *,
    saringan: str,
    pengguna: Pengguna,
) -> IO[bytes]:
    """A temporary .xlsx file at its start; the caller streams and closes it."""
    waktu = date_format(timezone.localtime(), "DATETIME_FORMAT")
    keterangan = [
        f"Saringan: {saringan or 'semua'}. Lama dihitung dari diajukan sampai dijawab.",
        f"Diunduh {waktu} WIB oleh {pengguna.nama}",
    ]

    def isi(buku: Buku) -> None:
        for nama, kolom in KELOMPOK.items():
            _kelompok(buku, nama, kolom, kelompok[nama], len(semua), keterangan)
        _alasan(buku, semua, keterangan)
        _data(buku, semua, keterangan)

    return buat_buku("Hasil usulan perbaikan", isi)


def _kelompok(
    buku: Buku,
    nama: str,
    kolom: str,
    baris: Sequence[BarisHasil],
    banyak: int,
    keterangan: Sequence[str],
) -> None:
    lembar = buku.lembar(nama, [34, 10, 10, 10, 10, 16, 18])
    lembar.judul(f"Hasil usulan {nama.lower()}", *keterangan)
    lembar.tajuk(
        [nama.removeprefix("Per ").capitalize(), "Usulan", DITERIMA, DITOLAK, MENUNGGU,
         "Median lama (hari)", "Menunggu terlama (hari)"], beku=1,
    )  # fmt: skip
    gaya = [buku.teks, *[buku.angka(0)] * 4, buku.angka(1), buku.angka(0)]
    akhir = AWAL + banyak - 1
    for satu in baris:
        nomor = lembar.nomor + 1
        kunci = f"LEFT(A{nomor},13)" if nama == "Per desa" else f"A{nomor}"
        hitung = [
            Rumus(
                f"=COUNTIFS(Data!${kolom}${AWAL}:${kolom}${akhir},{kunci},"
                f'Data!$J${AWAL}:$J${akhir},"{hasil}")',
                nilai,
            )
            for hasil, nilai in (
                (DITERIMA, satu.diterima),
                (DITOLAK, satu.ditolak),
                (MENUNGGU, satu.menunggu),
            )
        ]
        jumlah = Rumus(f"=SUM(C{nomor}:E{nomor})", satu.jumlah)
        lembar.tulis([satu.nama, jumlah, *hitung, satu.median_hari, satu.tunggu_terlama], gaya)
    _jumlahkan(lembar, baris, gaya)


def _jumlahkan(lembar: Lembar, baris: Sequence[BarisHasil], gaya: Sequence[object]) -> None:
    akhir = lembar.nomor
    ambil: list[Callable[[BarisHasil], int]] = [
        lambda b: b.jumlah, lambda b: b.diterima, lambda b: b.ditolak, lambda b: b.menunggu,
    ]  # fmt: skip
    isi: list[Isi] = ["Jumlah"]
    for huruf, satu in zip("BCDE", ambil, strict=True):
        isi.append(Rumus(f"=SUM({huruf}{AWAL}:{huruf}{max(AWAL, akhir)})", sum(map(satu, baris))))
    tebal = lembar.buku.gaya(bold=True, top=1, num_format=format_angka_excel(0))
    lembar.tulis(isi, [lembar.buku.tajuk, *[tebal] * 4])


def _alasan(buku: Buku, semua: Sequence[UsulanTerkirim], keterangan: Sequence[str]) -> None:
    lembar = buku.lembar("Alasan penolakan", [60, 12])
    lembar.judul("Alasan penolakan, yang paling sering lebih dahulu", *keterangan)
    lembar.tajuk(["Alasan", "Usulan"], beku=1)
    for alasan, banyak in peringkat_alasan(semua):
        lembar.tulis([alasan, banyak], [buku.bungkus, buku.angka(0)])


def _data(buku: Buku, semua: Sequence[UsulanTerkirim], keterangan: Sequence[str]) -> None:
    lembar = buku.lembar("Data", list(KOLOM_DATA.values()))
    lembar.judul("Usulan yang diusulkan di SIKS-NG, tanpa nama orang", *keterangan)
    lembar.tajuk(list(KOLOM_DATA), beku=1)
    gaya = [buku.teks] * 7 + [buku.tanggal] * 2 + [buku.teks, buku.tanggal, buku.angka(0)]
    gaya.append(buku.bungkus)
    for u in semua:
        hasil = MENUNGGU if u.dijawab is None else DITERIMA if u.is_diterima else DITOLAK
        nomor = lembar.nomor + 1
        lama = Rumus(f"=K{nomor}-H{nomor}", u.lama) if u.lama is not None else None
        lembar.tulis(
            [u.nomor, u.kiriman, u.kode_desa, u.kecamatan, u.desa, u.opd, u.jenis, u.diajukan,
             u.dikirim, hasil, u.dijawab, lama, u.alasan], gaya,
        )  # fmt: skip
    lembar.lembar.autofilter(AWAL - 2, 0, max(AWAL - 1, lembar.nomor - 1), len(KOLOM_DATA) - 1)
