"""What open data reads. Every dataset is a list of plain rows without any personal data."""

from terbuka.queries.intervensi import dana, intervensi
from terbuka.queries.lain import desa, indikator, kemiskinan, rekap_dtks
from terbuka.queries.nilai import nilai_desa, nilai_wilayah, sebelum_sesudah
from terbuka.queries.survei import BahanSurvei, bahan_survei
from terbuka.queries.token import kabupaten_terbuka, token_berlaku, token_for_pengguna


__all__ = [
    "BahanSurvei",
    "bahan_survei",
    "dana",
    "desa",
    "indikator",
    "intervensi",
    "kabupaten_terbuka",
    "kemiskinan",
    "nilai_desa",
    "nilai_wilayah",
    "rekap_dtks",
    "sebelum_sesudah",
    "token_berlaku",
    "token_for_pengguna",
]
