"""The survey in a browser: as typed with JavaScript, the same without it, then verified."""

import pytest
from playwright.sync_api import expect

from desa.models import Survei
from tests.browser.masuk import masuk
from tests.desa.cerita import putaran_lalu, siapkan, url_isi
from tests.factories.desa import NilaiIndikatorFactory, SurveiFactory


@pytest.fixture
def cerita(transactional_db):
    cerita = siapkan()
    putaran_lalu(cerita)
    return cerita


def medan(cerita, nama, nomor=0):
    return f"[name={nama}_{cerita.versi[nomor].pk}]"


def test_share_change_and_jump_appear_as_typed(page, live_server, cerita, check_page):
    masuk(page, cerita.petugas, live_server)
    page.goto(url_isi(cerita))
    check_page(page)
    baris = page.locator(f"#v{cerita.versi[0].pk}")

    page.fill(medan(cerita, "pembilang"), "10")
    page.fill(medan(cerita, "penyebut"), "1.000")

    expect(baris.locator("[data-hasil]")).to_have_text("= 1,0% ▼ 11,5 poin persen (membaik)")
    expect(baris.locator("[data-lonjakan]")).to_contain_text("Berubah −92% dari sebelumnya")
    expect(baris.locator("[data-lonjakan]")).to_contain_text("Penyebut berubah +95%")
    check_page(page)

    page.check(medan(cerita, "sama_seperti_sebelumnya"))

    expect(page.locator(medan(cerita, "pembilang"))).to_have_value("64")
    expect(page.locator(medan(cerita, "penyebut"))).to_have_value("512")
    expect(baris.locator("[data-hasil]")).to_have_text("= 12,5% = tetap")
    expect(baris.locator("[data-lonjakan]")).to_be_hidden()

    page.fill(medan(cerita, "pembilang"), "63")

    expect(page.locator(medan(cerita, "sama_seperti_sebelumnya"))).not_to_be_checked()


@pytest.mark.parametrize("javascript", [True, False])
def test_village_from_an_empty_form_to_a_figure_in_force(
    new_page, live_server, cerita, check_page, javascript
):
    page = new_page("ponsel", javascript=javascript)
    masuk(page, cerita.petugas, live_server)
    page.goto(url_isi(cerita))
    page.fill("[name=sumber]", "Pendataan desa")
    page.select_option("[name=metode]", "sensus_desa")
    for nomor in (0, 1):
        page.fill(medan(cerita, "pembilang", nomor), "60")
        page.fill(medan(cerita, "penyebut", nomor), "512")
    page.get_by_role("button", name="Periksa & ajukan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa dan ajukan")
    page.get_by_role("button", name="Ajukan survei").click()
    survei = Survei.objects.get(putaran=cerita.putaran)
    expect(page.locator("main")).to_contain_text(survei.nomor)

    pemeriksa = new_page("desktop", javascript=javascript)
    masuk(pemeriksa, cerita.sekretariat, live_server)
    pemeriksa.goto("/survei/verifikasi/")
    pemeriksa.get_by_role("link", name=str(cerita.desa)).click()
    pemeriksa.get_by_role("button", name="Verifikasi", exact=True).click()

    expect(pemeriksa.locator("#pesan")).to_contain_text("diverifikasi; angkanya mulai berlaku")
    survei.refresh_from_db()
    assert survei.berlaku


def test_pages_of_surveys_are_accessible(page, live_server, cerita, check_page):
    survei = SurveiFactory(putaran=cerita.putaran, desa=cerita.desa, diajukan=True)
    for versi in cerita.versi:
        NilaiIndikatorFactory(survei=survei, versi_indikator=versi, pembilang=20)
    masuk(page, cerita.sekretariat, live_server)

    for alamat in (
        "/survei/",
        f"/survei/{survei.pk}/",
        "/survei/verifikasi/",
        f"/survei/{survei.pk}/periksa/",
        "/survei/verifikasi/sekaligus/",
        "/putaran/",
        f"/putaran/{cerita.putaran.pk}/",
        f"/putaran/{cerita.putaran.pk}/ubah/",
        f"/putaran/{cerita.putaran.pk}/pengecualian/",
        "/indikator/",
        f"/indikator/{cerita.versi[0].indikator.kode}/",
    ):
        page.goto(alamat)
        check_page(page)
