"""All villages of the district, for the maps."""

from typing import NamedTuple

from akun.models import Pengguna
from opd.queries import desa_for_pengguna


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
