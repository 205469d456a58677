"""The comparison with villages that were not mentored: worked numbers, oracle, simulation."""

import json
import os
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from django.conf import settings

from laporan.stats import (
    Butir,
    bandingkan_kelompok,
    perlu_catatan_regresi,
    selang_t,
    selisih_ganda,
    selisih_ganda_disesuaikan,
)


CONTOH = Path(os.environ.get("CONTOH_DIR", settings.BASE_DIR.parent / "shared" / "contoh"))
PERBANDINGAN = CONTOH / "perbandingan.json"
DATA_PEMILIH = date(2020, 10, 31)
LARI = 1_000


def six(value):
    return pytest.approx(value, abs=1e-6)


# The worked example of docs/metode.md 4: (change, mentored, kecamatan, selection score).
BUTIR = [
    Butir(-6.650943, True, "01", 13.1),
    Butir(-3.148148, True, "01", 16.2),
    Butir(-0.655738, False, "01", 9.8),
    Butir(-1.079208, False, "01", 9.1),
    Butir(0.0, True, "02", 10.6),
    Butir(-3.725962, True, "02", 18.4),
    Butir(0.511364, False, "02", 10.1),
    Butir(-1.028912, False, "02", 10.7),
    Butir(-5.0, True, "03", 21.3),
    Butir(1.302521, True, "03", 5.4),
    Butir(-1.049724, False, "03", 10.3),
    Butir(-0.43379, False, "03", 5.1),
    Butir(-2.538984, True, "04", 12.8),
    Butir(-0.686441, False, "04", 11.2),
    Butir(-1.724077, True, "05", 12.6),
    Butir(-0.544776, False, "05", 9.6),
    Butir(-2.212588, True, "06", 11.3),
    Butir(-0.384615, False, "06", 10.0),
]


def test_worked_example_has_both_estimates():
    hasil = bandingkan_kelompok(BUTIR, memilih=False)

    assert (hasil.rerata_dampingan, hasil.rerata_pembanding) == (six(-2.633131), six(-0.594649))
    ganda, disesuaikan = hasil.ganda, hasil.disesuaikan
    assert (ganda.taksiran, ganda.galat_baku, ganda.p) == six((-2.038482, 0.574116, 0.016376))
    assert (ganda.selang, ganda.n, ganda.klaster) == (six((-3.514293, -0.562672)), 18, 6)
    assert (disesuaikan.taksiran, disesuaikan.galat_baku, disesuaikan.p) == (
        six(-0.699473),
        six(0.92665),
        six(0.48436),
    )
    assert disesuaikan.selang == (six(-3.081503), six(1.682556))
    assert (ganda.jelas, disesuaikan.jelas) == (True, False)


def test_fair_estimate_follows_the_baseline():
    assert bandingkan_kelompok(BUTIR, memilih=False).adil == selisih_ganda(BUTIR)
    assert bandingkan_kelompok(BUTIR, memilih=True).adil == selisih_ganda_disesuaikan(BUTIR)


@pytest.mark.skipif(not PERBANDINGAN.is_file(), reason="contoh tidak ada di sini")
def test_reference_file_is_reproduced():
    isi = json.loads(PERBANDINGAN.read_text("utf-8"))
    butir = [
        Butir(
            100 * (d["pembilang_akhir"] / d["penyebut_akhir"])
            - 100 * (d["pembilang_awal"] / d["penyebut_awal"]),
            d["dampingan"],
            d["kec"],
            d["skor_pemilih"],
        )
        for d in isi["desa"]
    ]
    hasil = bandingkan_kelompok(butir, memilih=True)

    assert hasil.rerata_pembanding == six(isi["pembanding"]["rata_rata"])
    for taksiran, harapan in (
        (hasil.ganda, isi["selisih_ganda"]),
        (hasil.disesuaikan, isi["selisih_ganda_disesuaikan"]),
    ):
        assert (taksiran.taksiran, taksiran.galat_baku, taksiran.selang, taksiran.p) == (
            six(harapan["taksiran"]),
            six(harapan["galat_baku_klaster"]),
            six(tuple(harapan["t95"])),
            six(harapan["p"]),
        )


@pytest.mark.parametrize("disesuaikan", [False, True])
def test_estimates_equal_statsmodels(disesuaikan):
    import statsmodels.api as sm  # noqa: PLC0415 -- slow import

    acak = np.random.default_rng(3318)
    for _ in range(5):
        kecamatan = acak.integers(0, 9, 60)
        dampingan = acak.integers(0, 2, 60)
        skor = acak.normal(20, 5, 60) + 3 * dampingan
        d = acak.normal(-1, 2, 60) - 2 * dampingan + 0.2 * skor
        kolom = [np.ones(60), dampingan]
        if disesuaikan:
            kolom = [dampingan, skor, *(kecamatan == k for k in np.unique(kecamatan))]
        hasil = sm.OLS(d, np.column_stack(kolom).astype(float)).fit(
            cov_type="cluster", cov_kwds={"groups": kecamatan}, use_t=True
        )
        letak = 0 if disesuaikan else 1
        kita = (selisih_ganda_disesuaikan if disesuaikan else selisih_ganda)(
            _butir(d, dampingan, kecamatan, skor)
        )
        assert (kita.taksiran, kita.galat_baku, kita.p) == (
            pytest.approx(hasil.params[letak], abs=1e-9),
            pytest.approx(hasil.bse[letak], abs=1e-9),
            pytest.approx(hasil.pvalues[letak], abs=1e-9),
        )
        assert kita.selang == pytest.approx(tuple(hasil.conf_int()[letak]), abs=1e-8)


def test_too_few_pairs_or_kecamatan_give_no_estimate():
    dua_dampingan = [b for b in BUTIR if not b.dampingan] + BUTIR[:2]
    empat_kecamatan = [b for b in BUTIR if b.kecamatan <= "04"]

    for butir, angka in ((dua_dampingan, (2, 9, 6)), (empat_kecamatan, (7, 7, 4))):
        hasil = bandingkan_kelompok(butir, memilih=False)
        assert (hasil.n_dampingan, hasil.n_pembanding, hasil.klaster) == angka
        assert (hasil.cukup, hasil.ganda, hasil.disesuaikan) == (False, None, None)
    assert bandingkan_kelompok([], memilih=True).rerata_dampingan is None


def test_baseline_that_selects_without_scores_gives_no_estimate():
    butir = [b._replace(skor=None) for b in BUTIR]
    hasil = bandingkan_kelompok(butir, memilih=True)

    assert (hasil.cukup, hasil.tanpa_skor, hasil.adil) == (True, 18, None)
    assert hasil.ganda is not None


def test_groups_in_separate_kecamatan_have_no_adjusted_estimate():
    butir = [b._replace(kecamatan=f"{b.kecamatan}{b.dampingan:d}") for b in BUTIR]

    assert selisih_ganda_disesuaikan(butir) is None
    assert selisih_ganda(butir) is not None


def test_equal_changes_are_no_difference():
    butir = [b._replace(selisih=-1.0) for b in BUTIR]
    taksiran = selisih_ganda(butir)

    assert (taksiran.taksiran, taksiran.galat_baku, taksiran.p) == (0, 0, 1)


def _butir(selisih, dampingan, kecamatan, skor):
    return [
        Butir(*satu)
        for satu in zip(
            selisih.tolist(),
            dampingan.astype(bool).tolist(),
            kecamatan.tolist(),
            skor.tolist(),
            strict=True,
        )
    ]


def _mencakup(selang, nilai):
    return selang[0] <= nilai <= selang[1]


def _lari(acak, efek, *, memilih):
    """One simulated programme (laporan.md 4): the changes of both groups from a baseline that was
    measured again after the selection, or that is the selecting measurement itself."""
    besar = acak.integers(12, 29, 21)
    kecamatan = np.repeat(np.arange(21), besar)
    kk = acak.integers(400, 1501, kecamatan.size)
    benar = acak.normal(20, 6, kecamatan.size) + acak.normal(0, 3, 21)[kecamatan]
    tren = -1 + acak.normal(0, 0.8, 21)[kecamatan]
    pemilih = benar + acak.normal(0, 3, kecamatan.size)
    # Rank within kecamatan by the noisy count.
    urut = np.lexsort((-pemilih * kk, kecamatan))
    peringkat = np.empty_like(urut)
    peringkat[urut] = np.arange(urut.size) - np.repeat(np.cumsum(besar) - besar, besar)
    banyak = acak.integers(2, 4, 21)[kecamatan]
    dampingan = peringkat < banyak
    ikut = peringkat < banyak + 3
    awal = pemilih if memilih else benar + acak.normal(0, 3, kecamatan.size)
    kini = benar + tren + efek * dampingan + acak.normal(0, 3, kecamatan.size)
    return _butir((kini - awal)[ikut], dampingan[ikut], kecamatan[ikut], pemilih[ikut])


@pytest.mark.parametrize("efek", [0, -3])
@pytest.mark.parametrize("memilih", [False, True], ids=["awal-bebas", "awal-memilih"])
def test_simulation_shows_the_fair_estimate_covers_the_truth(efek, memilih):
    acak = np.random.default_rng(331800 + 2 * efek + memilih)
    awal = DATA_PEMILIH if memilih else date(2022, 1, 3)
    mencakup, mencakup_biasa, tebakan = [], [], []
    for _ in range(LARI):
        butir = _lari(acak, efek, memilih=memilih)
        hasil = bandingkan_kelompok(butir, memilih=perlu_catatan_regresi(awal, DATA_PEMILIH))
        mencakup.append(_mencakup(hasil.adil.selang, efek))
        tebakan.append(hasil.adil.taksiran)
        dampingan = [b.selisih for b in butir if b.dampingan]
        biasa = selang_t(hasil.rerata_dampingan, np.std(dampingan, ddof=1), len(dampingan))
        mencakup_biasa.append(_mencakup(biasa, efek))

    assert 0.93 <= np.mean(mencakup) <= (0.98 if memilih else 0.97)
    assert np.mean(tebakan) == pytest.approx(efek, abs=0.15)
    # Plain before/after takes the common trend, and the regression to the mean, for an effect.
    assert np.mean(mencakup_biasa) < (0.05 if memilih else 0.8)
