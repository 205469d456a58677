"""Paths of agencies, assignments and hand-overs."""

from django.urls import include, path, register_converter

from inti.bulan import BulanConverter
from opd import views
from opd.views import (
    buku,
    intervensi,
    kunjungan,
    laporan_bulanan,
    master,
    pendanaan,
    pengguna,
    pengingat,
    penugasan,
    rapat,
    serah_terima,
    tindak_lanjut,
)


register_converter(BulanConverter, "bulan")

app_name = "opd"
url_laporan = [
    path("", laporan_bulanan.laporan_list, name="laporan_list"),
    path("kelengkapan/", laporan_bulanan.laporan_kelengkapan, name="laporan_kelengkapan"),
    path("<int:pk>/", laporan_bulanan.laporan_detail, name="laporan_detail"),
    path("<int:pk>/periksa/", laporan_bulanan.laporan_periksa, name="laporan_periksa"),
    path("<int:pk>/kembalikan/", laporan_bulanan.laporan_kembalikan, name="laporan_kembalikan"),
    path("<int:pk>/terima/", laporan_bulanan.laporan_terima, name="laporan_terima"),
]
url_kunjungan = [
    path("", kunjungan.kunjungan_list, name="kunjungan_list"),
    path("per-desa/", kunjungan.kunjungan_desa, name="kunjungan_desa"),
    path("<int:pk>/", kunjungan.kunjungan_detail, name="kunjungan_detail"),
    path("<int:pk>/ubah/", kunjungan.kunjungan_edit, name="kunjungan_edit"),
    path("<int:pk>/batalkan/", kunjungan.kunjungan_batalkan, name="kunjungan_batalkan"),
]
url_rapat = [
    path("", rapat.rapat_list, name="rapat_list"),
    path("baru/", rapat.rapat_create, name="rapat_create"),
    path("<int:pk>/", rapat.rapat_detail, name="rapat_detail"),
    path("<int:pk>/ubah/", rapat.rapat_edit, name="rapat_edit"),
    path("<int:pk>/kehadiran/", rapat.rapat_kehadiran, name="rapat_kehadiran"),
    path("<int:pk>/selesaikan/", rapat.rapat_selesaikan, name="rapat_selesaikan"),
    path("<int:pk>/notulen/", rapat.rapat_notulen, name="rapat_notulen"),
    path("<int:pk>/batalkan/", rapat.rapat_batalkan, name="rapat_batalkan"),
    path("<int:pk>/berkas/", rapat.rapat_lampiran, name="rapat_lampiran"),
    path("<int:pk>/tindak-lanjut/", tindak_lanjut.rapat_tindak_lanjut, name="rapat_tindak_lanjut"),
]
url_tindak_lanjut = [
    path("", tindak_lanjut.tindak_lanjut_list, name="tindak_lanjut_list"),
    path("dari-survei/<int:pk>/", tindak_lanjut.survei_tindak_lanjut, name="survei_tindak_lanjut"),
    path("dari-temuan/<int:pk>/", tindak_lanjut.temuan_tindak_lanjut, name="temuan_tindak_lanjut"),
    path("<int:pk>/", tindak_lanjut.tindak_lanjut_detail, name="tindak_lanjut_detail"),
    path("<int:pk>/ubah/", tindak_lanjut.tindak_lanjut_edit, name="tindak_lanjut_edit"),
    path("<int:pk>/laporkan/", tindak_lanjut.tindak_lanjut_laporkan, name="tindak_lanjut_laporkan"),
    path("<int:pk>/memadai/", tindak_lanjut.tindak_lanjut_memadai, name="tindak_lanjut_memadai"),
    path(
        "<int:pk>/belum-memadai/",
        tindak_lanjut.tindak_lanjut_belum_memadai,
        name="tindak_lanjut_belum_memadai",
    ),
    path("<int:pk>/batalkan/", tindak_lanjut.tindak_lanjut_batalkan, name="tindak_lanjut_batalkan"),
]
urlpatterns = [
    path("laporan-bulanan/", include(url_laporan)),
    path("kunjungan/", include(url_kunjungan)),
    path("rapat/", include(url_rapat)),
    path("tindak-lanjut/", include(url_tindak_lanjut)),
    path(
        "penugasan/<int:pk>/laporan/<bulan:bulan>/",
        laporan_bulanan.laporan_isi,
        name="laporan_isi",
    ),
    path(
        "penugasan/<int:pk>/laporan/<bulan:bulan>/simpan/",
        laporan_bulanan.laporan_simpan_otomatis,
        name="laporan_simpan_otomatis",
    ),
    path("penugasan/<int:pk>/kunjungan/", kunjungan.kunjungan_create, name="kunjungan_create"),
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
    path("intervensi/", intervensi.intervensi_list, name="intervensi_list"),
    path("intervensi/bantuan-ganda/", intervensi.bantuan_ganda, name="bantuan_ganda"),
    path(
        "desa/<str:kode>/intervensi/baru/", intervensi.intervensi_create, name="intervensi_create"
    ),
    path("intervensi/<int:pk>/", intervensi.intervensi_detail, name="intervensi_detail"),
    path("intervensi/<int:pk>/ubah/", intervensi.intervensi_edit, name="intervensi_edit"),
    path("intervensi/<int:pk>/mulai/", intervensi.intervensi_mulai, name="intervensi_mulai"),
    path(
        "intervensi/<int:pk>/selesaikan/",
        intervensi.intervensi_selesaikan,
        name="intervensi_selesaikan",
    ),
    path(
        "intervensi/<int:pk>/batalkan/", intervensi.intervensi_batalkan, name="intervensi_batalkan"
    ),
    path("intervensi/<int:pk>/kemajuan/", intervensi.kemajuan_create, name="kemajuan_create"),
    path("intervensi/<int:pk>/dana/", pendanaan.pendanaan_create, name="pendanaan_create"),
    path("pendanaan/<int:pk>/ubah/", pendanaan.pendanaan_edit, name="pendanaan_edit"),
    path("pendanaan/<int:pk>/pencairan/", pendanaan.pencairan_create, name="pencairan_create"),
    path("pencairan/<int:pk>/batalkan/", pendanaan.pencairan_batalkan, name="pencairan_batalkan"),
    path("jenis-bantuan/", pendanaan.jenis_bantuan_list, name="jenis_bantuan_list"),
    path("jenis-bantuan/baru/", pendanaan.jenis_bantuan_create, name="jenis_bantuan_create"),
    path("jenis-bantuan/<int:pk>/ubah/", pendanaan.jenis_bantuan_edit, name="jenis_bantuan_edit"),
    path("putaran/<int:pk>/ingatkan/", pengingat.putaran_ingatkan, name="putaran_ingatkan"),
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
    path("putaran/<int:pk>/excel/", buku.survei_excel, name="survei_excel"),
    path("putaran/<int:pk>/excel/unduh/", buku.survei_excel_unduh, name="survei_excel_unduh"),
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
