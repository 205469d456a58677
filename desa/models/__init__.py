from desa.models.indikator import Indikator, PutusDeret, TargetIndikator, VersiIndikator
from desa.models.program import ButirSasaran, DaftarSasaran, Periode
from desa.models.survei import NilaiIndikator, PengecualianKunci, Putaran, Survei
from desa.models.wilayah import Desa, Kecamatan, NamaLainDesa, ProfilDesa


__all__ = [
    "ButirSasaran",
    "DaftarSasaran",
    "Desa",
    "Indikator",
    "Kecamatan",
    "NamaLainDesa",
    "NilaiIndikator",
    "PengecualianKunci",
    "Periode",
    "ProfilDesa",
    "Putaran",
    "PutusDeret",
    "Survei",
    "TargetIndikator",
    "VersiIndikator",
]
