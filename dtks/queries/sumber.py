"""Reads of the registry's sources."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from akun.models import Pengguna
from dtks.models import EntriData, RekapDesa, SumberData


def sumber_data_for_pengguna(pengguna: Pengguna) -> QuerySet[SumberData]:
    """The registry editions of the user's kabupaten."""
    return SumberData.objects.filter(kabupaten=pengguna.kabupaten_id)


def sumber_dengan_orang(pengguna: Pengguna) -> QuerySet[SumberData]:
    """The editions whose persons are here: imported, and not erased. The newest first."""
    berisi = EntriData.objects.filter(sumber=OuterRef("pk"))
    return sumber_data_for_pengguna(pengguna).filter(Exists(berisi))


def sumber_terbaru(pengguna: Pengguna) -> SumberData | None:
    """The newest edition whose persons are here."""
    return sumber_dengan_orang(pengguna).order_by("-tanggal_data", "-pk").first()


def sumber_dengan_rekap(pengguna: Pengguna) -> QuerySet[SumberData]:
    """The editions of which there are counts, those whose persons were erased included."""
    terhitung = RekapDesa.objects.filter(sumber=OuterRef("pk"))
    return sumber_data_for_pengguna(pengguna).filter(Exists(terhitung))


def sumber_lewat_simpan() -> QuerySet[SumberData]:
    """Editions, of every kabupaten, whose persons should have been erased by now."""
    return SumberData.objects.filter(dihapus_pada=None, simpan_sampai__lt=timezone.localdate())
