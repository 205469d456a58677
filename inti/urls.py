"""Paths of imports, attachments, jobs and notices."""

from django.urls import path

from inti import views
from inti.lampiran import views as lampiran
from inti.pekerjaan import views as pekerjaan
from inti.pemberitahuan import views as pemberitahuan


app_name = "inti"
urlpatterns = [
    path("impor/", views.impor_list, name="impor_list"),
    path("impor/baru/<slug:kode>/", views.impor_create, name="impor_create"),
    path("impor/baru/<slug:kode>/templat/", views.impor_templat, name="impor_templat"),
    path("impor/<int:pk>/", views.impor_detail, name="impor_detail"),
    path("impor/<int:pk>/pasangkan/", views.impor_pasangkan, name="impor_pasangkan"),
    path("impor/<int:pk>/periksa/", views.impor_periksa, name="impor_periksa"),
    path("impor/<int:pk>/pilih/", views.impor_pilih, name="impor_pilih"),
    path("impor/<int:pk>/terapkan/", views.impor_terapkan, name="impor_terapkan"),
    path("impor/<int:pk>/batalkan/", views.impor_batalkan, name="impor_batalkan"),
    path("impor/<int:pk>/urungkan/", views.impor_urungkan, name="impor_urungkan"),
    path("impor/<int:pk>/berkas-bertanda/", views.impor_bertanda, name="impor_bertanda"),
    path("lampiran/unggah/", lampiran.lampiran_unggah, name="lampiran_unggah"),
    path("lampiran/<uuid:kunci>/", lampiran.lampiran_detail, name="lampiran_detail"),
    path("lampiran/<uuid:kunci>/berkas/", lampiran.lampiran_berkas, name="lampiran_berkas"),
    path("lampiran/<uuid:kunci>/mini/", lampiran.lampiran_mini, name="lampiran_mini"),
    path("lampiran/<uuid:kunci>/tarik/", lampiran.lampiran_tarik, name="lampiran_tarik"),
    path("pekerjaan/", pekerjaan.pekerjaan_list, name="pekerjaan_list"),
    path("pekerjaan/<uuid:kunci>/", pekerjaan.pekerjaan_detail, name="pekerjaan_detail"),
    path(
        "pekerjaan/<uuid:kunci>/batalkan/", pekerjaan.pekerjaan_batalkan, name="pekerjaan_batalkan"
    ),
    path("pekerjaan/<uuid:kunci>/ulangi/", pekerjaan.pekerjaan_ulangi, name="pekerjaan_ulangi"),
    path("pekerjaan/<uuid:kunci>/berkas/", pekerjaan.pekerjaan_berkas, name="pekerjaan_berkas"),
    path("pemberitahuan/", pemberitahuan.pemberitahuan_list, name="pemberitahuan_list"),
    path(
        "pemberitahuan/baca-semua/",
        pemberitahuan.pemberitahuan_baca_semua,
        name="pemberitahuan_baca_semua",
    ),
    path(
        "pemberitahuan/<int:pk>/buka/", pemberitahuan.pemberitahuan_buka, name="pemberitahuan_buka"
    ),
]
