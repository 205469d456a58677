from desa.models.indikator import Indikator, PutusDeret, TargetIndikator, VersiIndikator
from desa.models.kiriman import KirimanSurvei, TabrakanIsian
from desa.models.program import ButirSasaran, DaftarSasaran, Periode
from desa.models.survei import NilaiIndikator, PengecualianKunci, Putaran, Survei
from desa.models.temuan import PerkembanganTemuan, Temuan
from desa.models.wilayah import BatasDesa, Desa, Kecamatan, NamaLainDesa, ProfilDesa


__all__ = [
    "BatasDesa",
    "ButirSasaran",
    "DaftarSasaran",
    "Desa",
    "Indikator",
    "Kecamatan",
    "KirimanSurvei",
    "NamaLainDesa",
    "NilaiIndikator",
    "PengecualianKunci",
    "Periode",
    "PerkembanganTemuan",
    "ProfilDesa",
    "Putaran",
    "PutusDeret",
    "Survei",
    "TabrakanIsian",
    "TargetIndikator",
    "Temuan",
    "VersiIndikator",
]
