"""The records of the social registry and of its corrections."""

from dtks.models.berita_acara import BeritaAcara
from dtks.models.insiden import InsidenData
from dtks.models.kiriman import JawabanPusat, KirimanUsulan
from dtks.models.registri import (
    AksesDataPribadi,
    EntriData,
    HasilBaris,
    Keluarga,
    Orang,
    RantaiAkses,
    RekapDesa,
    SumberData,
)
from dtks.models.usulan import AlasanPerbaikan, JadwalUsulan, PerubahanElemen, UsulanPerbaikan


__all__ = [
    "AksesDataPribadi",
    "AlasanPerbaikan",
    "BeritaAcara",
    "EntriData",
    "HasilBaris",
    "InsidenData",
    "JadwalUsulan",
    "JawabanPusat",
    "Keluarga",
    "KirimanUsulan",
    "Orang",
    "PerubahanElemen",
    "RantaiAkses",
    "RekapDesa",
    "SumberData",
    "UsulanPerbaikan",
]
