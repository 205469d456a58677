"""From round to round: series, their breaks, the pictures and tables of the pages."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from desa.choices import JenisPutaran
from desa.models import NilaiIndikator, PutusDeret, Survei
from laporan.stats import Alasan, Definisi, Nilai, gabung_deret, susun_deret
from tests.factories.desa import ButirSasaranFactory, DaftarSasaranFactory, PutaranFactory
from tests.laporan.papan import buat_papan


A, B, C = "33.18.01.2001", "33.18.01.2002", "33.18.02.2001"
DEFINISI = Definisi("proporsi", "turun", {1: 0, 2: 1}, [date(2025, 6, 1)])
RUJUKAN = [date(tahun, 1, 31) for tahun in (2022, 2023, 2024, 2026)]


def nilai(pembilang, tahun, versi=1):
    return Nilai(Decimal(pembilang), Decimal(100), versi=versi, tanggal=date(tahun, 1, 31))


def test_susun_deret_joins_neighbours_that_may_be_compared():
    kosong = Nilai(alasan_kosong="tidak_dapat_diperoleh", versi=1)

    lengkap = susun_deret([nilai(20, 2022), nilai(18, 2023), nilai(17, 2024)], DEFINISI)
    berlubang = susun_deret([nilai(20, 2022), kosong, nilai(17, 2024), None], DEFINISI)
    ganti = susun_deret([nilai(20, 2022), nilai(30, 2023, versi=2), nilai(9, 2026, 2)], DEFINISI)

    assert (lengkap.ruas, lengkap.putus) == ([[0, 1, 2]], {})
    assert (berlubang.ruas, berlubang.putus) == ([[0], [2]], {})
    assert ganti.ruas == [[0], [1], [2]]
    assert ganti.putus == {1: Alasan.DEFINISI_BERUBAH, 2: Alasan.DERET_TERPUTUS}
    assert susun_deret([None, kosong], DEFINISI).ruas == []


def test_gabung_deret_follows_the_same_desa_through_every_round():
    """The third desa is only in the first round, the last round has only the first desa."""
    semua = [
        [nilai(20, 2022), nilai(16, 2023), nilai(12, 2024), nilai(1, 2026)],
        [nilai(40, 2022), nilai(30, 2023), nilai(20, 2024), None],
        [nilai(90, 2022), None, None, None],
        [None] * 4,
    ]

    hasil = gabung_deret(semua, RUJUKAN, DEFINISI)

    assert (hasil.desa, hasil.terisi) == (2, [3, 2, 2, 1])
    assert [n and n.besaran for n in hasil.deret.nilai] == [30, 23, 16, None]
    assert hasil.deret.ruas == [[0, 1, 2]]


def test_gabung_deret_of_scores_is_their_mean_and_of_nothing_is_empty():
    skor = [[Nilai(nilai=Decimal(n), versi=1)] for n in ("0.60", "0.75")]

    assert gabung_deret(skor, RUJUKAN[:1], Definisi("skor", "naik")).deret.nilai[0].besaran == 0.675
    assert gabung_deret([], RUJUKAN, DEFINISI).deret.ruas == []


@pytest.fixture
def papan(db):
    """Three rounds of two mentored villages; the series of RTLH breaks before the third. One village
    that is not mentored answers the first two rounds."""
    papan = buat_papan(
        {A: "Kajen", B: "Soneyan"},
        {
            "RTLH": {"nama": "Rumah tidak layak huni", "arah": "turun"},
            "OMZ": {"nama": "Omzet BUM Desa", "arah": "naik", "jenis": "jumlah"},
        },
    )
    ketiga = PutaranFactory(
        periode=papan.sebelum.periode,
        nomor=3,
        jenis=JenisPutaran.LANJUTAN,
        tanggal_rujukan=date(2026, 1, 31),
        versi=list(papan.sebelum.versi_indikator.all()),
    )
    PutusDeret.objects.create(
        indikator=papan.indikator["RTLH"], tanggal=date(2025, 1, 31), uraian="pendataan ulang"
    )
    lain = DaftarSasaranFactory(periode=ketiga.periode, ditetapkan=True, jenis="pembanding")
    papan.desa[C] = ButirSasaranFactory(daftar=lain, desa__kode=C, desa__nama="Gerit").desa
    for putaran, angka in (
        (papan.sebelum, {A: 30, B: 10, C: 26}),
        (papan.sesudah, {A: 20, B: 8, C: 24}),
        (ketiga, {A: 40, B: 38}),
    ):
        for kode, n in angka.items():
            papan.isi(papan.survei(putaran, kode), RTLH=(n, 100), OMZ=n * 1_000_000)
    return papan


def cells(html):
    """The table twin as text, row by row."""
    tabel = html[html.index("tabel-deret") :].split("</table>")[0]
    return [
        [
            " ".join(re.sub(r"<[^>]+>", " ", sel).split())
            for sel in re.findall(r"<t[hd].*?</t[hd]>", b)
        ]
        for b in re.findall(r"<tr>.*?</tr>", tabel, re.S)
    ]


def test_indicator_page_shows_both_groups_and_a_panel_per_village(sign_in, papan):
    html = sign_in("analis").get(reverse("laporan:sebelum_sesudah_indikator", args=["RTLH"])).text

    assert (
        "Gabungan 2 desa yang sama pada tiap putaran: 20,0% (Jan 2022) menjadi 39,0% (Jan 2026). "
        "Garis tidak disambung ke putaran 3: deret terputus."
    ) in html
    assert html.count('class="deret"') == 2 + 2  # wide and narrow, and two villages
    assert cells(html) == [
        ["Desa", "Putaran 1 31 Jan 2022", "Putaran 2 31 Jan 2024", "Putaran 3 31 Jan 2026"],
        ["Desa dampingan (2)", "20,0% 40/200", "14,0% 28/200", "┊ 39,0% 78/200 deret terputus"],
        ["Desa pembanding (1)", "26,0% 26/100", "24,0% 24/100", "–"],
        *(
            [f"{nama} (Kecamatan 01)", *angka, f"┊ {akhir} deret terputus"]
            for nama, angka, akhir in (
                ("Kajen", ["30,0% 30/100", "20,0% 20/100"], "40,0% 40/100"),
                ("Soneyan", ["10,0% 10/100", "8,0% 8/100"], "38,0% 38/100"),
            )
        ),
    ]


def test_village_page_has_a_panel_per_indicator_each_on_its_axis(sign_in, papan):
    html = sign_in("analis").get(reverse("laporan:sebelum_sesudah_desa", args=[A])).text

    assert html.count('class="deret"') == 2
    assert [baris[0] for baris in cells(html)[1:]] == ["Rumah tidak layak huni", "Omzet BUM Desa"]
    assert re.findall(r'class="skala"[^>]*>([^<]+)', html[html.index("panel-deret") :]) == [
        *("20%", "40%"),
        *("20 jt", "40 jt"),
    ]


def test_one_round_alone_is_no_series(sign_in, papan):
    lanjutan = Survei.objects.filter(putaran__nomor__gt=1)
    NilaiIndikator.objects.filter(survei__in=lanjutan).delete()
    lanjutan.delete()

    html = sign_in("analis").get(reverse("laporan:sebelum_sesudah_desa", args=[A])).text

    assert "Perjalanan tiap putaran" not in html


def test_heat_table_says_in_picture_and_table_the_same(sign_in, papan):
    putaran = {"a": papan.sebelum.pk, "b": papan.sesudah.pk}
    html = sign_in("analis").get(reverse("laporan:sebelum_sesudah_panas"), putaran).text

    assert "4 pasangan desa–indikator: 2 membaik, 0 tetap, 2 memburuk, 0 tidak dapat" in html
    assert re.findall(r"<g><title>([^<]+)", html) == [
        "Kajen (Kecamatan 01), Rumah tidak layak huni: ▼ 10,0 membaik",
        "Kajen (Kecamatan 01), Omzet BUM Desa: ▼ 10.000.000 memburuk",
        "Soneyan (Kecamatan 01), Rumah tidak layak huni: ▼ 2,0 membaik",
        "Soneyan (Kecamatan 01), Omzet BUM Desa: ▼ 2.000.000 memburuk",
    ]
    assert re.findall(r'<td class="panas-(\S+)"><b>([^<]+)</b> (\w+)', html) == [
        ("membaik-kuat", "▼ 10,0", "membaik"),
        ("memburuk", "▼ 10.000.000", "memburuk"),
        ("membaik", "▼ 2,0", "membaik"),
        ("memburuk", "▼ 2.000.000", "memburuk"),
    ]


@pytest.mark.parametrize("banyak", [1, 2])
def test_series_and_heat_query_count(sign_in, papan, django_assert_num_queries, banyak):
    for kode in (A,)[: 2 - banyak]:
        papan.desa[kode].butir_sasaran.all().delete()
    client = sign_in("analis")
    with django_assert_num_queries(14):
        client.get(reverse("laporan:sebelum_sesudah_indikator", args=["RTLH"]))
    with django_assert_num_queries(10):
        client.get(reverse("laporan:sebelum_sesudah_panas"))
