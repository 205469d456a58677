"""Reads over agencies and assignments: who mentors which village, since when, and where a gap is."""

from datetime import date
from typing import TypeVar

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.utils import timezone

from akun.choices import Peran
from akun.models import Pengguna
from desa.models import Desa, Periode, Putaran, Survei
from desa.queries import BELUM_DIAJUKAN, desa_putaran, desa_sasaran, desa_with_survei
from opd.choices import StatusSerahTerima
from opd.models import OPD, Keanggotaan, NamaOPD, Penugasan
from opd.queries.lingkup import opd_for_pengguna, penugasan_for_pengguna, serah_terima_for_pengguna


TQuerySet = TypeVar("TQuerySet", bound=QuerySet)


def desa_with_pendamping(queryset: QuerySet[Desa], *, pada: date | None = None) -> QuerySet[Desa]:
    """Add `pendamping`: the list of assignments active on a day (none or one), with their OPD."""
    aktif = Penugasan.objects.aktif(pada=pada or timezone.localdate()).select_related("opd")
    return queryset.prefetch_related(Prefetch("penugasan", queryset=aktif, to_attr="pendamping"))


def desa_with_opd(queryset: QuerySet[Desa], *, pada: date | None = None) -> QuerySet[Desa]:
    """Add `pendamping_id` and `pendamping` (the OPD's short name), to sort, filter and export."""
    return with_opd(queryset, "pk", pada=pada)


def with_opd(
    queryset: TQuerySet, jalur_desa: str = "desa", *, pada: date | None = None
) -> TQuerySet:
    """The same for records of a village: the OPD that mentors it on a day (today)."""
    aktif = Penugasan.objects.aktif(pada=pada or timezone.localdate())
    aktif = aktif.filter(desa=OuterRef(jalur_desa))
    return queryset.annotate(
        pendamping_id=Subquery(aktif.values("opd_id")[:1]),
        pendamping=Subquery(aktif.values("opd__singkatan")[:1]),
    )


def desa_belum_diajukan(putaran: Putaran) -> QuerySet[Desa]:
    """The villages whose survey of a round is not submitted, with their mentor of today.

    Adds what `desa_with_survei` and `desa_with_opd` add; by mentor, then by name.
    """
    desa: QuerySet = desa_with_opd(desa_with_survei(desa_putaran(putaran), putaran))
    return desa.filter(status__in=BELUM_DIAJUKAN).order_by("pendamping", "nama", "kode")


def riwayat_pendamping(desa: Desa) -> QuerySet[Penugasan]:
    """Every assignment of a village, newest first."""
    return (
        Penugasan.objects.filter(desa=desa)
        .select_related("opd", "periode")
        .order_by("-mulai", "-pk")
    )


def opd_pendamping(queryset: QuerySet[OPD]) -> QuerySet[OPD]:
    """The agencies that mentor a village today."""
    aktif = Penugasan.objects.aktif(pada=timezone.localdate())
    return queryset.filter(pk__in=aktif.values("opd_id")).order_by("singkatan")


def opd_with_jumlah(queryset: QuerySet[OPD]) -> QuerySet[OPD]:
    """Add `jumlah_desa`: how many villages each agency mentors today."""
    hari_ini = timezone.localdate()
    berjalan = Q(penugasan__mulai__lte=hari_ini) & (
        Q(penugasan__selesai=None) | Q(penugasan__selesai__gte=hari_ini)
    )
    return queryset.annotate(jumlah_desa=Count("penugasan", filter=berjalan))


def cari_opd(queryset: QuerySet[OPD], teks: str) -> QuerySet[OPD]:
    """Agencies by name, short name, or a former name; adds `ditemukan_sebagai` for a former one."""
    kini = Q(nama__icontains=teks) | Q(singkatan__icontains=teks)
    lama = NamaOPD.objects.filter(opd=OuterRef("pk")).filter(kini)
    return (
        queryset.annotate(
            ditemukan_sebagai=Case(
                When(kini, then=None),
                default=Subquery(lama.values("nama")[:1]),
                output_field=CharField(),
            )
        )
        .filter(kini | Q(ditemukan_sebagai__isnull=False))
        .order_by("nama")
    )


def survei_with_opd(queryset: QuerySet[Survei]) -> QuerySet[Survei]:
    """Add `pendamping_id` and `pendamping` (the OPD's short name) of each survey's village today."""
    return with_opd(queryset)


def nama_opd_pada(opd: OPD, pada: date) -> str:
    """The name an OPD bore on a day; today's name when no dated one covers it."""
    for riwayat in opd.riwayat_nama.all():
        if (riwayat.mulai is None or riwayat.mulai <= pada) and (
            riwayat.selesai is None or pada <= riwayat.selesai
        ):
            return riwayat.nama
    return opd.nama


def pengguna_with_opd(queryset: QuerySet[Pengguna]) -> QuerySet[Pengguna]:
    """Add `keanggotaan_kini`: the memberships of today, with their OPD."""
    aktif = Keanggotaan.objects.aktif(pada=timezone.localdate()).select_related("opd")
    return queryset.prefetch_related(
        Prefetch("keanggotaan", queryset=aktif, to_attr="keanggotaan_kini")
    )


def petugas_aktif(pengguna: Pengguna) -> QuerySet[Pengguna]:
    """The officers of the user's kabupaten who may sign in, with `keanggotaan_kini`."""
    petugas = Pengguna.objects.filter(
        kabupaten=pengguna.kabupaten_id, peran=Peran.PETUGAS, is_active=True
    )
    return pengguna_with_opd(petugas.order_by("nama", "pk"))


def desa_tanpa_pendamping(periode: Periode | None) -> QuerySet[Desa]:
    """Villages on the decided dampingan lists of a period that no OPD mentors today."""
    if periode is None:
        return Desa.objects.none()
    aktif = Penugasan.objects.aktif(pada=timezone.localdate()).filter(desa=OuterRef("pk"))
    return desa_sasaran(periode).filter(~Exists(aktif))


def opd_tanpa_desa(pengguna: Pengguna) -> QuerySet[OPD]:
    """Agencies in use that mentor no village today."""
    aktif = Penugasan.objects.aktif(pada=timezone.localdate()).filter(opd=OuterRef("pk"))
    return opd_for_pengguna(pengguna).filter(~Exists(aktif), aktif=True)


def ringkasan_penugasan(pengguna: Pengguna, periode: Periode) -> dict[str, int]:
    """Counts of assignments for the landing page and the homes, within what the user may see."""
    berjalan = penugasan_for_pengguna(pengguna).aktif(pada=timezone.localdate())
    menunggu = serah_terima_for_pengguna(pengguna).filter(status=StatusSerahTerima.DIAJUKAN)
    return {
        "jumlah_penugasan": berjalan.count(),
        "jumlah_tanpa_pendamping": desa_tanpa_pendamping(periode).count(),
        "jumlah_opd_tanpa_desa": opd_tanpa_desa(pengguna).count(),
        "jumlah_serah_terima": menunggu.count(),
    }


def tanggal_penugasan(periode: Periode) -> list[tuple[str, list[date]]]:
    """The assignments of a period by name, each with its first and, when it has one, last day."""
    return [
        (f"Penugasan {p}", [hari for hari in (p.mulai, p.selesai) if hari])
        for p in Penugasan.objects.filter(periode=periode).select_related("opd", "desa")
    ]
