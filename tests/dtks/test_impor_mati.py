"""kill -9 while a list is checked or stored: nothing of it stays, and it can be done again."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.conf import settings as pengaturan
from django.db import connection

from inti.choices import StatusImpor
from tests.dtks.bnba import baris, meja
from tests.rahasia import bocor, isi_berkas


__all__ = ["meja"]
BANYAK = 4_100  # three batches


def daftar():
    """Families of four in two villages; the last row is refused."""
    for n in range(BANYAK):
        hari, seri = 1 + n % 28, 1 + n // 28
        yield baris(
            1 + n % 2 * 3,
            id_dtks=f"CTH{n:012}",
            nik=f"331899{hari:02}0180{seri:04}" if n < BANYAK - 1 else "33189901018",
            no_kk=f"33189901{1 + n // 4 % 12:02}15{1 + n // 48:04}",
            tanggal_lahir=f"{hari:02}/01/1980",
            nama=f"WARGA REKAAN {n}",
        )


def alamat_basis_data(folder):
    """The test database for another process: itself, or a copy in a file of an SQLite one."""
    nama = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite":
        return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{nama}").geturl()
    salinan = folder / "salinan.sqlite3"
    with sqlite3.connect(salinan) as tujuan:
        connection.connection.backup(tujuan)
    return f"sqlite:///{salinan}"


@pytest.mark.django_db(transaction=True)
def test_killed_at_any_moment_leaves_nothing_and_can_be_done_again(meja, settings, tmp_path):
    var, tmp, basis = (tmp_path / nama for nama in ("var", "tmp", "basis"))
    for folder in (var, tmp, basis):
        folder.mkdir()
    settings.MEDIA_ROOT = var / "berkas"
    impor = meja.unggah(list(daftar()), pipa=True)
    assert impor.status == StatusImpor.DIPERIKSA
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "pati_pendampingan.settings",
        "DATABASE_URL": alamat_basis_data(basis),
        "VAR_DIR": str(var),
        "TMPDIR": str(tmp),
        "SECRET_KEY": settings.SECRET_KEY,
        "KUNCI_DATA": settings.KUNCI_DATA,
        "KUNCI_INDEKS": settings.KUNCI_INDEKS,
    }
    perintah = [sys.executable, "-m", "tests.dtks.mati"]
    hasil = subprocess.run(
        perintah, env=env, cwd=pengaturan.BASE_DIR, capture_output=True, text=True, check=True
    )

    *mati, akhir = map(json.loads, hasil.stdout.splitlines())
    kosong = dict.fromkeys(("Orang", "Keluarga", "EntriData", "HasilBaris", "RekapDesa"), 0)
    kosong |= {"terapkan": 0, "status": "diperiksa"}
    assert mati == [[signal.SIGKILL, kosong]] * 5
    diterima = BANYAK - 1
    assert akhir == [
        0,
        {
            **{"Orang": diterima, "EntriData": diterima, "Keluarga": BANYAK // 4},
            **{"HasilBaris": BANYAK, "RekapDesa": 2, "terapkan": 1, "status": "diterapkan"},
        },
    ]
    assert list(tmp.iterdir()) == []
    rahasia = ["WARGA REKAAN", "DK. CONTOH", "IBU REKAAN", baris(1)["nik"]]
    assert bocor(isi_berkas(var), rahasia) == []
