"""The matrix: which links it shows, where it is broken, what moved without an intervention."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.desa import (
    ButirSasaranFactory,
    DaftarSasaranFactory,
    NilaiIndikatorFactory,
    PutaranFactory,
    SurveiFactory,
    TemuanFactory,
    VersiIndikatorFactory,
)
from tests.factories.opd import IntervensiFactory, PendanaanFactory
from tests.workbook import baca_data


pytestmark = pytest.mark.django_db

SKRIP = '"><script>alert(1)</script>'


@pytest.fixture
def saya(sign_in, petugas):
    """An officer whose village was surveyed twice: RTLH fell from 64 to 33 of 512, jamban rose."""
    orang = petugas()
    orang.desa, orang.client = orang.penugasan.desa, sign_in(orang)
    daftar = DaftarSasaranFactory(periode=orang.penugasan.periode, ditetapkan=True)
    ButirSasaranFactory(daftar=daftar, desa=orang.desa)
    versi = [
        VersiIndikatorFactory(indikator__nama=nama, indikator__wajib=True)
        for nama in ("Rumah tidak layak huni", "Keluarga tanpa jamban")
    ]
    for nomor, (hari, angka) in enumerate([(800, (64, 30)), (300, (33, 45))], 1):
        putaran = PutaranFactory(
            periode=daftar.periode,
            versi=versi,
            nomor=nomor,
            jenis="awal" if nomor == 1 else "lanjutan",
            tertutup=True,
            tanggal_rujukan=timezone.localdate() - timedelta(days=hari),
        )
        survei = SurveiFactory(putaran=putaran, desa=orang.desa, diverifikasi=True)
        for v, pembilang in zip(versi, angka, strict=True):
            NilaiIndikatorFactory(survei=survei, versi_indikator=v, pembilang=pembilang)
    orang.rtlh, orang.jamban = (v.indikator for v in versi)
    return orang


def buka(saya, nama="matriks", **kueri):
    return saya.client.get(reverse(f"laporan:{nama}"), kueri)


def rantai(halaman):
    return {
        (b.temuan and b.temuan.judul, b.intervensi and b.intervensi.nama, *b.celah)
        for b in halaman.context["table"].data
    }


@pytest.fixture
def cerita(saya):
    """One whole chain, and every way to break it."""
    dijawab = TemuanFactory(desa=saya.desa, judul="Dijawab", indikator=saya.rtlh, penyebab=SKRIP)
    TemuanFactory(desa=saya.desa, judul="Terbuka")
    TemuanFactory(desa=saya.desa, judul="Selesai sendiri", selesai=True)
    TemuanFactory(desa=saya.desa, judul="Batik", jenis="potensi")
    lalu = timezone.localdate() - timedelta(days=500)
    utuh = IntervensiFactory(desa=saya.desa, nama="Utuh", mulai=lalu)
    utuh.temuan.add(dijawab)
    utuh.indikator.add(saya.rtlh)
    PendanaanFactory(intervensi=utuh, pagu=5)
    lepas = IntervensiFactory(desa=saya.desa, nama="Lepas")
    PendanaanFactory(intervensi=lepas, pagu=7)
    batal = IntervensiFactory(desa=saya.desa, nama="Batal", status="batal", alasan_batal="Batal.")
    batal.indikator.add(saya.jamban)
    IntervensiFactory(nama="Desa lain")
    return saya


def test_matriks_shows_each_link_and_each_gap(cerita):
    halaman = buka(cerita)

    assert rantai(halaman) == {
        ("Dijawab", "Utuh"),
        ("Terbuka", None, "masalah tanpa intervensi"),
        ("Selesai sendiri", None),
        (None, "Lepas", "intervensi tanpa masalah", "dana tanpa indikator"),
    }
    assert [(c["jumlah"], c["rupiah"]) for c in halaman.context["celah"]] == [
        (1, None), (1, None), (1, 7),
    ]  # fmt: skip
    assert "12,5% → 6,4%, ▼ 6,1 poin persen" in halaman.text
    assert SKRIP not in halaman.text
    for celah in halaman.context["celah"]:
        assert cerita.client.get(celah["url"]).context["jumlah"] == 1


def test_matriks_filter_excel_and_count_alike(cerita):
    for kueri, jumlah in (
        ({}, 4),
        ({"celah": "masalah tanpa intervensi"}, 1),
        ({"q": cerita.desa.kode, "opd": cerita.penugasan.opd_id}, 4),
        ({"q": "99.99"}, 0),
        ({"kecamatan": cerita.desa.kecamatan_id, "celah": "dana tanpa indikator"}, 1),
    ):
        assert buka(cerita, **kueri).context["jumlah"] == jumlah
        assert len(baca_data(buka(cerita, **kueri, unduh="xlsx"))) == jumlah + 1
    baris = baca_data(buka(cerita, q=cerita.desa.nama, unduh="xlsx"))
    isi = next(dict(zip(baris[0], b, strict=True)) for b in baris if "Utuh" in b)
    assert isi["Indikator"] == ("Rumah tidak layak huni 12,5% → 6,4%, ▼ 6,1 poin persen membaik")
    assert (isi["Pagu"], isi["Penyebab"]) == (5, SKRIP)


def test_bergerak_lists_what_no_intervention_aims_at(cerita):
    """Jamban rose: the only intervention that aims at it was called off."""
    halaman = buka(cerita, "matriks_bergerak")

    (baris,) = halaman.context["table"].data
    assert (baris.desa.kode, baris.indikator.nama, baris.pasangan.putusan) == (
        cerita.desa.kode, "Keluarga tanpa jamban", "memburuk",
    )  # fmt: skip
    assert buka(cerita).context["jumlah_bergerak"] == 1
    assert buka(cerita, "matriks_bergerak", putusan="membaik").context["jumlah"] == 0
    assert len(baca_data(buka(cerita, "matriks_bergerak", inti="ya", unduh="xlsx"))) == 2


def test_an_intervention_after_the_later_round_explains_nothing(saya):
    hari = timezone.localdate() - timedelta(days=100)
    baru = IntervensiFactory(desa=saya.desa, mulai=hari, selesai=hari)
    baru.indikator.add(saya.rtlh)

    assert {b.indikator.nama for b in buka(saya, "matriks_bergerak").context["table"].data} == {
        "Rumah tidak layak huni", "Keluarga tanpa jamban",
    }  # fmt: skip


def test_matriks_without_rounds_shows_the_chain_all_the_same(sign_in):
    temuan = TemuanFactory()
    IntervensiFactory(desa=temuan.desa).temuan.add(temuan)
    client = sign_in("analis")

    assert client.get(reverse("laporan:matriks")).context["jumlah"] == 1
    assert "Belum ada dua putaran" in client.get(reverse("laporan:matriks_bergerak")).text


@pytest.mark.parametrize("jumlah", [1, 3])
def test_matriks_query_count(saya, jumlah, django_assert_num_queries):
    for temuan in TemuanFactory.create_batch(jumlah, desa=saya.desa):
        intervensi = IntervensiFactory(desa=saya.desa, penugasan=saya.penugasan)
        intervensi.temuan.add(temuan)
        intervensi.indikator.add(saya.rtlh)
    buka(saya)  # the pairs of surveys are kept in the process
    for nama in ("matriks", "matriks_bergerak"):
        with django_assert_num_queries(13):
            hasil = buka(saya, nama)
        assert hasil.context["jumlah"] == {"matriks": jumlah, "matriks_bergerak": 2}[nama]
