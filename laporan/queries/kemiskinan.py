"""The poverty rate of the whole district, by BPS: context beside the report, never a village's figure.

Susenas is a sample of households of the kabupaten: BPS publishes no poverty rate (P0) of a village,
and the application computes none. The series comes from a file that names the source of every year.
"""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from inti.acuan import read_csv


KABUPATEN = "33.18"  # the file is about Pati
BERKAS = Path(__file__).parent.parent / "acuan" / "kemiskinan_kabupaten.csv"


class Kemiskinan(NamedTuple):
    """The poor of the kabupaten in March of a year: percent of the population, thousand persons."""

    tahun: int
    persen: Decimal
    jumlah_ribu: Decimal | None
    sumber: str


@cache
def kemiskinan_kabupaten(kode: str) -> tuple[Kemiskinan, ...]:
    """The series of a kabupaten by its Kemendagri code, oldest first; empty when there is none."""
    if kode != KABUPATEN:
        return ()
    return tuple(
        Kemiskinan(
            int(b["tahun"]),
            Decimal(b["persen"]),
            Decimal(b["jumlah_ribu"]) if b["jumlah_ribu"] else None,
            b["sumber"],
        )
        for b in read_csv(BERKAS)
    )
