"""Imports of desa: areas, village profiles, target lists; and how a row finds its village."""

from desa.impor.peta import (
    DESA_SALAH_SATU,
    KOLOM_DESA,
    PetaDesa,
    sebut_singkat,
    tolak_ganda,
)
from desa.impor.profil import IMPOR_PROFIL
from desa.impor.sasaran import IMPOR_SASARAN
from desa.impor.wilayah import IMPOR_WILAYAH


__all__ = [
    "DESA_SALAH_SATU",
    "IMPOR_PROFIL",
    "IMPOR_SASARAN",
    "IMPOR_WILAYAH",
    "KOLOM_DESA",
    "PetaDesa",
    "sebut_singkat",
    "tolak_ganda",
]
