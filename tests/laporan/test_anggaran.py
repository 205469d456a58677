"""Interventions and money on the workbook and the RAT/LP2KD page."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.factories.laporan import PenandaTanganFactory
from tests.factories.opd import (
    IntervensiFactory,
    JenisBantuanFactory,
    OPDFactory,
    PejabatOPDFactory,
    PencairanFactory,
    PendanaanFactory,
    PenugasanFactory,
)
from tests.laporan.papan import buat_papan


pytestmark = pytest.mark.django_db

A, B = "33.18.01.2001", "33.18.01.2002"


@pytest.fixture
def papan():
    """Two villages: houses by the mentor (two sources), a latrine by Baznas, one called off."""
    papan = buat_papan({A: "A", B: "B"}, {"RTLH": {}})
    opd = OPDFactory(singkatan="Disperkim")
    penugasan = PenugasanFactory(desa=papan.desa[A], opd=opd, periode=papan.sebelum.periode)
    rumah = IntervensiFactory(
        desa=papan.desa[A],
        nama="Bedah rumah",
        penugasan=penugasan,
        jumlah_kk=5,
        rampung=True,
        realisasi_volume=4,
    )
    apbd = PendanaanFactory(intervensi=rumah, sumber="apbd_kab", pagu=80_000_000)
    PencairanFactory(pendanaan=apbd, jumlah=60_000_000)
    PendanaanFactory(intervensi=rumah, sumber="csr", tahun=2027, pagu=20_000_000)
    jamban = JenisBantuanFactory(kode="JAMBAN", nama="Jamban")
    baznas = IntervensiFactory(
        desa=papan.desa[B], nama="=Jamban", jenis=jamban, strategi="sinergi", kelompok=3
    )
    PendanaanFactory(intervensi=baznas, pagu=10_000_000)
    batal = IntervensiFactory(desa=papan.desa[B], status="batal", alasan_batal="Dana ditarik")
    PendanaanFactory(intervensi=batal, pagu=99_000_000)
    return papan


@pytest.fixture
def buku(papan, sign_in):
    response = sign_in("analis").get(reverse("laporan:sebelum_sesudah_excel"))
    return load_workbook(BytesIO(b"".join(response.streaming_content)), data_only=True)


@pytest.fixture
def lembar(buku):
    return list(buku["Intervensi dan anggaran"].iter_rows(values_only=True))


def bagian(lembar, judul):
    """The rows of a small table as (name, pagu, realisation), with its total."""
    mulai = next(n for n, b in enumerate(lembar) if b[0] == judul) + 1
    akhir = next(n for n, b in enumerate(lembar[mulai:], mulai) if b[0] == "Jumlah")
    return [(b[0], b[3], b[4]) for b in lembar[mulai : akhir + 1]]


def test_money_tables_close_on_the_same_total(lembar):
    jumlah = ("Jumlah", 110_000_000, 60_000_000)
    assert bagian(lembar, "Menurut sumber dana") == [
        ("APBD kabupaten", 80_000_000, 60_000_000),
        ("Baznas/UPZ", 10_000_000, 0),
        ("CSR perusahaan", 20_000_000, 0),
        jumlah,
    ]
    assert bagian(lembar, "Menurut OPD atau pelaksana") == [
        ("Baznas atau UPZ", 10_000_000, 0),
        ("Disperkim", 100_000_000, 60_000_000),
        jumlah,
    ]
    assert bagian(lembar, "Menurut strategi") == [
        ("Pengurangan beban pengeluaran", 100_000_000, 60_000_000),
        ("Sinergi kebijakan dan program", 10_000_000, 0),
        jumlah,
    ]


def test_plan_table_has_volumes_and_sources(lembar):
    tajuk = next(n for n, b in enumerate(lembar) if b[0] == "Strategi")
    rumah, jamban = (
        dict(zip(lembar[tajuk], b, strict=True)) for b in lembar[tajuk + 1 : tajuk + 3]
    )

    assert (rumah["Intervensi"], rumah["Target"], rumah["Realisasi"], rumah["KK"]) == (1, 5, 4, 5)
    assert (rumah["Pagu APBD kabupaten"], rumah["Pagu CSR perusahaan"], rumah["Pagu"]) == (
        80_000_000,
        20_000_000,
        100_000_000,
    )
    assert (jamban["Jenis bantuan"], jamban["Pagu Baznas/UPZ"]) == ("Jamban", 10_000_000)


def test_every_intervention_is_listed_as_text(buku):
    tajuk, *semua = buku["Rincian intervensi"].iter_rows(values_only=True)
    baris = [dict(zip(tajuk, b, strict=True)) for b in semua]

    assert [(b["Desa"], b["Kegiatan"], b["Pelaksana"], b["Status"]) for b in baris] == [
        ("A", "Bedah rumah", "Disperkim", "Selesai"),
        ("B", "=Jamban", "Baznas Kabupaten Pati", "Rencana"),
        ("B", baris[2]["Kegiatan"], "Baznas Kabupaten Pati", "Batal"),
    ]
    assert baris[0]["Serapan"] == 0.6
    assert baris[0]["Mulai"].date() == date(2026, 3, 1)


def test_workbook_without_interventions_says_so(sign_in):
    buat_papan({A: "A"}, {"RTLH": {}})
    response = sign_in("analis").get(reverse("laporan:sebelum_sesudah_excel"))
    buku = load_workbook(BytesIO(b"".join(response.streaming_content)))

    assert buku["Intervensi dan anggaran"]["A2"].value == (
        "Belum ada intervensi yang tercatat di desa-desa ini."
    )


def test_year_page_counts_money_of_that_budget_year_only(papan, sign_in):
    client = sign_in("analis")
    alamat = reverse("laporan:rat")
    halaman = client.get(alamat, {"tahun": 2026})
    isi = halaman.context["isi"]

    assert "BPS tidak menerbitkannya per desa" in halaman.text  # context, with unit and source
    assert "Persen penduduk" in halaman.text
    assert "mitrapost.com 10 Desember 2025 (mengutip BPS)" in halaman.text
    assert [(b.jenis, b.jumlah_intervensi, b.pagu, b.realisasi) for b in isi.baris] == [
        ("Perbaikan rumah tidak layak huni", 1, 80_000_000, 60_000_000),
        ("Jamban", 1, 10_000_000, 0),
    ]
    assert (isi.pagu, isi.realisasi) == (90_000_000, 60_000_000)
    tanpa = client.get(alamat, {"tahun": 2021})
    assert "Belum ada intervensi pada tahun ini." in tanpa.text
    assert client.get(alamat, {"tahun": "x"}).status_code == 200


def test_money_of_a_later_budget_year_shows_in_that_year(papan, sign_in):
    isi = sign_in("analis").get(reverse("laporan:rat"), {"tahun": 2027}).context["isi"]

    assert [(d.nama, d.pagu) for d in isi.menurut_sumber] == [("CSR perusahaan", 20_000_000)]


def test_year_workbook_says_what_the_page_says(papan, sign_in):
    client = sign_in("analis")
    opd = PejabatOPDFactory(
        opd=PenandaTanganFactory(kabupaten=papan.sebelum.periode.kabupaten).opd, nama="Sri"
    )
    halaman = client.get(reverse("laporan:rat"), {"tahun": 2026})
    assert "Unduh Excel (2 baris)" in halaman.text
    response = client.get(reverse("laporan:rat_excel"), {"tahun": 2026})
    isi = BytesIO(b"".join(response.streaming_content))
    buku, rumus = load_workbook(isi, data_only=True), load_workbook(isi)

    assert buku.sheetnames == ["RAT dan LP2KD", "Rincian intervensi"]
    lembar = list(buku["RAT dan LP2KD"].iter_rows(values_only=True))
    assert bagian(lembar, "Menurut sumber dana")[-1] == ("Jumlah", 90_000_000, 60_000_000)
    tajuk = next(n for n, b in enumerate(lembar) if b[0] == "Strategi")
    rumah, jamban, jumlah = (
        dict(zip(lembar[tajuk], b, strict=True)) for b in lembar[tajuk + 1 : tajuk + 4]
    )
    assert (rumah["Pagu"], jamban["Pagu"], jumlah["Strategi"]) == (80_000_000, 10_000_000, "Jumlah")
    assert (jumlah["Intervensi"], jumlah["Pagu"], jumlah["Realisasi dana"]) == (
        2,
        halaman.context["isi"].pagu,
        halaman.context["isi"].realisasi,
    )
    assert (jumlah["Target"], jumlah["Pagu Baznas/UPZ"]) == (None, 10_000_000)
    assert rumus["RAT dan LP2KD"].cell(tajuk + 4, 11).value == f"=SUM(K{tajuk + 2}:K{tajuk + 3})"
    assert (opd.jabatan, "Sri") == tuple(b[10] for b in lembar if b[10] in (opd.jabatan, "Sri"))
    kepala, *semua = buku["Rincian intervensi"].iter_rows(values_only=True)
    baris = [dict(zip(kepala, b, strict=True)) for b in semua]
    assert [(b["Kode BPS"], b["OPD pendamping"], b["Kegiatan"], b["Pagu"]) for b in baris[:2]] == [
        (papan.desa[A].kode_bps or None, "Disperkim", "Bedah rumah", 80_000_000),
        (papan.desa[B].kode_bps or None, None, "=Jamban", 10_000_000),
    ]


@pytest.mark.parametrize("banyak", [1, 3])
def test_year_page_query_count(papan, sign_in, django_assert_num_queries, banyak):
    IntervensiFactory.create_batch(banyak, desa=papan.desa[A])
    client = sign_in("analis")
    with django_assert_num_queries(7):
        client.get(reverse("laporan:rat"), {"tahun": 2026})
