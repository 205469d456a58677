"""Months: arithmetic across the year's end, and how an address writes one."""

from datetime import date

import pytest

from inti.bulan import akhir_bulan, baca_bulan, bulan_antara, bulan_dari


@pytest.mark.parametrize(
    ("tambah", "bulan"),
    [(0, date(2026, 11, 1)), (2, date(2027, 1, 1)), (-11, date(2025, 12, 1))],
)
def test_bulan_dari_counts_across_the_year(tambah, bulan):
    assert bulan_dari(date(2026, 11, 24), tambah) == bulan


def test_akhir_bulan_knows_leap_years():
    assert akhir_bulan(date(2028, 2, 3)) == date(2028, 2, 29)


def test_bulan_antara_includes_both_ends():
    assert list(bulan_antara(date(2026, 11, 24), date(2027, 1, 1))) == [
        date(2026, 11, 1),
        date(2026, 12, 1),
        date(2027, 1, 1),
    ]


def test_baca_bulan():
    assert baca_bulan("2026-10") == date(2026, 10, 1)
    for salah in ("2026-13", "0000-01", "2026-1", "2026", "", "oktober"):
        with pytest.raises(ValueError):  # noqa: PT011 -- any: the address is no month
            baca_bulan(salah)
