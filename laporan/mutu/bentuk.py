"""What a check finds."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.urls import reverse

from laporan.queries import DesaSasaran
from laporan.stats import Neraca, gabung_neraca


class Butir(NamedTuple):
    """One thing to look at: the village, what it is, and where to mend it."""

    desa: DesaSasaran
    rincian: str
    url: str


@dataclass(frozen=True)
class Pemeriksaan:
    """One check over the villages of a comparison; `dari` counts what was looked at. `neraca` are
    the sums behind it, village by village, when it balances any."""

    kunci: str
    judul: str
    arti: str
    satuan: str
    dari: int
    butir: list[Butir]
    neraca: list[tuple[DesaSasaran, Neraca]] = field(default_factory=list)

    @property
    def banyak(self) -> int:
        return len(self.butir)

    @property
    def neraca_semua(self) -> Neraca:
        """All villages taken as one."""
        return gabung_neraca(n for _, n in self.neraca)


def url_desa(desa: DesaSasaran) -> str:
    """The village's page, where most of what is missing can be filled in."""
    return reverse("desa:desa_detail", args=[desa.kode])
