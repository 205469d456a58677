"""Coverage and data quality: each check finds its village and nothing else."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from desa.models import NilaiIndikator
from tests.factories.bulanan import KunjunganFactory
from tests.factories.desa import TemuanFactory
from tests.factories.opd import (
    IntervensiFactory,
    PendanaanFactory,
    PenugasanFactory,
)
from tests.laporan.papan import buat_papan


pytestmark = pytest.mark.django_db

MUTU = reverse("laporan:mutu")
A, B, C = "33.18.01.2001", "33.18.01.2002", "33.18.02.2001"
KODE = ("RTLH", "JAMBAN", "LISTRIK", "AIR", "ATS")
SAMA = dict.fromkeys(KODE, (10, 100))


@pytest.fixture(autouse=True)
def hari_ini():
    with time_machine.travel(
        datetime(2024, 3, 20, 1, tzinfo=UTC)
    ):  # ticking: pairs are kept by time
        yield


@pytest.fixture
def papan():
    """Three villages with a baseline of equal answers; nothing yet in the follow-up."""
    papan = buat_papan(
        {A: "A", B: "B", C: "C"}, {kode: {"nama": kode, "arah": "turun"} for kode in KODE}
    )
    for kode in (A, B, C):
        papan.isi(papan.survei(papan.sebelum, kode), **SAMA)
    NilaiIndikator.objects.update(sumber="Pendataan desa")
    return papan


def lanjut(papan, kode, **jawaban):
    papan.isi(papan.survei(papan.sesudah, kode), **SAMA | jawaban)
    NilaiIndikator.objects.filter(survei__desa=papan.desa[kode]).update(sumber="Pendataan desa")


@pytest.fixture
def temukan(sign_in):
    def run(kunci, **query):
        context = sign_in("sekretariat").get(MUTU, query).context
        satu = next(p for p in context["pemeriksaan"] if p.kunci == kunci)
        return [(b.desa.nama, b.rincian) for b in satu.butir], satu.dari

    return run


def test_coverage_names_the_villages_without_answers(papan, temukan):
    lanjut(papan, A, RTLH=(5, 100))
    papan.isi(papan.survei(papan.sesudah, B, diajukan=True), **SAMA)

    assert temukan("awal") == ([], 3)
    assert temukan("lanjutan") == (
        [("B", "Putaran 2 (lanjutan)"), ("C", "Putaran 2 (lanjutan)")],
        3,
    )
    assert temukan("menunggu") == ([("B", "menunggu verifikasi atau dikembalikan")], 3)


def test_late_surveys_are_counted_in_days(papan, temukan):
    lanjut(papan, A)
    papan.sesudah.buka, papan.sesudah.tutup = date(2024, 2, 1), date(2024, 3, 15)
    papan.sesudah.save()

    assert temukan("terlambat") == (
        [("B", "putaran 2: 5 hari, belum diisi"), ("C", "putaran 2: 5 hari, belum diisi")],
        6,
    )


def test_late_monthly_reports_are_counted_in_days(papan, temukan):
    periode = papan.sebelum.periode
    periode.laporan_mulai = date(2024, 2, 1)
    periode.save()
    PenugasanFactory(desa=papan.desa[A], periode=periode, opd__singkatan="Dinkes")

    ((satu, dari),) = [temukan("laporan-bulanan")]
    assert (dari, [nama for nama, _ in satu]) == (1, ["A"])
    assert satu[0][1].startswith("Februari 2024: ")
    assert satu[0][1].endswith(" hari (Dinkes)")


def test_numbers_without_a_source_are_listed(papan, temukan):
    lanjut(papan, A)
    NilaiIndikator.objects.filter(
        survei__desa=papan.desa[A],
        survei__putaran=papan.sesudah,
        versi_indikator__indikator__kode="ATS",
    ).update(sumber="")

    assert temukan("tanpa-sumber") == ([("A", "ATS, putaran 2")], 20)


def test_jumps_need_a_reason(papan, temukan):
    lanjut(papan, A, RTLH=(60, 100))
    lanjut(papan, B, RTLH=(60, 100))
    NilaiIndikator.objects.filter(survei__desa=papan.desa[B]).update(alasan_lonjakan="Banjir")
    batas = papan.indikator["RTLH"].batas_lonjakan_persen

    assert temukan("lonjakan") == (
        [("A", f"RTLH: Berubah +500% dari sebelumnya (batas {batas}%).")],
        10,
    )


def test_answers_that_are_all_the_same_are_suspect(papan, temukan):
    lanjut(papan, A)
    lanjut(papan, B, RTLH=(9, 100))

    assert temukan("sama") == ([("A", "5 jawaban persis sama")], 3)


def test_villages_without_a_recent_visit(papan, temukan):
    for kode, tanggal in ((A, date(2024, 1, 20)), (B, date(2024, 1, 19))):
        penugasan = PenugasanFactory(desa=papan.desa[kode], periode=papan.sebelum.periode)
        KunjunganFactory(penugasan=penugasan, tanggal=tanggal)

    assert temukan("kunjungan") == (
        [("B", "terakhir 19 Januari 2024"), ("C", "belum pernah dikunjungi")],
        3,
    )


def test_problems_interventions_and_money_must_point_at_each_other(papan, temukan):
    temuan = TemuanFactory(desa=papan.desa[A], judul="Atap bocor", urgensi=5)
    dijawab = TemuanFactory(desa=papan.desa[A])
    jawab = IntervensiFactory(desa=papan.desa[A])
    jawab.temuan.add(dijawab)
    jawab.indikator.add(papan.indikator["RTLH"])
    PendanaanFactory(intervensi=jawab)
    lepas = PendanaanFactory(
        intervensi__desa=papan.desa[B], intervensi__nama="Jalan usaha tani", pagu=1_500_000
    )
    batal = IntervensiFactory(desa=papan.desa[C], status="batal", alasan_batal="Dana ditarik")
    TemuanFactory(desa=papan.desa[C], jenis="potensi").intervensi.add(batal)

    assert temukan("masalah") == ([("A", f"Atap bocor (prioritas {temuan.prioritas})")], 2)
    assert temukan("intervensi") == ([("B", lepas.intervensi.nama)], 2)
    assert temukan("dana") == ([("B", "Jalan usaha tani, pagu Rp1.500.000")], 2)


def test_unfit_houses_must_close(papan, temukan, sign_in):
    lanjut(papan, A, RTLH=(4, 100))  # 10 − 3 repaired, so 7 or more expected
    lanjut(papan, B, RTLH=(8, 100))  # 10 − 3 + 1 new
    assert "Catat dahulu intervensinya" in sign_in("sekretariat").get(MUTU).text
    for kode in (A, B):
        IntervensiFactory(
            desa=papan.desa[kode],
            status="selesai",
            mulai=date(2023, 1, 1),
            selesai=date(2023, 5, 1),
            tanggal_selesai=date(2023, 5, 1),
            realisasi_volume=3,
        )

    assert temukan("rtlh") == (
        [("A", "awal 10 − diperbaiki 3 seharusnya sekurangnya 7, kini 4 (selisih 3)")],
        2,
    )
    teks = sign_in("sekretariat").get(MUTU).text
    assert "Neraca 2 desa: awal 20 − diperbaiki 6 + baru −2 = kini 12" in teks


def test_filter_narrows_the_checks(papan, temukan):
    kecamatan = papan.desa[C].kecamatan_id

    assert temukan("lanjutan", kecamatan=kecamatan) == ([("C", "Putaran 2 (lanjutan)")], 1)


def test_workbook_has_the_same_list(papan, sign_in):
    lanjut(papan, A)
    client = sign_in("sekretariat")
    halaman = client.get(MUTU).context["pemeriksaan"]
    response = client.get(reverse("laporan:sebelum_sesudah_excel"))
    lembar = load_workbook(BytesIO(b"".join(response.streaming_content)))["Mutu data"]
    baris = list(lembar.iter_rows(values_only=True))
    tajuk = next(n for n, b in enumerate(baris) if b[0] == "Kode Kemendagri")

    assert [(b[2], b[3], b[5]) for b in baris[3 : 3 + len(halaman)]] == [
        (p.banyak, p.dari, p.judul) for p in halaman
    ]
    assert [(b[3], *b[5:]) for b in baris[tajuk + 1 :]] == [
        (b.desa.nama, p.judul, b.rincian) for p in halaman for b in p.butir
    ]


@pytest.mark.parametrize("banyak", [1, 3])
def test_page_query_count(papan, sign_in, django_assert_num_queries, banyak):
    for kode in (B, C)[: 3 - banyak]:
        papan.desa[kode].butir_sasaran.all().delete()
    client = sign_in("sekretariat")
    with django_assert_num_queries(21):
        client.get(MUTU)
