"""Rapor Desa of one village as page and PDF, and of all villages as one PDF."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from inti.decorators import perm_required
from inti.pdf import render_pdf
from inti.pekerjaan import workflows as pekerjaan
from laporan.mutu import periksa_mutu
from laporan.pekerjaan import html_rapor
from laporan.presentation.rapor import halaman_rapor
from laporan.queries.rapor import rapor_for_pengguna
from laporan.views.pilihan import muat_perbandingan
from opd.queries import desa_for_pengguna


@require_GET
@perm_required("laporan.lihat_laporan", scope=desa_for_pengguna, lookup="kode")
def rapor_desa(request, desa):
    return render(request, "laporan/rapor.html", _muat(request, desa))


@require_GET
@perm_required("laporan.lihat_laporan", scope=desa_for_pengguna, lookup="kode")
def rapor_desa_pdf(request, desa):
    context = _muat(request, desa)
    if context["laporan"] is None:
        return redirect("laporan:rapor_desa", kode=desa.kode)
    html = html_rapor(context["halaman"], context["laporan"], request.user)
    return HttpResponse(
        render_pdf(html),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="rapor-desa-{desa.kode}.pdf"'},
    )


@require_POST
@perm_required("laporan.lihat_laporan")
def rapor_semua(request):
    """Write the pages of all villages in the background; the job's page shows how far it is."""
    context = muat_perbandingan(request, (), data=request.POST)
    if context["laporan"] is None:
        return redirect("laporan:sebelum_sesudah")
    satu = pekerjaan.mulai(
        "rapor_desa",
        judul="Rapor Desa semua desa",
        oleh=request.user,
        parameter=context["parameter"],
    )
    return redirect("inti:pekerjaan_detail", kunci=satu.kunci)


def _muat(request, desa):
    context = muat_perbandingan(request, (), desa=desa) | {"desa": desa}
    laporan = context["laporan"]
    if laporan:
        rapor = rapor_for_pengguna(request.user, laporan)
        pemeriksaan = periksa_mutu(request.user, laporan)
        (context["halaman"],) = halaman_rapor(laporan, rapor, pemeriksaan)
    return context
