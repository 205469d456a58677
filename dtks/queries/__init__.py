"""Reads of the social registry and of its corrections; every scope of the app."""

from dtks.queries.akses import akses_for_pengguna, periksa_jejak, ujung_rantai
from dtks.queries.berita_acara import (
    berita_acara_for_pengguna,
    berita_acara_with_jumlah,
    desa_menunggu_musyawarah,
    menunggu_musyawarah,
)
from dtks.queries.kiriman import (
    KIRIMAN_MAKS,
    baris_kiriman,
    jumlah_per_desa_jenis,
    kiriman_for_pengguna,
    kiriman_with_jumlah,
    nilai_disetujui,
    usulan_siap_dikirim,
)
from dtks.queries.sumber import sumber_data_for_pengguna
from dtks.queries.usulan import (
    alasan_for_pengguna,
    antrean_usulan,
    entri_dapat_diusulkan,
    entri_terakhir,
    entri_terakhir_banyak,
    jadwal_for_pengguna,
    jadwal_mendatang,
    jumlah_per_status,
    nilai_kini,
    pendamping_desa,
    sumber_terbaru,
    usulan_dikembalikan,
    usulan_for_pengguna,
)


__all__ = [
    "KIRIMAN_MAKS",
    "akses_for_pengguna",
    "alasan_for_pengguna",
    "antrean_usulan",
    "baris_kiriman",
    "berita_acara_for_pengguna",
    "berita_acara_with_jumlah",
    "desa_menunggu_musyawarah",
    "entri_dapat_diusulkan",
    "entri_terakhir",
    "entri_terakhir_banyak",
    "jadwal_for_pengguna",
    "jadwal_mendatang",
    "jumlah_per_desa_jenis",
    "jumlah_per_status",
    "kiriman_for_pengguna",
    "kiriman_with_jumlah",
    "menunggu_musyawarah",
    "nilai_disetujui",
    "nilai_kini",
    "pendamping_desa",
    "periksa_jejak",
    "sumber_data_for_pengguna",
    "sumber_terbaru",
    "ujung_rantai",
    "usulan_dikembalikan",
    "usulan_for_pengguna",
    "usulan_siap_dikirim",
]
