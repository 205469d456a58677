"""Paths of the home page, the reports and the errors."""

from django.urls import include, path

from laporan import views


app_name = "laporan"
sebelum_sesudah = [
    path("", views.sebelum_sesudah, name="sebelum_sesudah"),
    path("excel/", views.sebelum_sesudah_excel, name="sebelum_sesudah_excel"),
    path("pdf/", views.sebelum_sesudah_pdf, name="sebelum_sesudah_pdf"),
    path("panas/", views.sebelum_sesudah_panas, name="sebelum_sesudah_panas"),
    path("panas/pdf/", views.sebelum_sesudah_panas_pdf, name="sebelum_sesudah_panas_pdf"),
    path(
        "indikator/<str:kode>/", views.sebelum_sesudah_indikator, name="sebelum_sesudah_indikator"
    ),
    path(
        "indikator/<str:kode>/pdf/",
        views.sebelum_sesudah_indikator_pdf,
        name="sebelum_sesudah_indikator_pdf",
    ),
    path("desa/<str:kode>/", views.sebelum_sesudah_desa, name="sebelum_sesudah_desa"),
    path("desa/<str:kode>/pdf/", views.sebelum_sesudah_desa_pdf, name="sebelum_sesudah_desa_pdf"),
]
terbitan = [
    path("", views.terbitan_list, name="terbitan_list"),
    path("baru/", views.terbitan_create, name="terbitan_create"),
    path("<int:pk>/", views.terbitan_detail, name="terbitan_detail"),
    path("<int:pk>/berkas/", views.terbitan_berkas, name="terbitan_berkas"),
    path("<int:pk>/tarik/", views.terbitan_tarik, name="terbitan_tarik"),
]
kemiskinan = [
    path("", views.kemiskinan, name="kemiskinan"),
    path("baru/", views.kemiskinan_create, name="kemiskinan_create"),
    path("<int:pk>/", views.kemiskinan_edit, name="kemiskinan_edit"),
    path("<int:pk>/hapus/", views.kemiskinan_delete, name="kemiskinan_delete"),
]
laporan = [
    path("sebelum-sesudah/", include(sebelum_sesudah)),
    path("terbitan/", include(terbitan)),
    path("penanda-tangan/", views.penanda_tangan, name="penanda_tangan"),
    path("rapor-desa/semua/", views.rapor_semua, name="rapor_semua"),
    path("rapor-desa/terbitkan/", views.rapor_terbit, name="rapor_terbit"),
    path("rapor-desa/<str:kode>/", views.rapor_desa, name="rapor_desa"),
    path("rapor-desa/<str:kode>/pdf/", views.rapor_desa_pdf, name="rapor_desa_pdf"),
    path("rat-lp2kd/", views.rat, name="rat"),
    path("rat-lp2kd/excel/", views.rat_excel, name="rat_excel"),
    path("kemiskinan-kabupaten/", include(kemiskinan)),
    path("hasil-usulan/", views.hasil_usulan, name="hasil_usulan"),
    path("hasil-usulan/excel/", views.hasil_usulan_excel, name="hasil_usulan_excel"),
    path("neraca-dtks/", views.neraca_dtks, name="neraca_dtks"),
    path("neraca-dtks/excel/", views.neraca_dtks_excel, name="neraca_dtks_excel"),
    path("mutu-data/", views.mutu, name="mutu"),
    path("matriks/", views.matriks, name="matriks"),
    path("matriks/bergerak/", views.matriks_bergerak, name="matriks_bergerak"),
    path("peta/", views.peta, name="peta"),
    path("peta/batas.geojson", views.peta_geojson, name="peta_geojson"),
    path("bahan-rakor/", views.bahan_rakor, name="bahan_rakor"),
    path("bahan-rakor/pdf/", views.bahan_rakor_pdf, name="bahan_rakor_pdf"),
    path("rekap-bulanan/", views.rekap_bulanan, name="rekap_bulanan"),
]
urlpatterns = [
    path("", views.beranda, name="beranda"),
    path("laporan/", include(laporan)),
    path("sehat/", views.sehat, name="sehat"),
]
