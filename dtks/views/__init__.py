"""Pages of the social registry and of its corrections, a module per noun."""

from dtks.views.berita_acara import (
    berita_acara_create,
    berita_acara_delete,
    berita_acara_detail,
    berita_acara_edit,
    berita_acara_list,
    berita_acara_pdf,
    berita_acara_sahkan,
    berita_acara_tandatangani,
    berita_acara_usulkan,
)
from dtks.views.identitas import akses_list, orang_buka, orang_salin, usulan_buka
from dtks.views.jawaban import usulan_cabut_jawaban, usulan_jawab
from dtks.views.kiriman import kiriman_create, kiriman_detail, kiriman_list, kiriman_unduh
from dtks.views.kunci import kunci_list
from dtks.views.master import (
    alasan_create,
    alasan_edit,
    alasan_list,
    jadwal_create,
    jadwal_delete,
    jadwal_edit,
    jadwal_list,
)
from dtks.views.orang import (
    keluarga_detail,
    keluarga_list,
    orang_cari,
    orang_detail,
    orang_list,
    peringkat_list,
)
from dtks.views.penerima import penerima_cocokkan
from dtks.views.putusan import (
    usulan_antrean,
    usulan_kedaluwarsakan,
    usulan_periksa,
    usulan_verifikasi_banyak,
)
from dtks.views.sumber import sumber_data_create, sumber_data_edit, sumber_data_list
from dtks.views.usulan import (
    usulan_ajukan,
    usulan_alasan,
    usulan_alasan_baru,
    usulan_batalkan,
    usulan_cari,
    usulan_create,
    usulan_create_baru,
    usulan_detail,
    usulan_edit,
    usulan_list,
    usulan_tarik,
)


__all__ = [
    "akses_list",
    "alasan_create",
    "alasan_edit",
    "alasan_list",
    "berita_acara_create",
    "berita_acara_delete",
    "berita_acara_detail",
    "berita_acara_edit",
    "berita_acara_list",
    "berita_acara_pdf",
    "berita_acara_sahkan",
    "berita_acara_tandatangani",
    "berita_acara_usulkan",
    "jadwal_create",
    "jadwal_delete",
    "jadwal_edit",
    "jadwal_list",
    "kiriman_create",
    "kiriman_detail",
    "kiriman_list",
    "kiriman_unduh",
    "keluarga_detail",
    "keluarga_list",
    "kunci_list",
    "orang_buka",
    "orang_cari",
    "orang_detail",
    "orang_list",
    "orang_salin",
    "penerima_cocokkan",
    "peringkat_list",
    "sumber_data_create",
    "sumber_data_edit",
    "sumber_data_list",
    "usulan_ajukan",
    "usulan_alasan",
    "usulan_alasan_baru",
    "usulan_antrean",
    "usulan_batalkan",
    "usulan_buka",
    "usulan_cabut_jawaban",
    "usulan_cari",
    "usulan_create",
    "usulan_create_baru",
    "usulan_detail",
    "usulan_edit",
    "usulan_jawab",
    "usulan_kedaluwarsakan",
    "usulan_list",
    "usulan_periksa",
    "usulan_tarik",
    "usulan_verifikasi_banyak",
]
