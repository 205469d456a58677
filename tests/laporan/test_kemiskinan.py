"""The poverty series of the kabupaten: what comes with the application, and what Sekretariat adds."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from inti.models import JejakAudit
from laporan.models import KemiskinanKabupaten
from tests.factories.akun import PenggunaFactory
from tests.factories.inti import KabupatenFactory
from tests.factories.laporan import KemiskinanKabupatenFactory


pytestmark = pytest.mark.django_db

HALAMAN = reverse("laporan:kemiskinan")
BARU = reverse("laporan:kemiskinan_create")


def isian(**ubahan):
    return {"tahun": 2025, "persen": "8,10", "jumlah_ribu": "", "sumber": "BPS"} | ubahan


def test_series_has_its_sentence_its_sources_and_a_line_over_neighbouring_years(sign_in):
    client = sign_in("analis")
    halaman = client.get(HALAMAN)

    assert "11,38% penduduk pada 2017 menjadi 8,24% pada 2025: turun 3,14 poin persen." in (
        halaman.text
    )
    assert "BPS tidak menerbitkannya per desa" in halaman.text
    assert "mitrapost.com 10 Desember 2025 (mengutip BPS)" in halaman.text
    assert BARU not in halaman.text  # an analis reads only
    KemiskinanKabupatenFactory(kabupaten=client.pengguna.kabupaten, tahun=2006, persen=Decimal(22))
    svg = ElementTree.fromstring(client.get(HALAMAN).context["kemiskinan"].gambar[0])
    (garis,) = (p for p in svg.iter() if p.get("stroke-width") == "2")
    assert garis.get("d").count("L") == 8  # from 2017 on; 2006 stands alone
    lain = sign_in(PenggunaFactory(peran="analis", kabupaten=KabupatenFactory(kode="33.19")))
    assert "Belum ada angka BPS untuk kabupaten ini." in lain.get(HALAMAN).text


def test_sekretariat_adds_a_year_that_stands_before_the_one_that_came_along(sign_in):
    client = sign_in("sekretariat")
    assert "8,24%" in client.get(HALAMAN).text
    client.post(BARU, isian())
    halaman = client.get(HALAMAN).text
    assert "8,10%" in halaman
    assert "8,24%" not in halaman
    data = client.get("/api/v1/data/kemiskinan-kabupaten").json()
    assert (data["jumlah"], data["data"][-1]["persen_penduduk_miskin"]) == (9, 8.1)

    angka = KemiskinanKabupaten.objects.get()
    assert "Angka tahun ini sudah dicatat." in client.post(BARU, isian()).text
    client.post(reverse("laporan:kemiskinan_edit", args=[angka.pk]), isian(persen="8,24"))
    client.post(reverse("laporan:kemiskinan_delete", args=[angka.pk]))
    assert not KemiskinanKabupaten.objects.exists()
    assert [j.aksi for j in JejakAudit.objects.order_by("pk")] == [
        "kemiskinan.catat",
        "kemiskinan.ubah",
        "kemiskinan.hapus",
    ]


@pytest.mark.parametrize(
    ("kendala", "isi"),
    [
        ("tahun_sekali", {"tahun": 2024}),
        ("angka_mungkin", {"persen": 101}),
        ("angka_mungkin", {"jumlah_ribu": 0}),
        ("bersumber", {"sumber": ""}),
    ],
)
def test_constraints_hold(kendala, isi):
    kabupaten = KemiskinanKabupatenFactory(tahun=2024).kabupaten
    with pytest.raises(IntegrityError, match=f"{kendala}|UNIQUE"), transaction.atomic():
        KemiskinanKabupatenFactory(kabupaten=kabupaten, **isi)
