"""What the before/after report reads: rounds, target villages, indicators and their answers.

Everything is loaded with a fixed number of queries, whatever the number of villages; the
comparison itself is `laporan.stats`.
"""

from laporan.queries.bentuk import (
    DesaSasaran,
    IndikatorLaporan,
    Perbandingan,
    PerIndikator,
    PutaranLaporan,
    Versi,
)
from laporan.queries.muat import perbandingan_for_pengguna, putaran_baku, putaran_for_laporan
from laporan.queries.panjang import BarisPanjang, nilai_panjang


__all__ = [
    "BarisPanjang",
    "DesaSasaran",
    "IndikatorLaporan",
    "PerIndikator",
    "Perbandingan",
    "PutaranLaporan",
    "Versi",
    "nilai_panjang",
    "perbandingan_for_pengguna",
    "putaran_baku",
    "putaran_for_laporan",
]
