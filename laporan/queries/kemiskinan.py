"""The poverty rate of the whole district, by BPS: context beside the report, never a village's figure.

Susenas is a sample of households of the kabupaten: BPS publishes no poverty rate (P0) of a village,
and the application computes none. The series comes from a file that names the source of every year,
and from what the district has added since.
"""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.db.models import QuerySet

from akun.models import Pengguna
from inti.acuan import read_csv
from inti.models import Kabupaten
from laporan.models import KemiskinanKabupaten


KABUPATEN = "33.18"  # the file is about Pati
BERKAS = Path(__file__).parent.parent / "acuan" / "kemiskinan_kabupaten.csv"


class Kemiskinan(NamedTuple):
    """The poor of the kabupaten in March of a year: percent of the population, thousand persons.
    `pk` of the row, when the district wrote it itself."""

    tahun: int
    persen: Decimal
    jumlah_ribu: Decimal | None
    sumber: str
    pk: int | None = None


def kemiskinan_kabupaten(kabupaten: Kabupaten) -> list[Kemiskinan]:
    """The series of a kabupaten, oldest first; empty when there is none. One query.

    What the district wrote stands before what came with the application.
    """
    rows = KemiskinanKabupaten.objects.filter(kabupaten=kabupaten).values_list(
        "tahun", "persen", "jumlah_ribu", "sumber", "pk"
    )
    per_tahun = {satu.tahun: satu for satu in _bawaan()} if kabupaten.kode == KABUPATEN else {}
    per_tahun |= {satu.tahun: satu for satu in map(Kemiskinan._make, rows)}
    return [satu for _, satu in sorted(per_tahun.items())]


def kemiskinan_for_pengguna(pengguna: Pengguna) -> QuerySet[KemiskinanKabupaten]:
    """The years that the user's kabupaten wrote itself."""
    return KemiskinanKabupaten.objects.filter(kabupaten=pengguna.kabupaten_id)


@cache
def _bawaan() -> tuple[Kemiskinan, ...]:
    return tuple(
        Kemiskinan(
            int(b["tahun"]),
            Decimal(b["persen"]),
            Decimal(b["jumlah_ribu"]) if b["jumlah_ribu"] else None,
            b["sumber"],
        )
        for b in read_csv(BERKAS)
    )
