from opd.models.intervensi import (
    Intervensi,
    JenisBantuan,
    KemajuanIntervensi,
    Pencairan,
    Pendanaan,
    PenerimaBantuan,
)
from opd.models.opd import OPD, Keanggotaan, KeanggotaanQuerySet, NamaOPD, PejabatOPD
from opd.models.penugasan import Penugasan, PenugasanQuerySet, SerahTerima


__all__ = [
    "OPD",
    "Intervensi",
    "JenisBantuan",
    "Keanggotaan",
    "KeanggotaanQuerySet",
    "KemajuanIntervensi",
    "NamaOPD",
    "PejabatOPD",
    "Pencairan",
    "Pendanaan",
    "PenerimaBantuan",
    "Penugasan",
    "PenugasanQuerySet",
    "SerahTerima",
]
