from opd.workflows.keanggotaan import (
    akhiri_keanggotaan,
    buat_pengguna,
    tambah_keanggotaan,
    ubah_pengguna,
)
from opd.workflows.opd import aktifkan, ganti_nama, ganti_pejabat, konfirmasi, nonaktifkan
from opd.workflows.penugasan import (
    ajukan_serah_terima,
    akhiri,
    batalkan_serah_terima,
    bertumpuk,
    cabut_penugasan,
    terima_serah_terima,
    tolak_serah_terima,
    tugaskan,
    tugaskan_banyak,
    ubah_keterangan,
)


__all__ = [
    "ajukan_serah_terima",
    "akhiri",
    "akhiri_keanggotaan",
    "aktifkan",
    "batalkan_serah_terima",
    "bertumpuk",
    "buat_pengguna",
    "cabut_penugasan",
    "ganti_nama",
    "ganti_pejabat",
    "konfirmasi",
    "nonaktifkan",
    "tambah_keanggotaan",
    "terima_serah_terima",
    "tolak_serah_terima",
    "tugaskan",
    "tugaskan_banyak",
    "ubah_keterangan",
    "ubah_pengguna",
]
