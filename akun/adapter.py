"""How allauth behaves here: closed sign-up, our messages, second-factor secrets encrypted."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.shortcuts import resolve_url

from akun import workflows


class AkunAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "Nama pengguna atau kata sandi tidak benar.",
        "too_many_login_attempts": "Terlalu banyak percobaan yang gagal untuk nama ini. "
        "Tunggu 5 menit lalu coba lagi, atau minta admin mengatur ulang kata sandi.",
        "rate_limited": "Terlalu banyak percobaan. Tunggu 5 menit lalu coba lagi.",
        "enter_current_password": "Kata sandi sekarang tidak benar.",
        "incorrect_password": "Kata sandi tidak benar.",
        "incorrect_code": "Kode tidak benar atau sudah lewat waktunya.",
    }

    def is_open_for_signup(self, request):
        return False

    def set_password(self, user, password):
        workflows.ganti_sandi(user, password)

    def get_password_change_redirect_url(self, request):
        return resolve_url("akun:profil")


class MFAAdapter(DefaultMFAAdapter):
    """allauth stores TOTP secrets in plain text by default."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AkunAdapter.error_messages["incorrect_code"]
    }

    def encrypt(self, text):
        return self._fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return self._fernet().decrypt(encrypted_text.encode()).decode()

    def _fernet(self):
        digest = hashlib.sha256(b"akun.mfa:" + settings.SECRET_KEY.encode()).digest()
        return Fernet(base64.urlsafe_b64encode(digest))
