"""An admin takes a first password into use: changed, second factor, a new account, the audit trail."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from akun.models import Pengguna
from tests.akun.test_masuk import kode_totp
from tests.factories.akun import PenggunaFactory
from tests.factories.opd import OPDFactory


pytestmark = pytest.mark.django_db(transaction=True)

PERTAMA, BARU = "sementara-Uji-2026", "pilihan-Sendiri-2027"


@pytest.fixture
def admin():
    cache.clear()
    pengguna = PenggunaFactory(
        username="admin", nama="Sri Admin", peran="admin", wajib_ganti_sandi=True
    )
    pengguna.set_password(PERTAMA)
    pengguna.save()
    return pengguna


def given_signed_in_with_a_first_password(page, check_page):
    page.goto(reverse("laporan:beranda"))
    check_page(page)
    page.get_by_label("Nama pengguna").fill("admin")
    page.get_by_label("Kata sandi").fill(PERTAMA)
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("heading", name="Ganti kata sandi")).to_be_visible()


def when_the_password_is_changed(page, check_page):
    page.get_by_label("Kata sandi sekarang").fill(PERTAMA)
    page.locator("#id_password1").fill(BARU)
    page.get_by_label("Ulangi kata sandi baru").fill(BARU)
    check_page(page)
    page.get_by_role("button", name="Ganti kata sandi").click()


def when_the_second_factor_is_activated(page, check_page):
    expect(page.get_by_role("heading", name="Aktifkan verifikasi dua langkah")).to_be_visible()
    check_page(page)
    page.get_by_label("Kode verifikasi").fill(kode_totp(page.locator("code.kunci").inner_text()))
    page.get_by_role("button", name="Aktifkan").click()
    expect(page.get_by_role("heading", name="Simpan kode pemulihan Anda")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Sudah saya simpan").click()


def when_a_petugas_is_created(page, check_page, opd):
    page.goto(reverse("opd:pengguna_list"))
    check_page(page)
    page.get_by_role("link", name="Buat akun").click()
    page.get_by_label("Nama lengkap").fill("Siti Aminah")
    page.get_by_label("Nama pengguna").fill("siti.aminah")
    page.get_by_label("Peran").select_option(label="Petugas OPD")
    page.get_by_role("button", name="Buat akun").click()
    expect(page.get_by_role("alert")).to_contain_text("Pilih OPD tempat petugas ini bekerja.")
    check_page(page)
    page.locator("#id_opd").select_option(value=str(opd.pk))
    page.get_by_role("button", name="Buat akun").click()


def then_the_password_is_shown_once(page, check_page):
    check_page(page)
    sandi = page.locator("code.sandi-baru").inner_text()
    assert Pengguna.objects.get(username="siti.aminah").check_password(sandi)
    page.get_by_role("link", name="Sudah saya catat").click()
    expect(page.get_by_role("heading", name="Siti Aminah")).to_be_visible()
    assert sandi not in page.content()
    check_page(page)


def then_the_audit_trail_tells_the_story(page, check_page):
    page.goto(reverse("akun:audit_list"))
    expect(page.get_by_text("Sri Admin membuat akun Siti Aminah")).to_be_visible()
    check_page(page)
    for nama in ("akun:profil", "usersessions_list", "mfa_index"):
        page.goto(reverse(nama))
        check_page(page)


def cerita(page, check_page):
    opd = OPDFactory()
    given_signed_in_with_a_first_password(page, check_page)
    when_the_password_is_changed(page, check_page)
    when_the_second_factor_is_activated(page, check_page)
    when_a_petugas_is_created(page, check_page, opd)
    then_the_password_is_shown_once(page, check_page)
    then_the_audit_trail_tells_the_story(page, check_page)


def test_admin_story(lebar, new_page, check_page, admin, settings):
    settings.WAJIB_2FA = True
    cerita(new_page(lebar), check_page)


def test_admin_story_without_javascript(new_page, check_page, admin, settings):
    settings.WAJIB_2FA = True
    page = new_page("ponsel", javascript=False)
    cerita(page, check_page)
    page.goto(reverse("account_logout"))
    page.locator("main").get_by_role("button", name=re.compile("Keluar")).click()
    expect(page.get_by_role("heading", name="Masuk", exact=True)).to_be_visible()
