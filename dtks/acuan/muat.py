"""Load the seed of reasons; see README.md beside this module."""

from pathlib import Path

from django.db import transaction

from desa.acuan.muat import KABUPATEN_KODE
from dtks.models import AlasanPerbaikan
from inti.acuan import HasilMuat, read_csv, selaraskan
from inti.models import Kabupaten


ACUAN = Path(__file__).parent


@transaction.atomic
def muat_alasan(*, timpa: bool) -> list[HasilMuat]:
    """What may have happened to a person. What the admin changed stays, unless `timpa`."""
    kabupaten = Kabupaten.objects.get(kode=KABUPATEN_KODE)
    rows = [
        row
        | {
            "kabupaten_id": kabupaten.pk,
            "urutan": urutan * 10,
            "elemen": row["elemen"].split(),
            "dokumen": row["dokumen"].split(),
            "perlu_tanggal": row["perlu_tanggal"] == "ya",
        }
        for urutan, row in enumerate(read_csv(ACUAN / "alasan.csv"), 1)
    ]
    semua = AlasanPerbaikan.objects.filter(kabupaten=kabupaten)
    return [selaraskan(semua, rows, kunci=["kode"], timpa=timpa)]
