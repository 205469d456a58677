"""Rapor Desa of one village as page and PDF, and of all villages as one PDF."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from inti.decorators import perm_required
from inti.formulir import kiriman, kunci_kiriman, render_formulir
from inti.pdf import jawab_pdf
from inti.pekerjaan import workflows as pekerjaan
from laporan.forms import TerbitForm
from laporan.mutu import periksa_mutu
from laporan.pekerjaan import RAPAT, html_rapor
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
    return jawab_pdf(html, f"rapor-desa-{desa.kode}", rapat=RAPAT)


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


@require_http_methods(["GET", "POST"])
@perm_required("laporan.terbitkan_laporan")
def rapor_terbit(request):
    """Issue the page of ?desa=KODE, or of all villages, in the background."""
    kode = request.GET.get("desa")
    desa = get_object_or_404(desa_for_pengguna(request.user), kode=kode) if kode else None
    context = muat_perbandingan(request, (), desa=desa)
    laporan = context["laporan"]
    if laporan is None:
        return redirect("laporan:sebelum_sesudah")
    tentang = f"Rapor Desa {desa.nama}" if desa else f"Rapor {len(laporan.sasaran)} desa"
    halaman = ("rapor_desa", [desa.kode]) if desa else ("sebelum_sesudah", [])
    form = TerbitForm(kiriman(request), initial={"judul": tentang})
    return render_formulir(
        request,
        form,
        judul=f"Terbitkan {tentang}",
        sub=f"{laporan.awal.nama} → {laporan.lanjutan.nama}. PDF-nya dibekukan bersama pilihan, "
        "sidik data, dan penanda tangannya.",
        tombol="Terbitkan",
        simpan=lambda: pekerjaan.mulai(
            "rapor_terbit",
            judul=f"Terbitkan {tentang}",
            oleh=request.user,
            parameter=context["parameter"]
            | {"desa": desa.kode if desa else ""}
            | form.cleaned_data,
            kunci=kunci_kiriman(request),
        ),
        jawab=lambda satu: redirect("inti:pekerjaan_detail", kunci=satu.kunci),
        kembali=reverse(f"laporan:{halaman[0]}", args=halaman[1]) + context["kueri"],
    )


def _muat(request, desa):
    context = muat_perbandingan(request, (), desa=desa) | {"desa": desa}
    laporan = context["laporan"]
    if laporan:
        rapor = rapor_for_pengguna(request.user, laporan)
        pemeriksaan = periksa_mutu(request.user, laporan)
        (context["halaman"],) = halaman_rapor(laporan, rapor, pemeriksaan)
    return context
