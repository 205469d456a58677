"""The comparison with villages that were not mentored, on the page, from the worked example."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse

from desa.models import ButirSasaran, DaftarSasaran
from tests.factories.desa import (
    ButirSasaranFactory,
    DaftarSasaranFactory,
    DesaFactory,
    KecamatanFactory,
)
from tests.factories.opd import IntervensiFactory, PenugasanFactory
from tests.laporan.papan import buat_papan


pytestmark = pytest.mark.django_db

SEMUA = reverse("laporan:sebelum_sesudah")
INDIKATOR = reverse("laporan:sebelum_sesudah_indikator", args=["RTLH"])
# kecamatan, mentored, selection score, parts before and after (docs/metode.md 4)
DESA = [
    ("01", True, "13.1", (64, 512), (31, 530)),
    ("01", True, "16.2", (120, 800), (96, 810)),
    ("01", False, "9.8", (60, 600), (57, 610)),
    ("01", False, "9.1", (45, 500), (40, 505)),
    ("02", True, "10.6", (30, 300), (30, 300)),
    ("02", True, "18.4", (88, 512), (70, 520)),
    ("02", False, "10.1", (35, 350), (37, 352)),
    ("02", False, "10.7", (50, 480), (46, 490)),
    ("03", True, "21.3", (200, 1000), (150, 1000)),
    ("03", True, "5.4", (12, 240), (15, 238)),
    ("03", False, "10.3", (90, 900), (81, 905)),
    ("03", False, "5.1", (22, 440), (20, 438)),
    ("04", True, "12.8", (75, 610), (60, 615)),
    ("04", False, "11.2", (66, 590), (63, 600)),
    ("05", True, "12.6", (41, 333), (36, 340)),
    ("05", False, "9.6", (38, 400), (36, 402)),
    ("06", True, "11.3", (55, 505), (44, 507)),
    ("06", False, "10.0", (52, 520), (50, 520)),
]


@pytest.fixture
def papan():
    """Nine mentored and nine comparison villages in six kecamatan, one indicator."""
    papan = buat_papan({}, {"RTLH": {"nama": "Rumah tidak layak huni", "arah": "turun"}})
    dampingan = DaftarSasaran.objects.get()
    pembanding = DaftarSasaranFactory(
        periode=papan.sebelum.periode, ditetapkan=True, jenis="pembanding"
    )
    for nomor, (kecamatan, didampingi, skor, awal, kini) in enumerate(DESA, 2001):
        kode = f"33.18.{kecamatan}.{nomor}"
        induk = KecamatanFactory(kode=kode[:8], nama=f"Kecamatan {kecamatan}")
        papan.desa[kode] = DesaFactory(kecamatan=induk, kode=kode, nama=f"Desa {nomor}")
        ButirSasaranFactory(
            daftar=dampingan if didampingi else pembanding,
            desa=papan.desa[kode],
            skor_pemilih=Decimal(skor),
        )
        papan.isi(papan.survei(papan.sebelum, kode), RTLH=awal)
        papan.isi(papan.survei(papan.sesudah, kode), RTLH=kini)
    return papan


def awal_memilih(papan):
    """Make the baseline the data that chose the villages."""
    DaftarSasaran.objects.update(tanggal_data=papan.sebelum.tanggal_rujukan)


def test_page_says_the_worked_sentence(sign_in, papan):
    client = sign_in("analis")
    context = client.get(INDIKATOR).context

    assert context["kalimat_pembanding"] == (
        "Desa dampingan turun 2,6 poin persen, desa pembanding turun 0,6 poin persen; selisihnya "
        "2,0 poin persen (95%: 0,6 sampai 3,5), lebih baik di desa dampingan."
    )
    assert dict(context["rincian_pembanding"]) == {
        "Berpasangan": "9 desa dampingan, 9 desa pembanding",
        "Sebelum–sesudah biasa": "−2,6 poin persen (95%: −4,5 s.d. −0,8)",
        "Selisih ganda": "−2,0 poin persen (95%: −3,5 s.d. −0,6; galat baku 0,57; p = 0,0164; "
        "18 desa, 6 kecamatan)",
        "Selisih ganda disesuaikan": "−0,7 poin persen (95%: −3,1 s.d. 1,7; galat baku 0,93; "
        "p = 0,4844; 18 desa, 6 kecamatan)",
        "Beda kedua taksiran": "1,34 poin persen",
        "Desa tanpa skor pemilih": "0",
        "Yang ditampilkan": "selisih ganda",
    }
    (baris,) = client.get(SEMUA).context["baris"]
    assert baris.pembanding == ("−0,6", "−2,0", "−3,5 s.d. −0,6", "lebih baik", "membaik")


def test_baseline_that_selects_shows_the_adjusted_estimate(sign_in, papan):
    awal_memilih(papan)
    context = sign_in("analis").get(INDIKATOR).context

    assert context["kalimat_pembanding"] == (
        "Desa dampingan turun 2,6 poin persen, desa pembanding turun 0,6 poin persen; pada "
        "kecamatan dan skor pemilih yang sama, selisihnya −0,7 poin persen (95%: −3,1 sampai 1,7), "
        "belum dapat dibedakan dari tanpa perubahan."
    )
    assert "selisih ganda disesuaikan" in context["catatan_pembanding"]


def test_baseline_that_selects_without_scores_says_why_there_is_none(sign_in, papan):
    awal_memilih(papan)
    ButirSasaran.objects.update(skor_pemilih=None)
    client = sign_in("analis")

    assert client.get(INDIKATOR).context["kalimat_pembanding"] == (
        "Tidak ditaksir: data awal adalah data yang memilih desa, atau lebih lama, dan skor pemilih "
        "18 desa tidak tersimpan. Tanpa skor itu sebagian perubahan akan keliru dianggap hasil "
        "pendampingan (regresi ke rerata)."
    )
    (baris,) = client.get(SEMUA).context["baris"]
    assert baris.pembanding == ("−0,6", "–", "", "tidak ditaksir", "")


def test_selecting_figure_as_parts_is_a_score_too(sign_in, papan):
    awal_memilih(papan)
    for butir in ButirSasaran.objects.all():
        butir.pembilang_pemilih, butir.penyebut_pemilih = round(butir.skor_pemilih * 10), 1000
        butir.skor_pemilih = None
        butir.save()

    rincian = dict(sign_in("analis").get(INDIKATOR).context["rincian_pembanding"])
    assert rincian["Selisih ganda disesuaikan"].startswith("−0,7 poin persen")


def test_series_break_leaves_no_pair_in_either_group(sign_in, papan):
    papan.indikator["RTLH"].putus_deret.create(tanggal=date(2023, 1, 1), uraian="Definisi baru")

    assert sign_in("analis").get(INDIKATOR).context["kalimat_pembanding"] == (
        "Belum cukup data untuk membandingkan: berpasangan 0 desa dampingan dan 0 desa pembanding "
        "di 0 kecamatan; diperlukan sekurangnya 3 desa tiap kelompok dan 5 kecamatan."
    )


def test_kecamatan_filter_narrows_both_groups(sign_in, papan):
    kecamatan = papan.desa["33.18.01.2001"].kecamatan_id
    context = sign_in("analis").get(INDIKATOR, {"kecamatan": kecamatan}).context

    assert context["rincian_pembanding"][0][1] == "2 desa dampingan, 2 desa pembanding"
    assert context["kalimat_pembanding"].startswith("Belum cukup data untuk membandingkan")


def test_village_on_both_lists_counts_as_mentored(sign_in, papan):
    pembanding = DaftarSasaran.objects.get(jenis="pembanding")
    ButirSasaranFactory(daftar=pembanding, desa=papan.desa["33.18.01.2001"])

    rincian = sign_in("analis").get(INDIKATOR).context["rincian_pembanding"]
    assert rincian[0][1] == "9 desa dampingan, 9 desa pembanding"


def test_what_others_did_in_both_groups_is_counted(sign_in, papan):
    pembanding, dampingan = (papan.desa[f"33.18.01.{n}"] for n in (2003, 2001))
    waktu = {"mulai": date(2023, 3, 1), "selesai": date(2023, 6, 1)}
    IntervensiFactory.create_batch(2, desa=pembanding, **waktu)
    IntervensiFactory(desa=dampingan, **waktu)
    IntervensiFactory(desa=dampingan, status="batal", alasan_batal="Dana ditarik", **waktu)
    IntervensiFactory(desa=pembanding, mulai=date(2024, 6, 1), selesai=date(2024, 9, 1))
    penugasan = PenugasanFactory(desa=dampingan, periode=papan.sebelum.periode)
    IntervensiFactory(desa=dampingan, penugasan=penugasan, **waktu)

    assert (
        sign_in("analis")
        .get(INDIKATOR)
        .context["catatan_pembanding"]
        .endswith(
            "Pihak lain tercatat menangani 2 kegiatan di 1 desa pembanding dan 1 kegiatan di 1 desa "
            "dampingan. Selisihnya adalah tambahan di atas program lain."
        )
    )


@pytest.mark.parametrize(("peran", "jenis"), [("petugas", "dampingan"), ("analis", "pembanding")])
def test_no_comparison_where_there_is_nothing_to_compare(sign_in, papan, peran, jenis):
    context = sign_in(peran).get(SEMUA, {"jenis": jenis}).context

    assert "kalimat_pembanding" not in context


def test_pdf_prints_the_comparison(sign_in, papan):
    from pypdf import PdfReader  # noqa: PLC0415 -- slow import

    isi = sign_in("analis").get(reverse("laporan:sebelum_sesudah_pdf")).content
    teks = " ".join(h.extract_text() for h in PdfReader(BytesIO(isi)).pages).split()
    assert "lebih baik pada 1 dan lebih buruk pada 0" in " ".join(teks)
