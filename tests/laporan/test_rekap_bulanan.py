"""The monthly recap: every figure against sums computed here from what was put in."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from opd.choices import SumberDana
from tests.factories.bulanan import KunjunganFactory, LaporanBulananFactory
from tests.factories.desa import DesaFactory, PeriodeFactory
from tests.factories.opd import (
    IntervensiFactory,
    JenisBantuanFactory,
    PencairanFactory,
    PendanaanFactory,
    PenugasanFactory,
)


pytestmark = pytest.mark.django_db

OKTOBER = date(2026, 10, 1)
# village, kind, day finished, volume, source → pagu, tranches (day, rupiah)
KEGIATAN = [
    ("Soneyan", "RTLH", date(2026, 2, 3), 4, {"baznas_upz": 60}, [(date(2026, 1, 9), 40)]),
    ("Soneyan", "JAMBAN", date(2026, 10, 31), 7, {"csr": 30, "dana_desa": 50}, []),
    ("Kajen", "RTLH", date(2026, 10, 1), 2.5, {"apbd_kab": 90}, [(date(2026, 10, 5), 90)]),
    ("Kajen", "RTLH", date(2025, 12, 31), 9, {}, []),  # last year: not counted
    ("Kajen", "JAMBAN", date(2026, 11, 1), 3, {}, [(date(2026, 11, 2), 8)]),  # after the month
    ("Tendas", "JAMBAN", date(2026, 5, 5), 1, {}, []),  # nobody mentors it, no money recorded
]
JUTA = 1_000_000


@pytest.fixture
def rekap(sign_in):
    """The workbook of October 2026 as sheets of values, formulas as text."""
    periode = PeriodeFactory(laporan_mulai=date(2026, 1, 1))
    desa = {nama: DesaFactory(nama=nama) for nama in ("Soneyan", "Kajen", "Tendas")}
    jenis = {kode: JenisBantuanFactory(kode=kode, nama=kode) for kode in ("RTLH", "JAMBAN")}
    for nama, kode, tanggal, volume, pagu, cair in KEGIATAN:
        intervensi = IntervensiFactory(
            desa=desa[nama],
            jenis=jenis[kode],
            rampung=True,
            mulai=date(2025, 1, 1),
            selesai=date(2026, 12, 31),
            tanggal_selesai=tanggal,
            realisasi_volume=volume,
        )
        for sumber, juta in (pagu or ({"lainnya": 8} if cair else {})).items():
            dana = PendanaanFactory(
                intervensi=intervensi, sumber=sumber, pagu=juta * JUTA, tahun=2026
            )
            for urut, (hari, jumlah) in enumerate(cair):
                PencairanFactory(
                    pendanaan=dana, tanggal=hari, jumlah=jumlah * JUTA, nomor_bukti=f"B{urut}"
                )
    soneyan = PenugasanFactory(periode=periode, desa=desa["Soneyan"], opd__singkatan="Disdagperin")
    PenugasanFactory(periode=periode, desa=desa["Kajen"], opd__singkatan="Diskominfo")
    LaporanBulananFactory(penugasan=soneyan, bulan=OKTOBER, diajukan=True, hari_terlambat=3)
    KunjunganFactory(penugasan=soneyan, tanggal=date(2026, 10, 30))
    KunjunganFactory(penugasan=soneyan, tanggal=date(2026, 11, 1))

    response = sign_in("sekretariat").get(reverse("laporan:rekap_bulanan"), {"bulan": "2026-10"})
    isi = b"".join(response.streaming_content)
    return [openpyxl.load_workbook(BytesIO(isi), data_only=ya) for ya in (True, False)]


def tabel(lembar):
    """The rows below the header as first cell(s) → numbers by heading."""
    baris = [[sel.value for sel in b] for b in lembar.iter_rows()]
    kepala = next(n for n, b in enumerate(baris) if b[1] is not None)
    return {b[0]: dict(zip(baris[kepala], b, strict=True)) for b in baris[kepala + 1 :] if b[0]}


def volume(kode, syarat):
    return sum(
        v for d, k, hari, v, *_ in KEGIATAN if k == kode and hari.year == 2026 and syarat(d, hari)
    )


def test_outputs_by_month_source_and_village_add_up_to_the_same(rekap):
    nilai, _ = rekap
    sampai_oktober = {
        kode: volume(kode, lambda _, hari: hari <= date(2026, 10, 31))
        for kode in ("RTLH", "JAMBAN")
    }
    assert sampai_oktober == {"RTLH": 6.5, "JAMBAN": 8}
    for nama in ("Keluaran per bulan", "Keluaran per sumber", "Keluaran per desa"):
        jumlah = tabel(nilai[nama])["Jumlah"]
        assert {k: jumlah[f"{k} (unit)"] for k in sampai_oktober} == sampai_oktober
    bulan = tabel(nilai["Keluaran per bulan"])
    assert (bulan["Februari 2026"]["RTLH (unit)"], bulan["Oktober 2026"]["RTLH (unit)"]) == (4, 2.5)
    assert bulan["Oktober 2026"]["JAMBAN (unit)"] == 7
    sumber = tabel(nilai["Keluaran per sumber"])
    assert sumber["Dana Desa"]["JAMBAN (unit)"] == 7  # the larger pagu of its two sources
    assert sumber["Belum ada dana tercatat"]["JAMBAN (unit)"] == 1
    desa = {b["Desa"]: b for b in tabel(nilai["Keluaran per desa"]).values()}
    assert (desa["Soneyan"]["JAMBAN (unit)"], desa["Tendas"]["JAMBAN (unit)"]) == (7, 1)


def test_money_by_source_and_month_with_live_sums(rekap):
    nilai, rumus = rekap
    dana = tabel(nilai["Sumber dana"])
    assert (dana["Baznas/UPZ"]["Pagu 2026"], dana["Baznas/UPZ"]["Jan 2026"]) == (60e6, 40e6)
    assert dana["Baznas/UPZ"]["Bagian pagu"] == pytest.approx(40 / 60)
    assert dana["APBD kabupaten"]["Realisasi"] == 90e6
    pagu = sum(juta for *_, p, _ in KEGIATAN for juta in p.values()) + 8
    assert (dana["Jumlah"]["Pagu 2026"], dana["Jumlah"]["Realisasi"]) == (pagu * JUTA, 130e6)
    assert set(dana) == {*SumberDana.labels, "Jumlah"}
    jumlah = tabel(rumus["Sumber dana"])["Jumlah"]
    assert all(str(jumlah[kolom]).startswith("=SUM(") for kolom in ("Pagu 2026", "Realisasi"))


def test_reports_of_the_month_with_counts_by_state(rekap):
    nilai, rumus = rekap
    baris = [[sel.value for sel in b] for b in nilai["Laporan"].iter_rows(min_row=5)]
    menurut_desa = {b[2]: b for b in baris if b[2]}
    assert menurut_desa["Soneyan"][3:8] == [
        "Disdagperin",
        "Diajukan",
        menurut_desa["Soneyan"][5],
        3,
        1,
    ]
    assert menurut_desa["Kajen"][4:9] == ["Belum dibuat", None, None, 0, None]
    hitung = {b[3]: b[4] for b in baris if b[3] and not b[2]}
    assert (hitung["Belum dibuat"], hitung["Diajukan"], sum(hitung.values())) == (1, 1, 2)
    assert any("COUNTIF" in str(sel.value) for b in rumus["Laporan"].iter_rows() for sel in b)


def test_workbook_prints_on_a4_landscape_with_repeated_heads(rekap):
    for lembar in rekap[0]:
        assert (lembar.page_setup.paperSize, lembar.page_setup.orientation) == (9, "landscape")
        assert lembar.print_title_rows


def test_unknown_month_does_not_exist(sign_in):
    client = sign_in("analis")
    assert client.get(reverse("laporan:rekap_bulanan"), {"bulan": "kemarin"}).status_code == 404
