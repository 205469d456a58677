"""The completeness grid: villages × rounds, who is late and since when, on screen and in Excel."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.desa.cerita import siapkan
from tests.factories.desa import (
    ButirSasaranFactory,
    DesaFactory,
    PengecualianKunciFactory,
    PeriodeFactory,
    PutaranFactory,
    SurveiFactory,
)
from tests.factories.opd import PenugasanFactory
from tests.workbook import baca_data


pytestmark = pytest.mark.django_db

ALAMAT = "desa:kelengkapan"


def hari(n):
    return timezone.localdate() + timedelta(days=n)


@pytest.fixture
def cerita():
    """Two rounds: one closed five days ago, one open. Five villages, each in another state."""
    cerita = siapkan()
    periode = cerita.daftar.periode
    cerita.tertutup = PutaranFactory(
        periode=periode, nomor=90, buka=hari(-60), tutup=hari(-5), tanggal_rujukan=hari(-60)
    )
    cerita.putaran.nomor = 91
    cerita.putaran.save()
    nama = ["Alugoro", "Bulumulyo", "Cengkalsewu", "Dukutalit", "Lulus"]
    cerita.desa_ = dict(zip(nama, [DesaFactory(nama=n) for n in nama], strict=True))
    for n, desa in cerita.desa_.items():
        lulus = {"tanggal_lulus": hari(-70)} if n == "Lulus" else {}
        ButirSasaranFactory(daftar=cerita.daftar, desa=desa, **lulus)
    SurveiFactory(putaran=cerita.tertutup, desa=cerita.desa_["Alugoro"], diajukan=True)
    SurveiFactory(putaran=cerita.tertutup, desa=cerita.desa_["Bulumulyo"], dikembalikan=True)
    SurveiFactory(putaran=cerita.putaran, desa=cerita.desa_["Alugoro"])
    for n, sampai in (("Cengkalsewu", hari(2)), ("Dukutalit", hari(-2))):
        PengecualianKunciFactory(putaran=cerita.tertutup, desa=cerita.desa_[n], sampai=sampai)
    PenugasanFactory(opd=cerita.opd, desa=cerita.desa_["Bulumulyo"], periode=periode)
    return cerita


def unduh(client, **saringan):
    response = client.get(reverse(ALAMAT), {"unduh": "xlsx", **saringan})
    kepala, *isi = baca_data(response)
    semua = [dict(zip(kepala, baris, strict=True)) for baris in isi]
    return {b["Desa"].removeprefix("Desa "): b for b in semua}


def test_grid_says_where_each_village_stands_and_since_when_it_is_late(client, cerita):
    client.force_login(cerita.sekretariat)
    baris = unduh(client)
    putaran = {n: (b["Putaran 90"], b["Putaran 91"]) for n, b in baris.items()}
    assert putaran == {
        cerita.desa.nama: ("Belum diisi", "Belum diisi"),
        "Alugoro": ("Menunggu verifikasi", "Draf"),
        "Bulumulyo": ("Dikembalikan", "Belum diisi"),
        "Cengkalsewu": ("Belum diisi", "Belum diisi"),
        "Dukutalit": ("Belum diisi", "Belum diisi"),
        "Lulus": (None, None),
    }
    lambat = {n: (b["Terlambat sejak"], b["Hari"]) for n, b in baris.items() if b["Hari"]}
    assert {n: (sejak.date(), h) for n, (sejak, h) in lambat.items()} == {
        cerita.desa.nama: (hari(-4), 5),
        "Bulumulyo": (hari(-4), 5),
        "Dukutalit": (hari(-1), 2),  # its exception has passed, too
    }


def test_filters_hold_on_screen_and_in_excel(client, cerita):
    client.force_login(cerita.sekretariat)
    assert set(unduh(client, terlambat="ya")) == {cerita.desa.nama, "Bulumulyo", "Dukutalit"}
    assert set(unduh(client, terlambat="tidak")) == {"Alugoro", "Cengkalsewu", "Lulus"}
    assert set(unduh(client, q="bulu")) == {"Bulumulyo"}
    assert set(unduh(client, pendamping=cerita.opd.singkatan)) == {cerita.desa.nama, "Bulumulyo"}
    html = client.get(reverse(ALAMAT), {"terlambat": "ya", "sort": "-sejak"}).text
    assert "3 baris" in html
    assert html.index("Bulumulyo") > html.index("Dukutalit")  # late for two days before five


def test_officer_sees_its_villages_only_and_other_periods_on_request(client, cerita):
    client.force_login(cerita.petugas)
    assert set(unduh(client)) == {cerita.desa.nama, "Bulumulyo"}
    lain = PeriodeFactory(nama="2031–2035", mulai=hari(4000), selesai=hari(5000))
    html = client.get(reverse(ALAMAT), {"periode": lain.pk}).text
    assert ("Periode 2031–2035" in html, "Putaran 90" in html) == (True, False)
    for aneh in ("0", "-1", "x", "9" * 40):
        assert client.get(reverse(ALAMAT), {"periode": aneh}).status_code == 200


@pytest.mark.parametrize("banyak", [1, 3])
def test_query_count(client, django_assert_num_queries, banyak):
    cerita = siapkan()
    for _ in range(banyak - 1):
        desa = DesaFactory()
        ButirSasaranFactory(daftar=cerita.daftar, desa=desa)
        PutaranFactory(periode=cerita.daftar.periode)
    client.force_login(cerita.sekretariat)
    # session, user, period, rounds; filter: OPD, kecamatan, periods, chosen; count, page; kabupaten
    with django_assert_num_queries(10):
        html = client.get(reverse(ALAMAT)).text
    assert f"{banyak} baris" in html
