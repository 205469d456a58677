"""Sheets "Data panjang" and "Belum diverifikasi": a row per village, indicator and round."""

from collections.abc import Iterable
from typing import Any

from desa.choices import AlasanKosong, JenisPutaran, Metode, StatusSurvei
from laporan.excel.dasar import KOLOM_WILAYAH, desimal_ukuran, isi_wilayah
from laporan.excel.lembar import Buku, Isi, Lembar
from laporan.queries import BarisPanjang, IndikatorLaporan, Perbandingan, nilai_panjang


KOLOM_PANJANG = KOLOM_WILAYAH | {
    "Periode": 16,
    "Putaran": 9,
    "Jenis putaran": 10,
    "Tanggal rujukan": 12,
    "Kode indikator": 13,
    "Indikator": 32,
    "Bidang": 14,
    "Versi definisi": 9,
    "Pembilang": 12,
    "Penyebut": 12,
    "Nilai": 14,
    "Persen atau nilai": 17,
    "Alasan kosong": 20,
    "Tanggal data": 12,
    "Sumber": 24,
    "Metode": 16,
}


def tulis_data_panjang(buku: Buku, laporan: Perbandingan) -> None:
    lembar = buku.lembar("Data panjang", list(KOLOM_PANJANG.values()))
    _tulis_panjang(
        lembar,
        laporan,
        KOLOM_PANJANG,
        nilai_panjang(laporan),
        "Belum ada nilai terverifikasi pada periode ini.",
    )


def tulis_belum_diverifikasi(buku: Buku, laporan: Perbandingan) -> None:
    kolom = KOLOM_PANJANG | {"Status": 20, "Diajukan pada": 16}
    lembar = buku.lembar("Belum diverifikasi", list(kolom.values()))
    _tulis_panjang(
        lembar,
        laporan,
        kolom,
        nilai_panjang(laporan, menunggu=True),
        "Tidak ada isian yang menunggu verifikasi.",
    )


def _tulis_panjang(
    lembar: Lembar,
    laporan: Perbandingan,
    kolom: dict[str, int],
    baris: Iterable[BarisPanjang],
    bila_kosong: str,
) -> None:
    """One row per village, indicator and round; columns beyond the flat ones say what is pending."""
    buku = lembar.buku
    lembar.tajuk(list(kolom), beku=4)
    wilayah = {s.id: isi_wilayah(s) for s in laporan.sasaran}
    indikator = {i.id: i for i in laporan.indikator}
    gaya = {kunci: _gaya_panjang(buku, i) for kunci, i in indikator.items()}
    for b in baris:
        i = indikator[b.indikator_id]
        lembar.tulis(wilayah[b.desa_id] + _isi_panjang(b, i), gaya[b.indikator_id])
    if lembar.nomor == 1:
        lembar.tulis([bila_kosong], [buku.teks])
    else:
        lembar.lembar.autofilter(0, 0, lembar.nomor - 1, len(kolom) - 1)


def _isi_panjang(b: BarisPanjang, i: IndikatorLaporan) -> list[Isi]:
    ukuran: Isi = b.nilai
    if b.pembilang is not None and b.penyebut:
        ukuran = 100 * float(b.pembilang) / float(b.penyebut)
    isi: list[Isi] = [
        b.periode,
        b.putaran,
        JenisPutaran(b.jenis_putaran).label,
        b.tanggal_rujukan,
        i.kode,
        i.nama,
        i.bidang,
        b.versi,
        b.pembilang,
        b.penyebut,
        b.nilai,
        ukuran,
        AlasanKosong(b.alasan_kosong).label if b.alasan_kosong else None,
        b.tanggal,
        b.sumber,
        Metode(b.metode).label if b.metode else None,
    ]
    if b.status != StatusSurvei.DIVERIFIKASI:
        isi += [StatusSurvei(b.status).label, b.diajukan_pada]
    return isi


def _gaya_panjang(buku: Buku, indikator: IndikatorLaporan) -> list[Any]:
    bagian, bulat = buku.angka(indikator.versi.desimal), buku.angka(0)
    return (
        [buku.teks] * 6
        + [bulat, buku.teks, buku.tanggal, buku.teks, buku.teks, buku.teks, bulat]
        + [bagian] * 3
        + [buku.angka(desimal_ukuran(indikator)), buku.teks, buku.tanggal, buku.teks, buku.teks]
        + [buku.teks, buku.waktu]
    )
