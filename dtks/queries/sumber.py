"""Scope of the registry's sources."""

from django.db.models import QuerySet

from akun.models import Pengguna
from dtks.models import SumberData


def sumber_data_for_pengguna(pengguna: Pengguna) -> QuerySet[SumberData]:
    """The registry editions of the user's kabupaten."""
    return SumberData.objects.filter(kabupaten=pengguna.kabupaten_id)
