"""Stock-flow check of unfit houses: before - repaired + new = after."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from django.urls import reverse

from inti.angka import format_angka
from laporan.mutu.bentuk import Butir, Pemeriksaan
from laporan.queries import DesaSasaran, Perbandingan
from laporan.stats import Neraca, Sebanding
from opd.choices import StatusIntervensi
from opd.models import Intervensi


KODE = "RTLH"  # of the indicator and of the kind of help alike


def neraca_rtlh(laporan: Perbandingan, intervensi: Iterable[Intervensi]) -> Pemeriksaan:
    """Villages where more unfit houses went away than all recorded repairs explain."""
    semua = list(_neraca(laporan, intervensi))
    return Pemeriksaan(
        "rtlh",
        "Neraca rumah tidak layak huni tidak menutup",
        "Awal − diperbaiki + baru = kini. Berkurang lebih banyak daripada yang tercatat diperbaiki: "
        "ada perbaikan yang belum dicatat, atau hitungannya keliru.",
        "desa",
        len(semua),
        [
            Butir(
                desa,
                f"awal {format_angka(n.awal)} − diperbaiki {format_angka(n.ditangani)} "
                f"seharusnya sekurangnya {format_angka(n.awal - n.ditangani)}, "
                f"kini {format_angka(n.kini)} (selisih {format_angka(-n.baru)})",
                reverse("laporan:sebelum_sesudah_desa", args=[desa.kode]),
            )
            for desa, n in semua
            if n.janggal
        ],
        semua,
    )


def _neraca(
    laporan: Perbandingan, intervensi: Iterable[Intervensi]
) -> Iterator[tuple[DesaSasaran, Neraca]]:
    indikator = next((i for i in laporan.indikator if i.kode == KODE), None)
    if indikator is None:
        return
    selesai: dict[int, list[tuple[date, Decimal]]] = {}
    for satu in intervensi:
        if satu.jenis.kode == KODE and satu.status == StatusIntervensi.SELESAI:
            dikerjakan = satu.tanggal_selesai, satu.realisasi_volume
            selesai.setdefault(satu.desa_id, []).append(dikerjakan)
    for desa in laporan.sasaran:
        pasangan = laporan.per_desa[desa.id][indikator.id]
        if isinstance(pasangan, Sebanding):
            awal, kini = pasangan.awal, pasangan.lanjutan
            ditangani = sum(
                volume
                for tanggal, volume in selesai.get(desa.id, ())
                if awal.tanggal < tanggal <= kini.tanggal
            )
            yield desa, Neraca(int(awal.pembilang), int(ditangani), int(kini.pembilang))
