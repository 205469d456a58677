"""Stock and flow: what was there, less what was mended, plus what is new, is what is there now."""

from collections.abc import Iterable
from typing import NamedTuple


class Neraca(NamedTuple):
    """One village between two rounds, in the unit counted (houses)."""

    awal: int
    ditangani: int
    kini: int

    @property
    def baru(self) -> int:
        """What must have come up in between for the sum to close."""
        return self.kini - self.awal + self.ditangani

    @property
    def janggal(self) -> bool:
        """Whether more went away than was mended: something is not recorded, or miscounted."""
        return self.baru < 0


def gabung_neraca(semua: Iterable[Neraca]) -> Neraca:
    """Several villages as one."""
    daftar = list(semua)
    return Neraca(
        sum(n.awal for n in daftar),
        sum(n.ditangani for n in daftar),
        sum(n.kini for n in daftar),
    )
