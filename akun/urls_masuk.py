"""Paths below /akun/: signing in and one's own credentials.

The names are allauth's, whose code reverses them. What is not listed here does not exist: sign-up,
e-mail addresses, password reset by mail, social accounts.
"""

from allauth.account.views import account_inactive
from django.urls import path

from akun.views import dua_langkah, masuk


urlpatterns = [
    path("masuk/", masuk.masuk, name="account_login"),
    path("masuk/kode/", masuk.masuk_kode, name="mfa_authenticate"),
    path("keluar/", masuk.keluar, name="account_logout"),
    path("nonaktif/", account_inactive, name="account_inactive"),
    path("konfirmasi/", masuk.konfirmasi, name="account_reauthenticate"),
    path("konfirmasi/kode/", masuk.konfirmasi_kode, name="mfa_reauthenticate"),
    path("kata-sandi/", masuk.ganti_sandi, name="account_change_password"),
    path("perangkat/", masuk.perangkat, name="usersessions_list"),
    path("dua-langkah/", dua_langkah.dua_langkah, name="mfa_index"),
    path("dua-langkah/aktifkan/", dua_langkah.aktifkan, name="mfa_activate_totp"),
    path("dua-langkah/matikan/", dua_langkah.matikan, name="mfa_deactivate_totp"),
    path(
        "dua-langkah/kode-pemulihan/",
        dua_langkah.buat_kode_pemulihan,
        name="mfa_generate_recovery_codes",
    ),
]
