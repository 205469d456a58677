"""`make prepare`, as a server runs it: a clean installation, and nothing changed by a second run."""

import os
import re
import sqlite3
import subprocess
import sys

import pytest
from django.conf import settings


@pytest.fixture
def prepare(tmp_path):
    """`prepare(*command, **environment)` → what the command printed, on an installation of its own."""
    base = {
        **os.environ,
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "SECRET_KEY": "hanya-untuk-uji-0123456789-abcdefghijklmnopqrstuvwxyz",
        "KUNCI_DATA": settings.KUNCI_DATA,
        "KUNCI_INDEKS": settings.KUNCI_INDEKS,
    }

    def run(script="scripts/prepare.py", *argumen, **environment):
        return subprocess.run(
            [sys.executable, settings.BASE_DIR / script, *argumen],
            env=base | environment,
            check=True,
            capture_output=True,
            text=True,
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


def skema(path):
    """Tables with their columns and the names of their constraints; indexes as SQL."""
    with sqlite3.connect(path) as db:
        return {
            nama: (
                sorted(kolom[1:] for kolom in db.execute(f'pragma table_info("{nama}")')),
                sorted(
                    db.execute(f'select "table", "from" from pragma_foreign_key_list("{nama}")')
                ),
                sorted(re.findall(r'CONSTRAINT "(\w+)"', sql)) if jenis == "table" else sql,
            )
            for nama, jenis, sql in db.execute("select name, type, sql from sqlite_master")
            if sql and not nama.startswith("sqlite_")
        }


def test_fresh_sqlite_file_has_the_tables_that_the_migrations_lead_to(prepare, tmp_path):
    prepare(CONTOH="0")
    prepare("manage.py", "migrate", "-v0", DATABASE_URL=f"sqlite:///{tmp_path / 'langkah.sqlite3'}")

    assert skema(tmp_path / "db.sqlite3") == skema(tmp_path / "langkah.sqlite3")
    prepare("manage.py", "migrate", "--check")  # nothing is left to apply
