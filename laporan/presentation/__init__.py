"""The before/after report as its reader sees it: Indonesian numbers, verdict words, sentences.

Screen, PDF and chart take their texts from here, so they cannot differ. Numbers are written once
in Python: a template filter per cell would cost more than the statistics.
"""

from laporan.presentation.baris import (
    BarisDesa,
    BarisIndikator,
    Sisihan,
    baris_per_desa,
    baris_per_indikator,
    baris_semua,
    sisihan,
    statistik,
)
from laporan.presentation.deret import deret_desa, deret_indikator
from laporan.presentation.grafik import grafik, grafik_gabungan
from laporan.presentation.kalimat import (
    catatan_regresi,
    kalimat_desa,
    kalimat_indikator,
    kalimat_umum,
    liputan,
)
from laporan.presentation.kemiskinan import susun_kemiskinan
from laporan.presentation.panas import susun_panas
from laporan.presentation.pembanding import (
    catatan_pembanding,
    kalimat_pembanding,
    kalimat_pembanding_umum,
    rincian_pembanding,
)
from laporan.presentation.peta import (
    SelPeta,
    gambar_batas,
    gambar_petak,
    keterangan_peta,
    susun_peta,
    susun_petak,
    tanpa_batas,
)


__all__ = [
    "BarisDesa",
    "BarisIndikator",
    "SelPeta",
    "Sisihan",
    "baris_semua",
    "baris_per_desa",
    "baris_per_indikator",
    "catatan_pembanding",
    "catatan_regresi",
    "deret_desa",
    "deret_indikator",
    "gambar_batas",
    "gambar_petak",
    "grafik",
    "grafik_gabungan",
    "kalimat_desa",
    "kalimat_indikator",
    "kalimat_pembanding",
    "kalimat_pembanding_umum",
    "kalimat_umum",
    "keterangan_peta",
    "liputan",
    "rincian_pembanding",
    "sisihan",
    "statistik",
    "susun_kemiskinan",
    "susun_panas",
    "susun_peta",
    "susun_petak",
    "tanpa_batas",
]
