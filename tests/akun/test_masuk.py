"""Signing in and out, throttle, duties of an account, devices: through the pages users take."""

import re
import time
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from akun.models import Pengguna
from inti.models import JejakAudit
from tests.factories.akun import PenggunaFactory


pytestmark = pytest.mark.django_db

SANDI = "rahasia-Uji-2026"
BARU = "lain-lagi-Uji-2027"
CHROME_ANDROID = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/125.0 Mobile Safari/537"


@pytest.fixture(autouse=True)
def _empty_throttle():
    cache.clear()


@pytest.fixture
def buat():
    def make(**kwargs):
        pengguna = PenggunaFactory(**kwargs)
        pengguna.set_password(SANDI)
        pengguna.save()
        return pengguna

    return make


def masuk(client, pengguna, sandi=SANDI, **kwargs):
    return client.post(
        reverse("account_login"), {"login": pengguna.username, "password": sandi}, **kwargs
    )


def is_masuk(client):
    return client.get(reverse("akun:profil")).status_code == 200


def kode_totp(secret, geser=0):
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + geser))


def aktifkan_dua_langkah(client):
    """Through the page; returns (secret, response that shows the recovery codes)."""
    halaman = client.get(reverse("mfa_activate_totp"))
    secret = halaman.context["form"].secret
    return secret, client.post(reverse("mfa_activate_totp"), {"code": kode_totp(secret)})


# --- Sign-in -----------------------------------------------------------------------------------


def test_login_page_is_indonesian_and_offers_no_sign_up(client):
    html = client.get(reverse("account_login")).text
    assert "Hubungi Sekretariat TKPK" in html
    assert not re.search(r"daftar akun|sign up|signup|lupa kata sandi\?|Password|Username", html)


@pytest.mark.parametrize(
    "nama",
    [
        "account_signup",
        "account_email",
        "account_reset_password",
        "account_set_password",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
    ],
)
def test_page_of_allauth_that_we_do_not_want_does_not_exist(nama):
    with pytest.raises(NoReverseMatch):
        reverse(nama)


def test_login_leads_home_and_changes_the_session_key(client, buat):
    pengguna = buat()
    client.get(reverse("account_login"))
    client.session.save()
    client.cookies["sessionid"] = lama = client.session.session_key

    response = masuk(client, pengguna)

    baru = client.cookies["sessionid"].value
    assert (response.status_code, response.url) == (302, reverse("laporan:beranda"))
    assert baru != lama
    assert not Session.objects.filter(session_key=lama).exists()
    assert is_masuk(client)


def test_login_follows_a_local_next_only(client, buat):
    pengguna = buat()
    data = {"login": pengguna.username, "password": SANDI}
    jahat = client.post(reverse("account_login"), data | {"next": "https://jahat.example/"})
    assert jahat.url == reverse("laporan:beranda")


def test_wrong_password_is_refused_in_indonesian(client, buat):
    response = masuk(client, buat(), "salah")
    assert "Nama pengguna atau kata sandi tidak benar." in response.text
    assert not is_masuk(client)


def test_sixth_attempt_is_refused_even_with_the_right_password(client, buat):
    pengguna, lain = buat(), buat()
    for _ in range(5):
        masuk(client, pengguna, "salah")

    response = masuk(client, pengguna)

    assert "Terlalu banyak percobaan yang gagal untuk nama ini." in response.text
    assert not is_masuk(client)
    assert masuk(client, lain).status_code == 302  # the same office, another person


def test_throttle_ends_after_five_minutes(client, buat):
    pengguna = buat()
    for _ in range(5):
        masuk(client, pengguna, "salah")
    with time_machine.travel(timezone.now() + timedelta(minutes=6), tick=False):
        assert masuk(client, pengguna).status_code == 302


def test_unknown_name_is_answered_like_a_wrong_password(client, buat):
    ada = masuk(client, buat(), "salah").text
    cache.clear()
    tidak_ada = masuk(client, PenggunaFactory.build(username="tidakada"), "salah").text
    pesan = "Nama pengguna atau kata sandi tidak benar."
    assert ada.count(pesan) == tidak_ada.count(pesan) >= 1


def test_inactive_account_is_told_so_and_not_signed_in(client, buat):
    response = masuk(client, buat(is_active=False))
    assert response.url == reverse("account_inactive")
    assert "Akun ini nonaktif" in client.get(response.url).text
    assert not is_masuk(client)


def test_deactivation_ends_a_running_session_at_once(client, buat):
    pengguna = buat()
    masuk(client, pengguna)
    Pengguna.objects.filter(pk=pengguna.pk).update(is_active=False)
    response = client.get(reverse("akun:profil"))
    assert response.url == f"{reverse('account_login')}?next={reverse('akun:profil')}"


def test_logout_asks_on_get_and_kills_the_session_on_post(client, buat):
    masuk(client, buat())
    kunci = client.cookies["sessionid"].value
    assert "Keluar dari aplikasi?" in client.get(reverse("account_logout")).text
    assert is_masuk(client)

    response = client.post(reverse("account_logout"))

    assert response.url == reverse("account_login")
    assert not Session.objects.filter(session_key=kunci).exists()
    assert not is_masuk(client)


# --- Password ----------------------------------------------------------------------------------


def ganti(client, lama=SANDI, baru=BARU, ulang=BARU):
    data = {"oldpassword": lama, "password1": baru, "password2": ulang}
    return client.post(reverse("account_change_password"), data)


def test_first_password_must_be_changed_before_any_page(client, buat):
    pengguna = buat(wajib_ganti_sandi=True)
    masuk(client, pengguna)
    for nama in ("laporan:beranda", "akun:profil", "desa:cari"):
        assert client.get(reverse(nama)).url == reverse("account_change_password")

    response = ganti(client)

    pengguna.refresh_from_db()
    assert response.url == reverse("akun:profil")
    assert (pengguna.wajib_ganti_sandi, pengguna.check_password(BARU)) == (False, True)
    assert is_masuk(client)
    assert [j.aksi for j in JejakAudit.objects.all()] == ["pengguna.ganti_sandi"]


@pytest.mark.parametrize(
    ("lama", "baru", "ulang", "pesan"),
    [
        ("keliru", BARU, BARU, "Kata sandi sekarang tidak benar."),
        (SANDI, SANDI, SANDI, "Kata sandi baru harus berbeda dari yang sekarang."),
        (SANDI, BARU, "beda-Sekali-2027", "kata sandi yang sama"),
        (SANDI, "1234567890123", "1234567890123", "terdiri dari angka"),
        (SANDI, "pendek1", "pendek1", "10 karakter"),
    ],
)
def test_bad_new_password_is_refused(client, buat, lama, baru, ulang, pesan):
    pengguna = buat(wajib_ganti_sandi=True)
    masuk(client, pengguna)

    response = ganti(client, lama, baru, ulang)

    pengguna.refresh_from_db()
    assert pesan in response.text
    assert (pengguna.wajib_ganti_sandi, pengguna.check_password(SANDI)) == (True, True)


def test_password_change_ends_the_other_sessions(client, buat):
    pengguna, lain = buat(), type(client)()
    masuk(client, pengguna)
    masuk(lain, pengguna)

    ganti(client)

    assert (is_masuk(client), is_masuk(lain)) == (True, False)
    assert UserSession.objects.filter(user=pengguna).count() == 1


# --- Devices -----------------------------------------------------------------------------------


def test_device_list_names_devices_and_signs_the_others_out(client, buat):
    pengguna, lain = buat(), type(client)()
    masuk(lain, pengguna, headers={"user-agent": CHROME_ANDROID})
    masuk(client, pengguna)
    html = client.get(reverse("usersessions_list")).text
    assert (html.count("<tr>"), "Chrome di Android" in html) == (3, True)

    client.post(reverse("usersessions_list"))

    assert (is_masuk(client), is_masuk(lain)) == (True, False)
    assert "Keluarkan perangkat lain</button>" not in client.get(reverse("usersessions_list")).text


@pytest.mark.parametrize("jumlah", [1, 3])
def test_device_list_query_count(client, buat, jumlah, django_assert_num_queries):
    pengguna = buat()
    for _ in range(jumlah - 1):
        masuk(type(client)(), pengguna)
    masuk(client, pengguna)
    client.get(reverse("akun:profil"))  # settles the message of signing in
    with django_assert_num_queries(3):  # session, pengguna, devices
        html = client.get(reverse("usersessions_list")).text
    assert html.count('scope="row"') == jumlah


# --- Idle time-out -----------------------------------------------------------------------------


@pytest.mark.parametrize(("peran", "tetap"), [("admin", False), ("petugas", True)])
def test_sensitive_role_is_signed_out_after_idle_time(client, buat, peran, tetap):
    mulai = timezone.now()
    with time_machine.travel(mulai, tick=False):
        masuk(client, buat(peran=peran))
        assert is_masuk(client)
    with time_machine.travel(mulai + timedelta(minutes=31), tick=False):
        assert is_masuk(client) == tetap


def test_activity_keeps_a_sensitive_role_signed_in(client, buat):
    mulai = timezone.now()
    with time_machine.travel(mulai, tick=False):
        masuk(client, buat(peran="admin"))
    for menit in (0, 20, 40, 60):
        with time_machine.travel(mulai + timedelta(minutes=menit), tick=False):
            assert is_masuk(client)


# --- Second factor -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("peran", "wajib"), [("admin", True), ("verifikator_dtks", True), ("petugas", False)]
)
def test_sensitive_role_must_activate_the_second_factor(client, buat, settings, peran, wajib):
    settings.WAJIB_2FA = True
    masuk(client, buat(peran=peran))
    response = client.get(reverse("laporan:beranda"))
    assert (response.status_code == 302) == wajib
    if wajib:
        assert response.url == reverse("mfa_activate_totp")


@pytest.fixture
def ber_dua_langkah(client, buat):
    """(pengguna, secret, recovery codes), signed out."""
    pengguna = buat(peran="admin", wajib_ganti_sandi=True)
    masuk(client, pengguna)
    ganti(client)  # also proves the identity, so that activation does not ask again
    secret, response = aktifkan_dua_langkah(client)
    kode = re.findall(r"<code>(\d{8})</code>", response.text)
    client.post(reverse("account_logout"))
    cache.clear()  # the code just used counts as spent
    return pengguna, secret, kode


def test_activation_shows_ten_recovery_codes_once(ber_dua_langkah, client):
    _, secret, kode = ber_dua_langkah
    assert len(set(kode)) == 10
    tersimpan = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert not any(rahasia in tersimpan for rahasia in [secret, *kode])
    assert {a.aksi for a in JejakAudit.objects.all()} >= {"pengguna.aktifkan_dua_langkah"}
    assert secret not in str(list(JejakAudit.objects.values()))


def test_stored_secret_is_encrypted_and_still_works(ber_dua_langkah):
    pengguna, secret, _ = ber_dua_langkah
    baris = Authenticator.objects.get(user=pengguna, type=Authenticator.Type.TOTP)
    assert baris.data["secret"].startswith("gAAAA")  # Fernet
    assert baris.wrap().validate_code(kode_totp(secret))


def test_login_needs_the_code(client, ber_dua_langkah):
    pengguna, secret, _ = ber_dua_langkah
    response = masuk(client, pengguna, BARU)
    assert response.url == reverse("mfa_authenticate")
    assert not is_masuk(client)

    salah = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Kode tidak benar atau sudah lewat waktunya." in salah.text
    assert not is_masuk(client)

    client.post(reverse("mfa_authenticate"), {"code": kode_totp(secret)})
    assert is_masuk(client)


def test_recovery_code_replaces_the_phone_once(client, ber_dua_langkah):
    pengguna, _, kode = ber_dua_langkah
    for berhasil in (True, False):
        masuk(client, pengguna, BARU)
        client.post(reverse("mfa_authenticate"), {"code": kode[0]})
        assert is_masuk(client) == berhasil
        client.post(reverse("account_logout"))


def test_code_attempts_are_throttled(client, ber_dua_langkah):
    pengguna, secret, _ = ber_dua_langkah
    masuk(client, pengguna, BARU)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    response = client.post(reverse("mfa_authenticate"), {"code": kode_totp(secret)})
    assert "Terlalu banyak percobaan" in response.text
    assert not is_masuk(client)


def test_deactivation_asks_who_it_is_and_duty_returns(client, ber_dua_langkah, settings):
    settings.WAJIB_2FA = True
    pengguna, secret, _ = ber_dua_langkah
    masuk(client, pengguna, BARU)
    client.post(reverse("mfa_authenticate"), {"code": kode_totp(secret)})
    response = client.post(reverse("mfa_deactivate_totp"))
    assert response.url.startswith(reverse("account_reauthenticate"))
    assert "Pastikan ini Anda" in client.get(response.url).text

    client.post(response.url, {"password": BARU, "next": reverse("mfa_deactivate_totp")})
    client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.filter(user=pengguna).exists()
    assert client.get(reverse("laporan:beranda")).url == reverse("mfa_activate_totp")


def test_new_recovery_codes_replace_the_old_ones(client, buat):
    pengguna = buat()
    masuk(client, pengguna)
    ganti(client)
    _, lama = aktifkan_dua_langkah(client)
    assert "<strong>10</strong> kode" in client.get(reverse("mfa_index")).text

    baru = client.post(reverse("mfa_generate_recovery_codes"))

    pola = r"<code>(\d{8})</code>"
    assert set(re.findall(pola, lama.text)).isdisjoint(re.findall(pola, baru.text))
    assert len(re.findall(pola, baru.text)) == 10
