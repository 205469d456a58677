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
    Asal,
    cabut_jawaban,
    kedaluwarsakan,
    sahkan,
    terima,
    tolak_pusat,
    usulkan,
)
from dtks.workflows.usulan.putusan import (
    beda_dari_pengajuan,
    elemen_berubah,
    kembalikan,
    sebut_berubah,
    tanpa_peringatan,
    tolak,
    verifikasi,
    verifikasi_banyak,
)


__all__ = [
    "TRANSISI",
    "Asal",
    "ajukan",
    "batalkan",
    "beda_dari_pengajuan",
    "cabut_jawaban",
    "elemen_berubah",
    "isi",
    "kedaluwarsakan",
    "kembalikan",
    "kunci_usulan",
    "periksa",
    "pindah",
    "sahkan",
    "sebut_berubah",
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
