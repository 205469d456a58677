"""Paths of agencies, assignments and hand-overs."""

from django.urls import path

from opd import views
from opd.views import master, pengguna, penugasan, serah_terima


app_name = "opd"
urlpatterns = [
    path("opd/", views.opd_list, name="opd_list"),
    path("opd/baru/", master.opd_create, name="opd_create"),
    path("opd/<int:pk>/", views.opd_detail, name="opd_detail"),
    path("opd/<int:pk>/ubah/", master.opd_edit, name="opd_edit"),
    path("opd/<int:pk>/ganti-nama/", master.opd_ganti_nama, name="opd_ganti_nama"),
    path("opd/<int:pk>/kepala-baru/", master.opd_ganti_pejabat, name="opd_ganti_pejabat"),
    path("opd/<int:pk>/konfirmasi/", master.opd_konfirmasi, name="opd_konfirmasi"),
    path("opd/<int:pk>/nonaktifkan/", master.opd_nonaktifkan, name="opd_nonaktifkan"),
    path("opd/<int:pk>/aktifkan/", master.opd_aktifkan, name="opd_aktifkan"),
    path("penugasan/", penugasan.penugasan_list, name="penugasan_list"),
    path("penugasan/baru/", penugasan.penugasan_create, name="penugasan_create"),
    path("penugasan/celah/", penugasan.celah, name="celah"),
    path("penugasan/<int:pk>/", penugasan.penugasan_detail, name="penugasan_detail"),
    path("penugasan/<int:pk>/ubah/", penugasan.penugasan_edit, name="penugasan_edit"),
    path("penugasan/<int:pk>/akhiri/", penugasan.penugasan_akhiri, name="penugasan_akhiri"),
    path(
        "penugasan/<int:pk>/serah-terima/",
        serah_terima.serah_terima_create,
        name="serah_terima_create",
    ),
    path("serah-terima/", serah_terima.serah_terima_list, name="serah_terima_list"),
    path("serah-terima/<int:pk>/", serah_terima.serah_terima_detail, name="serah_terima_detail"),
    path(
        "serah-terima/<int:pk>/terima/",
        serah_terima.serah_terima_terima,
        name="serah_terima_terima",
    ),
    path(
        "serah-terima/<int:pk>/tolak/", serah_terima.serah_terima_tolak, name="serah_terima_tolak"
    ),
    path(
        "serah-terima/<int:pk>/batalkan/",
        serah_terima.serah_terima_batalkan,
        name="serah_terima_batalkan",
    ),
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
