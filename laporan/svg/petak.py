"""Tile map: one square per village, grouped by kecamatan in the district's rough order.

It needs no boundaries, gives a small village as much room as a large one, and every square is a
link big enough for a finger.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil
from typing import NamedTuple

from laporan.svg.dumbbell import Keterangan
from laporan.svg.kelas import arsiran, kotak


SISI = 22  # of a square; with the gap 24, the smallest target that WCAG 2.2 allows
LANGKAH = 24
PER_BARIS = 6
JUDUL = 18  # above the squares: name of the kecamatan
LEBAR_BLOK = PER_BARIS * LANGKAH + 12
SELA = 12


class Petak(NamedTuple):
    """One village: where it leads, its class and symbol, its name and what is said of it."""

    url: str
    kelas: str  # key of KELAS
    simbol: str
    nama: str
    kata: str
    ditandai: bool = False  # a dot in the corner

    @property
    def keterangan(self) -> str:
        """What is read out and shown on hover."""
        return f"{self.nama}: {self.kata}"


@dataclass(frozen=True, slots=True)
class Blok:
    """One kecamatan at its cell of the grid, counted from the north-west."""

    nama: str
    baris: int
    kolom: int
    petak: Sequence[Petak]

    @property
    def tinggi(self) -> int:
        return JUDUL + LANGKAH * ceil(len(self.petak) / PER_BARIS) + SELA


def peta_petak(blok: Sequence[Blok], keterangan: Keterangan, *, kolom: int | None = None) -> str:
    """The map as one SVG. `kolom` deals the kecamatan out over so many columns, for phones."""
    letak = _letak(blok) if kolom is None else _berurutan(blok, kolom)
    lebar = max((b.kolom for b, _ in letak), default=1) * LEBAR_BLOK - SELA
    tinggi = max((y + b.tinggi for b, y in letak), default=0)
    kunci = f"{keterangan.kunci}-{lebar}"
    bagian = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="peta-petak" role="group"'
        f' viewBox="0 0 {lebar} {tinggi}" width="{lebar}" height="{tinggi}"'
        f' aria-labelledby="{kunci}-judul" aria-describedby="{kunci}-uraian"'
        f' font-family="DejaVu Sans, sans-serif" font-size="12" fill="#16262e">'
        f'<title id="{kunci}-judul">{escape(keterangan.judul)}</title>'
        f'<desc id="{kunci}-uraian">{escape(keterangan.uraian)}</desc>{arsiran(kunci)}'
    ]
    bagian += [_gambar_blok(b, (b.kolom - 1) * LEBAR_BLOK, y, kunci) for b, y in letak]
    return "".join([*bagian, "</svg>"])


def _letak(blok: Sequence[Blok]) -> list[tuple[Blok, int]]:
    """Each block with its y: rows are as tall as their tallest block, empty rows take no room."""
    per_baris: dict[int, list[Blok]] = defaultdict(list)
    for satu in blok:
        per_baris[satu.baris].append(satu)
    hasil, y = [], 0
    for _, isi in sorted(per_baris.items()):
        hasil += [(b, y) for b in sorted(isi, key=lambda b: b.kolom)]
        y += max(b.tinggi for b in isi)
    return hasil


def _berurutan(blok: Sequence[Blok], kolom: int) -> list[tuple[Blok, int]]:
    """The blocks from north-west to south-east in a few columns."""
    urut = sorted(blok, key=lambda b: (b.baris, b.kolom))
    return _letak(
        [Blok(b.nama, nomor // kolom, nomor % kolom + 1, b.petak) for nomor, b in enumerate(urut)]
    )


def _gambar_blok(blok: Blok, x: int, y: int, kunci: str) -> str:
    bagian = [f'<text x="{x}" y="{y + 12}" font-weight="600">{escape(blok.nama)}</text>']
    for nomor, petak in enumerate(blok.petak):
        baris, urut = divmod(nomor, PER_BARIS)
        kiri, atas = x + urut * LANGKAH + 1, y + JUDUL + baris * LANGKAH
        titik = ""
        if petak.ditandai:
            titik = (
                f'<circle cx="{kiri + SISI - 4}" cy="{atas + 4}" r="3" fill="#16262e"'
                ' stroke="#ffffff"/>'
            )
        bagian.append(
            f'<a href="{escape(petak.url)}"><title>{escape(petak.keterangan)}</title>'
            f"{kotak(kiri, atas, SISI, petak.kelas, petak.simbol, kunci)}{titik}</a>"
        )
    return "".join(bagian)
