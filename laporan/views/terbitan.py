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
from laporan.choices import JenisLaporan
from laporan.excel import write_perbandingan
from laporan.forms import PenandaTanganForm, TerbitForm
from laporan.queries import (
    VERSI_SIDIK,
    sidik_laporan,
    sidik_rapor,
    tanda_tangan,
    terbitan_for_pengguna,
)
from laporan.queries.rapor import rapor_for_pengguna
from laporan.tables import TerbitanTable
from laporan.views.pilihan import muat_pembanding, muat_perbandingan
from opd.queries import desa_for_pengguna, opd_for_pengguna


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
            jenis=JenisLaporan.SEBELUM_SESUDAH,
            judul=form.cleaned_data["judul"],
            nama_berkas=f"sebelum-sesudah-{hari_ini:%Y-%m-%d}.xlsx",
            parameter=context["parameter"],
            saringan=saringan,
            sidik=sidik_laporan(request.user, laporan, pembanding),
            catatan=form.cleaned_data["catatan"],
            oleh=request.user,
        ),
        berhasil="Laporan diterbitkan.",
        tujuan=halaman,
        kembali=reverse("laporan:sebelum_sesudah") + context["kueri"],
    )


def _tulis(request, laporan, pembanding, saringan, kode, _):
    return write_perbandingan(
        laporan, pembanding, saringan=saringan, pengguna=request.user, kode=kode
    )


@require_GET
@perm_required("laporan.lihat_terbitan", scope=terbitan_for_pengguna)
def terbitan_detail(request, terbitan):
    """What was issued, and whether the data still give the same figures."""
    laporan, sidik, alamat = KINI[terbitan.jenis](request, terbitan)
    context = {"terbitan": terbitan, "laporan": laporan, "alamat": alamat}
    if laporan and terbitan.versi_sidik != VERSI_SIDIK:
        context["keadaan"] = "sidik_lama"
    else:
        context["keadaan"] = "sama" if sidik == terbitan.sidik else "berubah"
    return render(request, "laporan/terbitan_detail.html", context)


def _buku_kini(request, terbitan):
    """The comparison that the workbook was of, its fingerprint and page now; None when it is gone."""
    context = muat_perbandingan(request, data=terbitan.parameter)
    laporan = context["laporan"]
    if laporan is None:
        return None, "", ""
    sidik = sidik_laporan(request.user, laporan, muat_pembanding(request, context))
    return laporan, sidik, reverse("laporan:sebelum_sesudah") + context["kueri"]


def _rapor_kini(request, terbitan):
    """The same of the villages whose Rapor Desa was issued."""
    kode, desa = terbitan.parameter["desa"], None
    if kode:
        desa = desa_for_pengguna(request.user).filter(kode=kode).first()
        if desa is None:
            return None, "", ""
    context = muat_perbandingan(request, (), data=terbitan.parameter, desa=desa)
    laporan = context["laporan"]
    if laporan is None:
        return None, "", ""
    sidik = sidik_rapor(laporan, rapor_for_pengguna(request.user, laporan))
    halaman = (
        reverse("laporan:rapor_desa", args=[kode]) if kode else reverse("laporan:sebelum_sesudah")
    )
    return laporan, sidik, halaman + context["kueri"]


KINI = {JenisLaporan.SEBELUM_SESUDAH: _buku_kini, JenisLaporan.RAPOR_DESA: _rapor_kini}


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
