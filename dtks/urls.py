"""Paths of dtks."""

from django.urls import path

from dtks import views


app_name = "dtks"
urlpatterns = [
    path("dtks/sumber-data/", views.sumber_data_list, name="sumber_data_list"),
    path("dtks/sumber-data/baru/", views.sumber_data_create, name="sumber_data_create"),
    path("dtks/sumber-data/<int:pk>/ubah/", views.sumber_data_edit, name="sumber_data_edit"),
    path("dtks/desa/", views.peringkat_list, name="peringkat_list"),
    path("dtks/desa/<str:kode>/orang/", views.orang_list, name="orang_list"),
    path("dtks/desa/<str:kode>/keluarga/", views.keluarga_list, name="keluarga_list"),
    path("dtks/cari-nik/", views.orang_cari, name="orang_cari"),
    path("dtks/orang/<int:pk>/", views.orang_detail, name="orang_detail"),
    path("dtks/orang/<int:pk>/buka/", views.orang_buka, name="orang_buka"),
    path("dtks/orang/<int:pk>/salinan/", views.orang_salin, name="orang_salin"),
    path("dtks/keluarga/<int:pk>/", views.keluarga_detail, name="keluarga_detail"),
    path("dtks/penerima/<int:pk>/", views.penerima_cocokkan, name="penerima_cocokkan"),
    path("dtks/kunci/", views.kunci_list, name="kunci_list"),
    path("dtks/jejak-akses/", views.akses_list, name="akses_list"),
    path("dtks/insiden/", views.insiden_list, name="insiden_list"),
    path("dtks/insiden/baru/", views.insiden_create, name="insiden_create"),
    path("dtks/insiden/<int:pk>/", views.insiden_detail, name="insiden_detail"),
    path("dtks/insiden/<int:pk>/ubah/", views.insiden_edit, name="insiden_edit"),
    path("dtks/insiden/<int:pk>/tangani/", views.insiden_tangani, name="insiden_tangani"),
    path(
        "dtks/insiden/<int:pk>/beritahukan/", views.insiden_beritahukan, name="insiden_beritahukan"
    ),
    path("dtks/insiden/<int:pk>/tutup/", views.insiden_tutup, name="insiden_tutup"),
    path(
        "dtks/insiden/<int:pk>/bukan/",
        views.insiden_nyatakan_bukan,
        name="insiden_nyatakan_bukan",
    ),
    path("dtks/insiden/<int:pk>/surat/", views.insiden_surat, name="insiden_surat"),
    path("dtks/jadwal/", views.jadwal_list, name="jadwal_list"),
    path("dtks/jadwal/baru/", views.jadwal_create, name="jadwal_create"),
    path("dtks/jadwal/<int:pk>/ubah/", views.jadwal_edit, name="jadwal_edit"),
    path("dtks/jadwal/<int:pk>/hapus/", views.jadwal_delete, name="jadwal_delete"),
    path("dtks/alasan/", views.alasan_list, name="alasan_list"),
    path("dtks/alasan/baru/", views.alasan_create, name="alasan_create"),
    path("dtks/alasan/<int:pk>/ubah/", views.alasan_edit, name="alasan_edit"),
    path("dtks/usulan/", views.usulan_list, name="usulan_list"),
    path("dtks/usulan/lapor/", views.usulan_cari, name="usulan_cari"),
    path("dtks/usulan/nomor/", views.usulan_nomor, name="usulan_nomor"),
    path("dtks/usulan/antrean/", views.usulan_antrean, name="usulan_antrean"),
    path(
        "dtks/usulan/verifikasi-banyak/",
        views.usulan_verifikasi_banyak,
        name="usulan_verifikasi_banyak",
    ),
    path("dtks/usulan/lapor/warga/<int:pk>/", views.usulan_alasan, name="usulan_alasan"),
    path("dtks/usulan/lapor/baru/<int:pk>/", views.usulan_alasan_baru, name="usulan_alasan_baru"),
    path(
        "dtks/usulan/lapor/warga/<int:pk>/<slug:kode>/", views.usulan_create, name="usulan_create"
    ),
    path(
        "dtks/usulan/lapor/baru/<int:pk>/<slug:kode>/",
        views.usulan_create_baru,
        name="usulan_create_baru",
    ),
    path("dtks/usulan/<int:pk>/", views.usulan_detail, name="usulan_detail"),
    path("dtks/usulan/<int:pk>/buka/", views.usulan_buka, name="usulan_buka"),
    path("dtks/usulan/<int:pk>/ubah/", views.usulan_edit, name="usulan_edit"),
    path("dtks/usulan/<int:pk>/ajukan/", views.usulan_ajukan, name="usulan_ajukan"),
    path("dtks/usulan/<int:pk>/tarik/", views.usulan_tarik, name="usulan_tarik"),
    path("dtks/usulan/<int:pk>/batalkan/", views.usulan_batalkan, name="usulan_batalkan"),
    path("dtks/usulan/<int:pk>/periksa/", views.usulan_periksa, name="usulan_periksa"),
    path(
        "dtks/usulan/<int:pk>/kedaluwarsa/",
        views.usulan_kedaluwarsakan,
        name="usulan_kedaluwarsakan",
    ),
    path("dtks/usulan/<int:pk>/jawaban/", views.usulan_jawab, name="usulan_jawab"),
    path(
        "dtks/usulan/<int:pk>/jawaban/cabut/",
        views.usulan_cabut_jawaban,
        name="usulan_cabut_jawaban",
    ),
    path("dtks/berita-acara/", views.berita_acara_list, name="berita_acara_list"),
    path("dtks/berita-acara/baru/<int:pk>/", views.berita_acara_create, name="berita_acara_create"),
    path("dtks/berita-acara/<int:pk>/", views.berita_acara_detail, name="berita_acara_detail"),
    path("dtks/berita-acara/<int:pk>/pdf/", views.berita_acara_pdf, name="berita_acara_pdf"),
    path("dtks/berita-acara/<int:pk>/ubah/", views.berita_acara_edit, name="berita_acara_edit"),
    path(
        "dtks/berita-acara/<int:pk>/unggah/",
        views.berita_acara_tandatangani,
        name="berita_acara_tandatangani",
    ),
    path(
        "dtks/berita-acara/<int:pk>/hapus/",
        views.berita_acara_delete,
        name="berita_acara_delete",
    ),
    path(
        "dtks/berita-acara/<int:pk>/siks-ng/",
        views.berita_acara_usulkan,
        name="berita_acara_usulkan",
    ),
    path(
        "dtks/berita-acara/<int:pk>/sahkan/",
        views.berita_acara_sahkan,
        name="berita_acara_sahkan",
    ),
    path("dtks/kiriman/", views.kiriman_list, name="kiriman_list"),
    path("dtks/kiriman/baru/", views.kiriman_create, name="kiriman_create"),
    path("dtks/kiriman/<int:pk>/", views.kiriman_detail, name="kiriman_detail"),
    path("dtks/kiriman/<int:pk>/unduh/", views.kiriman_unduh, name="kiriman_unduh"),
]
