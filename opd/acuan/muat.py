"""Load the seed of agencies; see README.md beside this module for its sources."""

from datetime import date, timedelta
from pathlib import Path

from django.db import transaction

from desa.acuan.muat import KABUPATEN_KODE
from inti.acuan import HasilMuat, read_csv, selaraskan
from inti.models import Kabupaten
from opd.models import OPD, JenisBantuan, NamaOPD


ACUAN = Path(__file__).parent


@transaction.atomic
def muat_opd(*, timpa: bool) -> list[HasilMuat]:
    """Agencies and the names they bore. What was changed in the application stays, unless `timpa`."""
    kabupaten = Kabupaten.objects.get(kode=KABUPATEN_KODE)
    semua = OPD.objects.filter(kabupaten=kabupaten)
    riwayat = NamaOPD.objects.filter(opd__kabupaten=kabupaten)
    berganti = _berganti_nama(semua, riwayat)
    rows = [
        {"kabupaten_id": kabupaten.pk, "dikonfirmasi": row.pop("keyakinan") == "tinggi", **row}
        for row in read_csv(ACUAN / "opd.csv")
        if row["singkatan"] not in berganti
    ]
    hasil = [selaraskan(semua, rows, kunci=["singkatan"], timpa=timpa)]
    nama = _riwayat_nama({opd.singkatan: opd for opd in semua.all()})
    hasil.append(selaraskan(riwayat, nama, kunci=["opd_id", "singkatan"], timpa=timpa))
    return hasil


@transaction.atomic
def muat_jenis_bantuan(*, timpa: bool) -> list[HasilMuat]:
    """The kinds of help, in the order in which the province sums them."""
    rows = [
        {"urutan": urutan, **row}
        for urutan, row in enumerate(read_csv(ACUAN / "jenis_bantuan.csv"), 1)
    ]
    return [selaraskan(JenisBantuan.objects.all(), rows, kunci=["kode"], timpa=timpa)]


def _berganti_nama(semua, riwayat):
    """Abbreviations that the district has replaced in the application: not to be made again."""
    kini = set(semua.values_list("singkatan", flat=True))
    return set(riwayat.values_list("singkatan", flat=True)) - kini


def _riwayat_nama(opd):
    """Each former name up to its last day, and today's name from the day after."""
    rows = []
    for row in read_csv(ACUAN / "nama_opd.csv"):
        kini = opd.get(row["singkatan_kini"])
        if kini is None:  # renamed once more in the application, which keeps the history itself
            continue
        selesai = date.fromisoformat(row["berlaku_sampai"])
        lama = {"nama": row["nama"], "singkatan": row["singkatan"]}
        baru = {"nama": kini.nama, "singkatan": kini.singkatan}
        rows += [
            {"opd_id": kini.pk, **lama, "mulai": None, "selesai": selesai},
            {"opd_id": kini.pk, **baru, "mulai": selesai + timedelta(days=1), "selesai": None},
        ]
    return rows
