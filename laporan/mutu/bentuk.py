"""What a check finds."""

from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse

from laporan.queries import DesaSasaran


class Butir(NamedTuple):
    """One thing to look at: the village, what it is, and where to mend it."""

    desa: DesaSasaran
    rincian: str
    url: str


@dataclass(frozen=True)
class Pemeriksaan:
    """One check over the villages of a comparison; `dari` counts what was looked at."""

    kunci: str
    judul: str
    arti: str
    satuan: str
    dari: int
    butir: list[Butir]

    @property
    def banyak(self) -> int:
        return len(self.butir)


def url_desa(desa: DesaSasaran) -> str:
    """The village's page, where most of what is missing can be filled in."""
    return reverse("desa:desa_detail", args=[desa.kode])
