"""Reads of monthly reports: what is owed, what came in, and the work of a month beside the form."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import DateField, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.utils import timezone

from akun.models import Pengguna
from inti.bulan import akhir_bulan, bulan_dari
from opd.choices import LAPORAN_DAPAT_DIISI
from opd.models import LaporanBulanan, Penugasan
from opd.queries.lingkup import desa_for_pengguna, opd_id_aktif, penugasan_for_pengguna
from opd.stats import bulan_wajib


class Tagihan(NamedTuple):
    """An ended month that an assignment owes a report on; `laporan` once one was begun."""

    penugasan: Penugasan
    bulan: date
    tenggat: date
    laporan: LaporanBulanan | None

    def hari_terlambat(self, hari_ini: date) -> int:
        """Days past the due day; 0 while there is time."""
        return max(0, (hari_ini - self.tenggat).days)


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


def tagihan_laporan(penugasan: Iterable[Penugasan], hari_ini: date) -> list[Tagihan]:
    """Reports that these assignments (with `periode`) owe and have not submitted, oldest first.

    One query, whatever the number of assignments.
    """
    daftar = [p for p in penugasan if p.periode.laporan_mulai]
    laporan = {
        (satu.penugasan_id, satu.bulan): satu
        for satu in LaporanBulanan.objects.filter(penugasan__in=daftar).only(
            "penugasan_id", "bulan", "status", "tenggat", "alasan_kembali", "dikembalikan_pada"
        )
    }
    hasil = []
    for p in daftar:
        for bulan in bulan_wajib(p.mulai, p.selesai, p.periode.laporan_mulai, hari_ini):
            satu = laporan.get((p.pk, bulan))
            if satu is None or satu.status in LAPORAN_DAPAT_DIISI:
                tenggat = satu.tenggat if satu else p.periode.tenggat_laporan(bulan)
                hasil.append(Tagihan(p, bulan, tenggat, satu))
    return sorted(hasil, key=lambda t: (t.bulan, t.penugasan.desa.kode))


def tagihan_for_petugas(pengguna: Pengguna, hari_ini: date) -> list[Tagihan]:
    """What the OPDs of a petugas owe, also on assignments that have ended. Two queries."""
    penugasan = Penugasan.objects.filter(
        opd__in=opd_id_aktif(pengguna), mulai__lte=hari_ini
    ).select_related("periode", "opd", "desa__kecamatan")
    return tagihan_laporan(penugasan, hari_ini)
