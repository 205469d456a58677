"""The secretariat imports a target list: a mistake, the marked workbook, mended, applied, undone."""

import openpyxl
import pytest
from playwright.sync_api import expect

from desa.choices import StatusDaftar
from desa.models import ButirSasaran
from tests.browser.masuk import masuk
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import DaftarSasaranFactory, DesaFactory
from tests.impor import buku


pytestmark = pytest.mark.django_db(transaction=True)


def given_a_draft_list():
    DesaFactory(kode="33.18.16.2012", nama="Kajen")
    DesaFactory(kode="33.18.16.2002", nama="Soneyan")
    return DaftarSasaranFactory(nama="Desa dampingan 2022", status=StatusDaftar.DRAF)


def given_a_workbook_with_a_mistake(path):
    return buku(
        path / "sasaran.xlsx",
        [["DAFTAR DESA DAMPINGAN"], [], ["No", "Kode Desa", "Desa", "Peringkat", "Skor"],
         [1, "33.18.16.2012", "Kajen", 1, "12,5"], [2, "33.18.16.9999", "Soneyan", 2, "11,25"]],
    )  # fmt: skip


def when_uploaded(page, path):
    page.goto("/impor/")
    page.get_by_role("link", name="Daftar sasaran").click()
    page.get_by_label("Daftar sasaran").select_option(label="Desa dampingan 2022")
    page.get_by_label("Berkas Excel (.xlsx)").set_input_files(path)
    page.get_by_role("button", name="Unggah dan periksa").click()


def when_mended(page, tmp_path):
    with page.expect_download() as unduhan:
        page.get_by_role("link", name="Unduh berkas saya dengan tanda").click()
    bertanda = tmp_path / "bertanda.xlsx"
    unduhan.value.save_as(bertanda)
    wb = openpyxl.load_workbook(bertanda)
    assert wb.active["A5"].value == "Kode desa 33.18.16.9999 tidak dikenal."
    wb.active["C5"] = "33.18.16.2002"
    wb.save(bertanda)
    return bertanda


def import_story(page, check_page, tmp_path, live_server, media):
    given_a_draft_list()
    masuk(page, PenggunaFactory(peran="sekretariat"), live_server)
    when_uploaded(page, given_a_workbook_with_a_mistake(tmp_path))
    check_page(page)
    expect(page.get_by_text("Kode desa 33.18.16.9999 tidak dikenal.")).to_be_visible()

    when_uploaded(page, when_mended(page, tmp_path))
    check_page(page)
    page.get_by_role("button", name="Terapkan").click()

    expect(page.get_by_text("Impor diterapkan: 2 baru.")).to_be_visible()
    check_page(page)
    assert ButirSasaran.objects.count() == 2

    page.get_by_role("link", name="Urungkan impor ini").click()
    check_page(page)
    page.get_by_role("button", name="Ya, urungkan").click()
    expect(page.get_by_text("Impor diurungkan.")).to_be_visible()
    assert ButirSasaran.objects.count() == 0
    page.goto("/impor/")
    check_page(page)


def test_secretariat_imports_a_list_by_mending_its_own_workbook(
    page, check_page, tmp_path, live_server, media
):
    import_story(page, check_page, tmp_path, live_server, media)


def test_import_works_without_javascript(new_page, check_page, tmp_path, live_server, media):
    import_story(new_page("ponsel", javascript=False), check_page, tmp_path, live_server, media)
