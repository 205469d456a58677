from opd.models.intervensi import (
    Intervensi,
    JenisBantuan,
    KemajuanIntervensi,
    Pencairan,
    Pendanaan,
    PenerimaBantuan,
)
from opd.models.kunjungan import (
    Kunjungan,
)
from opd.models.laporan_bulanan import (
    LaporanBulanan,
)
from opd.models.opd import (
    OPD,
    Keanggotaan,
    KeanggotaanQuerySet,
    NamaOPD,
    PejabatOPD,
)
from opd.models.penugasan import (
    Penugasan,
    PenugasanQuerySet,
    SerahTerima,
)
from opd.models.rapat import (
    KehadiranRapat,
    Rapat,
    TindakLanjut,
)


__all__ = [
    "Intervensi",
    "JenisBantuan",
    "Keanggotaan",
    "KeanggotaanQuerySet",
    "KehadiranRapat",
    "KemajuanIntervensi",
    "Kunjungan",
    "LaporanBulanan",
    "NamaOPD",
    "OPD",
    "PejabatOPD",
    "Pencairan",
    "Pendanaan",
    "PenerimaBantuan",
    "Penugasan",
    "PenugasanQuerySet",
    "Rapat",
    "SerahTerima",
    "TindakLanjut",
]
