"""The chain problem → cause → intervention → indicator of every village, and where it is broken.

The province's yearly question: did the interventions answer the problems of the assessment? A fixed
number of queries, whatever the number of villages.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from akun.models import Pengguna
from desa.choices import TEMUAN_TERBUKA, JenisTemuan
from desa.models import Desa, Indikator, Temuan
from laporan.queries.bentuk import DesaSasaran, IndikatorLaporan, Perbandingan
from laporan.queries.muat import perbandingan_for_pengguna, putaran_baku, putaran_for_laporan
from laporan.stats import Putusan, Sebanding
from opd.models import Intervensi
from opd.queries import (
    intervensi_berlaku,
    intervensi_for_pengguna,
    intervensi_with_dana,
    temuan_for_pengguna,
    with_opd,
)


class Celah(StrEnum):
    """Where the chain is broken."""

    TANPA_INTERVENSI = "masalah tanpa intervensi"
    TANPA_MASALAH = "intervensi tanpa masalah"
    TANPA_INDIKATOR = "dana tanpa indikator"


@dataclass(frozen=True, slots=True)
class Dituju:
    """An indicator that a row touches, with what the two rounds say of it in that village."""

    indikator: Indikator
    laporan: IndikatorLaporan | None = None
    pasangan: Sebanding | None = None  # None: there is nothing to compare


@dataclass(frozen=True, slots=True)
class BarisMatriks:
    """One link of the chain: a problem with one intervention, or either of them alone."""

    desa: Desa
    opd_id: int | None
    opd: str
    temuan: Temuan | None
    intervensi: Intervensi | None
    dituju: list[Dituju]
    celah: list[Celah]


@dataclass(frozen=True, slots=True)
class Bergerak:
    """An indicator that changed in a village in which no intervention aims at it."""

    desa: DesaSasaran
    indikator: IndikatorLaporan
    pasangan: Sebanding


@dataclass(frozen=True)
class Matriks:
    """All rows by village, and the comparison that their indicators are read from (None: no rounds)."""

    baris: list[BarisMatriks]
    perbandingan: Perbandingan | None
    intervensi: list[Intervensi]

    def bergerak(self) -> list[Bergerak]:
        """What moved without an intervention that had begun by the later round."""
        if self.perbandingan is None:
            return []
        sampai = self.perbandingan.lanjutan.tanggal_rujukan
        dituju = {
            (i.desa_id, indikator.pk)
            for i in self.intervensi
            if i.mulai <= sampai
            for indikator in i.indikator.all()
        }
        return [
            Bergerak(desa, indikator, pasangan)
            for desa in self.perbandingan.sasaran
            for indikator in self.perbandingan.indikator
            if (desa.id, indikator.id) not in dituju
            and isinstance(pasangan := self.perbandingan.per_desa[desa.id][indikator.id], Sebanding)
            and pasangan.putusan != Putusan.TETAP
        ]


def matriks_for_pengguna(pengguna: Pengguna) -> Matriks:
    """The chain over the villages that this user may read, with the rounds compared by default.

    Interventions that were called off do not count. Potentials appear where an intervention
    answers them.
    """
    awal, lanjutan = putaran_baku(putaran_for_laporan(pengguna))
    perbandingan = None
    if awal is not None and lanjutan is not None:
        perbandingan = perbandingan_for_pengguna(pengguna, awal, lanjutan)
    intervensi = list(
        intervensi_with_dana(
            with_opd(intervensi_berlaku(intervensi_for_pengguna(pengguna)))
        ).prefetch_related("temuan", "indikator")
    )
    temuan = with_opd(temuan_for_pengguna(pengguna)).order_by("-prioritas", "pk")
    baris = sorted(
        _baris(temuan, intervensi, perbandingan), key=lambda b: (b.desa.kecamatan_id, b.desa.kode)
    )
    return Matriks(baris, perbandingan, intervensi)


def _baris(
    daftar_temuan: Iterable[Temuan],
    daftar_intervensi: Iterable[Intervensi],
    perbandingan: Perbandingan | None,
) -> Iterator[BarisMatriks]:
    menjawab: dict[int, list[Intervensi]] = defaultdict(list)
    for intervensi in daftar_intervensi:
        for temuan in intervensi.temuan.all():
            menjawab[temuan.pk].append(intervensi)
    for temuan in daftar_temuan:
        if temuan.jenis == JenisTemuan.MASALAH and not menjawab[temuan.pk]:
            yield _satu(temuan, None, perbandingan)
        for intervensi in menjawab[temuan.pk]:
            yield _satu(temuan, intervensi, perbandingan)
    for intervensi in daftar_intervensi:
        if not intervensi.temuan.all():
            yield _satu(None, intervensi, perbandingan)


def _satu(
    temuan: Temuan | None, intervensi: Intervensi | None, perbandingan: Perbandingan | None
) -> BarisMatriks:
    asal: Any = temuan or intervensi  # one of the two is there; both carry their OPD
    indikator = dict.fromkeys(intervensi.indikator.all() if intervensi else ())
    if temuan and temuan.indikator:
        indikator |= {temuan.indikator: None}
    return BarisMatriks(
        desa=asal.desa,
        opd_id=asal.pendamping_id,
        opd=asal.pendamping or "",
        temuan=temuan,
        intervensi=intervensi,
        dituju=[_dituju(i, asal.desa_id, perbandingan) for i in indikator],
        celah=list(_celah(temuan, intervensi)),
    )


def _celah(temuan: Temuan | None, intervensi: Any) -> Iterator[Celah]:
    if intervensi is None:
        if temuan and temuan.status in TEMUAN_TERBUKA:
            yield Celah.TANPA_INTERVENSI
        return
    if temuan is None:
        yield Celah.TANPA_MASALAH
    if intervensi.pagu > Decimal(0) and not intervensi.indikator.all():
        yield Celah.TANPA_INDIKATOR


def _dituju(indikator: Indikator, desa_id: int, perbandingan: Perbandingan | None) -> Dituju:
    if perbandingan is None or desa_id not in perbandingan.per_desa:
        return Dituju(indikator)
    ditanyakan = {i.id: i for i in perbandingan.indikator}
    pasangan = perbandingan.per_desa[desa_id].get(indikator.pk)
    return Dituju(
        indikator,
        ditanyakan.get(indikator.pk),
        pasangan if isinstance(pasangan, Sebanding) else None,
    )
