"""The class of a change: verdict, and whether it is large."""

from laporan.presentation.penulis import Penulis
from laporan.stats import putusan


KUAT = 5.0  # poin persen; from here on a cell or a village has the stronger tint


def nada(penulis: Penulis, selisih: float) -> str:
    """membaik, tetap or memburuk; "-kuat" behind it for a change of five points or more."""
    kuat = "-kuat" if penulis.jenis == "proporsi" and abs(selisih) >= KUAT else ""
    return f"{putusan(selisih, penulis.arah)}{kuat}"
