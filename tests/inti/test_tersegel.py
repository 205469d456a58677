"""What holds personal data lies sealed on disk, and in the clear in no file that has a name."""

import logging
import sys
import tempfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import Error, connection

from dtks.models import Keluarga
from inti import sementara
from inti.bulk import insert_rows
from inti.crypto import BAGIAN, SEGEL, KunciBermasalah, decrypt_file, encrypt_file
from inti.logging import SamarkanNomor


KONTEKS = "uji.berkas"


def segel(isi, konteks=KONTEKS):
    tujuan = BytesIO()
    encrypt_file(BytesIO(isi), tujuan, konteks)
    return tujuan.getvalue()


def buka(isi, konteks=KONTEKS):
    tujuan = BytesIO()
    decrypt_file(BytesIO(isi), tujuan, konteks)
    return tujuan.getvalue()


@pytest.mark.parametrize("panjang", [0, 1, BAGIAN, 2 * BAGIAN + 5])
def test_sealed_file_opens_again_and_shows_nothing(panjang):
    isi = b"3318991708800001" * (panjang // 16) + b"x" * (panjang % 16)
    tersegel = segel(isi)
    assert buka(tersegel) == isi
    assert b"3318991708800001" not in tersegel
    assert segel(isi) != tersegel


def test_sealed_file_that_was_changed_or_belongs_elsewhere_does_not_open(settings):
    tersegel = segel(b"a" * BAGIAN + b"b" * BAGIAN + b"c" * BAGIAN)
    kepala, utuh = len(tersegel) - 3 * (BAGIAN + SEGEL), BAGIAN + SEGEL
    satu, dua, tiga = (tersegel[kepala + n * utuh : kepala + (n + 1) * utuh] for n in range(3))
    kepala = tersegel[:kepala]
    rusak = [
        b"",
        b"PK\x03\x04 bukan segel",
        kepala + satu + dua,  # cut off where a piece ends
        kepala + dua + satu + tiga,
        kepala + satu + tiga,
        tersegel[:-1],
        tersegel + b"\0",
        tersegel[:-40] + b"\0" + tersegel[-39:],
    ]
    for isi in rusak:
        with pytest.raises(KunciBermasalah):
            buka(isi)
    with pytest.raises(KunciBermasalah):
        buka(tersegel, "uji.lain")
    settings.KUNCI_DATA = f"baru:{'C' * 42}A="
    with pytest.raises(KunciBermasalah, match="Kunci “uji” tidak ada"):
        buka(tersegel)


def test_large_upload_has_no_name_on_disk(rf, settings, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    isi = b"3318991708800001"

    berkas = rf.post("/", {"berkas": SimpleUploadedFile("a.txt", isi)}).FILES["berkas"]

    assert (berkas.name, berkas.size, list(tmp_path.iterdir())) == ("a.txt", len(isi), [])
    assert sementara.jalur(berkas.file).read_bytes() == berkas.read() == isi
    berkas.close()


@pytest.mark.django_db
def test_log_names_the_error_but_not_the_row_at_fault(caplog):
    """PostgreSQL quotes the whole row; no identity number passes on either database."""
    baris = (1, 1, None, "indeks", "2025-01-01", 1, "DK. RAHASIA", "", "", "", 1, 1)
    kolom = ("id", "kabupaten_id", "no_kk", "no_kk_indeks", "tanggal_data", "desa_id", "alamat")
    kolom = (*kolom, "dusun", "rt", "rw", "dibuat_impor", "diubah_impor")
    try:
        insert_rows(Keluarga, kolom, [baris])
        connection.check_constraints()
    except (Error, connection.Database.Error) as galat:  # COPY raises the driver's own
        galat.args = (f"{galat.args[0]} 3318991708800001", *galat.args[1:])
        catatan = logging.LogRecord(
            "uji", 40, "", 1, "nik %s", ("3318991708800001",), sys.exc_info()
        )
    assert SamarkanNomor().filter(catatan)

    teks = logging.Formatter().format(catatan)
    assert "dtks_keluarga" in teks
    assert "331899••••••••••" in teks
    for rahasia in ("3318991708800001", "DK. RAHASIA"):
        assert rahasia not in teks
