"""Rotation of the data keys: every value opens at every moment, and a killed run is no harm."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from dtks.models import Keluarga, Orang, PerubahanElemen
from inti.crypto import decrypt
from inti.putar import putar_kunci
from tests.factories.dtks import (
    EntriDataFactory,
    OrangFactory,
    PerubahanElemenFactory,
    SumberDataFactory,
)
from tests.factories.inti import KabupatenFactory
from tests.serentak import bersamaan


LAMA, BARU = f"uji:{'A' * 43}=", f"2027a:{'C' * 42}A="
SEMUA = f"{BARU},{LAMA}"
TERSEGEL = ((Orang, "nik"), (Orang, "ibu_kandung"), (Keluarga, "no_kk"), (PerubahanElemen, "baru"))


def isi():
    """Every sealed value, opened."""
    return {
        (model, nama): list(model.objects.order_by("pk").values_list(nama, flat=True))
        for model, nama in TERSEGEL
    }


@pytest.mark.django_db
def test_rotation_reseals_everything_and_says_when_the_old_key_may_go(settings, capsys):
    EntriDataFactory.create_batch(3)
    OrangFactory(nik=None, ibu_kandung="")
    PerubahanElemenFactory(baru="tidak")
    sebelum = isi()
    settings.KUNCI_DATA = SEMUA
    OrangFactory(nik="3318991708809999")  # written after the key came in front: passed over
    sebelum[Orang, "nik"].append("3318991708809999")
    sebelum[Orang, "ibu_kandung"].append("Ibu Rekaan")

    call_command("putar_kunci", periksa=True)
    assert "dtks_orang.nik\t2027a\t1\tAktif" in capsys.readouterr().out
    langkah = []

    def maju(banyak):
        langkah.append(banyak)
        assert isi() == sebelum  # in the middle of it, too

    # 4 persons with a value, 4 families, 1 correction of a fourth person: two rows at a time
    assert putar_kunci(bagian=2, maju=maju) == langkah[-1]
    assert len(langkah) > 3
    settings.KUNCI_DATA = BARU
    assert isi() == sebelum
    call_command("putar_kunci")
    keluar = capsys.readouterr().out
    assert "0 baris perlu diputar" in keluar
    assert "Semua data memakai kunci aktif" in keluar
    assert "Lama" not in keluar


@pytest.mark.django_db
def test_a_key_that_is_missing_stops_rotation_with_its_name(settings, capsys):
    OrangFactory()
    settings.KUNCI_DATA = BARU
    with pytest.raises(CommandError, match="kunci “uji”, yang tidak ada pada mesin ini"):
        call_command("putar_kunci")
    call_command("putar_kunci", periksa=True)
    assert "uji\t1\tTidak ada di mesin ini" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="makes a database file of its own")
def test_killed_rotation_leaves_every_value_readable_and_goes_on(settings, tmp_path):
    """A real process, ended by SIGKILL between two batches or within one."""
    kabupaten, banyak = KabupatenFactory(), 400
    OrangFactory.create_batch(banyak, kabupaten=kabupaten)
    salinan = tmp_path / "salinan.sqlite3"
    with sqlite3.connect(salinan) as tujuan:
        connection.connection.backup(tujuan)
    env = os.environ | {
        **{"DJANGO_SETTINGS_MODULE": "pati_pendampingan.settings", "KUNCI_DATA": SEMUA},
        **{"DATABASE_URL": f"sqlite:///{salinan}", "SECRET_KEY": settings.SECRET_KEY},
        **{"VAR_DIR": str(tmp_path), "PYTHONUNBUFFERED": "1"},
        "KUNCI_INDEKS": settings.KUNCI_INDEKS,
    }
    settings.KUNCI_DATA = SEMUA

    def putar():
        perintah = [sys.executable, "manage.py", "putar_kunci", "--bagian", "5"]
        akar = settings.BASE_DIR
        return subprocess.Popen(perintah, env=env, cwd=akar, stdout=subprocess.PIPE, text=True)

    def per_kunci():
        """How many NIKs stand under which key; each is opened."""
        with sqlite3.connect(salinan) as basis:
            semua = [nik for (nik,) in basis.execute("SELECT nik FROM dtks_orang")]
        assert len({decrypt(nik, "dtks_orang.nik") for nik in semua}) == banyak
        return Counter(nik.split(":")[1] for nik in semua)

    with putar() as anak:
        assert "400 baris perlu diputar" in anak.stdout.readline()
        assert anak.stdout.readline() == "5 / 400 baris\n"
        os.kill(anak.pid, signal.SIGKILL)
    assert anak.returncode == -signal.SIGKILL
    tengah = per_kunci()
    assert 5 <= tengah["2027a"] < banyak

    with putar() as anak:
        keluar = anak.stdout.read()
    assert f"{banyak - tengah['2027a']} baris perlu diputar" in keluar
    assert "Semua data memakai kunci aktif" in keluar
    assert per_kunci() == {"2027a": banyak}


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite: satu penulis")
def test_what_is_saved_while_keys_rotate_is_not_lost(settings):
    sumber = SumberDataFactory(tanggal_data=date(2025, 6, 30))
    orang = OrangFactory.create_batch(60, kabupaten=sumber.kabupaten)
    settings.KUNCI_DATA = SEMUA

    def ubah():
        for satu in orang:
            Orang.objects.filter(pk=satu.pk).update(ibu_kandung=f"Ibu Baru {satu.pk}")

    bersamaan(lambda: putar_kunci(bagian=5), ubah, lambda: putar_kunci(bagian=7))

    settings.KUNCI_DATA = BARU
    assert [satu.ibu_kandung for satu in Orang.objects.order_by("pk")] == [
        f"Ibu Baru {satu.pk}" for satu in sorted(orang, key=lambda o: o.pk)
    ]
