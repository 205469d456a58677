"""Heat picture village × indicator: a square per pair with the symbol of its change."""

from collections.abc import Sequence
from html import escape
from math import ceil
from typing import NamedTuple

from laporan.svg.dumbbell import Keterangan, bagi_rata, potong
from laporan.svg.kelas import arsiran, kotak


SISI = 22
LANGKAH = 24
KIRI = 200  # room for the names of the villages
TEGAK, CONDONG = 5.4, 3.1  # height and width per letter of an indicator's name, written upwards
HURUF_NAMA = 25  # longest name of a village; the table has it whole


class SelGambar(NamedTuple):
    """One square: class (key of KELAS), symbol, and the words read out and shown on hover."""

    kelas: str
    simbol: str
    keterangan: str


class BarisGambar(NamedTuple):
    """One village: name, where it leads, and a square per column."""

    nama: str
    url: str
    sel: Sequence[SelGambar]


def panas(
    kolom: Sequence[tuple[str, str]], baris: Sequence[BarisGambar], keterangan: Keterangan
) -> list[str]:
    """Pictures of at most `BARIS_PER_GAMBAR` rows; `kolom`: name and address of each indicator."""
    return [_gambar(kolom, isi, keterangan, nomor) for nomor, isi in enumerate(bagi_rata(baris))]


def _gambar(
    kolom: Sequence[tuple[str, str]],
    baris: Sequence[BarisGambar],
    keterangan: Keterangan,
    nomor: int,
) -> str:
    huruf = max((len(nama) for nama, _ in kolom), default=0)
    atas = ceil(TEGAK * huruf) + 16
    lebar = KIRI + LANGKAH * len(kolom) + ceil(CONDONG * huruf)  # the last names lean out
    tinggi = atas + LANGKAH * len(baris)
    kunci = f"{keterangan.kunci}-{nomor}"
    bagian = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="panas" role="group"'
        f' viewBox="0 0 {lebar} {tinggi}" width="{lebar}" height="{tinggi}"'
        f' aria-labelledby="{kunci}-judul" aria-describedby="{kunci}-uraian"'
        f' font-family="DejaVu Sans, sans-serif" font-size="12" fill="#16262e">'
        f'<title id="{kunci}-judul">{escape(keterangan.judul)}</title>'
        f'<desc id="{kunci}-uraian">{escape(keterangan.uraian)}</desc>{arsiran(kunci)}'
    ]
    for urut, (nama, url) in enumerate(kolom):
        x = KIRI + LANGKAH * urut + SISI / 2 + 4
        bagian.append(
            f'<a href="{escape(url)}"><text x="{x:g}" y="{atas - 6}" font-size="11"'
            f' transform="rotate(-60 {x:g} {atas - 6})">{escape(nama)}</text></a>'
        )
    for urut, satu in enumerate(baris):
        y = atas + LANGKAH * urut
        bagian.append(
            f'<a href="{escape(satu.url)}"><text x="{KIRI - 8}" y="{y + 16}" text-anchor="end">'
            f"{escape(potong(satu.nama, HURUF_NAMA))}</text></a>"
        )
        bagian += [
            f"<g><title>{escape(sel.keterangan)}</title>"
            f"{kotak(KIRI + LANGKAH * letak, y + 1, SISI, sel.kelas, sel.simbol, kunci)}</g>"
            for letak, sel in enumerate(satu.sel)
        ]
    return "".join([*bagian, "</svg>"])
