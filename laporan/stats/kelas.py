"""Classes of a map: few, of about equal size, the same at both dates."""

from bisect import bisect_right
from collections.abc import Iterable


KELAS_MAKS = 5


def batas_kelas(nilai: Iterable[float], desimal: int) -> list[float]:
    """Inner bounds of at most five classes of about equal size; a value on a bound is above it.

    Rounded to `desimal`, so that the legend says exactly what the map shows; equal bounds fall
    together, which leaves fewer classes.
    """
    urut = sorted(nilai)
    if not urut:
        return []
    bulat = {
        round(urut[len(urut) * bagian // KELAS_MAKS], desimal) for bagian in range(1, KELAS_MAKS)
    }
    return sorted(b for b in bulat if urut[0] < b <= urut[-1])


def kelas_nilai(nilai: float, batas: list[float]) -> int:
    """The class of a value, counted from 0 for the lowest."""
    return bisect_right(batas, nilai)
