"""Reads of monthly reports: what is owed, what came in, and the work of a month beside the form."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import DateField, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.utils import timezone

from akun.models import Pengguna
from inti.bulan import akhir_bulan, bulan_dari
from opd.choices import LAPORAN_DAPAT_DIISI, StatusLaporan
from opd.models import OPD, LaporanBulanan, Penugasan
from opd.queries.lingkup import desa_for_pengguna, penugasan_for_pengguna
from opd.stats import bulan_wajib


class LaporanRingkas(NamedTuple):
    """A monthly report as lists of work need it; a tuple because there are a thousand."""

    pk: int
    penugasan_id: int
    bulan: date
    status: str
    tenggat: date
    alasan_kembali: str
    diajukan_pada: datetime | None
    diajukan_oleh_id: int | None


class Tagihan(NamedTuple):
    """An ended month that an assignment owes a report on; `laporan` once one was begun."""

    penugasan: Penugasan
    bulan: date
    tenggat: date
    laporan: LaporanRingkas | None

    def hari_terlambat(self, hari_ini: date) -> int:
        """Days past the due day; 0 while there is time."""
        return max(0, (hari_ini - self.tenggat).days)

    @property
    def dikembalikan(self) -> bool:
        return self.laporan is not None and self.laporan.status == StatusLaporan.DIKEMBALIKAN


@dataclass(frozen=True)
class KeadaanLaporan:
    """Where the monthly reports of some assignments stand.

    `tagihan`: owed and not submitted, oldest month first; `menunggu`: submitted and not decided,
    longest first; `wajib` and `masuk`: how many are owed and came, by month.
    """

    tagihan: list[Tagihan]
    menunggu: list[tuple[LaporanRingkas, Penugasan]]
    wajib: Counter[date]
    masuk: Counter[date]


def laporan_bulanan_for_pengguna(pengguna: Pengguna) -> QuerySet[LaporanBulanan]:
    """The monthly reports on the villages the user may read."""
    return LaporanBulanan.objects.filter(
        penugasan__desa__in=desa_for_pengguna(pengguna)
    ).select_related("penugasan__desa__kecamatan", "penugasan__opd", "penugasan__periode")


def penugasan_pelapor(pengguna: Pengguna, bulan: date) -> QuerySet[Penugasan]:
    """The assignments that report on a month, with what came of it.

    Adds `bulan`, and of the report: `laporan_id`, `laporan_status`, `laporan_diajukan_pada`,
    `laporan_terlambat` (days; None until it was submitted).
    """
    laporan = LaporanBulanan.objects.filter(penugasan=OuterRef("pk"), bulan=bulan)
    return (
        penugasan_for_pengguna(pengguna)
        .aktif(pada=akhir_bulan(bulan))
        .filter(periode__laporan_mulai__lte=akhir_bulan(bulan))
        .annotate(
            bulan=Value(bulan, output_field=DateField()),
            laporan_id=Subquery(laporan.values("pk")),
            laporan_status=Subquery(laporan.values("status")),
            laporan_diajukan_pada=Subquery(laporan.values("diajukan_pada")),
            laporan_terlambat=Subquery(
                laporan.values("hari_terlambat"), output_field=IntegerField()
            ),
        )
    )


def bulan_terakhir(hari_ini: date | None = None) -> date:
    """The month on which reports are due now: the last one that has ended."""
    return bulan_dari(hari_ini or timezone.localdate(), -1)


def keadaan_laporan(penugasan: Iterable[Penugasan], hari_ini: date) -> KeadaanLaporan:
    """Where the reports of these assignments (with `periode` and `desa`) stand; one query."""
    daftar = [p for p in penugasan if p.periode.laporan_mulai]
    baris = LaporanBulanan.objects.filter(penugasan__in=daftar).order_by()
    laporan = {
        (satu.penugasan_id, satu.bulan): satu
        for satu in map(LaporanRingkas._make, baris.values_list(*LaporanRingkas._fields))
    }
    hasil = KeadaanLaporan([], [], Counter(), Counter())
    for p in daftar:
        for bulan in bulan_wajib(p.mulai, p.selesai, p.periode.laporan_mulai, hari_ini):
            satu = laporan.get((p.pk, bulan))
            hasil.wajib[bulan] += 1
            if satu is None or satu.status in LAPORAN_DAPAT_DIISI:
                tenggat = satu.tenggat if satu else p.periode.tenggat_laporan(bulan)
                hasil.tagihan.append(Tagihan(p, bulan, tenggat, satu))
                continue
            hasil.masuk[bulan] += 1
            if satu.status != StatusLaporan.DITERIMA:
                hasil.menunggu.append((satu, p))
    hasil.tagihan.sort(key=lambda t: (t.bulan, t.penugasan.desa.kode))
    hasil.menunggu.sort(key=lambda m: (m[0].diajukan_pada, m[0].pk))
    return hasil


def tagihan_laporan(penugasan: Iterable[Penugasan], hari_ini: date) -> list[Tagihan]:
    """Reports that these assignments owe and have not submitted, oldest first; one query."""
    return keadaan_laporan(penugasan, hari_ini).tagihan


def penugasan_opd(opd: Iterable[OPD], hari_ini: date) -> QuerySet[Penugasan]:
    """The assignments of agencies up to a day, also those that have ended."""
    return Penugasan.objects.filter(opd__in=opd, mulai__lte=hari_ini).select_related(
        "periode", "opd", "desa__kecamatan"
    )
