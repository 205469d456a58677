"""All villages of the district, for the maps."""

from datetime import datetime
from typing import Any, NamedTuple, cast

from django.db.models import Count, Max

from akun.models import Pengguna
from desa.models import BatasDesa
from opd.queries import desa_for_pengguna


SidikBatas = tuple[int, int, datetime | None]  # kabupaten, outlines, last change


class DesaPeta(NamedTuple):
    """One village on the map."""

    id: int
    kode: str
    nama: str
    kecamatan_kode: str
    kecamatan: str


def desa_peta(pengguna: Pengguna) -> list[DesaPeta]:
    """The villages that this user may read, by code; those that no longer exist are left out."""
    rows = (
        desa_for_pengguna(pengguna)
        .filter(berlaku_sampai=None)
        .order_by("kode")
        .values_list("pk", "kode", "nama", "kecamatan__kode", "kecamatan__nama")
    )
    return [DesaPeta(*row) for row in rows]


def sidik_batas(pengguna: Pengguna) -> SidikBatas:
    """What identifies the outlines loaded for the user's kabupaten."""
    batas = BatasDesa.objects.filter(desa__kecamatan__kabupaten=pengguna.kabupaten_id)
    isi = batas.aggregate(banyak=Count("pk"), terakhir=Max("updated_at"))
    return cast("SidikBatas", (pengguna.kabupaten_id, isi["banyak"], isi["terakhir"]))


def sumber_batas(kabupaten_id: int) -> list[str]:
    """Where the outlines of a kabupaten come from, as named when they were loaded."""
    rows = BatasDesa.objects.filter(desa__kecamatan__kabupaten=kabupaten_id).order_by("sumber")
    return list(rows.values_list("sumber", flat=True).distinct())


def batas_kabupaten(kabupaten_id: int) -> dict[int, dict[str, Any]]:
    """The outlines of a kabupaten as GeoJSON geometries, by village id."""
    rows = BatasDesa.objects.filter(desa__kecamatan__kabupaten=kabupaten_id)
    return dict(rows.values_list("desa_id", "geometri"))
