"""Classes of the maps: one set of colours and symbols for tiles, polygons and legend.

A class is told by its symbol, not by its colour: in grey the strong blue and the strong orange look
alike. What has no figure is hatched, never pale.
"""

from collections.abc import Iterable
from html import escape
from typing import NamedTuple


class Kelas(NamedTuple):
    """Fill, outline and ink of one class."""

    isi: str
    garis: str
    tinta: str


ARSIR = "arsir"  # fill of a class without figures, by pattern
KELAS = {
    "membaik-kuat": Kelas("#0b62a8", "#06385f", "#ffffff"),
    "membaik": Kelas("#c4def3", "#0b62a8", "#06385f"),
    "tetap": Kelas("#ffffff", "#51636c", "#16262e"),
    "memburuk": Kelas("#f7d6bd", "#a8430b", "#632506"),
    "memburuk-kuat": Kelas("#a8430b", "#632506", "#ffffff"),
    "tingkat-1": Kelas("#eef4f5", "#51636c", "#16262e"),
    "tingkat-2": Kelas("#c9dde1", "#51636c", "#16262e"),
    "tingkat-3": Kelas("#93bac2", "#0b4f58", "#16262e"),
    "tingkat-4": Kelas("#2f7380", "#0b4f58", "#ffffff"),
    "tingkat-5": Kelas("#073f4a", "#04262d", "#ffffff"),
    "kosong": Kelas(ARSIR, "#51636c", "#16262e"),
    "lain": Kelas("#f3f4f6", "#7f8f96", "#51636c"),
}


def arsiran(kunci: str) -> str:
    """The pattern that `isi_kelas` refers to; `kunci` makes its id unique on the page."""
    return (
        f'<defs><pattern id="{kunci}-{ARSIR}" width="5" height="5" patternUnits="userSpaceOnUse">'
        '<path d="M-1 6L6 -1M-1 1L1 -1M4 6L6 4" stroke="#8a9aa1" stroke-width="1"/></pattern></defs>'
    )


def isi_kelas(kelas: Kelas, kunci: str) -> str:
    return f"url(#{kunci}-{ARSIR})" if kelas.isi == ARSIR else kelas.isi


def legenda(butir: Iterable[tuple[str, str, str]], kunci: str) -> list[tuple[str, str]]:
    """A small picture per legend entry (class, symbol, words), and the words to stand behind it."""
    return [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="contoh" width="24" height="24"'
            f' viewBox="0 0 24 24" aria-hidden="true">{arsiran(f"{kunci}-{nama}")}'
            f"{kotak(1, 1, 22, nama, simbol, f'{kunci}-{nama}')}</svg>",
            kata,
        )
        for nama, simbol, kata in butir
    ]


def kotak(x: float, y: float, sisi: int, nama: str, simbol: str, kunci: str) -> str:
    """One square of a class with its symbol in the middle."""
    kelas = KELAS[nama]
    teks = ""
    if simbol:
        teks = (
            f'<text x="{x + sisi / 2:g}" y="{y + sisi / 2 + 4:g}" text-anchor="middle"'
            f' font-size="11" font-weight="700" fill="{kelas.tinta}">{escape(simbol)}</text>'
        )
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{sisi}" height="{sisi}" rx="3"'
        f' fill="{isi_kelas(kelas, kunci)}" stroke="{kelas.garis}"/>{teks}'
    )
