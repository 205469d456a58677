"""Maps of one indicator: classes, tiles, legend, table."""

from xml.etree import ElementTree

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from laporan.stats import KELAS_MAKS, batas_kelas, kelas_nilai
from laporan.svg import KELAS
from tests.factories.desa import BatasDesaFactory, DesaFactory, KecamatanFactory
from tests.factories.opd import KeanggotaanFactory, PenugasanFactory
from tests.laporan.papan import buat_papan


PETA = reverse("laporan:peta")
SVG = "{http://www.w3.org/2000/svg}"
A, B, C, D, E = (f"33.18.{kecamatan}.{2001}" for kecamatan in ("01", "02", "10", "16", "20"))
JAWABAN = {  # before, after: much better, better, same, worse, nothing
    A: ((100, 500), (50, 500)),
    B: ((100, 500), (95, 500)),
    C: ((100, 500), (100, 500)),
    D: ((100, 500), (130, 500)),
}


pytestmark = pytest.mark.django_db


@pytest.fixture
def papan():
    papan = buat_papan(
        dict(zip((A, B, C, D, E), "ABCDE", strict=True)),
        {"RTLH": {"nama": "Rumah tidak layak huni", "arah": "turun"}},
    )
    for kode, (awal, kini) in JAWABAN.items():
        papan.isi(papan.survei(papan.sebelum, kode), RTLH=awal)
        papan.isi(papan.survei(papan.sesudah, kode), RTLH=kini)
    DesaFactory(kecamatan=KecamatanFactory(kode="33.19.01", nama="Lepas"), kode="33.19.01.2001")
    return papan


def sel(papan, context):
    return {d.nama: context["peta"].sel[d.pk] for d in papan.desa.values()}


def test_map_classes_every_village_by_its_change(sign_in, papan):
    context = sign_in("analis").get(PETA).context

    assert sel(papan, context) == {
        "A": ("membaik-kuat", "▼", "▼ 10,0 membaik"),
        "B": ("membaik", "▼", "▼ 1,0 membaik"),
        "C": ("tetap", "=", "= tetap"),
        "D": ("memburuk-kuat", "▲", "▲ 6,0 memburuk"),
        "E": ("kosong", "", "belum ada data awal"),
    }
    assert [kata for _, kata in context["peta"].legenda] == [
        "membaik 5 poin persen atau lebih (1)",
        "membaik kurang dari itu (1)",
        "tetap (1)",
        "memburuk kurang dari 5 poin (0)",
        "memburuk 5 poin persen atau lebih (1)",
        "tidak dapat dibandingkan (1)",
    ]
    assert [b.desa[0] for b in context["baris"]] == ["A", "B", "C", "D", "E"]


def test_map_of_a_level_has_the_same_classes_at_both_dates(sign_in, papan):
    client = sign_in("analis")
    awal = client.get(PETA, {"tampil": "awal"}).context
    kini = client.get(PETA, {"tampil": "kini"}).context

    assert {k: s[:2] for k, s in sel(papan, awal).items()} == dict.fromkeys(
        "ABCD", ("tingkat-3", "3")
    ) | {"E": ("kosong", "")}
    assert [s.simbol for s in sel(papan, kini).values()] == ["1", "2", "3", "3", ""]
    assert sel(papan, kini)["A"].kata == "10,0% 50/500"
    assert [kata.rsplit(" (", 1)[0] for _, kata in kini["peta"].legenda] == [
        "kurang dari 19%",
        "19% sampai kurang dari 20%",
        "20% atau lebih",
        "tanpa data",
    ]


@pytest.mark.parametrize("ukuran", ["lebar", "sempit"])
def test_tile_map_links_every_village_and_names_it(sign_in, papan, ukuran):
    context = sign_in("analis").get(PETA).context
    svg = ElementTree.fromstring(context["gambar"][ukuran])
    petak = {
        a.find(f"{SVG}title").text: (
            a.get("href").split("?")[0],
            a.find(f"{SVG}circle") is not None,
        )
        for a in svg.iter(f"{SVG}a")
    }

    assert petak["A (Kecamatan 01): ▼ 10,0 membaik"] == (
        reverse("laporan:sebelum_sesudah_desa", args=[A]),
        True,
    )
    lepas = next(p for nama, p in petak.items() if nama.endswith("(Lepas): bukan sasaran"))
    assert lepas == (reverse("laporan:sebelum_sesudah_desa", args=["33.19.01.2001"]), False)
    assert len(petak) == 6
    assert svg.get("role") == "group"
    assert not [e for e in svg.iter() if e.get("style") or e.tag in {f"{SVG}style", f"{SVG}script"}]
    sudut = [(r.get("x"), r.get("y")) for r in svg.iter(f"{SVG}rect")]
    assert len(set(sudut)) == 6


def test_petugas_sees_only_its_own_villages(sign_in, papan):
    client = sign_in("petugas")
    anggota = KeanggotaanFactory(pengguna=client.pengguna)
    PenugasanFactory(opd=anggota.opd, desa=papan.desa[B], periode=papan.sebelum.periode)

    context = client.get(PETA).context
    assert [d.nama for d in context["desa"]] == ["B"]
    assert [b.desa for b in context["baris"]] == ["B (Kecamatan 02)"]


@pytest.mark.parametrize(
    ("urut", "pertama"), [("nama", "A (Kecamatan 01)"), ("daftar", "A (Kecamatan 01)")]
)
def test_table_sorts_and_survives_nonsense(sign_in, papan, urut, pertama):
    client = sign_in("analis")

    assert client.get(PETA, {"urut": urut}).context["baris"][0].desa == pertama
    aneh = client.get(PETA, {"urut": "x", "indikator": "TIDAKADA", "tampil": "x", "a": "x"})
    assert aneh.context["indikator"].kode == "RTLH"


def test_map_without_two_rounds_says_so(sign_in):
    buat_papan({}, {}).sesudah.delete()

    assert "Belum ada dua putaran untuk dibandingkan." in sign_in("analis").get(PETA).text


@pytest.mark.parametrize("banyak", [1, 3])
def test_map_query_count(sign_in, papan, django_assert_num_queries, banyak):
    for kode in (C, D, E)[: 3 - banyak]:
        papan.desa[kode].butir_sasaran.all().delete()
    client = sign_in("analis")
    with django_assert_num_queries(12):
        client.get(PETA)


@given(st.lists(st.floats(0, 100), max_size=60), st.integers(0, 2))
def test_classes_are_few_and_in_order(nilai, desimal):
    batas = batas_kelas(nilai, desimal)
    kelas = [kelas_nilai(n, batas) for n in sorted(nilai)]

    assert len(batas) < KELAS_MAKS
    assert batas == sorted(set(batas))
    assert kelas == sorted(kelas)
    assert not nilai or set(kelas) <= set(range(len(batas) + 1))


def test_loaded_outlines_become_the_map(sign_in, papan):
    for kode in (A, D, E):
        BatasDesaFactory(desa=papan.desa[kode])
    client = sign_in("analis")

    context = client.get(PETA).context
    svg = ElementTree.fromstring(context["batas"])
    bidang = {
        a.find(f"{SVG}title").text: (a.find(f"{SVG}path").get("fill"), a.find(f"{SVG}text"))
        for a in svg.iter(f"{SVG}a")
    }
    assert {k: v[0] for k, v in bidang.items()} == {
        "A (Kecamatan 01): ▼ 10,0 membaik": "#0b62a8",
        "D (Kecamatan 16): ▲ 6,0 memburuk": "#a8430b",
        "E (Kecamatan 20): belum ada data awal": "url(#peta-batas-arsir)",
    }
    assert [v[1].text if v[1] is not None else "" for v in bidang.values()] == ["▼", "▲", ""]
    assert [d.nama for d in context["tanpa_batas"][:2]] == ["B", "C"]
    assert context["sumber_batas"] == ["contoh"]
    assert "gambar" in client.get(PETA, {"bentuk": "petak"}).context

    anggota = KeanggotaanFactory(pengguna=sign_in("petugas").pengguna)
    PenugasanFactory(opd=anggota.opd, desa=papan.desa[B], periode=papan.sebelum.periode)
    assert "gambar" in sign_in(anggota.pengguna).get(PETA).context  # has none of the outlines


def test_geojson_has_the_same_classes(sign_in, papan):
    batas = BatasDesaFactory(desa=papan.desa[D])
    (fitur,) = sign_in("analis").get(reverse("laporan:peta_geojson")).json()["features"]

    assert fitur["geometry"] == batas.geometri
    assert fitur["properties"] == {
        "kelas": "memburuk-kuat",
        "isi": "#a8430b",
        "garis": "#632506",
        "tinta": "#ffffff",
        "simbol": "▲",
        "nama": "D (Kecamatan 16)",
        "kata": "▲ 6,0 memburuk",
        "angka": ["20,0% 100/500", "26,0% 130/500"],
        "url": fitur["properties"]["url"],
        "ditandai": True,
    }


def test_every_class_has_readable_ink():
    for nama, kelas in KELAS.items():
        if kelas.isi.startswith("#"):
            assert kontras(kelas.tinta, kelas.isi) >= 4.5, nama
        if nama != "lain":  # pale on purpose: it carries no figure
            assert kontras(kelas.garis, "#ffffff") >= 3, nama


def kontras(a, b):
    """Contrast ratio of WCAG 2."""
    terang, gelap = sorted((_terang(a), _terang(b)), reverse=True)
    return (terang + 0.05) / (gelap + 0.05)


def _terang(warna):
    kanal = [int(warna[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [k / 12.92 if k <= 0.04045 else ((k + 0.055) / 1.055) ** 2.4 for k in kanal]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
