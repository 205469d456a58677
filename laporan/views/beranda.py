"""Home: what needs doing today, per role."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from akun.choices import Peran
from laporan.beranda import admin, analis, petugas, pimpinan, sekretariat, verifikator_dtks


BERANDA = {  # role: template, and what fills it
    Peran.ADMIN: ("laporan/beranda/admin.html", admin.isi),
    Peran.SEKRETARIAT: ("laporan/beranda/sekretariat.html", sekretariat.isi),
    Peran.PETUGAS: ("laporan/beranda/petugas.html", petugas.isi),
    Peran.VERIFIKATOR_DTKS: ("laporan/beranda/verifikator_dtks.html", verifikator_dtks.isi),
    Peran.ANALIS: ("laporan/beranda/analis.html", analis.isi),
    Peran.PIMPINAN: ("laporan/beranda/pimpinan.html", pimpinan.isi),
}


@require_GET
def beranda(request):
    template, isi = BERANDA[request.user.peran]
    return render(request, template, isi(request.user))
