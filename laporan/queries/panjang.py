"""Answers as flat rows, for the sheets that pivot tables start from."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from desa.models import NilaiIndikator
from laporan.queries.bentuk import STATUS_MENUNGGU, Perbandingan


class BarisPanjang(NamedTuple):
    """One answer with its round, for the flat sheets."""

    desa_id: int
    indikator_id: int
    periode: str
    putaran: int
    jenis_putaran: str
    tanggal_rujukan: date
    versi: int
    pembilang: Decimal | None
    penyebut: Decimal | None
    nilai: Decimal | None
    alasan_kosong: str
    tanggal: date | None
    sumber: str
    metode: str
    status: str
    diajukan_pada: datetime | None


def nilai_panjang(laporan: Perbandingan, *, menunggu: bool = False) -> Iterator[BarisPanjang]:
    """Answers of all rounds of the compared periods: those in force, or those that still wait.

    Streamed in the order village, indicator, round.
    """
    queryset = NilaiIndikator.objects.filter(
        survei__putaran__periode__in={laporan.awal.periode_id, laporan.lanjutan.periode_id},
        survei__desa__in=[s.id for s in laporan.sasaran],
        versi_indikator__indikator__in=[i.id for i in laporan.indikator],
    )
    if menunggu:
        queryset = queryset.filter(survei__status__in=STATUS_MENUNGGU)
    else:
        queryset = queryset.filter(survei__berlaku=True)
    rows = queryset.order_by(
        "survei__desa__kode",
        "versi_indikator__indikator__urutan",
        "versi_indikator__indikator__kode",
        "survei__putaran__tanggal_rujukan",
    ).values_list(
        "survei__desa_id",
        "versi_indikator__indikator_id",
        "survei__putaran__periode__nama",
        "survei__putaran__nomor",
        "survei__putaran__jenis",
        "survei__putaran__tanggal_rujukan",
        "versi_indikator__nomor",
        "pembilang",
        "penyebut",
        "nilai",
        "alasan_kosong",
        "tanggal",
        "sumber",
        "metode",
        "survei__status",
        "survei__diajukan_pada",
    )
    return map(BarisPanjang._make, rows.iterator(chunk_size=2000))
