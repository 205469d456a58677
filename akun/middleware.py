"""Duties of an account that come before any other page."""

import time

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect


class PersyaratanAkunMiddleware:
    """First password changed; second factor and idle time-out for sensitive roles.

    The paths below `/akun/` stay open, or nobody could fulfil the duties; so do the files that the
    browser itself fetches (service worker, manifest), which may not be answered by a redirect.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.terbuka = ("/akun/", "/sw.js", "/manifest.webmanifest", settings.STATIC_URL)

    def __call__(self, request):
        user = request.user
        if not user.is_authenticated:
            return self.get_response(request)
        if user.is_peka and self._idle_too_long(request):
            logout(request)
            messages.info(request, "Anda keluar otomatis karena lama tidak ada kegiatan.")
            return redirect(settings.LOGIN_URL)
        if not request.path.startswith(self.terbuka):
            if user.wajib_ganti_sandi:
                messages.info(request, "Ganti kata sandi pertama Anda sebelum melanjutkan.")
                return redirect("account_change_password")
            if settings.WAJIB_2FA and user.is_peka and not is_mfa_enabled(user):
                messages.info(request, "Peran Anda wajib memakai verifikasi dua langkah.")
                return redirect("mfa_activate_totp")
        return self.get_response(request)

    def _idle_too_long(self, request):
        """Compare with the last activity; the mark in the session moves at most once a minute."""
        now = int(time.time())
        last = request.session.get("terakhir_aktif")
        if last is not None and now - last > settings.DIAM_MAKS_MENIT * 60:
            return True
        if last is None or now - last > 60:
            request.session["terakhir_aktif"] = now
        return False
