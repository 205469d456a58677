"""Paths of areas, programme, indicators, rounds and surveys."""

from django.urls import path

from desa import views


app_name = "desa"
urlpatterns = [
    path("cari/", views.cari, name="cari"),
    path("desa/", views.desa_list, name="desa_list"),
    path("desa/<str:kode>/", views.desa_detail, name="desa_detail"),
    path("kecamatan/<str:kode>/", views.kecamatan_detail, name="kecamatan_detail"),
    path("indikator/", views.indikator_list, name="indikator_list"),
    path("indikator/<str:kode>/", views.indikator_detail, name="indikator_detail"),
    path("indikator/<str:kode>/ubah/", views.indikator_edit, name="indikator_edit"),
    path("indikator/<str:kode>/aktif/", views.indikator_aktifkan, name="indikator_aktifkan"),
    path("indikator/<str:kode>/versi-baru/", views.versi_create, name="versi_create"),
    path("indikator/<str:kode>/putus-deret/", views.putus_deret_create, name="putus_deret_create"),
    path("putaran/", views.putaran_list, name="putaran_list"),
    path("putaran/baru/", views.putaran_create, name="putaran_create"),
    path("putaran/<int:pk>/ubah/", views.putaran_edit, name="putaran_edit"),
    path("putaran/<int:pk>/kunci/", views.putaran_kunci, name="putaran_kunci"),
    path("putaran/<int:pk>/buka-kunci/", views.putaran_buka_kunci, name="putaran_buka_kunci"),
    path("putaran/<int:pk>/pengecualian/", views.putaran_kecualikan, name="putaran_kecualikan"),
    path("putaran/<int:pk>/", views.putaran_detail, name="putaran_detail"),
    path("survei/", views.survei_list, name="survei_list"),
    path("survei/isi/<int:putaran>/<str:kode>/", views.survei_isi, name="survei_isi"),
    path("survei/verifikasi/", views.survei_antrean, name="survei_antrean"),
    path(
        "survei/verifikasi/sekaligus/",
        views.survei_verifikasi_banyak,
        name="survei_verifikasi_banyak",
    ),
    path("survei/<int:pk>/", views.survei_detail, name="survei_detail"),
    path("survei/<int:pk>/ajukan/", views.survei_ajukan, name="survei_ajukan"),
    path("survei/<int:pk>/tanda-terima/", views.survei_tanda_terima, name="survei_tanda_terima"),
    path("survei/<int:pk>/tarik/", views.survei_tarik, name="survei_tarik"),
    path("survei/<int:pk>/buang/", views.survei_buang, name="survei_buang"),
    path("survei/<int:pk>/revisi/", views.survei_revisi, name="survei_revisi"),
    path("survei/<int:pk>/periksa/", views.survei_periksa, name="survei_periksa"),
]
