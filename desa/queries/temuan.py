"""Reads over findings that do not depend on who mentors whom."""

from django.db.models import QuerySet

from desa.choices import LANGKAH_PEMERIKSA, StatusTemuan
from desa.models import Temuan


def penangan_id(temuan: Temuan) -> set[int | None]:
    """Ids of everybody who recorded, proposed or followed up a finding: none of them confirms it."""
    tindak_lanjut = temuan.perkembangan.exclude(langkah__in=LANGKAH_PEMERIKSA)
    return {
        temuan.dibuat_oleh_id,
        temuan.diusulkan_oleh_id,
        *tindak_lanjut.values_list("dibuat_oleh_id", flat=True),
    }


def menunggu_konfirmasi(queryset: QuerySet[Temuan]) -> QuerySet[Temuan]:
    """Those that an officer proposed as solved and nobody confirmed yet, the oldest first."""
    return queryset.filter(status=StatusTemuan.DITANGANI, diusulkan_pada__isnull=False).order_by(
        "diusulkan_pada", "pk"
    )
