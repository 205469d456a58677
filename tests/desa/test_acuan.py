"""The seed files, checked against the reference data where that is at hand, and their loader."""

import csv
import os
import re
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from desa.models import Desa, Indikator, Kecamatan, NamaLainDesa, PutusDeret, VersiIndikator
from dtks.models import AlasanPerbaikan
from inti.models import Kabupaten
from opd.models import OPD, JenisBantuan, NamaOPD
from opd.queries import nama_opd_pada
from opd.workflows import ganti_nama
from tests.factories.akun import PenggunaFactory


ACUAN = Path(settings.BASE_DIR) / "desa" / "acuan"
SHARED = Path(os.environ.get("DATA_DIR", Path(settings.BASE_DIR).parent / "shared" / "data"))


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_desa_csv_is_the_whole_district():
    desa = read(ACUAN / "desa.csv")

    assert Counter(d["jenis"] for d in desa) == {"desa": 401, "kelurahan": 5}
    assert len({d["kode"] for d in desa}) == len({d["kode_bps"] for d in desa}) == 406
    assert all(re.fullmatch(r"33\.18\.\d\d\.[12]\d{3}", d["kode"]) for d in desa)
    assert all(re.fullmatch(r"3318\d{6}", d["kode_bps"]) for d in desa)
    assert all(re.fullmatch(r"59\d{3}", d["kode_pos"]) for d in desa)
    assert all(d["kode"].startswith(d["kecamatan_kode"]) for d in desa)
    assert {d["kecamatan_kode"] for d in desa} == {k["kode"] for k in read(ACUAN / "kecamatan.csv")}


def test_desa_csv_bps_code_lies_in_the_bps_code_of_its_kecamatan():
    kode_bps = {k["kode"]: k["kode_bps"] for k in read(ACUAN / "kecamatan.csv")}

    assert [
        d["kode"]
        for d in read(ACUAN / "desa.csv")
        if not d["kode_bps"].startswith(kode_bps[d["kecamatan_kode"]])
    ] == []


def test_nama_lain_never_overrides_an_official_name():
    desa = read(ACUAN / "desa.csv")
    kecamatan = {d["kode"]: d["kecamatan_kode"] for d in desa}
    resmi = {(d["kecamatan_kode"], d["nama"].casefold()) for d in desa}
    nama_lain = read(ACUAN / "nama_lain.csv")

    assert [
        n for n in nama_lain if (kecamatan[n["desa_kode"]], n["nama"].casefold()) in resmi
    ] == []
    assert all(n["sumber"] for n in nama_lain)


@pytest.mark.skipif(not SHARED.exists(), reason="reference data not beside the project")
def test_desa_csv_agrees_with_the_reference_data():
    def facts(rows, kode_pos):
        kolom = ("kode", "nama", "jenis", "kecamatan_kode", "kode_bps", kode_pos)
        return {tuple(d[k] for k in kolom) for d in rows}

    ours, theirs = (
        facts(read(ACUAN / "desa.csv"), "kode_pos"),
        facts(read(SHARED / "desa.csv"), "kodepos"),
    )
    assert len(theirs) == 406
    assert ours == theirs


def test_indikator_csv_has_the_21_and_their_formats():
    indikator = {i["kode"]: i for i in read(ACUAN / "indikator.csv")}

    assert len(indikator) == 21
    assert {k for k, i in indikator.items() if i["wajib"] == "ya"} == {
        "RTLH", "JAMBAN", "LISTRIK", "ATS", "KRONIS", "DISABILITAS", "NGANGGUR",
    }  # fmt: skip
    assert {k: i["desimal"] for k, i in indikator.items() if i["desimal"] != "0"} == {
        "JALAN": "2",
        "INDEKSDESA": "2",
        "IDM": "4",
    }
    for i in indikator.values():
        bagian = [i["label_penyebut"], i["satuan_penyebut"]]
        assert all(bagian) if i["jenis"] == "proporsi" else not any(bagian)
        assert all(i[k] for k in ("definisi", "konsep", "klasifikasi", "ukuran", "sumber_definisi"))


def test_opd_csv_has_unique_keys_and_dated_former_names():
    opd = read(Path(settings.BASE_DIR) / "opd" / "acuan" / "opd.csv")
    nama_lama = read(Path(settings.BASE_DIR) / "opd" / "acuan" / "nama_opd.csv")
    singkatan = {o["singkatan"] for o in opd}

    assert len(opd) == len(singkatan) == len({o["nama"] for o in opd}) == 71
    assert {o["keyakinan"] for o in opd} == {"tinggi", "sedang", "rendah"}
    assert [(n["singkatan_kini"], n["singkatan"], n["berlaku_sampai"]) for n in nama_lama] == [
        ("Bapperida", "Bappeda", "2024-07-04"),
        ("BKPSDM", "BKPP", "2024-07-04"),
    ]
    assert {n["singkatan_kini"] for n in nama_lama} <= singkatan


@pytest.fixture
def dimuat(db):
    call_command("muat_acuan", stdout=StringIO())


def muat(**options):
    out = StringIO()
    call_command("muat_acuan", stdout=out, **options)
    return out.getvalue().splitlines()


def isi_tabel():
    """Every reference row with all its columns, bookkeeping included."""
    model = [Kabupaten, Kecamatan, Desa, NamaLainDesa, Indikator, VersiIndikator, PutusDeret]
    return {
        m: list(m.objects.order_by("pk").values())
        for m in [*model, OPD, NamaOPD, JenisBantuan, AlasanPerbaikan]
    }


def test_muat_acuan_loads_everything_and_counts_it(db):
    assert muat() == [
        "kabupaten: baru 1, berubah 0, sama 0",
        "kecamatan: baru 21, berubah 0, sama 0",
        "desa: baru 406, berubah 0, sama 0",
        "nama lain desa: baru 10, berubah 0, sama 0",
        "indikator: baru 21, berubah 0, sama 0",
        "versi indikator: baru 21, berubah 0, sama 0",
        "putus deret: baru 3, berubah 0, sama 0",
        "OPD: baru 71, berubah 0, sama 0",
        "nama OPD: baru 4, berubah 0, sama 0",
        "jenis bantuan: baru 19, berubah 0, sama 0",
        "alasan perbaikan: baru 14, berubah 0, sama 0",
    ]
    kajen = Desa.objects.get(kode="33.18.16.2012")
    assert (kajen.nama, kajen.kecamatan.nama, kajen.jenis, kajen.kode_pos, kajen.kode_bps) == (
        "Kajen", "Margoyoso", "desa", "59154", "3318170012",
    )  # fmt: skip
    assert kajen.nama_normal == "kajen"


def test_muat_acuan_again_changes_nothing(dimuat, django_assert_num_queries):
    sebelum = isi_tabel()
    # 11 tables, 9 look-ups of keys, 6 savepoints set and released
    with django_assert_num_queries(32):
        baris = muat()
    assert baris[-1] == "Tidak ada yang berubah."
    assert isi_tabel() == sebelum


def test_muat_acuan_keeps_what_the_district_edited(dimuat):
    Desa.objects.filter(kode="33.18.16.2012").update(kode_pos="59155")
    OPD.objects.filter(singkatan="Bag. Kesra").update(nama="Bagian Kesra", dikonfirmasi=True)
    Indikator.objects.filter(kode="RTLH").update(batas_lonjakan_persen=25)

    baris = muat()

    dibiarkan = "berbeda 1 (dibiarkan; --timpa menggantinya)"
    assert f"desa: baru 0, berubah 0, sama 405, {dibiarkan}" in baris
    assert f"OPD: baru 0, berubah 0, sama 70, {dibiarkan}" in baris
    assert f"indikator: baru 0, berubah 0, sama 20, {dibiarkan}" in baris
    assert Desa.objects.get(kode="33.18.16.2012").kode_pos == "59155"
    assert OPD.objects.get(singkatan="Bag. Kesra").nama == "Bagian Kesra"
    assert Indikator.objects.get(kode="RTLH").batas_lonjakan_persen == 25


def test_muat_acuan_timpa_restores_them_too(dimuat):
    Desa.objects.filter(kode="33.18.16.2012").update(nama="Kajeng", nama_normal="kajeng")
    OPD.objects.filter(singkatan="Bag. Kesra").update(nama="Bagian Kesra", dikonfirmasi=True)

    baris = muat(timpa=True)

    assert "desa: baru 0, berubah 1, sama 405" in baris
    assert "OPD: baru 0, berubah 1, sama 70" in baris
    opd = OPD.objects.get(singkatan="Bag. Kesra")
    assert (opd.nama, opd.dikonfirmasi) == ("Bagian Kesejahteraan Rakyat Setda", False)
    assert Desa.objects.get(kode="33.18.16.2012").nama_normal == "kajen"


def test_muat_acuan_never_changes_a_definition_that_is_there(dimuat):
    VersiIndikator.objects.filter(indikator__kode="RTLH").update(definisi="Menurut PUPR.")

    muat(timpa=True)

    assert VersiIndikator.objects.get(indikator__kode="RTLH").definisi == "Menurut PUPR."


@pytest.mark.parametrize("singkatan", ["Bapperida", "DPUTR"])
def test_muat_acuan_does_not_bring_back_an_opd_that_was_renamed(dimuat, singkatan):
    opd = OPD.objects.get(singkatan=singkatan)
    baru = NamaOPD(opd=opd, singkatan="Baru", nama="Dinas Baru", mulai=date(2026, 1, 1))
    ganti_nama(baru, oleh=PenggunaFactory(peran="admin"))
    sebelum = isi_tabel()

    assert muat()[-1] == "Tidak ada yang berubah."
    assert isi_tabel() == sebelum


@pytest.mark.parametrize(
    ("pada", "nama"),
    [
        (date(2024, 7, 4), "Badan Perencanaan Pembangunan Daerah"),
        (date(2024, 7, 5), "Badan Perencanaan Pembangunan, Riset dan Inovasi Daerah"),
    ],
)
def test_muat_acuan_dates_the_names_of_an_opd(dimuat, pada, nama):
    assert nama_opd_pada(OPD.objects.get(singkatan="Bapperida"), pada) == nama
