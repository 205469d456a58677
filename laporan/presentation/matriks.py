"""The rows of the matrix in words."""

from laporan.presentation.penulis import Penulis
from laporan.queries.matriks import Bergerak, Dituju


def sebut_dituju(dituju: Dituju) -> tuple[str, str, str]:
    """Name of an indicator, its change ("14,2% → 11,0%, ▼ 3,2 poin persen") and the verdict."""
    if dituju.pasangan is None or dituju.laporan is None:
        return dituju.indikator.nama, "", ""
    teks, putusan = _perubahan(dituju.laporan, dituju.pasangan)
    return dituju.indikator.nama, teks, putusan


def sebut_bergerak(baris: Bergerak) -> str:
    """The change of an indicator that no intervention aims at."""
    return _perubahan(baris.indikator, baris.pasangan)[0]


def _perubahan(indikator, pasangan):
    penulis = Penulis.untuk(indikator)
    perubahan = penulis.perubahan(pasangan.selisih)
    awal, kini = (penulis.nilai(n).angka for n in (pasangan.awal, pasangan.lanjutan))
    if perubahan.putusan == "tetap":
        return f"{awal} = tetap", "tetap"
    return f"{awal} → {kini}, {perubahan.teks} {indikator.satuan_selisih}", perubahan.putusan
