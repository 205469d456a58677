"""Paths of agencies, assignments and hand-overs."""

from django.urls import path

from opd import views
from opd.views import pengguna


app_name = "opd"
urlpatterns = [
    path("opd/", views.opd_list, name="opd_list"),
    path("opd/<int:pk>/", views.opd_detail, name="opd_detail"),
    path("pengguna/", pengguna.pengguna_list, name="pengguna_list"),
    path("pengguna/baru/", pengguna.pengguna_create, name="pengguna_create"),
    path("pengguna/<int:pk>/", pengguna.pengguna_detail, name="pengguna_detail"),
    path("pengguna/<int:pk>/ubah/", pengguna.pengguna_edit, name="pengguna_edit"),
    path(
        "pengguna/<int:pk>/atur-ulang-sandi/",
        pengguna.pengguna_atur_ulang_sandi,
        name="pengguna_atur_ulang_sandi",
    ),
    path(
        "pengguna/<int:pk>/nonaktifkan/",
        pengguna.pengguna_nonaktifkan,
        name="pengguna_nonaktifkan",
    ),
    path("pengguna/<int:pk>/aktifkan/", pengguna.pengguna_aktifkan, name="pengguna_aktifkan"),
    path(
        "pengguna/<int:pk>/hapus-dua-langkah/",
        pengguna.pengguna_hapus_dua_langkah,
        name="pengguna_hapus_dua_langkah",
    ),
    path(
        "pengguna/<int:pk>/keluarkan/",
        pengguna.pengguna_akhiri_sesi,
        name="pengguna_akhiri_sesi",
    ),
    path(
        "pengguna/<int:pk>/keanggotaan/baru/",
        pengguna.keanggotaan_create,
        name="keanggotaan_create",
    ),
    path(
        "keanggotaan/<int:pk>/akhiri/",
        pengguna.keanggotaan_akhiri,
        name="keanggotaan_akhiri",
    ),
]
