"""`make prepare`, as a server runs it: a clean installation, and nothing changed by a second run."""

import os
import sqlite3
import subprocess
import sys

import pytest
from django.conf import settings


@pytest.fixture
def prepare(tmp_path):
    """`prepare(**environment)` → what the script printed, on an installation of its own."""
    base = {
        **os.environ,
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "SECRET_KEY": "hanya-untuk-uji-0123456789-abcdefghijklmnopqrstuvwxyz",
        "KUNCI_DATA": settings.KUNCI_DATA,
        "KUNCI_INDEKS": settings.KUNCI_INDEKS,
    }

    def run(**environment):
        command = [sys.executable, settings.BASE_DIR / "scripts" / "prepare.py"]
        return subprocess.run(
            command, env=base | environment, check=True, capture_output=True, text=True
        ).stdout

    return run


def isi(tmp_path):
    with sqlite3.connect(tmp_path / "db.sqlite3") as db:
        return list(db.iterdump())


def test_prepare_clean_makes_one_admin_and_repeats_without_change(prepare, tmp_path):
    pertama = prepare(CONTOH="0")
    setelah_pertama = isi(tmp_path)
    # Real accounts exist now: not even a run that asks for example data may add any.
    kedua = prepare(CONTOH="1")

    assert "nama pengguna admin, kata sandi" in pertama
    assert ("kata sandi" in kedua, "DATA CONTOH" in kedua) == (False, False)
    assert isi(tmp_path) == setelah_pertama
    assert (tmp_path / "static" / "staticfiles.json").exists()
