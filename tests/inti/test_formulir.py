"""A form that is sent twice is stored once: a second tap, or an answer lost on a bad signal."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from desa.models import Temuan
from inti.models import KirimanFormulir
from opd.models import Kunjungan
from tests.serentak import bersamaan


ISIAN = {
    "jenis": "masalah",
    "judul": "12 rumah berlantai tanah",
    "bidang": "permukiman",
    "urgensi": 5,
    "keseriusan": 4,
    "pertumbuhan": 3,
    "tanggal": timezone.localdate().isoformat(),
}


def kunci(response):
    return {"kunci_formulir": str(response.context["kunci_formulir"])}


@pytest.fixture
def saya(sign_in, petugas):
    orang = petugas()
    orang.client = sign_in(orang)
    orang.alamat = reverse("desa:temuan_create", args=[orang.penugasan.desa.kode])
    return orang


@pytest.mark.django_db
def test_the_same_send_is_stored_once_and_answered_alike(saya):
    isian = ISIAN | kunci(saya.client.get(saya.alamat))

    ditolak = saya.client.post(saya.alamat, isian | {"urgensi": ""})
    pertama, kedua = (saya.client.post(saya.alamat, isian) for _ in range(2))

    temuan = Temuan.objects.get()
    assert "Ada masalah" in ditolak.text
    assert pertama.url == kedua.url == reverse("desa:temuan_detail", args=[temuan.pk])
    # Back, and something else from the same page: that is a finding of its own.
    saya.client.post(saya.alamat, isian | {"judul": "Jalan rusak"})
    assert set(Temuan.objects.values_list("judul", flat=True)) == {ISIAN["judul"], "Jalan rusak"}


@pytest.mark.django_db
def test_a_visit_sent_twice_is_one_visit_and_the_key_belongs_to_its_sender(saya, sign_in, petugas):
    def kirim(orang, **lain):
        alamat = reverse("opd:kunjungan_create", args=[orang.penugasan.pk])
        return sign_in(orang).post(alamat, isian | lain)

    isian = {
        "tanggal": timezone.localdate().isoformat(),
        "tujuan": "Melihat rumah",
        "hasil": "Dinding selesai.",
        "kunci_formulir": uuid4(),
    }
    rekan = petugas()

    assert kirim(saya).url == kirim(saya).url != kirim(rekan).url
    assert Kunjungan.objects.count() == KirimanFormulir.objects.count() == 2
    for _ in range(2):  # a page without a key, or with a broken one, is stored as it comes
        kirim(saya, kunci_formulir="bukan kunci")
    assert Kunjungan.objects.count() == 4


@pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="SQLite lets one writer in at a time; the test database lives in one connection",
)
@pytest.mark.django_db(transaction=True)
def test_two_taps_at_one_moment_store_one(saya):
    isian = ISIAN | {"kunci_formulir": uuid4()}

    def kirim():
        client = Client()
        client.cookies = saya.client.cookies
        return client.post(saya.alamat, isian).url

    satu, dua = bersamaan(kirim, kirim)

    assert satu == dua == reverse("desa:temuan_detail", args=[Temuan.objects.get().pk])
