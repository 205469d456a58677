"""Pages of the social registry and of its corrections, a module per noun."""

from dtks.views.master import (
    alasan_create,
    alasan_edit,
    alasan_list,
    jadwal_create,
    jadwal_delete,
    jadwal_edit,
    jadwal_list,
)
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
    "alasan_create",
    "alasan_edit",
    "alasan_list",
    "jadwal_create",
    "jadwal_delete",
    "jadwal_edit",
    "jadwal_list",
    "sumber_data_create",
    "sumber_data_edit",
    "sumber_data_list",
    "usulan_ajukan",
    "usulan_alasan",
    "usulan_alasan_baru",
    "usulan_antrean",
    "usulan_batalkan",
    "usulan_cari",
    "usulan_create",
    "usulan_create_baru",
    "usulan_detail",
    "usulan_edit",
    "usulan_kedaluwarsakan",
    "usulan_list",
    "usulan_periksa",
    "usulan_tarik",
    "usulan_verifikasi_banyak",
]
