"""Reads over the foundation records."""

from typing import Any

from django.db.models import QuerySet

from inti.models import Impor


def impor_for_pengguna(pengguna: Any) -> QuerySet[Impor]:
    """Imports this user may see: its own; with `inti.lihat_semua_impor` those of the kabupaten."""
    queryset = Impor.objects.filter(kabupaten=pengguna.kabupaten_id).select_related("dibuat_oleh")
    if pengguna.has_perm("inti.lihat_semua_impor"):
        return queryset
    return queryset.filter(dibuat_oleh=pengguna)
