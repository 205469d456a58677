"""Coverage and quality of the data behind the comparison."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from inti.decorators import perm_required
from laporan import presentation
from laporan.mutu import periksa_mutu
from laporan.views.pilihan import muat_perbandingan


@require_GET
@perm_required("laporan.lihat_laporan")
def mutu(request):
    context = muat_perbandingan(request, ("opd", "kecamatan"))
    laporan = context["laporan"]
    if laporan:
        context["pemeriksaan"] = periksa_mutu(request.user, laporan)
        context["liputan"] = presentation.liputan(laporan)
    return render(request, "laporan/mutu.html", context)
