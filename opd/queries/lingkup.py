"""Scope: which villages, agencies and assignments a user may see. Every other scope builds on it."""

from collections.abc import Iterable
from datetime import date

from django.db.models import (
    Exists,
    OuterRef,
    Q,
    QuerySet,
)
from django.utils import timezone

from akun.choices import Peran
from akun.models import Pengguna
from desa.models import Desa, Survei
from opd.models import OPD, Keanggotaan, Penugasan, PenugasanQuerySet, SerahTerima


def opd_id_aktif(pengguna: Pengguna, *, pada: date | None = None) -> QuerySet:
    """Ids of the OPDs that the user works for on a day (today)."""
    return (
        Keanggotaan.objects.aktif(pada=pada or timezone.localdate())
        .filter(pengguna=pengguna)
        .values("opd_id")
    )


def petugas_per_opd(opd_ids: Iterable[int]) -> dict[int, list[Pengguna]]:
    """The active officers of these OPDs today, by the OPD's id; one query."""
    hasil: dict[int, list[Pengguna]] = {pk: [] for pk in opd_ids}
    anggota = (
        Keanggotaan.objects.aktif(pada=timezone.localdate())
        .filter(opd__in=list(hasil), pengguna__is_active=True)
        .select_related("pengguna")
        .order_by("pengguna__nama", "pk")
    )
    for satu in anggota:
        hasil[satu.opd_id].append(satu.pengguna)
    return hasil


def desa_for_pengguna(pengguna: Pengguna) -> QuerySet[Desa]:
    """The villages this user may read: a petugas those that its OPD mentors or has mentored."""
    return Desa.objects.filter(dalam_lingkup(pengguna)).select_related("kecamatan")


def dalam_lingkup(pengguna: Pengguna, jalur: str = "") -> Q:
    """The condition that a village is one of `desa_for_pengguna`; `jalur` leads to it ("desa__").

    For rows that join their village anyway: a subquery would list the whole kabupaten for each.
    """
    syarat = Q((f"{jalur}kecamatan__kabupaten", pengguna.kabupaten_id))
    if pengguna.peran != Peran.PETUGAS:
        return syarat
    ditugasi = Penugasan.objects.filter(
        desa=OuterRef(f"{jalur}pk"), opd__in=opd_id_aktif(pengguna), mulai__lte=timezone.localdate()
    )
    return syarat & Q(Exists(ditugasi))


def desa_dampingan_aktif(pengguna: Pengguna) -> QuerySet[Desa]:
    """The villages a petugas may write today: an active assignment of an OPD it works for."""
    penugasan = Penugasan.objects.aktif(pada=timezone.localdate()).filter(
        opd__in=opd_id_aktif(pengguna)
    )
    return (
        Desa.objects.filter(kecamatan__kabupaten=pengguna.kabupaten_id)
        .filter(pk__in=penugasan.values("desa_id"))
        .select_related("kecamatan")
    )


def desa_dapat_diisi(pengguna: Pengguna) -> QuerySet[Desa]:
    """The villages that this user may survey; the queryset behind the right `desa.isi_survei`.

    A petugas those that its OPD mentors today, the secretariat those without a mentor.
    """
    if pengguna.peran == Peran.PETUGAS:
        return desa_dampingan_aktif(pengguna)
    semua = desa_for_pengguna(pengguna)
    if pengguna.peran == Peran.SEKRETARIAT:
        berjalan = Penugasan.objects.aktif(pada=timezone.localdate())
        return semua.exclude(pk__in=berjalan.values("desa_id"))
    return semua.none()


def is_pendamping_aktif(pengguna: Pengguna, desa_id: int) -> bool:
    """Whether an OPD that the user works for mentors this village today."""
    return (
        Penugasan.objects.aktif(pada=timezone.localdate())
        .filter(desa_id=desa_id, opd__in=opd_id_aktif(pengguna))
        .exists()
    )


def opd_for_pengguna(pengguna: Pengguna) -> QuerySet[OPD]:
    """The agencies of the user's kabupaten (names are public; their work is not)."""
    return OPD.objects.filter(kabupaten=pengguna.kabupaten_id)


def penugasan_for_pengguna(pengguna: Pengguna) -> PenugasanQuerySet:
    """Assignments over the villages the user may read."""
    return Penugasan.objects.filter(desa__in=desa_for_pengguna(pengguna)).select_related(
        "opd", "desa__kecamatan", "periode"
    )


def serah_terima_for_pengguna(pengguna: Pengguna) -> QuerySet[SerahTerima]:
    """Hand-overs: all for the secretariat; for a petugas those from or to its OPD."""
    queryset = SerahTerima.objects.filter(
        penugasan__opd__kabupaten=pengguna.kabupaten_id
    ).select_related("penugasan__opd", "penugasan__desa__kecamatan", "opd_penerima")
    if pengguna.peran == Peran.PETUGAS:
        opd = opd_id_aktif(pengguna)
        return queryset.filter(penugasan__opd__in=opd) | queryset.filter(opd_penerima__in=opd)
    return queryset


def survei_for_pengguna(pengguna: Pengguna) -> QuerySet[Survei]:
    """Surveys of the villages the user may read."""
    return Survei.objects.filter(desa__in=desa_for_pengguna(pengguna)).select_related(
        "putaran__periode", "desa__kecamatan"
    )


def keanggotaan_for_pengguna(pengguna: Pengguna) -> QuerySet[Keanggotaan]:
    """Who works for which agency, in the user's kabupaten."""
    return Keanggotaan.objects.filter(opd__kabupaten=pengguna.kabupaten_id).select_related(
        "pengguna", "opd"
    )
