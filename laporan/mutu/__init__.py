"""How far the data can be trusted: the checks behind the page and the sheet "Mutu data"."""

from laporan.mutu.bentuk import Butir, Pemeriksaan
from laporan.mutu.periksa import periksa_mutu


__all__ = ["Butir", "Pemeriksaan", "periksa_mutu"]
