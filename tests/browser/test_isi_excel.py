"""An officer fills a round by workbook while a colleague changes one of the same values."""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from desa.models import NilaiIndikator
from desa.stats import Isian
from desa.workflows import survei as workflows
from tests.browser.masuk import masuk
from tests.buku_survei import isi
from tests.desa.cerita import siapkan
from tests.factories.akun import PenggunaFactory


pytestmark = pytest.mark.django_db(transaction=True)


def given_a_colleague_stores(cerita, versi, pembilang):
    isian = Isian(versi.pk, pembilang=Decimal(pembilang), penyebut=Decimal(512), sumber="Posyandu")
    rekan = PenggunaFactory(nama="Budi Rekan")
    workflows.simpan(cerita.putaran, cerita.desa, [isian], oleh=rekan)


def when_downloaded(page, path):
    with page.expect_download() as unduhan:
        page.get_by_role("button", name="Unduh buku kerja").click()
    unduhan.value.save_as(path)
    return path


def test_officer_fills_a_workbook_chooses_and_goes_on_to_submit(
    page, check_page, tmp_path, live_server, media
):
    cerita = siapkan()
    satu, dua = cerita.versi
    masuk(page, cerita.petugas, live_server)
    page.goto("/")
    page.get_by_role("link", name="lewat Excel").click()
    check_page(page)
    berkas = when_downloaded(page, tmp_path / "isian.xlsx")
    jawaban = {"penyebut": 512, "sumber": "Pendataan desa"}
    isi(
        berkas,
        {
            (cerita.desa.kode, satu.indikator.kode): {"pembilang": 60} | jawaban,
            (cerita.desa.kode, dua.indikator.kode): {"pembilang": 7} | jawaban,
        },
    )
    given_a_colleague_stores(cerita, satu, 58)

    page.get_by_label("Berkas Excel (.xlsx)").set_input_files(berkas)
    page.get_by_role("button", name="Unggah dan periksa").click()
    check_page(page)
    page.get_by_role("link", name="Pilih isian yang dipakai").click()
    check_page(page)
    expect(page.get_by_text("oleh Budi Rekan")).to_be_visible()
    page.get_by_label("Isian Anda").check()
    page.get_by_role("button", name="Pakai pilihan ini").click()
    page.get_by_role("button", name="Terapkan").click()

    check_page(page)
    assert set(NilaiIndikator.objects.values_list("pembilang", "penyebut")) == {(60, 512), (7, 512)}
    page.get_by_role("link", name=f"Periksa & ajukan {cerita.desa}").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Periksa"))
