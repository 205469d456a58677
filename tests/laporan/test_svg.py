import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laporan.svg import BARIS_PER_GAMBAR, LEBAR, SEMPIT, Baris, Keterangan, dumbbell, sumbu_bulat


SVG = "{http://www.w3.org/2000/svg}"
TURUN = Baris("Kajen", 21.6, 14.4, "21,6", "14,4", "▼ 7,2 membaik", "membaik")
NAIK = Baris("Prawoto", 5.0, 6.3, "5,0", "6,3", "▲ 1,3 memburuk", "memburuk")
TETAP = Baris("Wegil", 10.0, 10.0, "10,0", "10,0", "= tetap", "tetap")
KETERANGAN = Keterangan("rtlh", "Rumah <tidak layak>", "3 desa", "selisih (poin persen)")


def draw(*baris, tata=LEBAR):
    gambar = dumbbell(baris, KETERANGAN, lambda nilai: f"{nilai:.0f}%", tata)
    return [ElementTree.fromstring(teks) for teks in gambar]


def texts(element, kelas):
    return [t.text for t in element.iter(f"{SVG}text") if t.get("class") == kelas]


@pytest.mark.parametrize("tata", [LEBAR, SEMPIT])
def test_dumbbell_prints_every_row_in_the_given_order(tata):
    (svg,) = draw(TURUN, TETAP, NAIK, tata=tata)

    assert texts(svg, "nama") == ["Kajen", "Wegil", "Prawoto"]
    assert texts(svg, "selisih") == ["▼ 7,2 membaik", "= tetap", "▲ 1,3 memburuk"]
    assert texts(svg, "angka") == ["14,4", "21,6", "10,0", "10,0", "5,0", "6,3"]


def test_dumbbell_tells_before_from_after_without_colour():
    (svg,) = draw(TURUN, NAIK)
    titik = {
        k: [c for c in svg.iter(f"{SVG}circle") if c.get("class") == k]
        for k in ("awal", "lanjutan")
    }
    garis = [p.get("stroke-dasharray") for p in svg.iter(f"{SVG}path") if not p.get("class")]

    assert {c.get("fill") for c in titik["awal"]} == {"#ffffff"}
    assert [c.get("fill") for c in titik["lanjutan"]] == [
        c.get("stroke") for c in titik["lanjutan"]
    ]
    assert garis == [None, "4 3"]


def test_dumbbell_is_named_for_screen_readers_and_free_of_inline_style():
    (svg,) = draw(TURUN)
    nama, uraian = (
        svg.find(f".//*[@id='{kunci}']") for kunci in svg.get("aria-labelledby").split()
    )

    assert (svg.get("role"), nama.text, uraian.text) == ("img", "Rumah <tidak layak>", "3 desa")
    assert not [e for e in svg.iter() if e.get("style") or e.tag in {f"{SVG}style", f"{SVG}script"}]


def test_dumbbell_splits_many_rows_into_pictures_with_one_axis_and_unique_ids():
    gambar = draw(*[TURUN] * BARIS_PER_GAMBAR, NAIK)

    assert [len(texts(svg, "nama")) for svg in gambar] == [25, 24]
    assert texts(gambar[0], "skala") == texts(gambar[1], "skala")
    assert gambar[0].get("aria-labelledby") != gambar[1].get("aria-labelledby")


def test_dumbbell_without_rows_is_no_picture():
    assert draw() == []


@pytest.mark.parametrize(
    ("nilai", "skala"),
    [
        ([0.0, 29.7], ["0", "10", "20", "30"]),
        ([5.6, 5.6], ["2", "4", "6", "8", "10"]),
        ([0.0, 0.0], ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
        ([0.61, 0.72], ["0.6", "0.65", "0.7", "0.75"]),
        ([1.2e9, 9.9e8], ["9.5e+08", "1e+09", "1.05e+09", "1.1e+09", "1.15e+09", "1.2e+09"]),
    ],
)
def test_sumbu_bulat_has_round_steps(nilai, skala):
    assert [f"{g:.4g}" for g in sumbu_bulat(nilai).garis] == skala


@given(
    st.lists(st.decimals(0, 10**14, places=4).map(float), min_size=1, max_size=50),
    st.sampled_from([LEBAR, SEMPIT]),
)
def test_sumbu_bulat_keeps_every_dot_inside_the_plot(nilai, tata):
    sumbu = sumbu_bulat(nilai)

    assert 2 <= len(sumbu.garis) <= 9
    assert all(tata.kiri - 0.1 <= sumbu.x(n, tata) <= tata.kanan + 0.1 for n in nilai)


def test_dumbbell_escapes_names():
    (svg,) = dumbbell([Baris('<b>"x"&', 1, 2, "1", "2", "▲ 1", "membaik")], KETERANGAN, str)

    assert "<b>" not in svg
    assert re.search("&lt;b&gt;&quot;x&quot;&amp;", svg)
