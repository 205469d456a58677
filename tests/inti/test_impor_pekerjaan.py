"""Large files: checked and applied by jobs, that can be left, cancelled, killed and repeated."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse

from inti.choices import StatusImpor
from inti.models import Impor, JejakAudit, Pekerjaan
from inti.pekerjaan import Dibatalkan, kemajuan
from tests.factories.desa import DaftarSasaranFactory, DesaFactory
from tests.impor import buku, terapkan, unggah


pytestmark = pytest.mark.django_db

TAJUK = ["Kode desa", "Peringkat"]
DESA = "33.18.16.2001"


@pytest.fixture
def daftar(media, settings, monkeypatch):
    settings.IMPOR_LANGSUNG_BYTE = 0
    monkeypatch.setattr(kemajuan, "JEDA", 0.0)
    DesaFactory(kode=DESA, nama="Kajen")
    return DaftarSasaranFactory()


@pytest.fixture
def kirim(sign_in, daftar, tmp_path):
    client = sign_in("sekretariat")

    def send(*isi, mentah=False):
        path = buku(tmp_path / "a.xlsx", [TAJUK, *isi])
        return client, unggah(client, "sasaran", path, daftar=daftar.pk, mentah=mentah)

    return send


def test_large_file_is_checked_and_applied_by_jobs(kirim, daftar):
    client, impor = kirim([DESA, 1])
    assert (impor.status, impor.ringkasan["jumlah"]["baru"]) == (StatusImpor.DIPERIKSA, 1)

    halaman = terapkan(client, impor, sidik=impor.ringkasan["sidik"])

    assert halaman.request["PATH_INFO"] == reverse("inti:impor_detail", args=[impor.pk])
    assert daftar.butir.get().peringkat == 1
    assert list(Pekerjaan.objects.order_by("pk").values_list("jenis", "status", "pesan")) == [
        ("impor_periksa", "selesai", "Berkas diperiksa: 1 baru."),
        ("impor_terapkan", "selesai", "Impor diterapkan: 1 baru."),
    ]

    terapkan(client, impor, sidik=impor.ringkasan["sidik"])  # pressed twice: still one
    assert JejakAudit.objects.filter(aksi="impor.terapkan").count() == 1


def test_file_that_is_refused_leaves_nothing_but_the_message_of_its_job(kirim, media):
    client, response = kirim(["33.18.16.2001", 1], mentah=True)
    terapkan(client, Impor.objects.get(), sidik=Impor.objects.get().ringkasan["sidik"])

    client, response = kirim(["33.18.16.2001", 1], mentah=True)

    halaman = client.get(response.url).text
    assert "Berkas ini tidak mengubah apa pun: 1 baris sama" in halaman
    assert Impor.objects.count() == len(list((media / "impor").iterdir())) == 1


def test_cancelled_while_it_is_stored_rolls_back(kirim, daftar, monkeypatch):
    client, impor = kirim([DESA, 1])

    def berhenti(self, sudah, dari=None, pesan=""):
        if sudah:
            raise Dibatalkan

    with monkeypatch.context() as ganti:
        ganti.setattr(kemajuan.Kemajuan, "lapor", berhenti)
        halaman = terapkan(client, impor, sidik=impor.ringkasan["sidik"])
    assert "Dibatalkan; tidak ada yang disimpan." in halaman.text
    assert daftar.butir.count() == 0

    dibatalkan = Pekerjaan.objects.get(jenis="impor_terapkan")
    client.post(reverse("inti:pekerjaan_ulangi", args=[dibatalkan.kunci]))
    assert daftar.butir.count() == 1


def test_import_that_waits_for_its_job_shows_it(kirim, daftar, sign_in):
    client, impor = kirim([DESA, 1])
    Impor.objects.update(status=StatusImpor.DIBACA, ringkasan={}, tanda=[])
    response = client.get(reverse("inti:impor_detail", args=[impor.pk]))
    assert response.url == reverse("inti:pekerjaan_detail", args=[Pekerjaan.objects.get().kunci])
    rekan = sign_in("sekretariat")
    halaman = rekan.get(reverse("inti:impor_detail", args=[impor.pk])).text
    assert "Berkas ini sedang diperiksa." in halaman


ANAK = """
import sys, time, django
django.setup()
from inti.impor import workflows
from inti.models import Impor
impor = Impor.objects.get()
def maju(sudah):
    if sys.argv[1] == "mati":
        print("di tengah", flush=True)
        time.sleep(60)
putusan = workflows.Putusan(impor.ringkasan["sidik"])
workflows.terapkan(impor, putusan, oleh=impor.dibuat_oleh, maju=maju)
print("selesai", flush=True)
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="makes a database file of its own")
def test_killed_while_it_is_stored_leaves_nothing_and_can_be_done_again(
    kirim, daftar, settings, tmp_path
):
    """A real process, ended by SIGKILL inside its transaction, on a copy of the database."""
    kirim([DESA, 1])
    (tmp_path / "berkas").symlink_to(tmp_path)
    salinan = tmp_path / "salinan.sqlite3"
    with sqlite3.connect(salinan) as tujuan:
        connection.connection.backup(tujuan)
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "pati_pendampingan.settings",
        "DATABASE_URL": f"sqlite:///{salinan}",
        "VAR_DIR": str(tmp_path),
        "SECRET_KEY": settings.SECRET_KEY,
    }

    def jalankan(cara):
        perintah = [sys.executable, "-c", ANAK, cara]
        akar = Path(settings.BASE_DIR)
        return subprocess.Popen(perintah, env=env, cwd=akar, stdout=subprocess.PIPE, text=True)

    def isi():
        with sqlite3.connect(salinan) as basis:
            return basis.execute(
                "SELECT (SELECT count(*) FROM desa_butirsasaran), status FROM inti_impor"
            ).fetchall()

    with jalankan("mati") as anak:
        assert anak.stdout.readline() == "di tengah\n"
        os.kill(anak.pid, signal.SIGKILL)
    assert anak.returncode == -signal.SIGKILL
    assert isi() == [(0, "diperiksa")]

    with jalankan("terus") as anak:
        assert anak.stdout.read() == "selesai\n"
    assert isi() == [(1, "diterapkan")]
