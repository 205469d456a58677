"""The shapes in which datasets leave: plain rows by column name."""

from decimal import Decimal
from typing import Any


Hasil = dict[str, Any]

TAMPIL, DISAMARKAN = "tampil", "disamarkan"  # values of the column "keadaan"


def angka(nilai: Decimal | float | None) -> int | float | None:
    """A number as JSON has it: whole where it is whole."""
    if nilai is None:
        return None
    return int(nilai) if nilai == int(nilai) else float(nilai)


def persen(pembilang: Decimal | int, penyebut: Decimal | int) -> float:
    """The share in percent, rounded to four decimals."""
    return round(100 * float(pembilang) / float(penyebut), 4)
