"""The second factor: allauth's checks; recovery codes appear once, in answer to a POST.

allauth shows the codes on a page of its own and marks them as seen when it is fetched; here no GET
writes, so the page that makes the codes is the one that shows them.
"""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.flows import generate_recovery_codes
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.internal.flows import activate_totp, deactivate_totp
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.db import transaction
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from inti import audit


@require_GET
def dua_langkah(request):
    faktor = {a.type: a.wrap() for a in Authenticator.objects.filter(user=request.user)}
    pemulihan = faktor.get(Authenticator.Type.RECOVERY_CODES)
    return render(
        request,
        "akun/dua_langkah.html",
        {
            "aktif": Authenticator.Type.TOTP in faktor,
            "jumlah_kode": len(pemulihan.get_unused_codes()) if pemulihan else 0,
        },
    )


@method_decorator(never_cache, name="dispatch")
class AktifkanView(ActivateTOTPView):
    @transaction.atomic
    def form_valid(self, form):
        _, pemulihan = activate_totp(self.request, form)
        audit.catat("pengguna.aktifkan_dua_langkah", self.request.user, oleh=self.request.user)
        return _tampilkan_kode(self.request, pemulihan)


class MatikanView(DeactivateTOTPView):
    @transaction.atomic
    def form_valid(self, form):
        audit.catat("pengguna.matikan_dua_langkah", self.request.user, oleh=self.request.user)
        deactivate_totp(self.request, self.authenticator)
        return super(DeactivateTOTPView, self).form_valid(form)


@method_decorator(never_cache, name="dispatch")
class BuatKodePemulihanView(GenerateRecoveryCodesView):
    @transaction.atomic
    def form_valid(self, form):
        pemulihan = generate_recovery_codes(self.request)
        audit.catat("pengguna.buat_kode_pemulihan", self.request.user, oleh=self.request.user)
        return _tampilkan_kode(self.request, pemulihan)


def _tampilkan_kode(request, pemulihan):
    return render(
        request, "akun/kode_pemulihan.html", {"daftar_kode": pemulihan.wrap().get_unused_codes()}
    )


aktifkan = AktifkanView.as_view()
matikan = MatikanView.as_view(
    template_name="components/formulir.html",
    extra_context={
        "judul": "Matikan verifikasi dua langkah",
        "sub": "Kode dari aplikasi tidak diminta lagi dan kode pemulihan tidak berlaku lagi. "
        "Bila peran Anda wajib memakainya, Anda langsung diminta mengaktifkannya kembali, "
        "misalnya di ponsel yang baru.",
        "tombol": "Matikan",
        "berbahaya": True,
    },
)
buat_kode_pemulihan = BuatKodePemulihanView.as_view(
    template_name="components/formulir.html",
    extra_context={
        "judul": "Buat kode pemulihan baru",
        "sub": "Kode yang lama tidak berlaku lagi. Kode baru hanya ditampilkan satu kali.",
        "tombol": "Buat kode baru",
    },
)
