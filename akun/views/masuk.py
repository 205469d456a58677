"""Signing in and out, the password, the devices: allauth's flows, our pages."""

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.views import (
    LoginView,
    LogoutView,
    PasswordChangeView,
    ReauthenticateView,
)
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as MFAReauthenticateView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from akun import workflows
from akun.queries import sesi_aktif


class GantiSandiView(PasswordChangeView):
    def form_valid(self, form):
        response = super().form_valid(form)
        reauthenticate_by_password(self.request)  # the old password was just given
        return response


KONFIRMASI = {
    "judul": "Pastikan ini Anda",
    "sub": "Langkah berikutnya mengubah keamanan akun Anda.",
    "tombol": "Lanjutkan",
}

masuk = LoginView.as_view()
masuk_kode = AuthenticateView.as_view()
keluar = login_not_required(LogoutView.as_view())
konfirmasi = ReauthenticateView.as_view(
    template_name="akun/konfirmasi.html", extra_context=KONFIRMASI
)
konfirmasi_kode = MFAReauthenticateView.as_view(
    template_name="akun/konfirmasi.html", extra_context=KONFIRMASI
)
ganti_sandi = GantiSandiView.as_view(
    template_name="components/formulir.html",
    extra_context={
        "judul": "Ganti kata sandi",
        "sub": "Perangkat lain yang masih masuk dengan akun ini akan dikeluarkan.",
        "tombol": "Ganti kata sandi",
    },
)


@require_http_methods(["GET", "POST"])
def perangkat(request):
    """The devices this account is signed in on; POST signs all others out."""
    if request.method == "POST":
        jumlah = workflows.akhiri_sesi(request.user, kecuali=request.session.session_key)
        messages.success(request, f"{jumlah} perangkat lain dikeluarkan.")
        return redirect("usersessions_list")
    return render(request, "akun/perangkat.html", {"daftar_sesi": sesi_aktif(request.user)})
