"""Pictures as SVG text, made on the server: they need no JavaScript and go into the PDF unchanged.

Looks come from presentation attributes, which the PDF engine needs and the Content-Security-Policy
allows. Meaning never hangs on colour alone, so that all of them read in grey.
"""

from laporan.svg.deret import PANEL, TREN, TREN_SEMPIT, Garis, Waktu, deret
from laporan.svg.dumbbell import (
    BARIS_PER_GAMBAR,
    LEBAR,
    SEMPIT,
    Baris,
    Keterangan,
    dumbbell,
    sumbu_bulat,
)
from laporan.svg.kelas import KELAS, Kelas, legenda
from laporan.svg.koroplet import Lukisan, koroplet, lukis
from laporan.svg.panas import BarisGambar, SelGambar, panas
from laporan.svg.petak import Blok, Petak, peta_petak


__all__ = [
    "BARIS_PER_GAMBAR",
    "KELAS",
    "LEBAR",
    "PANEL",
    "SEMPIT",
    "TREN",
    "TREN_SEMPIT",
    "Baris",
    "BarisGambar",
    "Blok",
    "Garis",
    "Kelas",
    "Keterangan",
    "Lukisan",
    "Petak",
    "SelGambar",
    "Waktu",
    "deret",
    "dumbbell",
    "koroplet",
    "legenda",
    "lukis",
    "panas",
    "peta_petak",
    "sumbu_bulat",
]
