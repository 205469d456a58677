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


__all__ = [
    "AksesDataPribadi",
    "EntriData",
    "HasilBaris",
    "Keluarga",
    "Orang",
    "RekapDesa",
    "SumberData",
]
