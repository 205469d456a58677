"""Every write to a survey: fill, submit, withdraw, return, verify, revise.

Form, Excel import and API pass through here, so that the lock of a round, the one open revision
and maker ≠ checker hold whatever the door. Each function is atomic, takes row locks in the order
of primary keys and writes the audit trail in its own transaction.
"""

from desa.workflows.survei.ajukan import ajukan, ajukan_banyak, buang_draf, tarik
from desa.workflows.survei.foto import lampirkan_foto
from desa.workflows.survei.gabung import (
    HasilGabung,
    Tabrakan,
    cari_tabrakan,
    gabungkan,
    gabungkan_banyak,
    putuskan,
)
from desa.workflows.survei.isi import ISI_NILAI, buka_revisi, simpan, simpan_banyak
from desa.workflows.survei.jaga import TRANSISI, BelumSiap, IsianTidakSah, wajib_dapat_diisi
from desa.workflows.survei.periksa import HasilPeriksa, periksa, periksa_banyak, tanpa_peringatan
from desa.workflows.survei.verifikasi import kembalikan, verifikasi, verifikasi_banyak


__all__ = [
    "ISI_NILAI",
    "TRANSISI",
    "BelumSiap",
    "HasilGabung",
    "HasilPeriksa",
    "IsianTidakSah",
    "Tabrakan",
    "ajukan",
    "ajukan_banyak",
    "buang_draf",
    "buka_revisi",
    "cari_tabrakan",
    "gabungkan",
    "gabungkan_banyak",
    "kembalikan",
    "lampirkan_foto",
    "periksa",
    "periksa_banyak",
    "putuskan",
    "simpan",
    "simpan_banyak",
    "tanpa_peringatan",
    "tarik",
    "verifikasi",
    "verifikasi_banyak",
    "wajib_dapat_diisi",
]
