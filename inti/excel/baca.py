"""Uploaded workbook -> sheets of typed cells with their Excel row numbers."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from inti.excel.periksa import RUSAK, Batas, BerkasDitolak
from inti.excel.proses import AnakMati, jalankan
from inti.excel.sel import Nilai


@dataclass(frozen=True)
class Baris:
    """One row that holds something: its number in Excel and its cells from column A.

    `rumus` names the columns whose cell is the stored result of a formula.
    """

    nomor: int
    sel: list[Nilai]
    rumus: Sequence[int] = ()


@dataclass
class Lembar:
    """One worksheet; rows without content are left out, numbers stay those of Excel."""

    nama: str
    terlihat: bool
    baris: list[Baris] = field(default_factory=list)


def read_workbook(jalur: Path, *, batas: Batas | None = None) -> list[Lembar]:
    """The worksheets of the file at `jalur`, in workbook order.

    Raises BerkasDitolak, with a sentence for the owner, for anything but a readable .xlsx file.
    """
    batas = batas or Batas()
    with suppress(AnakMati):
        return _kumpulkan(jalankan("baca", jalur, batas=batas))
    with suppress(AnakMati):  # looks for the cell that made the sheet too large, and names it
        list(jalankan("jauh", jalur, batas=batas))
    raise BerkasDitolak(RUSAK)


def _kumpulkan(bingkai: Iterator[dict]) -> list[Lembar]:
    lembar: list[Lembar] = []
    for satu in bingkai:
        if "lembar" in satu:
            lembar.append(Lembar(satu["lembar"], satu["terlihat"]))
        else:
            lembar[-1].baris += [Baris(*isi) for isi in satu["baris"]]
    return lembar
