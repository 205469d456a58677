"""The developers' example survey, from its workbooks to page and Excel, against its answers."""

import json
import os
from collections import defaultdict
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook

from desa.models import Desa, Indikator, NilaiIndikator, PutusDeret, VersiIndikator
from tests.factories.desa import (
    ButirSasaranFactory,
    DaftarSasaranFactory,
    PeriodeFactory,
    PutaranFactory,
    SurveiFactory,
)
from tests.laporan.papan import nilai


CONTOH = Path(os.environ.get("CONTOH_DIR", settings.BASE_DIR.parent / "shared" / "contoh")) / "dev"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not CONTOH.is_dir(), reason="contoh tidak ada di sini"),
]


def six(value):
    return pytest.approx(value, abs=1e-6)


@pytest.fixture
def jawaban():
    return json.loads((CONTOH / "jawaban.json").read_text("utf-8"))["survei"]


@pytest.fixture
def kabupaten(jawaban):
    """Both surveys stored as verified, for the mentored and the comparison villages."""
    call_command("muat_acuan", verbosity=0)
    periode = PeriodeFactory()
    desa = {d.kode: d for d in Desa.objects.all()}
    for jenis in ("dampingan", "pembanding"):
        daftar = DaftarSasaranFactory(periode=periode, jenis=jenis, ditetapkan=True)
        for kode in jawaban[f"desa_{jenis}"]:
            ButirSasaranFactory(daftar=daftar, desa=desa[kode])
    # The example's directions hold for its simulation; the dictionary has its own.
    for kode, isi in jawaban["indikator"].items():
        Indikator.objects.filter(kode=kode).update(arah=isi["arah_baik"])
    PutusDeret.objects.all().delete()
    versi = {v.indikator.kode: v for v in VersiIndikator.objects.select_related("indikator")}
    ditanyakan = [versi[kode] for kode in jawaban["indikator"]]
    for nomor, (jenis, berkas) in enumerate(
        (("awal", "survei_awal_contoh.xlsx"), ("lanjutan", "survei_lanjutan_contoh.xlsx")), start=1
    ):
        baris = _baca(CONTOH / berkas)
        tanggal = max(satu[-1] for semua in baris.values() for satu in semua)
        putaran = PutaranFactory(
            periode=periode, jenis=jenis, nomor=nomor, tanggal_rujukan=tanggal, versi=ditanyakan
        )
        for kode, semua in baris.items():
            survei = SurveiFactory(putaran=putaran, desa=desa[kode], diverifikasi=True)
            NilaiIndikator.objects.bulk_create(
                nilai(survei, versi[indikator], isi, tanggal) for indikator, isi, tanggal in semua
            )


def _baca(berkas):
    hasil = defaultdict(list)
    lembar = load_workbook(berkas).worksheets[0]
    for kode, _, indikator, pembilang, penyebut, alasan, tanggal, *_ in lembar.iter_rows(
        min_row=2, values_only=True
    ):
        isi = "tidak_dapat_diperoleh" if alasan else (_bulat(pembilang), _bulat(penyebut))
        hasil[kode].append((indikator, isi, tanggal.date()))
    return hasil


def _bulat(angka):
    """ "37,0" and "1.204" are how some officers type whole numbers."""
    return int(angka.replace(".", "").split(",")[0]) if isinstance(angka, str) else angka


@pytest.mark.parametrize("jenis", ["dampingan", "pembanding"])
def test_page_gives_the_programme_level_answers(kabupaten, sign_in, jawaban, jenis):
    context = sign_in("analis").get(reverse("laporan:sebelum_sesudah"), {"jenis": jenis}).context

    ringkasan = {
        i.kode: b.ringkasan
        for i, b in zip(context["laporan"].indikator, context["baris"], strict=True)
    }
    assert {
        kode: (r.n, r.rerata, r.median, r.simpangan_baku, r.selang) for kode, r in ringkasan.items()
    } == {
        kode: (
            g["n"],
            six(g["rerata"]),
            six(g["median"]),
            six(g["sd"]),
            six((g["t_bawah"], g["t_atas"])),
        )
        for kode, g in ((kode, isi[jenis]) for kode, isi in jawaban["indikator"].items())
    }
    if jenis == "dampingan":
        assert {
            kode: (list(r.gabungan.awal[:2]), list(r.gabungan.lanjutan[:2]), r.gabungan.selisih)
            for kode, r in ringkasan.items()
        } == {
            kode: (
                isi["jumlah_awal_pasangan"],
                isi["jumlah_lanjutan_pasangan"],
                six(isi["naif_pasangan_pp"]),
            )
            for kode, isi in jawaban["indikator"].items()
        }


def test_workbook_gives_the_tests_and_unpaired_figures(kabupaten, sign_in, jawaban):
    response = sign_in("analis").get(reverse("laporan:sebelum_sesudah_excel"))
    buku = load_workbook(BytesIO(b"".join(response.streaming_content)), data_only=True)

    kamus = buku["Kamus"]
    tajuk = next(b for b in kamus.iter_rows(values_only=True) if b[2] == "Desa berpasangan")
    mulai = next(b[0].row for b in kamus.iter_rows() if b[2].value == "Desa berpasangan")
    banyak = len(jawaban["indikator"])
    statistik = {
        b[0]: dict(zip(tajuk, b, strict=True))
        for b in kamus.iter_rows(min_row=mulai + 1, max_row=mulai + banyak, values_only=True)
    }
    kolom = {
        "Desa berpasangan": "n",
        "Rata-rata": "rerata",
        "Simpangan baku": "sd",
        "Selang 95% bawah": "t_bawah",
        "Selang 95% atas": "t_atas",
        "Median": "median",
        "Turun": "tanda_negatif",
        "p uji tanda": "tanda_p",
        "Statistik Wilcoxon": "wilcoxon_statistik",
        "p Wilcoxon": "wilcoxon_p_auto",
    }
    assert {k: {judul: b[judul] for judul in kolom} for k, b in statistik.items()} == {
        k: {judul: six(isi["dampingan"][kunci]) for judul, kunci in kolom.items()}
        for k, isi in jawaban["indikator"].items()
    }
    assert {
        k: (b["Tanpa memasangkan: selisih"], b["Tanpa memasangkan: relatif (%)"])
        for k, b in statistik.items()
    } == {
        k: (six(isi["naif_laporan_pp"]), six(isi["naif_relatif_persen"]))
        for k, isi in jawaban["indikator"].items()
    }
    per_desa = {
        (b[0], b[5]): b[9:17] for b in buku["Per desa"].iter_rows(min_row=5, values_only=True)
    }
    assert len(per_desa) == 48 * banyak
    for kode, isi in jawaban["lima_desa"].items():
        for harapan in isi["tabel"]:
            awal, kini = harapan["awal"] or [None] * 2, harapan["lanjutan"] or [None] * 2
            angka = [
                *awal,
                *kini,
                *(
                    None if harapan[k] is None else six(harapan[k])
                    for k in ("persen_awal", "persen_lanjutan", "selisih_pp", "relatif_persen")
                ),
            ]
            assert list(per_desa[kode, harapan["indikator"]]) == angka


def test_comparison_group_gives_both_estimates(kabupaten, sign_in, jawaban):
    response = sign_in("analis").get(reverse("laporan:sebelum_sesudah_excel"))
    buku = load_workbook(BytesIO(b"".join(response.streaming_content)), data_only=True)

    kamus = [b[:22] for b in buku["Kamus"].iter_rows(values_only=True)]
    mulai = next(n for n, b in enumerate(kamus) if b[2] == "Sebelum–sesudah biasa")
    metode = {
        b[0]: dict(zip(kamus[mulai], b, strict=True))
        for b in kamus[mulai + 1 : mulai + 1 + len(jawaban["indikator"])]
    }
    kolom = {
        "Sebelum–sesudah biasa": ("dampingan", "rerata"),
        "Biasa: 95% bawah": ("dampingan", "t_bawah"),
        "Selisih ganda": ("did", "taksiran"),
        "Ganda: galat baku": ("did", "galat_baku"),
        "Ganda: 95% bawah": ("did", "bawah"),
        "Ganda: 95% atas": ("did", "atas"),
        "Ganda: p": ("did", "p"),
        "Kecamatan": ("did", "gerombol"),
        "Dalam kecamatan, tanpa skor": ("did_efek_tetap_kecamatan", "taksiran"),
        "Dalam kecamatan: galat baku": ("did_efek_tetap_kecamatan", "galat_baku"),
        "Dalam kecamatan: 95% bawah": ("did_efek_tetap_kecamatan", "bawah"),
        "Dalam kecamatan: 95% atas": ("did_efek_tetap_kecamatan", "atas"),
    }
    assert {k: {judul: b[judul] for judul in kolom} for k, b in metode.items()} == {
        k: {judul: six(isi[bagian][kunci]) for judul, (bagian, kunci) in kolom.items()}
        for k, isi in jawaban["indikator"].items()
    }
    pembanding = {b[0]: b for b in buku["Pembanding"].iter_rows(min_row=6, values_only=True)}
    for kode, isi in jawaban["indikator"].items():
        assert pembanding[kode][4:11] == (
            isi["dampingan"]["n"],
            six(isi["dampingan"]["rerata"]),
            isi["pembanding"]["n"],
            six(isi["pembanding"]["rerata"]),
            six(isi["did"]["taksiran"]),
            six(isi["did"]["bawah"]),
            six(isi["did"]["atas"]),
        )


def test_village_pages_give_the_five_villages(kabupaten, sign_in, jawaban):
    client = sign_in("analis")
    for kode, isi in jawaban["lima_desa"].items():
        context = client.get(reverse("laporan:sebelum_sesudah_desa", args=[kode])).context
        didapat = {
            i.kode: b.pasangan
            for i, b in zip(context["laporan"].indikator, context["baris"], strict=True)
        }
        for harapan in isi["tabel"]:
            pasangan = didapat[harapan["indikator"]]
            assert [str(t.tanggal) if t else None for t in pasangan[:2]] == harapan["tanggal"]
            assert getattr(pasangan, "selisih", None) == (
                None if harapan["selisih_pp"] is None else six(harapan["selisih_pp"])
            )
