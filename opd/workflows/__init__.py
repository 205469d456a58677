from opd.workflows.opd import aktifkan, ganti_nama, ganti_pejabat, konfirmasi, nonaktifkan
from opd.workflows.penugasan import (
    ajukan_serah_terima,
    akhiri,
    batalkan_serah_terima,
    bertumpuk,
    terima_serah_terima,
    tolak_serah_terima,
    tugaskan,
    tugaskan_banyak,
    ubah_keterangan,
)


__all__ = [
    "ajukan_serah_terima",
    "akhiri",
    "aktifkan",
    "batalkan_serah_terima",
    "bertumpuk",
    "ganti_nama",
    "ganti_pejabat",
    "konfirmasi",
    "nonaktifkan",
    "terima_serah_terima",
    "tolak_serah_terima",
    "tugaskan",
    "tugaskan_banyak",
    "ubah_keterangan",
]
