"""Reads over accounts."""

from django.db.models import QuerySet

from akun.models import Pengguna


def pengguna_for_pengguna(pengguna: Pengguna) -> QuerySet[Pengguna]:
    """The accounts of the same kabupaten."""
    return Pengguna.objects.filter(kabupaten=pengguna.kabupaten_id).select_related("kabupaten")
