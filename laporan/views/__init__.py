from laporan.views.bahan_rakor import bahan_rakor, bahan_rakor_pdf
from laporan.views.beranda import beranda
from laporan.views.galat import csrf_failure, forbidden, not_found, server_error
from laporan.views.hasil_usulan import hasil_usulan, hasil_usulan_excel
from laporan.views.kemiskinan import (
    kemiskinan,
    kemiskinan_create,
    kemiskinan_delete,
    kemiskinan_edit,
)
from laporan.views.matriks import matriks, matriks_bergerak
from laporan.views.mutu import mutu
from laporan.views.neraca_dtks import neraca_dtks, neraca_dtks_excel
from laporan.views.peta import peta, peta_geojson
from laporan.views.rapor import rapor_desa, rapor_desa_pdf, rapor_semua, rapor_terbit
from laporan.views.rat import rat, rat_excel
from laporan.views.rekap import rekap_bulanan
from laporan.views.sebelum_sesudah import (
    sebelum_sesudah,
    sebelum_sesudah_desa,
    sebelum_sesudah_desa_pdf,
    sebelum_sesudah_excel,
    sebelum_sesudah_indikator,
    sebelum_sesudah_indikator_pdf,
    sebelum_sesudah_panas,
    sebelum_sesudah_panas_pdf,
    sebelum_sesudah_pdf,
)
from laporan.views.sehat import sehat
from laporan.views.terbitan import (
    penanda_tangan,
    terbitan_berkas,
    terbitan_create,
    terbitan_detail,
    terbitan_list,
    terbitan_tarik,
)


__all__ = [
    "bahan_rakor",
    "bahan_rakor_pdf",
    "beranda",
    "csrf_failure",
    "forbidden",
    "hasil_usulan",
    "hasil_usulan_excel",
    "kemiskinan",
    "kemiskinan_create",
    "kemiskinan_delete",
    "kemiskinan_edit",
    "mutu",
    "matriks",
    "matriks_bergerak",
    "neraca_dtks",
    "neraca_dtks_excel",
    "not_found",
    "penanda_tangan",
    "peta",
    "peta_geojson",
    "rapor_desa",
    "rapor_desa_pdf",
    "rapor_semua",
    "rapor_terbit",
    "rat",
    "rat_excel",
    "rekap_bulanan",
    "sebelum_sesudah",
    "sebelum_sesudah_desa",
    "sebelum_sesudah_desa_pdf",
    "sebelum_sesudah_excel",
    "sebelum_sesudah_indikator",
    "sebelum_sesudah_indikator_pdf",
    "sebelum_sesudah_panas",
    "sebelum_sesudah_panas_pdf",
    "sebelum_sesudah_pdf",
    "sehat",
    "server_error",
    "terbitan_berkas",
    "terbitan_create",
    "terbitan_detail",
    "terbitan_list",
    "terbitan_tarik",
]
