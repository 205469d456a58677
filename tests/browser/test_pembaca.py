"""Those who read: analis downloads the workbook, pimpinan looks, verifikator sees the sources."""

import openpyxl
import pytest
from playwright.sync_api import expect

from akun.choices import Peran
from tests.browser import langkah as l
from tests.factories.desa import BatasDesaFactory, TemuanFactory
from tests.factories.dtks import SumberDataFactory
from tests.factories.laporan import PenandaTanganFactory
from tests.factories.opd import PejabatOPDFactory
from tests.laporan.program import buat_program


pytestmark = pytest.mark.django_db


def test_analis_reads_before_and_after_and_downloads_the_workbook(orang, tmp_path):
    program = buat_program(3)
    analis = orang(l.given_pengguna(Peran.ANALIS, nama="Dewi Contoh"))

    l.when_masuk(analis)
    l.then_judul(analis, "Rak buku kerja")
    l.then_melihat(analis, "42 nilai terverifikasi, 3 desa")
    l.when_ikuti(analis, "Lihat halaman")
    l.then_melihat(analis, "3 dari 3")
    l.when_ikuti(analis, program.versi[0].indikator.nama)
    l.then_melihat(analis, "40/400", "30/400", "membaik")
    l.when_buka(analis, "/")
    berkas = l.when_unduh(analis, "Unduh Excel", tmp_path)

    lembar = openpyxl.load_workbook(berkas)
    assert {"Ringkasan", "Per desa", "Data panjang", "Belum diverifikasi", "Kamus"} <= set(
        lembar.sheetnames
    )
    per_desa = [sel.value for baris in lembar["Per desa"].iter_rows() for sel in baris]
    assert per_desa.count(program.penugasan[0].desa.kode) == 7

    l.when_buka(analis, "/data-terbuka/")
    l.then_judul(analis, "Data terbuka")
    l.when_ikuti(analis, "Nilai survei per desa")
    l.then_melihat(analis, "Angka kecil disamarkan", program.penugasan[0].desa.kode)
    l.when_ikuti(analis, "Data terbuka")
    l.when_ikuti(analis, "Cara memakai API")
    l.then_judul(analis, "Cara memakai API")


@pytest.mark.usefixtures("media")
def test_analis_looks_at_pictures_and_issues_a_report(orang, tmp_path, check_page):
    program = buat_program(3)
    desa, indikator = program.penugasan[0].desa, program.versi[0].indikator
    PejabatOPDFactory(
        opd=PenandaTanganFactory(kabupaten=desa.kecamatan.kabupaten).opd, nama="Bambang Contoh"
    )
    analis = orang(l.given_pengguna(Peran.ANALIS, nama="Dewi Contoh"))

    l.when_masuk(analis)
    l.when_buka(analis, "/laporan/sebelum-sesudah/")
    l.when_ikuti(analis, "Tabel panas")
    l.then_melihat(analis, "21 pasangan desa–indikator", "membaik 5 poin persen atau lebih")
    l.when_ikuti(analis, indikator.nama)
    l.then_melihat(analis, "Perjalanan tiap putaran", "Gabungan 3 desa yang sama")
    l.when_ikuti(analis, "Peta")
    l.then_melihat(analis, f"{indikator.nama}: perubahan", "Titik menandai desa dampingan")
    telusuri_peta(analis, program, check_page)
    l.when_buka(analis, "/laporan/mutu-data/")
    l.then_judul(analis, "Liputan dan mutu data")
    l.when_buka(analis, "/laporan/rat-lp2kd/")
    l.then_melihat(analis, "Belum ada intervensi pada tahun ini.")

    l.when_buka(analis, f"/laporan/sebelum-sesudah/desa/{desa.kode}/")
    l.when_ikuti(analis, "Rapor Desa")
    l.then_judul(analis, f"Rapor Desa {desa.nama}")
    l.when_ikuti(analis, "Terbitkan")
    l.when_isi(analis, "Judul", "Rapor untuk Bupati")
    l.when_tekan(analis, "Terbitkan")
    l.then_melihat(analis, "rapor 1 desa")
    l.when_ikuti(analis, "Lihat hasil")
    l.then_judul(analis, "Rapor untuk Bupati")
    l.then_melihat(analis, "Bambang Contoh", "Data masih sama seperti saat laporan diterbitkan.")
    berkas = l.when_unduh(analis, "Unduh berkas", tmp_path)
    assert berkas.read_bytes().startswith(b"%PDF-")

    TemuanFactory(desa=desa, judul="Atap bocor")
    analis.page.reload()
    l.then_melihat(analis, "Data berubah sejak laporan diterbitkan.")
    l.when_ikuti(analis, "Laporan terbit")
    l.then_melihat(analis, "Rapor untuk Bupati", "berlaku")


def telusuri_peta(analis, program, check_page):
    """With outlines loaded: open the map that moves, and go over it by keyboard alone."""
    for nomor, satu in enumerate(program.penugasan):
        barat, timur = 111 + nomor / 10, 111.1 + nomor / 10
        sudut = [[barat, -6.7], [timur, -6.7], [timur, -6.8], [barat, -6.8], [barat, -6.7]]
        BatasDesaFactory(
            desa=satu.desa, geometri={"type": "Polygon", "coordinates": [sudut]}, sumber="DPUTR"
        )
    pertama, kedua = (satu.desa for satu in program.penugasan[:2])
    analis.page.emulate_media(reduced_motion="reduce")  # axe would see a popup half faded in
    analis.page.reload()
    l.then_melihat(analis, "Batas indikatif", "sumber: DPUTR")
    l.when_tekan(analis, "Perbesar dan geser")
    peta = analis.page.get_by_role("group", name="Peta yang dapat digeser")
    tautan = peta.get_by_role("link", name="Buka halaman desa ini")
    expect(peta).to_be_focused()
    analis.page.keyboard.press("Tab")
    expect(peta.get_by_role("button", name=pertama.nama)).to_be_focused()
    analis.page.keyboard.press("Enter")
    expect(tautan).to_be_focused()
    l.then_melihat(analis, "Sebelum 10,0% 40/400", "Sesudah 7,5% 30/400")
    check_page(analis.page)
    analis.page.keyboard.press("Escape")
    expect(peta.get_by_role("button", name=pertama.nama)).to_be_focused()
    analis.page.keyboard.press("ArrowRight")
    expect(peta.get_by_role("button", name=kedua.nama)).to_be_focused()
    analis.page.keyboard.press("Enter")
    expect(tautan).to_be_focused()
    analis.page.keyboard.press("Enter")
    expect(analis.page.get_by_role("heading", level=1)).to_contain_text(kedua.nama)


def test_pimpinan_reads_one_screen(orang):
    program = buat_program(3)
    pimpinan = orang(l.given_pengguna(Peran.PIMPINAN, nama="Sri Contoh"))

    l.when_masuk(pimpinan)
    l.then_judul(pimpinan, "Keadaan program pendampingan")
    l.then_melihat(pimpinan, "21 membaik", "40/400 (10,0%)", "Tidak ada OPD yang melewati batas")
    l.when_ikuti(pimpinan, "Sebelum–sesudah selengkapnya")
    l.then_melihat(pimpinan, program.versi[0].indikator.nama)
    l.when_pilih_menu(pimpinan, "Desa")
    l.when_ikuti(pimpinan, program.penugasan[0].desa.nama)
    l.then_melihat(pimpinan, program.penugasan[0].desa.kode)


def test_verifikator_sees_the_sources_of_the_registry(orang):
    SumberDataFactory(kode="DTSEN-2025-TW2")
    verifikator = orang(l.given_pengguna(Peran.VERIFIKATOR_DTKS, nama="Rini Contoh"))

    l.when_masuk(verifikator)
    l.then_judul(verifikator, "Perlu tindakan saya")
    l.then_melihat(verifikator, "DTSEN-2025-TW2")
    l.when_pilih_menu(verifikator, "OPD")
    l.then_judul(verifikator, "Organisasi Perangkat Daerah")
