"""Paths of areas, programme, indicators, rounds and surveys."""

from django.urls import path

from desa import views


app_name = "desa"
urlpatterns = [
    path("cari/", views.cari, name="cari"),
    path("desa/", views.desa_list, name="desa_list"),
    path("desa/<str:kode>/", views.desa_detail, name="desa_detail"),
    path("kecamatan/<str:kode>/", views.kecamatan_detail, name="kecamatan_detail"),
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
