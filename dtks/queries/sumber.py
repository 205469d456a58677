"""Reads of the registry's sources."""

from django.db.models import QuerySet
from django.utils import timezone

from akun.models import Pengguna
from dtks.models import SumberData


def sumber_data_for_pengguna(pengguna: Pengguna) -> QuerySet[SumberData]:
    """The registry editions of the user's kabupaten."""
    return SumberData.objects.filter(kabupaten=pengguna.kabupaten_id)


def sumber_lewat_simpan() -> QuerySet[SumberData]:
    """Editions, of every kabupaten, whose persons should have been erased by now."""
    return SumberData.objects.filter(dihapus_pada=None, simpan_sampai__lt=timezone.localdate())
