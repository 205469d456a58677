from opd.models.opd import OPD, Keanggotaan, KeanggotaanQuerySet, NamaOPD, PejabatOPD
from opd.models.penugasan import Penugasan, PenugasanQuerySet, SerahTerima


__all__ = [
    "OPD",
    "Keanggotaan",
    "KeanggotaanQuerySet",
    "NamaOPD",
    "PejabatOPD",
    "Penugasan",
    "PenugasanQuerySet",
    "SerahTerima",
]
