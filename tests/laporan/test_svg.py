import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laporan.svg import (
    BARIS_PER_GAMBAR,
    KELAS,
    LEBAR,
    PANEL,
    SEMPIT,
    TREN,
    TREN_SEMPIT,
    Baris,
    BarisGambar,
    Blok,
    Garis,
    Keterangan,
    Petak,
    SelGambar,
    Waktu,
    deret,
    dumbbell,
    koroplet,
    legenda,
    lukis,
    panas,
    peta_petak,
    sumbu_bulat,
)


SVG = "{http://www.w3.org/2000/svg}"
TURUN = Baris("Kajen", 21.6, 14.4, "21,6", "14,4", "▼ 7,2 membaik", "membaik")
NAIK = Baris("Prawoto", 5.0, 6.3, "5,0", "6,3", "▲ 1,3 memburuk", "memburuk")
TETAP = Baris("Wegil", 10.0, 10.0, "10,0", "10,0", "= tetap", "tetap")
KETERANGAN = Keterangan("rtlh", "Rumah <tidak layak>", "3 desa", "selisih (poin persen)")


def draw(*baris, tata=LEBAR):
    gambar = dumbbell(baris, KETERANGAN, lambda nilai: f"{nilai:.0f}%", tata)
    return [ElementTree.fromstring(teks) for teks in gambar]


def texts(element, kelas):
    return ["".join(t.itertext()) for t in element.iter(f"{SVG}text") if t.get("class") == kelas]


@pytest.mark.parametrize("tata", [LEBAR, SEMPIT])
def test_dumbbell_prints_every_row_in_the_given_order(tata):
    (svg,) = draw(TURUN, TETAP, NAIK, tata=tata)

    assert texts(svg, "nama") == ["Kajen", "Wegil", "Prawoto"]
    assert texts(svg, "selisih") == ["▼ 7,2 membaik", "= tetap", "▲ 1,3 memburuk"]
    assert texts(svg, "angka") == ["14,4", "21,6", "10,0", "10,0", "5,0", "6,3"]


@pytest.mark.parametrize("tata", [LEBAR, SEMPIT])
def test_dumbbell_folds_a_long_name_and_makes_room_for_it(tata):
    panjang = "NIK padan Dukcapil pada daftar kesejahteraan sosial nasional terbaru"
    (svg,) = draw(replace(TURUN, nama=panjang), NAIK, tata=tata)
    nama, berikut = (t for t in svg.iter(f"{SVG}text") if t.get("class") == "nama")
    lipatan = list(nama)

    assert texts(svg, "nama") == [panjang, "Prawoto"]
    assert max(map(len, nama.itertext())) <= tata.huruf_nama + 1
    assert len(lipatan) == 2
    turun = sum(float(satu.get("dy")) for satu in lipatan)
    assert float(berikut.get("y")) - float(nama.get("y")) == tata.tinggi_baris + turun


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


WAKTU = Waktu([0.0, 0.4, 1.0], ["Jan 2022", "Nov 2023", "Nov 2026"])
DAMPINGAN = Garis(
    "Desa <dampingan>", [20.0, 15.5, 14.0], ["20,0%", "15,5%", "14,0%"], [[0, 1], [2]]
)
LAIN = Garis("Desa pembanding", [18.0, None, 17.0], ["18,0%", "–", "17,0%"], [[0], [2]], True)


def draw_deret(*garis, tata=TREN):
    svg = deret(WAKTU, garis, KETERANGAN, lambda n: f"{n:g}%", tata, putus={0.7: "deret terputus"})
    return ElementTree.fromstring(svg)


def test_deret_joins_only_the_runs_and_marks_the_break():
    svg = draw_deret(DAMPINGAN)
    (garis,) = [p.get("d") for p in svg.iter(f"{SVG}path") if p.get("fill") == "none"]
    (putus,) = [p for p in svg.iter(f"{SVG}path") if p.get("class") == "putus"]

    assert re.fullmatch(r"M52\.0 [\d.]+L307\.2 [\d.]+", garis)
    assert len(list(svg.iter(f"{SVG}circle"))) == 3
    assert putus.get("d").startswith("M498.6 ")
    assert texts(svg, "putus") == ["deret terputus"]
    assert texts(svg, "angka") == ["14,0%", "15,5%", "20,0%"]
    assert texts(svg, "waktu") == ["Nov 2026", "Nov 2023", "Jan 2022"]


def test_deret_tells_two_groups_apart_without_colour():
    svg = draw_deret(DAMPINGAN, Garis("Lain", [18, 18, 18], ["18"] * 3, [[0, 1, 2]], True))
    garis = [p.get("stroke-dasharray") for p in svg.iter(f"{SVG}path") if p.get("fill") == "none"]

    assert garis == [None, "6 4"]
    assert texts(svg, "legenda") == ["Desa <dampingan>", "Lain"]
    assert deret(WAKTU, [Garis("", [None] * 3, [""] * 3, [])], KETERANGAN, str, TREN) == ""


def test_small_panel_prints_the_ends_of_its_axes_only():
    svg = draw_deret(DAMPINGAN, tata=PANEL)

    assert texts(svg, "waktu") == ["Jan 2022", "Nov 2026"]
    assert texts(svg, "skala") == ["14%", "20%"]
    assert texts(svg, "angka") == texts(svg, "putus") == []


def heat(banyak=1):
    sel = [SelGambar(kelas, "+", f"{kelas} <x>") for kelas in KELAS]
    return panas(
        [(f"Indikator {kelas}", "/i/") for kelas in KELAS],
        [BarisGambar("Kajen & sekitarnya", "/d/", sel)] * banyak,
        KETERANGAN,
    )


def test_heat_picture_has_a_named_square_per_pair():
    gambar = [ElementTree.fromstring(teks) for teks in heat(BARIS_PER_GAMBAR + 1)]
    judul = [t.text for t in gambar[0].iter(f"{SVG}title")]

    assert [len(list(svg.iter(f"{SVG}rect"))) for svg in gambar] == [
        25 * len(KELAS),
        24 * len(KELAS),
    ]
    assert judul[1:3] == ["membaik-kuat <x>", "membaik <x>"]
    assert len(texts(gambar[0], None)) == len(KELAS) * 26 + 25  # symbols, columns, rows


def pictures():
    """Every kind of picture, with every class it knows."""
    petak = [
        Petak("/", kelas, "▲", kelas, "kata", nomor % 2 == 0) for nomor, kelas in enumerate(KELAS)
    ]
    kotak = {
        nomor: {
            "type": "Polygon",
            "coordinates": [[(nomor, 0), (nomor + 1, 0), (nomor + 1, 1), (nomor, 1), (nomor, 0)]],
        }
        for nomor in range(len(petak))
    }
    yield from dumbbell([TURUN, NAIK, TETAP], KETERANGAN, str)
    yield from dumbbell([TURUN, NAIK, TETAP], KETERANGAN, str, SEMPIT)
    for tata in (TREN, TREN_SEMPIT, PANEL):
        yield deret(WAKTU, [DAMPINGAN, LAIN], KETERANGAN, str, tata, putus={0.7: "terputus"})
    yield from heat()
    yield peta_petak([Blok("Pati", 0, 1, petak)], KETERANGAN)
    yield koroplet(lukis(kotak), dict(enumerate(petak)), KETERANGAN)
    yield from (gambar for gambar, _ in legenda([(kelas, "▲", "") for kelas in KELAS], "l"))


PITA = "#f3f4f6"  # band behind every other row, the darkest ground of a mark


def contrast(satu, lain):
    """WCAG 2.2 contrast ratio; a hatch counts as its lines."""

    def cahaya(warna):
        warna = "#8a9aa1" if warna.startswith("url") else warna
        kanal = [int(warna[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [k / 12.92 if k <= 0.04045 else ((k + 0.055) / 1.055) ** 2.4 for k in kanal]
        return sum(b * k for b, k in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    a, b = sorted((cahaya(satu), cahaya(lain)))
    return (b + 0.05) / (a + 0.05)


def painted(svg):
    """(element, its colour, what lies below it, least contrast) of every text and mark.

    A mark shows by its outline or by its fill. Grid lines, bands and hatch lines are no marks.
    """
    induk = {anak: e for e in svg.iter() for anak in e}
    bidang = []  # rectangles painted so far
    for e in svg.iter():
        jenis, isi, tepi = e.tag.removeprefix(SVG), e.get("fill"), e.get("stroke")
        if jenis == "text":
            x, y = float(e.get("x")), float(e.get("y")) - 4
            wilayah = [a.get("fill") for a in induk[e] if a.tag == f"{SVG}path" and a.get("fill")]
            kena = [w for kiri, atas, k, b, w in bidang if kiri <= x <= k and atas <= y <= b]
            yield e, isi or svg.get("fill"), (wilayah[:1] or kena[-1:] or ["#ffffff"])[0], 4.5
        elif jenis == "rect":
            kiri, atas = float(e.get("x", 0)), float(e.get("y"))
            kanan, bawah = kiri + float(e.get("width")), atas + float(e.get("height"))
            bidang.append((kiri, atas, kanan, bawah, isi))
        polos = e.get("class") == "bantu" or induk.get(e, svg).tag == f"{SVG}pattern"
        if jenis in {"rect", "path", "circle"} and tepi and not polos:
            warna = [w for w in (tepi, isi) if w and w != "none"]
            yield e, max(warna, key=lambda w: contrast(w, PITA)), PITA, 3


def test_every_text_and_mark_stands_out_in_colour_and_in_grey():
    """Contrast is a matter of lightness alone, so what passes here reads on a grey print too."""
    lemah = [
        (e.tag.removeprefix(SVG), e.get("class"), warna, dasar)
        for svg in map(ElementTree.fromstring, pictures())
        for e, warna, dasar, batas in painted(svg)
        if contrast(warna, dasar) < batas
    ]

    assert lemah == []
