"""Months, each named by its first day; and how an address names one ("2026-10")."""

from collections.abc import Iterator
from datetime import date, timedelta


def bulan_dari(hari: date, tambah: int = 0) -> date:
    """The month of a day, or the one `tambah` months later (negative: earlier)."""
    tahun, bulan = divmod(hari.year * 12 + hari.month - 1 + tambah, 12)
    return date(tahun, bulan + 1, 1)


def akhir_bulan(hari: date) -> date:
    """The last day of the month of a day."""
    return bulan_dari(hari, 1) - timedelta(days=1)


def bulan_antara(mulai: date, sampai: date) -> Iterator[date]:
    """The months from that of `mulai` to that of `sampai`, both inclusive, the earliest first."""
    bulan, terakhir = bulan_dari(mulai), bulan_dari(sampai)
    while bulan <= terakhir:
        yield bulan
        bulan = bulan_dari(bulan, 1)


def baca_bulan(teks: str) -> date:
    """The month written "2026-10". Raises ValueError for anything else."""
    tahun, _, bulan = teks.partition("-")
    if len(tahun) != 4 or len(bulan) != 2:
        raise ValueError(teks)
    return date(int(tahun), int(bulan), 1)


class BulanConverter:
    """`<bulan:bulan>` in a path."""

    regex = r"[0-9]{4}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return baca_bulan(value)

    def to_url(self, value: date) -> str:
        return f"{value:%Y-%m}"
