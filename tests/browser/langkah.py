"""The steps of the stories: given (data), when (what a person does), then (what it sees)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.hashers import make_password
from playwright.sync_api import Locator, Page, expect

from akun.models import Pengguna
from tests.factories.akun import PenggunaFactory
from tests.factories.opd import KeanggotaanFactory


SANDI = "jalan-pantura-2026"


@dataclass
class Orang:
    """A person at a browser; `periksa` checks the page on the screen once."""

    page: Page
    pengguna: Pengguna
    periksa: Callable[[], None]


def given_pengguna(peran, *, opd=None, **fields) -> Pengguna:
    """An account with the password SANDI; for a petugas with the OPD it works for."""
    pengguna = PenggunaFactory(peran=peran, password=make_password(SANDI), **fields)
    if opd is not None:
        KeanggotaanFactory(pengguna=pengguna, opd=opd)
    return pengguna


def when_masuk(orang: Orang, sandi: str = SANDI) -> None:
    orang.page.goto("/")
    then_judul(orang, "Masuk")
    when_isi(orang, "Nama pengguna", orang.pengguna.username)
    when_isi(orang, "Kata sandi", sandi)
    when_tekan(orang, "Masuk")


def when_buka(orang: Orang, alamat: str) -> None:
    orang.page.goto(alamat)
    orang.periksa()


def when_pilih_menu(orang: Orang, teks: str) -> None:
    """Choose from the main navigation, unfolding it first on a phone."""
    tombol = orang.page.locator(".navbar-toggler")
    if tombol.is_visible():
        tombol.click()
    orang.page.get_by_role("navigation", name="Utama").get_by_role("link", name=teks).click()
    orang.periksa()


def when_ikuti(orang: Orang, teks: str, *, exact: bool = False) -> None:
    """Follow the first link with this text in the main part."""
    _isi(orang).get_by_role("link", name=teks, exact=exact).first.click()
    orang.periksa()


def when_isi(orang: Orang, label: str, nilai: str) -> None:
    _medan(orang, label).fill(nilai)


def when_pilih(orang: Orang, label: str, pilihan: str) -> None:
    """Choose the option that begins with this text."""
    medan = _medan(orang, label)
    opsi = medan.locator("option").filter(has_text=re.compile(rf"^\s*{re.escape(pilihan)}")).first
    medan.select_option(opsi.get_attribute("value"))


def when_jawab(orang: Orang, indikator: str, angka: str, penyebut: str = "") -> None:
    """Answer one question of the survey: a count, or parts of a proportion."""
    pertanyaan = _pertanyaan(orang, indikator)
    if penyebut:
        pertanyaan.locator("[name^=pembilang_]").fill(angka)
        pertanyaan.locator("[name^=penyebut_]").fill(penyebut)
    else:
        pertanyaan.locator("[name^=nilai_]").fill(angka)


def when_beri_alasan(orang: Orang, indikator: str, alasan: str) -> None:
    """Say why an answer differs so much from the one before."""
    _pertanyaan(orang, indikator).locator("[name^=alasan_lonjakan_]").fill(alasan)


def when_komentari(orang: Orang, indikator: str, komentar: str) -> None:
    """Doubt one value of a submitted survey."""
    baris = _isi(orang).get_by_role("listitem").filter(has_text=indikator)
    if baris.locator("details").get_attribute("open") is None:
        baris.locator("summary").click()
    baris.locator("[name^=komentar_]").fill(komentar)


def when_tekan(orang: Orang, tombol: str) -> None:
    """Press a button and look at the page that answers."""
    _isi(orang).get_by_role("button", name=tombol).first.click()
    expect(orang.page.locator("form[aria-busy=true]")).to_have_count(0)  # sent by script
    orang.periksa()


def when_unduh(orang: Orang, teks: str, ke: Path) -> Path:
    """Download by a link; the file is stored in the directory `ke`."""
    return _unduh(orang, _isi(orang).get_by_role("link", name=teks).first, ke)


def when_unduh_dengan_tombol(orang: Orang, tombol: str, ke: Path) -> Path:
    """Download by a form that is answered with a file."""
    return _unduh(orang, _isi(orang).get_by_role("button", name=tombol, exact=True), ke)


def _unduh(orang: Orang, pemicu: Locator, ke: Path) -> Path:
    with orang.page.expect_download() as unduhan:
        pemicu.click()
    tujuan = ke / unduhan.value.suggested_filename
    unduhan.value.save_as(tujuan)
    return tujuan


def when_lihat_berkas(orang: Orang, nama: str) -> None:
    """Open a file that shows identities: a picture of its own, in another tab."""
    with orang.page.expect_popup() as tab:
        _isi(orang).get_by_role("button", name=f"Lihat berkas {nama}").click()
    expect(tab.value.locator("img")).to_be_visible()
    tab.value.close()


def when_unggah(orang: Orang, label: str, berkas: Path) -> None:
    _isi(orang).get_by_label(label).set_input_files(berkas)


def when_centang(orang: Orang, label: str) -> None:
    """Choose the radio button or box whose label begins with this text."""
    _isi(orang).get_by_label(re.compile(rf"^\s*{re.escape(label)}")).check()


def then_terunggah(orang: Orang) -> None:
    """The photo that was picked has been sent ahead and shows in the strip."""
    gambar = _isi(orang).locator(".strip-lampiran img").first
    expect(gambar).to_be_visible()
    expect(gambar).to_have_js_property(
        "complete", True
    )  # once it belongs to a record it may be closed


def then_judul(orang: Orang, teks: str) -> None:
    expect(orang.page.get_by_role("heading", level=1)).to_have_text(teks)
    orang.periksa()


def then_melihat(orang: Orang, *teks: str) -> None:
    for satu in teks:
        expect(_isi(orang)).to_contain_text(satu)


def then_tidak_melihat(orang: Orang, *teks: str) -> None:
    for satu in teks:
        expect(_isi(orang)).not_to_contain_text(satu)


def _isi(orang: Orang) -> Locator:
    return orang.page.get_by_role("main")


def _medan(orang: Orang, label: str) -> Locator:
    """The field with this label; what marks it as optional does not count."""
    return _isi(orang).get_by_label(re.compile(rf"^\s*{re.escape(label)}( \(opsional\))?\s*$"))


def _pertanyaan(orang: Orang, indikator: str) -> Locator:
    return _isi(orang).get_by_role("group", name=indikator)
