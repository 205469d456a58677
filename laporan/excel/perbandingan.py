"""The before/after workbook: its sheets in order."""

from typing import IO

from django.utils import timezone
from django.utils.formats import date_format

from akun.models import Pengguna
from desa.choices import JenisDaftar
from laporan.excel.intervensi import tulis_intervensi
from laporan.excel.kamus import tulis_kamus
from laporan.excel.lembar import Buku, buat_buku
from laporan.excel.matriks import tulis_matriks
from laporan.excel.mutu import tulis_mutu
from laporan.excel.panjang import tulis_belum_diverifikasi, tulis_data_panjang
from laporan.excel.pembanding import tulis_pembanding
from laporan.excel.per_desa import tulis_per_desa
from laporan.excel.ringkasan import tulis_ringkasan
from laporan.mutu import periksa_mutu
from laporan.queries import Pembanding, Perbandingan, tanda_tangan
from opd.queries import intervensi_for_pengguna


def write_perbandingan(
    laporan: Perbandingan,
    pembanding: Pembanding | None,
    *,
    saringan: str,
    pengguna: Pengguna,
    kode: str = "",
) -> IO[bytes]:
    """A temporary .xlsx file at its start; the caller streams and closes it.

    "Per desa" has `laporan.jumlah_baris` rows, as the screen says. `saringan` is the filter in
    words, printed with time and user; `kode` that of an issued report.
    """
    semua = laporan.hitungan()
    awal, lanjutan = (
        f"{p.nama} ({date_format(p.tanggal_rujukan)})" for p in (laporan.awal, laporan.lanjutan)
    )
    waktu = date_format(timezone.localtime(), "DATETIME_FORMAT")
    keterangan = [
        f"Putaran: {awal} → {lanjutan}",
        f"Daftar: {JenisDaftar(laporan.jenis).label} · saringan: {saringan or 'semua'}",
        f"Diunduh {waktu} WIB oleh {pengguna.nama}",
    ]

    if kode:
        keterangan.append(f"Kode dokumen {kode}")
    penanda = tanda_tangan(pengguna.kabupaten_id, pada=timezone.localdate())
    intervensi = intervensi_for_pengguna(pengguna).filter(desa__in=[d.id for d in laporan.sasaran])

    def isi(buku: Buku) -> None:
        tulis_ringkasan(buku, laporan, semua, keterangan, penanda)
        tulis_per_desa(buku, laporan, semua, " · ".join(keterangan))
        tulis_matriks(buku, laporan, semua)
        tulis_pembanding(buku, laporan, semua, pembanding)
        tulis_intervensi(buku, laporan, intervensi)
        tulis_data_panjang(buku, laporan)
        tulis_belum_diverifikasi(buku, laporan)
        tulis_mutu(buku, periksa_mutu(pengguna, laporan))
        tulis_kamus(buku, semua, pembanding)

    return buat_buku("Sebelum dan sesudah pendampingan", isi)
