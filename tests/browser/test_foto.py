"""A photo from the phone: shrunk before sending, apart from the form, again when the signal is back."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from inti.models import Lampiran
from inti.pemberitahuan.workflows import beri_tahu
from tests.browser.masuk import masuk
from tests.desa.cerita import siapkan, url_isi
from tests.lampiran import exif


@pytest.fixture
def cerita(transactional_db, media):
    return siapkan()


def foto_besar():
    """A noisy photo of several megabytes, held upright, with time and place."""
    gambar = Image.effect_noise((2400, 1800), 60).convert("RGB")
    keluaran = io.BytesIO()
    gambar.save(keluaran, "JPEG", quality=90, exif=exif())
    return {"name": "rumah.jpg", "mimeType": "image/jpeg", "buffer": keluaran.getvalue()}


def test_photo_is_shrunk_sent_apart_and_waits_for_the_signal(page, live_server, cerita, check_page):
    ukuran = []
    page.on(
        "request", lambda r: "unggah" in r.url and ukuran.append(len(r.post_data_buffer or b""))
    )
    masuk(page, cerita.petugas, live_server)
    page.goto(url_isi(cerita))
    page.fill(f"[name=pembilang_{cerita.versi[0].pk}]", "12")
    baris = page.locator(f"#v{cerita.versi[0].pk}")
    expect(baris.get_by_role("button", name="Simpan & tambah foto")).to_be_hidden()

    baris.get_by_label("Tambah foto").set_input_files(foto_besar())
    expect(baris.locator(".lampiran img")).to_have_count(1)
    lampiran = Lampiran.objects.get()
    assert (lampiran.lebar, lampiran.tinggi) in {(1200, 1600), (960, 1280), (768, 1024)}
    assert (lampiran.diambil_pada is None, lampiran.lintang is None) == (False, False)
    assert max(ukuran) < 400 * 1024  # the photo of 300 kB, its EXIF and the form's frame

    page.context.set_offline(True)
    baris.get_by_label("Tambah foto").set_input_files(foto_besar())
    expect(baris).to_contain_text("Menunggu sinyal")
    check_page(page)
    page.context.set_offline(False)
    expect(baris.locator(".lampiran img")).to_have_count(2)
    expect(page.locator(f"[name=pembilang_{cerita.versi[0].pk}]")).to_have_value("12")

    salah = {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": b"MZ" + b"\0" * 99}
    baris.get_by_label("Tambah foto").set_input_files(salah)
    expect(baris.locator(".gagal")).to_contain_text("Berkas ini program")
    check_page(page)

    baris.locator(".lampiran a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("rumah")
    check_page(page)


def test_grid_reminder_and_bell(page, new_page, lebar, live_server, cerita, check_page):
    masuk(page, cerita.sekretariat, live_server)
    page.goto("/kelengkapan/")
    check_page(page)
    page.get_by_role("link", name="Ingatkan Putaran").click()
    check_page(page)
    page.get_by_role("button", name="Ingatkan yang dicentang").click()
    expect(page.locator("main")).to_contain_text("1 petugas diingatkan.")

    petugas = new_page(lebar)
    masuk(petugas, cerita.petugas, live_server)
    beri_tahu([cerita.petugas], "Survei diverifikasi.", tautan="/survei/", kunci="x")
    petugas.goto("/")
    petugas.get_by_role("link", name="Pemberitahuan, 2 belum dibaca").click()
    check_page(petugas)
    petugas.get_by_role("button", name="belum diajukan").click()
    expect(petugas.get_by_role("heading", level=1)).to_contain_text("Putaran")
    expect(petugas.get_by_role("link", name="Pemberitahuan, 1 belum dibaca")).to_be_visible()
    petugas.goto("/pekerjaan/")
    check_page(petugas)
