"""Reports as issued: the list, issuing one, what it holds, withdrawing it, who signs."""

from functools import partial

from django.http import FileResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.forms import AlasanForm
from inti.formulir import kiriman, render_formulir
from laporan import workflows
from laporan.excel import write_perbandingan
from laporan.forms import PenandaTanganForm, TerbitForm
from laporan.queries import sidik_laporan, tanda_tangan, terbitan_for_pengguna
from laporan.tables import TerbitanTable
from laporan.views.pilihan import muat_pembanding, muat_perbandingan
from opd.queries import opd_for_pengguna


def halaman(terbitan):
    return reverse("laporan:terbitan_detail", args=[terbitan.pk])


@require_GET
@perm_required("laporan.lihat_terbitan")
def terbitan_list(request):
    daftar = Daftar(
        judul="Laporan terbit",
        table_class=TerbitanTable,
        template="laporan/terbitan_list.html",
        keterangan="Laporan yang sudah diterbitkan, dengan sidik data dan berkasnya.",
    )
    penanda = tanda_tangan(request.user.kabupaten_id, pada=timezone.localdate())
    return render_daftar(request, daftar, terbitan_for_pengguna(request.user), penanda=penanda)


@require_http_methods(["GET", "POST"])
@perm_required("laporan.terbitkan_laporan")
def terbitan_create(request):
    """Issue the workbook of the URL's rounds and filters."""
    context = muat_perbandingan(request)
    laporan = context["laporan"]
    if laporan is None:
        return redirect("laporan:sebelum_sesudah")
    hari_ini, saringan = timezone.localdate(), context["saringan"].dalam_kata()
    pembanding = muat_pembanding(request, context)
    form = TerbitForm(kiriman(request), initial={"judul": "Sebelum dan sesudah pendampingan"})
    return render_formulir(
        request,
        form,
        judul="Terbitkan laporan",
        sub=f"{laporan.awal.nama} → {laporan.lanjutan.nama}; saringan: {saringan or 'semua'}. "
        "Buku kerjanya dibekukan bersama pilihan, sidik data, dan penanda tangannya.",
        tombol="Terbitkan",
        simpan=lambda: workflows.terbitkan(
            partial(_tulis, request, laporan, pembanding, saringan),
            judul=form.cleaned_data["judul"],
            nama_berkas=f"sebelum-sesudah-{hari_ini:%Y-%m-%d}.xlsx",
            parameter=context["parameter"],
            saringan=saringan,
            sidik=sidik_laporan(request.user, laporan, pembanding),
            penanda_tangan=tanda_tangan(request.user.kabupaten_id, pada=hari_ini),
            catatan=form.cleaned_data["catatan"],
            oleh=request.user,
        ),
        berhasil="Laporan diterbitkan.",
        tujuan=halaman,
        kembali=reverse("laporan:sebelum_sesudah") + context["kueri"],
    )


def _tulis(request, laporan, pembanding, saringan, kode):
    return write_perbandingan(
        laporan, pembanding, saringan=saringan, pengguna=request.user, kode=kode
    )


@require_GET
@perm_required("laporan.lihat_terbitan", scope=terbitan_for_pengguna)
def terbitan_detail(request, terbitan):
    """What was issued, and whether the data still give the same figures."""
    context = muat_perbandingan(request, data=terbitan.parameter)
    laporan, sama = context["laporan"], False
    if laporan:
        pembanding = muat_pembanding(request, context)
        sama = sidik_laporan(request.user, laporan, pembanding) == terbitan.sidik
    return render(
        request,
        "laporan/terbitan_detail.html",
        {"terbitan": terbitan, "laporan": laporan, "sama": sama, "kueri": context.get("kueri")},
    )


@require_GET
@perm_required("laporan.lihat_terbitan", scope=terbitan_for_pengguna)
def terbitan_berkas(request, terbitan):
    return FileResponse(
        terbitan.berkas.open("rb"),
        as_attachment=True,
        filename=f"{terbitan.kode}-{terbitan.nama_berkas}",
    )


@require_http_methods(["GET", "POST"])
@perm_required("laporan.tarik_terbitan", scope=terbitan_for_pengguna)
def terbitan_tarik(request, terbitan):
    form = AlasanForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul=f"Tarik {terbitan.kode}",
        sub="Berkasnya tetap tersimpan dan bertanda ditarik; nomornya tidak dipakai lagi.",
        tombol="Tarik laporan",
        simpan=lambda: workflows.tarik(
            terbitan, alasan=form.cleaned_data["alasan"], oleh=request.user
        ),
        berhasil="Laporan ditarik.",
        kembali=halaman(terbitan),
    )


@require_http_methods(["GET", "POST"])
@perm_required("laporan.kelola_penanda_tangan")
def penanda_tangan(request):
    opd = opd_for_pengguna(request.user).filter(aktif=True)
    form = PenandaTanganForm(kiriman(request), opd=opd)
    return render_formulir(
        request,
        form,
        judul="Penanda tangan laporan",
        tombol="Simpan",
        simpan=lambda: workflows.tetapkan_penanda_tangan(
            form.cleaned_data["opd"], oleh=request.user
        ),
        berhasil="Penanda tangan disimpan.",
        kembali=reverse("laporan:terbitan_list"),
    )
