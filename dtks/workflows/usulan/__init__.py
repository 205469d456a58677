"""Every write to corrections; statuses and steps stand in `jaga.TRANSISI`."""

from dtks.workflows.usulan.isi import (
    ajukan,
    batalkan,
    isi,
    periksa,
    tarik,
)
from dtks.workflows.usulan.jaga import TRANSISI, kunci_usulan, pindah, sidik_isi
from dtks.workflows.usulan.pusat import (
    kedaluwarsakan,
    sahkan,
    terima,
    tolak_pusat,
    usulkan,
)
from dtks.workflows.usulan.putusan import (
    elemen_berubah,
    kembalikan,
    tanpa_peringatan,
    tolak,
    verifikasi,
    verifikasi_banyak,
)


__all__ = [
    "TRANSISI",
    "ajukan",
    "batalkan",
    "elemen_berubah",
    "isi",
    "kedaluwarsakan",
    "kembalikan",
    "kunci_usulan",
    "periksa",
    "pindah",
    "sahkan",
    "sidik_isi",
    "tanpa_peringatan",
    "tarik",
    "terima",
    "tolak",
    "tolak_pusat",
    "usulkan",
    "verifikasi",
    "verifikasi_banyak",
]
