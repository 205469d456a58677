"""The secretariat brings in assignments and survey answers from Excel."""

from datetime import date

import openpyxl
import pytest

from akun.choices import Peran
from tests.browser import langkah as l
from tests.factories.desa import (
    ButirSasaranFactory,
    DaftarSasaranFactory,
    DesaFactory,
    PutaranFactory,
    VersiIndikatorFactory,
)
from tests.factories.opd import OPDFactory
from tests.impor import buku


pytestmark = pytest.mark.django_db

KAJEN, SONEYAN = "33.18.16.2012", "33.18.16.2002"
PENUGASAN = [
    ["DAFTAR OPD PENDAMPING"],
    [],
    ["KODE DESA", "DESA", "KECAMATAN", "SINGKATAN", "TANGGAL MULAI", "NOMOR SK"],
    [KAJEN, "Kajen", "Margoyoso", "Diskominfo", date(2021, 11, 11), "410/1/2021"],
    [SONEYAN, "Soneyan", "Margoyoso", "Dinkes", date(2021, 11, 11), "410/1/2021"],
]
SURVEI = [
    ["kode_desa", "kode_indikator", "pembilang", "penyebut", "sumber"],
    [KAJEN, "RTLH", 64, 512, "Pendataan desa"],
    [SONEYAN, "RTLH", 640, 512, "Pendataan desa"],
]


@pytest.fixture
def cerita(media):
    daftar = DaftarSasaranFactory(ditetapkan=True)
    for kode, nama in ((KAJEN, "Kajen"), (SONEYAN, "Soneyan")):
        ButirSasaranFactory(daftar=daftar, desa=DesaFactory(kode=kode, nama=nama))
    OPDFactory(nama="Dinas Komunikasi dan Informatika", singkatan="Diskominfo")
    OPDFactory(nama="Dinas Kesehatan", singkatan="Dinkes")
    rtlh = VersiIndikatorFactory(indikator__kode="RTLH", indikator__nama="Rumah tidak layak huni")
    PutaranFactory(periode=daftar.periode, versi=[rtlh], nomor=1)


def test_sekretariat_imports_assignments_and_surveys(orang, cerita, tmp_path):
    sekretariat = orang(l.given_pengguna(Peran.SEKRETARIAT, nama="Siti Contoh"))
    l.when_masuk(sekretariat)

    l.when_pilih_menu(sekretariat, "Impor Excel")
    l.when_ikuti(sekretariat, "Penugasan OPD")
    l.when_pilih(sekretariat, "Periode", "2021–2030")
    l.when_unggah(sekretariat, "Berkas Excel (.xlsx)", buku(tmp_path / "penugasan.xlsx", PENUGASAN))
    l.when_tekan(sekretariat, "Unggah dan periksa")
    l.then_judul(sekretariat, "Penugasan OPD: penugasan.xlsx")
    l.then_melihat(sekretariat, "Belum ada yang disimpan.", "Kajen", "Soneyan")
    l.when_tekan(sekretariat, "Terapkan")
    l.then_melihat(sekretariat, "Diterapkan")
    l.when_buka(sekretariat, "/")
    l.then_melihat(sekretariat, "Desa dampingan tanpa pendamping 0")

    l.when_pilih_menu(sekretariat, "Impor Excel")
    l.when_ikuti(sekretariat, "Isian survei")
    l.when_pilih(sekretariat, "Putaran survei", "Putaran 1 (awal)")
    l.when_unggah(sekretariat, "Berkas Excel (.xlsx)", buku(tmp_path / "survei.xlsx", SURVEI))
    l.when_tekan(sekretariat, "Unggah dan periksa")
    l.then_melihat(sekretariat, "Galat: baris yang ditolak", "Pembilang tidak boleh melebihi")
    bertanda = l.when_unduh(sekretariat, "Unduh berkas saya dengan tanda", tmp_path)
    sel = [sel for baris in openpyxl.load_workbook(bertanda)["Data"].iter_rows() for sel in baris]
    assert [s.value for s in sel if s.value == 640 and s.fill.fill_type == "solid"] == [640]
    assert any("Pembilang tidak boleh melebihi" in str(s.value) for s in sel)
    l.when_tekan(sekretariat, "Batalkan impor")
    l.then_melihat(sekretariat, "Impor dibatalkan.")
