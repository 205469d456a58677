"""Reads of the register of breaches."""

from django.db.models import QuerySet

from akun.choices import Peran
from akun.models import Pengguna
from dtks.choices import INSIDEN_SELESAI
from dtks.models import InsidenData


PENJAGA = (Peran.ADMIN, Peran.SEKRETARIAT)  # one of them is the officer for data protection


def insiden_for_pengguna(pengguna: Pengguna) -> QuerySet[InsidenData]:
    """The register of the kabupaten for those who answer for it; nothing for anybody else."""
    if pengguna.peran not in PENJAGA:
        return InsidenData.objects.none()
    return InsidenData.objects.filter(kabupaten=pengguna.kabupaten_id).select_related(
        "dicatat_oleh", "ditangani_oleh", "diberitahukan_oleh", "ditutup_oleh"
    )


def insiden_terbuka(pengguna: Pengguna) -> QuerySet[InsidenData]:
    """What is not closed yet, the deadline that comes first in front."""
    return (
        insiden_for_pengguna(pengguna)
        .exclude(status__in=INSIDEN_SELESAI)
        .order_by("tenggat_pada", "pk")
    )
