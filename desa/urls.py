"""Paths of areas, programme, indicators, rounds and surveys."""

from django.urls import path

from desa import views


app_name = "desa"
urlpatterns = [
    path("cari/", views.cari, name="cari"),
    path("desa/", views.desa_list, name="desa_list"),
    path("desa/<str:kode>/", views.desa_detail, name="desa_detail"),
    path("kecamatan/<str:kode>/", views.kecamatan_detail, name="kecamatan_detail"),
]
