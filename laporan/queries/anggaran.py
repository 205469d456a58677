"""Interventions and their money, summed the way RAT and LP2KD are drawn (Permendagri 53/2020)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from opd.choices import JenisPelaksana, KelompokProgram, StrategiProgram, SumberDana
from opd.models import Intervensi, JenisBantuan
from opd.queries import dana_menurut, intervensi_berlaku


class Dana(NamedTuple):
    """Money of one group, in rupiah."""

    nama: str
    pagu: Decimal
    realisasi: Decimal


@dataclass
class BarisRencana:
    """One kind of help under one strategy and programme group. Volumes in the unit of `jenis`."""

    strategi: str
    kelompok: str
    jenis: str
    satuan: str
    jumlah_intervensi: int = 0
    target: Decimal = Decimal(0)
    volume: Decimal = Decimal(0)
    jumlah_kk: int = 0
    jumlah_laki_laki: int = 0
    jumlah_perempuan: int = 0
    pagu: Decimal = Decimal(0)
    realisasi: Decimal = Decimal(0)
    per_sumber: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))


@dataclass(frozen=True)
class Anggaran:
    """Plan and outcome: every table adds up to the same totals."""

    baris: list[BarisRencana]
    menurut_sumber: list[Dana]
    menurut_pelaksana: list[Dana]
    menurut_strategi: list[Dana]
    tahun: int | None = None  # the budget year whose money it is; None: of all years

    @property
    def jumlah_intervensi(self) -> int:
        return sum(b.jumlah_intervensi for b in self.baris)

    @property
    def pagu(self) -> Decimal:
        return sum((d.pagu for d in self.menurut_sumber), Decimal(0))

    @property
    def realisasi(self) -> Decimal:
        return sum((d.realisasi for d in self.menurut_sumber), Decimal(0))

    @property
    def sumber(self) -> list[str]:
        """The sources in use, in the order of the choices."""
        return [d.nama for d in self.menurut_sumber]


def intervensi_tahun(intervensi: QuerySet[Intervensi], tahun: int) -> QuerySet[Intervensi]:
    """Those under way in a year: begun by its end and not finished before it."""
    return (
        intervensi.annotate(akhir=Coalesce("tanggal_selesai", "selesai"))
        .filter(Q(akhir__year__gte=tahun) | Q(pendanaan__tahun=tahun), mulai__year__lte=tahun)
        .distinct()
    )


def anggaran(intervensi: QuerySet[Intervensi], *, tahun: int | None = None) -> Anggaran:
    """Plan and outcome of these interventions; with `tahun` only the money of that budget year.

    Four queries, whatever the number of rows. What was called off does not count.
    """
    baris = _volume(intervensi)
    sumber: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    pelaksana: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    strategi: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    for d in dana_menurut(
        intervensi, "strategi", "kelompok", "jenis", "sumber", "opd", "pelaksana", "tahun"
    ):
        *kunci, asal, opd, jenis_pelaksana, tahun_dana = d.kunci
        if tahun not in (None, tahun_dana):
            continue
        satu = baris[tuple(kunci)]
        satu.pagu += d.pagu
        satu.realisasi += d.realisasi
        nama_sumber = str(SumberDana(asal).label)
        satu.per_sumber[nama_sumber] += d.pagu
        for kelompok, nama in (
            (sumber, nama_sumber),
            (pelaksana, opd or str(JenisPelaksana(jenis_pelaksana).label)),
            (strategi, satu.strategi),
        ):
            kelompok[nama][0] += d.pagu
            kelompok[nama][1] += d.realisasi
    return Anggaran(
        list(baris.values()),
        _urut(sumber, SumberDana.labels),
        _urut(pelaksana, sorted(pelaksana)),
        _urut(strategi, StrategiProgram.labels),
        tahun,
    )


def _urut(kelompok: dict[str, list[Decimal]], urutan: Iterable[str]) -> list[Dana]:
    return [Dana(str(nama), *kelompok[nama]) for nama in urutan if nama in kelompok]


def _volume(intervensi: QuerySet[Intervensi]) -> dict[tuple[str, int, str], BarisRencana]:
    """The rows without money, by strategy, group and kind; in the order of the choices."""
    jenis = {j.kode: j for j in JenisBantuan.objects.all()}
    urutan = list(StrategiProgram.values)
    rows = (
        intervensi_berlaku(Intervensi.objects.filter(pk__in=intervensi.order_by().values("pk")))
        .order_by()
        .values_list("strategi", "kelompok", "jenis__kode")
        .annotate(
            Count("pk"),
            Sum("target_volume"),
            Sum("realisasi_volume"),
            Sum("jumlah_kk"),
            Sum("jumlah_laki_laki"),
            Sum("jumlah_perempuan"),
        )
    )
    return {
        (strategi, kelompok, kode): BarisRencana(
            str(StrategiProgram(strategi).label),
            str(KelompokProgram(kelompok).label),
            jenis[kode].nama,
            jenis[kode].satuan,
            banyak,
            target or Decimal(0),
            volume or Decimal(0),
            kk or 0,
            laki_laki or 0,
            perempuan or 0,
        )
        for strategi, kelompok, kode, banyak, target, volume, kk, laki_laki, perempuan in sorted(
            rows, key=lambda r: (urutan.index(r[0]), r[1], jenis[r[2]].urutan, r[2])
        )
    }
