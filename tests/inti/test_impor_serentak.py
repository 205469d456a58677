"""Sent or confirmed twice at the same moment: kept once, applied once."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from desa.models import ButirSasaran
from inti.exceptions import TransisiTidakSah
from inti.impor import get_jenis, workflows
from inti.models import Impor, JejakAudit
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import DaftarSasaranFactory, DesaFactory
from tests.impor import buku
from tests.serentak import bersamaan


pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite lets one writer in at a time; the test database lives in one connection",
    ),
]


@pytest.fixture
def kirim(media, tmp_path):
    """A send of the same page, to be repeated."""
    DesaFactory(kode="33.18.16.2001")
    daftar, oleh = DaftarSasaranFactory(), PenggunaFactory(peran="sekretariat")
    isi = buku(tmp_path / "a.xlsx", [["Kode desa", "Peringkat"], ["33.18.16.2001", 1]]).read_bytes()
    jenis, kunci = get_jenis("sasaran"), uuid4()

    def send():
        return workflows.unggah(
            jenis,
            berkas=SimpleUploadedFile("a.xlsx", isi),
            parameter={"daftar": str(daftar.pk)},
            lembar="",
            kunci=kunci,
            oleh=oleh,
        )

    return send


def test_two_sends_of_one_page_are_one_import(kirim, media):
    satu, dua = bersamaan(kirim, kirim)
    assert satu == dua == Impor.objects.get()
    assert len(list((media / "impor").iterdir())) == 2  # the file, and what was read of it


def test_two_confirmations_apply_once(kirim):
    impor = kirim()
    putusan = workflows.Putusan(impor.ringkasan["sidik"])

    def terapkan():
        satu = Impor.objects.get(pk=impor.pk)
        return workflows.terapkan(satu, putusan, oleh=impor.dibuat_oleh)

    akhir = bersamaan(terapkan, terapkan)

    assert [isinstance(satu, TransisiTidakSah) for satu in akhir].count(True) == 1
    assert (ButirSasaran.objects.count(), JejakAudit.objects.filter(aksi="impor.terapkan").count()) == (1, 1)  # fmt: skip
