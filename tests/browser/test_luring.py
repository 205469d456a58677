"""Losing signal, battery, session or patience: nothing is lost, stored twice or overwritten."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from desa.models import KirimanSurvei, NilaiIndikator, Survei, TabrakanIsian
from tests.browser.masuk import masuk
from tests.desa.cerita import putaran_lalu, siapkan, simpan_rekan, url_isi, url_tabrakan
from tests.factories.desa import VersiIndikatorFactory
from tests.factories.opd import KeanggotaanFactory


@pytest.fixture
def cerita(transactional_db):
    cerita = siapkan()
    putaran_lalu(cerita)
    cerita.lain = VersiIndikatorFactory(indikator__bidang="Kesehatan")
    cerita.putaran.versi_indikator.add(cerita.lain)
    return cerita


@pytest.fixture
def ponsel(new_page, live_server, cerita):
    """A phone with the form open, and the form and the shell kept on it."""
    page = new_page("ponsel")
    masuk(page, cerita.petugas, live_server)
    page.goto(url_isi(cerita))
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function(JUMLAH_LEMBAR)
    return page


JUMLAH = """(toko) => new Promise((selesai) => {
  const buka = indexedDB.open("pati-pendampingan");
  buka.onsuccess = () => {
    const hitung = buka.result.transaction(toko).objectStore(toko).count();
    hitung.onsuccess = () => { buka.result.close(); selesai(hitung.result); };
  };
})"""
JUMLAH_LEMBAR = f"() => ({JUMLAH})('lembar')"


def jumlah_draf(page):
    """How many sections wait on the device; reading waits for what is being written."""
    return page.evaluate(JUMLAH, "draf")


def medan(cerita, nama, nomor=0):
    return f"[name={nama}_{cerita.versi[nomor].pk}]"


def isi(page, cerita, pembilang, nomor=0):
    page.fill(medan(cerita, "pembilang", nomor), str(pembilang))
    page.fill(medan(cerita, "penyebut", nomor), "512")


def then_keadaan(page, pola):
    expect(page.locator("[data-keadaan] [data-teks]")).to_have_text(re.compile(pola))


def tersimpan():
    return sorted(
        NilaiIndikator.objects.filter(survei__berlaku=False).values_list("pembilang", flat=True)
    )


def test_filled_and_reloaded_offline_is_stored_once_when_the_signal_returns(
    ponsel, cerita, check_page
):
    ponsel.context.set_offline(True)
    isi(ponsel, cerita, 60)
    then_keadaan(ponsel, r"^Menunggu sinyal \(1\)$")
    assert jumlah_draf(ponsel) == 1
    ponsel.reload()

    expect(ponsel.get_by_role("heading", level=1)).to_have_text(str(cerita.desa))
    expect(ponsel.locator(medan(cerita, "pembilang"))).to_have_value("60")
    expect(ponsel.locator("[data-hasil]").first).to_contain_text("= 11,7%")
    check_page(ponsel)
    isi(ponsel, cerita, 61, 1)
    ponsel.get_by_role("button", name="Kesehatan").click()
    expect(ponsel.locator("#bagian")).to_contain_text("Kesehatan")
    ponsel.fill(f"[name=pembilang_{cerita.lain.pk}]", "9")
    ponsel.fill(f"[name=penyebut_{cerita.lain.pk}]", "90")
    then_keadaan(ponsel, r"^Menunggu sinyal \(2\)$")
    ponsel.get_by_role("button", name="Periksa & ajukan").click()
    expect(ponsel.locator("[data-galat]")).to_contain_text("Belum ada sinyal.")
    ponsel.goto("/luring/")
    expect(ponsel.locator("main")).to_contain_text("1 formulir, 2 bagian belum terkirim")
    check_page(ponsel)
    assert tersimpan() == []

    ponsel.context.set_offline(False)

    expect(ponsel.locator("main")).to_contain_text(re.compile(r"Terkirim \d\d\.\d\d"))
    ponsel.goto(url_isi(cerita))
    then_keadaan(ponsel, r"^Terkirim \d\d\.\d\d$")
    assert tersimpan() == [9, 60, 61]
    assert (Survei.objects.filter(berlaku=False).count(), jumlah_draf(ponsel)) == (1, 0)


def test_answer_lost_on_the_way_is_sent_again_and_stored_once(ponsel, cerita):
    kiriman = []

    def hilang(route):
        kiriman.append(route.request.post_data)
        if len(kiriman) == 1:
            route.fetch()  # it arrives, but the phone never hears of it
            route.abort()
        else:
            route.continue_()

    ponsel.context.route("**/kirim/**", hilang)
    isi(ponsel, cerita, 60)
    then_keadaan(ponsel, r"^Menunggu sinyal \(1\)$")
    ponsel.get_by_role("button", name="Kirim sekarang").click()
    then_keadaan(ponsel, r"^Terkirim")

    kunci = {re.search("kunci_kirim=([^&]+)", k)[1] for k in kiriman}
    assert (len(kiriman), len(kunci)) == (2, 1)
    assert (tersimpan(), KirimanSurvei.objects.count()) == ([60], 1)


def test_page_killed_while_saving_keeps_what_was_typed(ponsel, cerita):
    ponsel.context.route("**/kirim/**", lambda route: None)  # never answered
    isi(ponsel, cerita, 60)
    ponsel.get_by_role("button", name="Simpan draf").click()
    context = ponsel.context
    ponsel.close()
    context.unroute("**/kirim/**")

    baru = context.new_page()
    baru.goto(url_isi(cerita))

    expect(baru.locator(medan(cerita, "pembilang"))).to_have_value("60")
    then_keadaan(baru, r"^Terkirim")
    assert (tersimpan(), KirimanSurvei.objects.count()) == ([60], 1)


def test_mistake_comes_back_beside_its_field_and_the_rest_is_stored(ponsel, cerita, check_page):
    ponsel.context.set_offline(True)
    isi(ponsel, cerita, 600)
    isi(ponsel, cerita, 61, 1)
    assert jumlah_draf(ponsel) == 1
    ponsel.reload()
    ponsel.context.set_offline(False)

    salah = ponsel.locator(medan(cerita, "pembilang"))
    expect(ponsel.locator("[data-galat]")).to_have_text("Pembilang tidak boleh melebihi penyebut.")
    expect(salah).to_have_attribute("aria-invalid", "true")
    expect(salah).to_have_value("600")
    then_keadaan(ponsel, r"^Perlu diperbaiki \(1\)$")
    check_page(ponsel)
    assert tersimpan() == [61]

    salah.fill("60")
    then_keadaan(ponsel, r"^Terkirim")
    expect(ponsel.locator("[data-galat]")).to_have_count(0)
    assert tersimpan() == [60, 61]


def test_two_devices_in_conflict_choose_value_by_value(ponsel, cerita, check_page):
    ponsel.context.set_offline(True)
    isi(ponsel, cerita, 40)
    isi(ponsel, cerita, 41, 1)
    then_keadaan(ponsel, r"^Menunggu sinyal \(1\)$")
    simpan_rekan(cerita, 50)

    ponsel.goto("/luring/")
    ponsel.context.set_offline(False)
    ponsel.get_by_role("link", name="Pilih isian yang dipakai").click()

    expect(ponsel.locator("main")).to_contain_text("50 dari 512")
    check_page(ponsel)
    assert tersimpan() == [41, 50]
    ponsel.goto(url_isi(cerita))  # leaving it loses nothing
    ponsel.get_by_role("link", name="Pilih isian yang dipakai").click()
    ponsel.get_by_label("Isian Anda").check()
    ponsel.get_by_role("button", name="Simpan pilihan").click()

    expect(ponsel.locator("#pesan")).to_contain_text("Pilihan Anda dipakai.")
    assert tersimpan() == [40, 41]


def test_conflict_is_chosen_without_javascript(new_page, live_server, cerita):
    page = new_page("ponsel", javascript=False)
    masuk(page, cerita.petugas, live_server)
    page.goto(url_isi(cerita))
    isi(page, cerita, 40)
    simpan_rekan(cerita, 50)
    page.get_by_role("button", name="Simpan draf").click()

    page.goto("/")
    page.goto(url_tabrakan(cerita))
    page.get_by_label("Isian terbaru").check()
    page.get_by_role("button", name="Simpan pilihan").click()

    assert (tersimpan(), TabrakanIsian.objects.get().dipilih) == ([50], "rekan")


def test_session_expired_keeps_the_outbox_until_its_owner_signs_in(ponsel, live_server, cerita):
    Session.objects.all().delete()
    isi(ponsel, cerita, 60)
    then_keadaan(ponsel, r"^Masuk lagi untuk mengirim \(1\)$")
    ponsel.get_by_role("button", name="Simpan draf").click()
    expect(ponsel.locator("[data-galat]")).to_contain_text("Sesi Anda sudah berakhir.")
    ponsel.get_by_role("link", name="Masuk", exact=True).click()
    expect(ponsel.get_by_role("heading", level=1)).to_have_text("Masuk")
    assert (tersimpan(), jumlah_draf(ponsel)) == ([], 1)

    masuk(ponsel, cerita.petugas, live_server)
    ponsel.goto(url_isi(cerita))

    then_keadaan(ponsel, r"^Terkirim")
    assert (tersimpan(), jumlah_draf(ponsel)) == ([60], 0)


def test_another_user_of_the_device_neither_sees_nor_sends_the_drafts(ponsel, live_server, cerita):
    rekan = KeanggotaanFactory(opd=cerita.opd).pengguna
    ponsel.context.set_offline(True)
    isi(ponsel, cerita, 60)
    then_keadaan(ponsel, r"^Menunggu sinyal \(1\)$")
    ponsel.context.route("**/kirim/**", lambda route: route.abort())
    ponsel.context.set_offline(False)
    masuk(ponsel, rekan, live_server)
    ponsel.goto(url_isi(cerita))
    expect(ponsel.locator(medan(cerita, "pembilang"))).to_have_value("")
    ponsel.context.unroute("**/kirim/**")
    ponsel.goto("/luring/")
    expect(ponsel.locator("main")).to_contain_text("0 bagian belum terkirim")
    assert (tersimpan(), jumlah_draf(ponsel)) == ([], 1)

    masuk(ponsel, cerita.petugas, live_server)
    ponsel.goto(url_isi(cerita))

    then_keadaan(ponsel, r"^Terkirim")
    assert NilaiIndikator.objects.get(survei__berlaku=False).diisi_oleh == cerita.petugas


@pytest.mark.parametrize(("pilihan", "tersisa"), [("Biarkan di perangkat", 1), ("Hapus", 0)])
def test_signing_out_asks_about_what_is_unsent(ponsel, cerita, check_page, pilihan, tersisa):
    ponsel.context.route("**/kirim/**", lambda route: route.abort())
    isi(ponsel, cerita, 60)
    then_keadaan(ponsel, r"^Menunggu sinyal \(1\)$")
    ponsel.goto("/akun/keluar/")
    expect(ponsel.locator("main")).to_contain_text(f"{cerita.desa}, {cerita.putaran}")
    check_page(ponsel)
    ponsel.get_by_label(pilihan).check()
    ponsel.get_by_role("main").get_by_role("button", name="Keluar").click()

    expect(ponsel.get_by_role("heading", level=1)).to_have_text("Masuk")
    assert (jumlah_draf(ponsel), ponsel.evaluate(JUMLAH, "lembar")) == (tersisa, 0)
    ponsel.goto("/luring/")
    expect(ponsel.locator("main")).to_contain_text("Belum ada formulir yang disimpan")


def test_device_keeps_no_page_but_the_shell(ponsel, cerita):
    for alamat in ("/", "/survei/", f"/desa/{cerita.desa.kode}/"):
        ponsel.goto(alamat)

    tersimpan = ponsel.evaluate(
        """async () => {
          const nama = await caches.keys();
          const isi = await Promise.all(nama.map(async (n) => (await caches.open(n)).keys()));
          return isi.flat().map((r) => new URL(r.url).pathname);
        }"""
    )

    assert [a for a in tersimpan if not a.startswith("/static/")] == ["/luring/"]
    ponsel.context.set_offline(True)
    ponsel.goto(f"/desa/{cerita.desa.kode}/")
    expect(ponsel.get_by_role("heading", level=1)).to_have_text("Halaman ini memerlukan sinyal")
