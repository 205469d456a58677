"""Reads over the foundation records."""

from typing import Any

from django.db.models import Func, IntegerField, QuerySet, Subquery

from inti.models import Impor, Kabupaten


def hitung_sekaligus(**daftar: QuerySet) -> dict[str, int]:
    """How many rows each queryset has, all in one query. Needs one row of Kabupaten to hang on."""
    jumlah = {
        nama: Subquery(
            queryset.order_by().values(n=Func("pk", function="COUNT")),
            output_field=IntegerField(),
        )
        for nama, queryset in daftar.items()
    }
    return Kabupaten.objects.order_by("pk").values(**jumlah).first() or dict.fromkeys(daftar, 0)


def impor_for_pengguna(pengguna: Any) -> QuerySet[Impor]:
    """Imports this user may see: its own; with `inti.lihat_semua_impor` those of the kabupaten."""
    queryset = Impor.objects.filter(kabupaten=pengguna.kabupaten_id).select_related("dibuat_oleh")
    if pengguna.has_perm("inti.lihat_semua_impor"):
        return queryset
    return queryset.filter(dibuat_oleh=pengguna)
