"""Suppression: what an attacker with linear programming learns from rows and sums."""

from hypothesis import given, settings
from hypothesis import strategies as st

from terbuka.stats import Baris, Jumlah, Tutup, samarkan
from tests.terbuka.penyerang import Penyerang, ketahuan


KECIL = st.integers(0, 7)


@st.composite
def tabel(draw):
    """Up to twelve villages of up to four kecamatan, with many small counts, and crossing sums."""
    banyak = draw(st.integers(1, 12))
    proporsi = draw(st.booleans())
    baris = {}
    for desa in range(banyak):
        penyebut = draw(st.one_of(KECIL, st.integers(5, 40), st.integers(200, 900)))
        bagian = min(penyebut, draw(st.one_of(KECIL, st.integers(0, 900))))
        dari_atas = draw(st.booleans())
        pembilang = penyebut - bagian if dari_atas else bagian
        baris[desa] = Baris(pembilang, penyebut) if proporsi else Baris(pembilang)
    kecamatan = draw(st.lists(st.integers(0, 3), min_size=banyak, max_size=banyak))
    berpasangan = draw(st.frozensets(st.integers(0, banyak - 1)))
    jumlah = [
        Jumlah(("pasangan",), berpasangan, korbankan=True),
        Jumlah(("kabupaten",), frozenset(baris), korbankan=True),
        *(
            Jumlah((k,), frozenset(d for d in baris if kecamatan[d] == k))
            for k in sorted(set(kecamatan))
        ),
    ]
    return baris, jumlah


@settings(max_examples=25)
@given(tabel())
def test_no_hidden_count_comes_back_from_any_of_the_sums(masukan):
    baris, jumlah = masukan
    samaran = samarkan(baris, jumlah)
    terbit, benar = {}, {}
    for kunci, b in baris.items():
        tutup = samaran.baris[kunci]
        penyebut = Penyerang.HITUNGAN if b.penyebut is None else b.penyebut
        benar[kunci] = (b.pembilang, penyebut)
        hilang = tutup == Tutup.SELURUH and b.penyebut is not None
        terbit[kunci] = (None if tutup else b.pembilang, None if hilang else penyebut)
    penyerang = Penyerang(
        terbit,
        [
            (j.isi, sum(baris[k].pembilang for k in j.isi), sum(baris[k].semua for k in j.isi))
            for j in jumlah
            if j.nama in samaran.jumlah
        ],
    )
    assert ketahuan(penyerang, benar) == []


def test_a_lone_small_count_takes_the_smallest_sufficient_neighbour_with_it():
    baris = {"A": Baris(3, 100), "B": Baris(40, 400), "C": Baris(2, 80), "D": Baris(30, 300)}
    semua = Jumlah(("kabupaten",), frozenset(baris), korbankan=True)
    kecamatan = Jumlah(("kecamatan",), frozenset("AB"))

    assert samarkan(baris).baris == {"A": 1, "B": 0, "C": 1, "D": 0}
    assert samarkan(baris, [semua]).baris == {"A": 1, "B": 0, "C": 1, "D": 0}  # 5 between A and C
    tanpa_c = {k: b for k, b in baris.items() if k != "C"}
    assert samarkan(tanpa_c, [semua]).baris == {"A": 1, "B": 0, "D": 1}
    hasil = samarkan(baris, [semua, kecamatan])
    assert hasil.jumlah == {("kabupaten",)}  # A would stand alone in it, and no village is given up
    assert samarkan({"A": Baris(0, 50), "B": Baris(9, 90)}, [semua]).baris == {"A": 0, "B": 0}
    assert samarkan(baris, tertutup="B").baris["B"] == Tutup.BAGIAN
