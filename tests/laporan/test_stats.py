from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desa.stats import deret_versi
from laporan.stats import (
    Alasan,
    Definisi,
    Gabungan,
    Jumlah,
    Nilai,
    Putusan,
    Sebanding,
    TakSebanding,
    bagian_target,
    bandingkan,
    gabungkan,
    perlu_catatan_regresi,
    perubahan_relatif,
    ringkas,
    selang_wilson,
    uji,
)
from tests.laporan.contoh import DESA, RINGKASAN, SELISIH, UJI


TURUN = Definisi("proporsi", "turun")
NAIK = Definisi("proporsi", "naik")
JUMLAH_TURUN = Definisi("jumlah", "turun")
SKOR_NAIK = Definisi("skor", "naik")


def six(value):
    return pytest.approx(value, abs=1e-6)


@pytest.fixture
def pasangan():
    return {
        desa: bandingkan(Nilai(a, b), Nilai(c, d), TURUN) for desa, (a, b, c, d) in DESA.items()
    }


def test_bandingkan_reproduces_worked_example(pasangan):
    assert {desa: p.selisih for desa, p in pasangan.items()} == {
        desa: six(selisih) for desa, selisih in SELISIH.items()
    }


def test_ringkas_reproduces_worked_example(pasangan):
    hasil = ringkas(list(pasangan.values()), "proporsi")

    assert {
        "n": hasil.n,
        "rerata": hasil.rerata,
        "median": hasil.median,
        "simpangan_baku": hasil.simpangan_baku,
        "selang": hasil.selang,
        "gabungan_awal": hasil.gabungan.awal.besaran,
        "gabungan_lanjutan": hasil.gabungan.lanjutan.besaran,
        "gabungan_selisih": hasil.gabungan.selisih,
    } == {nama: six(nilai) for nama, nilai in RINGKASAN.items()}
    assert (hasil.sasaran, hasil.membaik, hasil.tetap, hasil.memburuk) == (9, 7, 1, 1)
    assert hasil.kuartil == six((-3.725962, -1.724077))


def test_uji_reproduces_worked_example(pasangan):
    hasil = uji([p.selisih for p in pasangan.values()])

    assert (hasil.turun, hasil.naik, hasil.tetap) == (UJI["turun"], UJI["naik"], UJI["tetap"])
    assert (hasil.p_tanda, hasil.wilcoxon, hasil.p_wilcoxon) == (
        six(0.0703125),
        UJI["wilcoxon"],
        six(UJI["p"]),
    )


@pytest.mark.parametrize(
    ("pembilang", "penyebut", "selang"),
    [(3, 40, (2.5836, 19.8642)), (0, 20, (0.0, 16.1125)), (20, 20, (83.8875, 100.0))],
)
def test_selang_wilson_worked_numbers(pembilang, penyebut, selang):
    assert selang_wilson(pembilang, penyebut) == pytest.approx(selang, abs=1e-4)


@pytest.mark.parametrize(
    ("nilai", "selang"),
    [
        (Nilai(3, 40, metode="sampel"), pytest.approx((2.5836, 19.8642), abs=1e-4)),
        (Nilai(3, 40, metode="sensus_desa"), None),
        (Nilai(alasan_kosong="tidak_berlaku", metode="sampel"), None),
    ],
)
def test_selang_wilson_only_for_a_sample(nilai, selang):
    assert nilai.selang_wilson == selang


ADA = Nilai(10, 100, versi=1, tanggal=date(2022, 1, 20))
BERSYARAT = Definisi("proporsi", "turun", {1: 1, 2: 1, 3: 2}, [date(2023, 1, 1)])


@pytest.mark.parametrize(
    ("awal", "lanjutan", "alasan"),
    [
        (None, None, Alasan.BELUM_ADA_AWAL),
        (Nilai(alasan_kosong="belum_didata"), ADA, Alasan.BELUM_ADA_AWAL),
        (ADA, None, Alasan.BELUM_ADA_LANJUTAN),
        (ADA, Nilai(alasan_kosong="belum_didata"), Alasan.BELUM_ADA_LANJUTAN),
        (ADA._replace(terverifikasi=False), None, Alasan.BELUM_ADA_LANJUTAN),
        (ADA._replace(terverifikasi=False), ADA, Alasan.BELUM_DIVERIFIKASI),
        (ADA, Nilai(alasan_kosong="tidak_berlaku", terverifikasi=False), Alasan.BELUM_DIVERIFIKASI),
        (ADA, Nilai(alasan_kosong="tidak_dapat_diperoleh"), Alasan.TIDAK_DIPEROLEH),
        (Nilai(alasan_kosong="tidak_berlaku"), ADA._replace(versi=9), Alasan.TIDAK_DIPEROLEH),
        (ADA, ADA._replace(versi=3), Alasan.DEFINISI_BERUBAH),
        (ADA, ADA._replace(versi=9), Alasan.DEFINISI_BERUBAH),
        (ADA, ADA._replace(tanggal=date(2024, 1, 1)), Alasan.DERET_TERPUTUS),
        (ADA, ADA._replace(penyebut=0, pembilang=0), Alasan.PENYEBUT_NOL),
    ],
)
def test_bandingkan_gives_exactly_one_reason(awal, lanjutan, alasan):
    assert bandingkan(awal, lanjutan, BERSYARAT) == TakSebanding(awal, lanjutan, alasan)


@pytest.mark.parametrize(
    "lanjutan", [ADA, ADA._replace(versi=2), ADA._replace(tanggal=date(2022, 12, 31))]
)
def test_bandingkan_accepts_comparable_versions_on_one_side_of_a_break(lanjutan):
    assert bandingkan(ADA, lanjutan, BERSYARAT) == Sebanding(ADA, lanjutan, 0.0, Putusan.TETAP)


def test_deret_versi_groups_comparable_versions():
    assert deret_versi([(11, False), (12, True), (13, False), (15, True)]) == {
        11: 1,
        12: 1,
        13: 2,
        15: 2,
    }


@pytest.mark.parametrize(
    ("awal", "lanjutan", "definisi", "selisih", "putusan"),
    [
        (Nilai(64, 512), Nilai(32, 256), TURUN, 0.0, Putusan.TETAP),
        (
            Nilai(Decimal("0.1"), Decimal("0.3")),
            Nilai(Decimal("0.7"), Decimal("2.1")),
            TURUN,
            0.0,
            Putusan.TETAP,
        ),
        (Nilai(64, 512), Nilai(31, 530), TURUN, -6.650943, Putusan.MEMBAIK),
        (Nilai(64, 512), Nilai(31, 530), NAIK, -6.650943, Putusan.MEMBURUK),
        (Nilai(0, 40), Nilai(1, 40), TURUN, 2.5, Putusan.MEMBURUK),
        (Nilai(nilai=12), Nilai(nilai=7), JUMLAH_TURUN, -5.0, Putusan.MEMBAIK),
        (
            Nilai(nilai=Decimal("0.6512")),
            Nilai(nilai=Decimal("0.7012")),
            SKOR_NAIK,
            0.05,
            Putusan.MEMBAIK,
        ),
        (Nilai(nilai=0), Nilai(nilai=0), JUMLAH_TURUN, 0.0, Putusan.TETAP),
    ],
)
def test_bandingkan_change_and_verdict(awal, lanjutan, definisi, selisih, putusan):
    hasil = bandingkan(awal, lanjutan, definisi)

    assert (hasil.selisih, hasil.putusan) == (six(selisih), putusan)


@pytest.mark.parametrize(
    ("awal", "lanjutan", "definisi", "relatif"),
    [
        (Nilai(138, 639), Nilai(88, 612), TURUN, six(-33.41858483)),
        (Nilai(20, 100), Nilai(10, 100), TURUN, six(-50.0)),
        (Nilai(19, 100), Nilai(10, 100), TURUN, None),
        (Nilai(0, 100), Nilai(10, 100), TURUN, None),
        (Nilai(nilai=40), Nilai(nilai=30), JUMLAH_TURUN, six(-25.0)),
        (Nilai(nilai=0), Nilai(nilai=30), JUMLAH_TURUN, None),
        (Nilai(nilai=40), Nilai(nilai=30), SKOR_NAIK, None),
        (Nilai(20, 100), None, TURUN, None),
    ],
)
def test_perubahan_relatif_needs_twenty_cases(awal, lanjutan, definisi, relatif):
    assert perubahan_relatif(bandingkan(awal, lanjutan, definisi), definisi.jenis) == relatif


@pytest.mark.parametrize(
    ("awal", "lanjutan", "target", "arah", "bagian"),
    [
        (12.5, 10.0, 7.5, "turun", 0.5),
        (12.5, 15.0, 7.5, "turun", -0.5),
        (60.0, 90.0, 80.0, "naik", 1.5),
        (7.5, 5.0, 7.5, "turun", None),
        (90.0, 95.0, 80.0, "naik", None),
    ],
)
def test_bagian_target_share_of_the_way(awal, lanjutan, target, arah, bagian):
    assert bagian_target(awal, lanjutan, target, arah) == bagian


@pytest.mark.parametrize(
    ("tanggal_awal", "tanggal_data", "perlu"),
    [
        (date(2020, 10, 1), date(2020, 10, 31), True),
        (date(2020, 10, 31), date(2020, 10, 31), True),
        (date(2022, 1, 20), date(2020, 10, 31), False),
        (None, date(2020, 10, 31), False),
        (date(2022, 1, 20), None, False),
    ],
)
def test_perlu_catatan_regresi_when_baseline_is_not_newer(tanggal_awal, tanggal_data, perlu):
    assert perlu_catatan_regresi(tanggal_awal, tanggal_data) is perlu


@pytest.mark.parametrize(
    ("banyak", "ada"),
    [(0, (False, False, False)), (1, (True, False, False)), (2, (True, True, False))],
)
def test_ringkas_with_few_pairs_leaves_out_what_needs_more(banyak, ada):
    pasangan = [bandingkan(Nilai(10, 100), Nilai(8 + i, 100), TURUN) for i in range(banyak)]

    hasil = ringkas([*pasangan, bandingkan(None, ADA, TURUN)], "proporsi")

    assert (hasil.sasaran, hasil.n) == (banyak + 1, banyak)
    assert (hasil.rerata is not None, hasil.kuartil is not None, hasil.selang is not None) == ada
    assert (hasil.gabungan is None) == (banyak == 0)


def test_gabungkan_counts_verified_numbers_only():
    awal = [Nilai(10, 100), Nilai(90, 100, terverifikasi=False), None]
    lanjutan = [Nilai(alasan_kosong="tidak_dapat_diperoleh"), Nilai(30, 200), Nilai(10, 200)]

    hasil = gabungkan(awal, lanjutan, "proporsi")

    assert hasil == Gabungan(Jumlah(10, 100), Jumlah(40, 400))
    assert (hasil.selisih, hasil.relatif) == (0.0, None)


def test_gabungkan_sums_counts_and_averages_scores():
    dua = [Nilai(nilai=40), Nilai(nilai=30)]
    skor = gabungkan(dua, dua[:1], "skor")

    assert gabungkan(dua, dua[:1], "jumlah") == Gabungan(Jumlah(70), Jumlah(40))
    assert gabungkan(dua, dua[:1], "jumlah").relatif == six(-42.857143)
    assert (skor.awal.besaran, skor.lanjutan.besaran, skor.selisih) == (35.0, 40.0, 5.0)
    assert skor.relatif is None


def test_uji_without_any_change_tests_nothing():
    hasil = uji([0.0, 0.0])

    assert (hasil.tetap, hasil.p_tanda, hasil.wilcoxon, hasil.p_wilcoxon) == (2, None, None, None)


proporsi = st.integers(1, 5000).flatmap(
    lambda penyebut: st.tuples(st.integers(0, penyebut), st.just(penyebut))
)


@given(proporsi, st.integers(1, 50), st.sampled_from(["naik", "turun"]))
def test_bandingkan_same_rate_in_other_parts_is_no_change(bagian, kali, arah):
    pembilang, penyebut = bagian
    kembar = Nilai(pembilang * kali, penyebut * kali)

    assert bandingkan(Nilai(*bagian), kembar, Definisi("proporsi", arah)).putusan == "tetap"


@given(proporsi, proporsi)
def test_bandingkan_mirrors_when_rounds_or_direction_are_swapped(awal, lanjutan):
    maju = bandingkan(Nilai(*awal), Nilai(*lanjutan), TURUN)
    mundur = bandingkan(Nilai(*lanjutan), Nilai(*awal), TURUN)
    terbalik = bandingkan(Nilai(*awal), Nilai(*lanjutan), NAIK)

    assert maju.selisih == -mundur.selisih == terbalik.selisih
    if maju.putusan != "tetap":
        assert {maju.putusan, mundur.putusan} == {"membaik", "memburuk"}
        assert mundur.putusan == terbalik.putusan


@given(st.lists(st.tuples(proporsi, proporsi), min_size=1, max_size=30))
def test_ringkas_counts_every_desa_once_and_keeps_totals(data):
    pasangan = [bandingkan(Nilai(*a), Nilai(*b), TURUN) for a, b in data]

    hasil = ringkas(pasangan, "proporsi")

    assert hasil.membaik + hasil.tetap + hasil.memburuk == hasil.n == hasil.sasaran == len(data)
    assert min(p.selisih for p in pasangan) - 1e-9 <= hasil.rerata
    assert hasil.rerata <= max(p.selisih for p in pasangan) + 1e-9
    assert hasil.gabungan.awal == Jumlah(sum(a[0] for a, _ in data), sum(a[1] for a, _ in data))


@pytest.mark.parametrize(
    "angka",
    [
        *SELISIH.values(),
        RINGKASAN["rerata"],
        RINGKASAN["median"],
        RINGKASAN["simpangan_baku"],
        *RINGKASAN["selang"],
        RINGKASAN["gabungan_awal"],
        RINGKASAN["gabungan_lanjutan"],
        RINGKASAN["gabungan_selisih"],
        UJI["p_tanda"],
        UJI["p"],
    ],
)
def test_metode_document_prints_the_worked_number(angka):
    metode = Path(__file__).parents[2] / "docs" / "metode.md"

    assert f"{angka:.6f}".replace(".", ",").replace("-", "−") in metode.read_text(encoding="utf-8")
