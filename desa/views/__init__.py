from desa.views.putaran import putaran_detail
from desa.views.survei import (
    survei_ajukan,
    survei_buang,
    survei_detail,
    survei_list,
    survei_revisi,
    survei_tanda_terima,
    survei_tarik,
)
from desa.views.survei_isi import survei_isi
from desa.views.verifikasi import survei_antrean, survei_periksa, survei_verifikasi_banyak
from desa.views.wilayah import cari, desa_detail, desa_list, kecamatan_detail


__all__ = [
    "cari",
    "desa_detail",
    "desa_list",
    "kecamatan_detail",
    "putaran_detail",
    "survei_ajukan",
    "survei_antrean",
    "survei_buang",
    "survei_detail",
    "survei_isi",
    "survei_list",
    "survei_periksa",
    "survei_revisi",
    "survei_tanda_terima",
    "survei_tarik",
    "survei_verifikasi_banyak",
]
