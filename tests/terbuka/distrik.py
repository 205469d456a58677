"""A small district with closed rounds, in which many counts are small."""

from datetime import date
from random import Random

from desa.models import Putaran
from tests.factories.desa import (
    ButirSasaranFactory,
    DaftarSasaranFactory,
    DesaFactory,
    KecamatanFactory,
)
from tests.laporan.papan import buat_papan


KODE = [f"33.18.{kec:02}.{2001 + n}" for kec in (1, 2, 3) for n in range(4)]
INDIKATOR = {
    "RTLH": {"nama": "Rumah tidak layak huni", "arah": "turun"},
    "LANSIA": {"nama": "Lansia terlantar", "arah": "turun", "jenis": "jumlah"},
}


def tutup_putaran():
    """Rounds are published once they are over."""
    Putaran.objects.update(buka=date(2024, 2, 1), tutup=date(2024, 3, 1))


def buat_distrik(biji):
    """Twelve villages, the last three of them for comparison; a few answers are missing.

    Returns the stage and the truth: (round, indicator, village) → pembilang, penyebut.
    """
    acak = Random(biji)
    papan = buat_papan({k: f"Desa {n}" for n, k in enumerate(KODE[:9])}, INDIKATOR)
    periode = papan.sebelum.periode
    pembanding = DaftarSasaranFactory(periode=periode, jenis="pembanding", ditetapkan=True)
    for kode in KODE[9:]:
        papan.desa[kode] = DesaFactory(kecamatan=KecamatanFactory(kode=kode[:8]), kode=kode)
        ButirSasaranFactory(daftar=pembanding, desa=papan.desa[kode])
    benar = {}
    for putaran in (papan.sebelum, papan.sesudah):
        for kode in KODE:
            survei = papan.survei(putaran, kode)
            penyebut = acak.choice([3, 7, 40, 300, 500])
            isi = {
                "RTLH": (min(penyebut, acak.choice([0, 1, 3, 4, 6, 30])), penyebut),
                "LANSIA": acak.choice([0, 2, 3, 9, 20]),
            }
            if acak.random() < 0.15:
                isi["RTLH"] = "tidak_dapat_diperoleh"
            papan.isi(survei, **isi)
            for nama, satu in isi.items():
                if not isinstance(satu, str):
                    benar[putaran.nomor, nama, kode] = satu
    tutup_putaran()
    return papan, benar
