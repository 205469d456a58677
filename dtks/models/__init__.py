"""The records of the social registry and of its corrections."""

from dtks.models.registri import (
    AksesDataPribadi,
    EntriData,
    HasilBaris,
    Keluarga,
    Orang,
    RekapDesa,
    SumberData,
)
from dtks.models.usulan import AlasanPerbaikan, JadwalUsulan, PerubahanElemen, UsulanPerbaikan


__all__ = [
    "AksesDataPribadi",
    "AlasanPerbaikan",
    "EntriData",
    "HasilBaris",
    "JadwalUsulan",
    "Keluarga",
    "Orang",
    "PerubahanElemen",
    "RekapDesa",
    "SumberData",
    "UsulanPerbaikan",
]
