"""Paths of areas, programme, indicators, rounds and surveys."""

from django.urls import path

from desa import views
from desa.views import daftar, luring, master, program, temuan


app_name = "desa"
urlpatterns = [
    path("cari/", views.cari, name="cari"),
    path("desa/", views.desa_list, name="desa_list"),
    path("desa/baru/", master.desa_create, name="desa_create"),
    path("desa/nama-lain/<int:pk>/hapus/", master.nama_lain_delete, name="nama_lain_delete"),
    path("desa/profil/<int:pk>/ubah/", master.profil_edit, name="profil_edit"),
    path("desa/<str:kode>/", views.desa_detail, name="desa_detail"),
    path("desa/<str:kode>/ubah/", master.desa_edit, name="desa_edit"),
    path("desa/<str:kode>/nama-lain/", master.nama_lain_create, name="nama_lain_create"),
    path("desa/<str:kode>/profil/", master.profil_create, name="profil_create"),
    path("desa/<str:kode>/temuan/baru/", temuan.temuan_create, name="temuan_create"),
    path("temuan/", temuan.temuan_list, name="temuan_list"),
    path("temuan/<int:pk>/", temuan.temuan_detail, name="temuan_detail"),
    path("temuan/<int:pk>/ubah/", temuan.temuan_edit, name="temuan_edit"),
    path("temuan/<int:pk>/perkembangan/", temuan.temuan_perkembangan, name="temuan_perkembangan"),
    path("temuan/<int:pk>/konfirmasi/", temuan.temuan_konfirmasi, name="temuan_konfirmasi"),
    path("temuan/<int:pk>/kembalikan/", temuan.temuan_kembalikan, name="temuan_kembalikan"),
    path("temuan/<int:pk>/hentikan/", temuan.temuan_hentikan, name="temuan_hentikan"),
    path("temuan/<int:pk>/buka-lagi/", temuan.temuan_buka_lagi, name="temuan_buka_lagi"),
    path("kecamatan/<str:kode>/", views.kecamatan_detail, name="kecamatan_detail"),
    path("indikator/", views.indikator_list, name="indikator_list"),
    path("indikator/<str:kode>/", views.indikator_detail, name="indikator_detail"),
    path("indikator/<str:kode>/ubah/", views.indikator_edit, name="indikator_edit"),
    path("indikator/<str:kode>/aktif/", views.indikator_aktifkan, name="indikator_aktifkan"),
    path("indikator/<str:kode>/versi-baru/", views.versi_create, name="versi_create"),
    path("indikator/<str:kode>/putus-deret/", views.putus_deret_create, name="putus_deret_create"),
    path("kelengkapan/", views.kelengkapan, name="kelengkapan"),
    path("putaran/", views.putaran_list, name="putaran_list"),
    path("putaran/baru/", views.putaran_create, name="putaran_create"),
    path("putaran/<int:pk>/ubah/", views.putaran_edit, name="putaran_edit"),
    path("putaran/<int:pk>/kunci/", views.putaran_kunci, name="putaran_kunci"),
    path("putaran/<int:pk>/buka-kunci/", views.putaran_buka_kunci, name="putaran_buka_kunci"),
    path("putaran/<int:pk>/pengecualian/", views.putaran_kecualikan, name="putaran_kecualikan"),
    path("putaran/<int:pk>/", views.putaran_detail, name="putaran_detail"),
    path("survei/", views.survei_list, name="survei_list"),
    path("survei/isi/<int:putaran>/<str:kode>/", views.survei_isi, name="survei_isi"),
    path(
        "survei/tabrakan/<int:putaran>/<str:kode>/", views.survei_tabrakan, name="survei_tabrakan"
    ),
    path(
        "survei/foto/<int:putaran>/<str:kode>/<int:versi>/", views.survei_foto, name="survei_foto"
    ),
    path(
        "survei/foto/<int:putaran>/<str:kode>/<int:versi>/unggah/",
        views.survei_foto_unggah,
        name="survei_foto_unggah",
    ),
    path("survei/isi/<int:putaran>/<str:kode>/paket/", luring.survei_paket, name="survei_paket"),
    path("survei/isi/<int:putaran>/<str:kode>/kirim/", luring.survei_kirim, name="survei_kirim"),
    path("luring/", luring.luring, name="luring"),
    path("luring/token/", luring.luring_token, name="luring_token"),
    path("sw.js", luring.sw, name="sw"),
    path("manifest.webmanifest", luring.manifest, name="manifest"),
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
    path("kecamatan/<str:kode>/ubah/", master.kecamatan_edit, name="kecamatan_edit"),
    path("program/", program.program, name="program"),
    path("program/periode/", program.periode_list, name="periode_list"),
    path("program/periode/baru/", program.periode_create, name="periode_create"),
    path("program/periode/<int:pk>/ubah/", program.periode_edit, name="periode_edit"),
    path("program/periode/<int:pk>/hapus/", program.periode_delete, name="periode_delete"),
    path("program/target/", program.target_list, name="target_list"),
    path("program/target/baru/", program.target_create, name="target_create"),
    path("program/target/<int:pk>/ubah/", program.target_edit, name="target_edit"),
    path("program/target/<int:pk>/hapus/", program.target_delete, name="target_delete"),
    path("program/daftar-sasaran/", daftar.daftar_list, name="daftar_list"),
    path("program/daftar-sasaran/baru/", daftar.daftar_create, name="daftar_create"),
    path("program/daftar-sasaran/bandingkan/", daftar.daftar_bandingkan, name="daftar_bandingkan"),
    path("program/daftar-sasaran/<int:pk>/", daftar.daftar_detail, name="daftar_detail"),
    path("program/daftar-sasaran/<int:pk>/ubah/", daftar.daftar_edit, name="daftar_edit"),
    path("program/daftar-sasaran/<int:pk>/hapus/", daftar.daftar_delete, name="daftar_delete"),
    path("program/daftar-sasaran/<int:pk>/tambah/", daftar.butir_create, name="butir_create"),
    path("program/daftar-sasaran/<int:pk>/angka/", daftar.butir_edit, name="butir_edit"),
    path(
        "program/daftar-sasaran/<int:pk>/tetapkan/", daftar.daftar_tetapkan, name="daftar_tetapkan"
    ),
    path("program/butir/<int:pk>/keluarkan/", daftar.butir_delete, name="butir_delete"),
    path("program/butir/<int:pk>/luluskan/", daftar.butir_luluskan, name="butir_luluskan"),
]
