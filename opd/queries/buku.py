"""Which villages of a round a user may take home as a survey workbook, and in which parts."""

from typing import Any, NamedTuple

from akun.choices import Peran
from akun.models import Pengguna
from desa.models import Desa, Putaran
from desa.queries import desa_putaran
from opd.queries.lingkup import desa_dampingan_aktif
from opd.queries.penugasan import desa_with_opd


SEMUA, TANPA = "semua", "tanpa"


class BagianBuku(NamedTuple):
    """Villages that go into one workbook: those of an OPD, those without one, or all."""

    kode: str
    nama: str
    desa: list[Desa]


def bagian_buku(putaran: Putaran, pengguna: Pengguna) -> list[BagianBuku]:
    """The parts this user may download, the largest first: a petugas those of its own OPDs."""
    desa = desa_putaran(putaran).filter(kecamatan__kabupaten=pengguna.kabupaten_id)
    if pengguna.peran == Peran.PETUGAS:
        desa = desa.filter(pk__in=desa_dampingan_aktif(pengguna).values("pk"))
    semua: list[Any] = list(desa_with_opd(desa).order_by("kecamatan__kode", "kode"))
    per_opd: dict[str, BagianBuku] = {}
    for satu in sorted(semua, key=lambda d: d.pendamping or ""):
        opd_id, singkatan = satu.pendamping_id, satu.pendamping
        kode, nama = str(opd_id or TANPA), singkatan or "Tanpa pendamping"
        per_opd.setdefault(kode, BagianBuku(kode, nama, [])).desa.append(satu)
    bagian = list(per_opd.values())
    return [BagianBuku(SEMUA, "Semua desa", semua), *bagian] if len(bagian) > 1 else bagian
