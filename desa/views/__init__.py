from desa.views.indikator import (
    indikator_aktifkan,
    indikator_detail,
    indikator_edit,
    indikator_list,
    putus_deret_create,
    versi_create,
)
from desa.views.kelengkapan import kelengkapan
from desa.views.putaran import (
    putaran_buka_kunci,
    putaran_create,
    putaran_detail,
    putaran_edit,
    putaran_kecualikan,
    putaran_kunci,
    putaran_list,
)
from desa.views.survei import (
    survei_ajukan,
    survei_buang,
    survei_detail,
    survei_list,
    survei_revisi,
    survei_tanda_terima,
    survei_tarik,
)
from desa.views.survei_foto import survei_foto, survei_foto_unggah
from desa.views.survei_isi import survei_isi
from desa.views.tabrakan import survei_tabrakan
from desa.views.verifikasi import survei_antrean, survei_periksa, survei_verifikasi_banyak
from desa.views.wilayah import cari, desa_detail, desa_list, kecamatan_detail


__all__ = [
    "cari",
    "desa_detail",
    "desa_list",
    "indikator_aktifkan",
    "indikator_detail",
    "indikator_edit",
    "indikator_list",
    "kecamatan_detail",
    "kelengkapan",
    "putaran_buka_kunci",
    "putaran_create",
    "putaran_detail",
    "putaran_edit",
    "putaran_kecualikan",
    "putaran_kunci",
    "putaran_list",
    "putus_deret_create",
    "survei_ajukan",
    "survei_antrean",
    "survei_buang",
    "survei_detail",
    "survei_foto",
    "survei_foto_unggah",
    "survei_isi",
    "survei_list",
    "survei_periksa",
    "survei_revisi",
    "survei_tabrakan",
    "survei_tanda_terima",
    "survei_tarik",
    "survei_verifikasi_banyak",
    "versi_create",
]
