"""The dictionary of indicators: read by everybody, kept by the admin."""

from django.contrib import messages
from django.db.models import Prefetch
from django.forms.models import model_to_dict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from desa.forms.indikator import IndikatorForm, KamusFilter, PutusDeretForm, VersiForm
from desa.queries import (
    indikator_for_pengguna,
    putaran_for_pengguna,
    versi_kini,
)
from desa.tables.indikator import KamusTable
from desa.workflows import putaran as workflows
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.formulir import kiriman, render_formulir
from inti.workflows import simpan


KAMUS = Daftar(
    judul="Kamus indikator",
    table_class=KamusTable,
    template="desa/indikator_list.html",
    isi="desa/_kamus.html",
    filterset_class=KamusFilter,
    keterangan="Definisi yang berlaku hari ini, satu baris per indikator (Satu Data Indonesia).",
    per_halaman=200,
)


@require_GET
@perm_required("desa.lihat_indikator")
def indikator_list(request):
    return render_daftar(request, KAMUS, versi_kini())


@require_GET
@perm_required("desa.lihat_indikator", scope=indikator_for_pengguna, lookup="kode")
def indikator_detail(request, indikator):
    putaran = Prefetch(
        "putaran", putaran_for_pengguna(request.user).order_by("nomor"), "ditanyakan"
    )
    return render(
        request,
        "desa/indikator_detail.html",
        {
            "indikator": indikator,
            "daftar_versi": indikator.versi.prefetch_related(putaran).order_by("-nomor"),
            "kini": versi_kini().get(indikator=indikator),
            "putus_deret": indikator.putus_deret.all(),
        },
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_indikator", scope=indikator_for_pengguna, lookup="kode")
def indikator_edit(request, indikator):
    form = IndikatorForm(kiriman(request), instance=indikator)
    return render_formulir(
        request,
        form,
        judul=f"Ubah {indikator.kode}",
        simpan=lambda: simpan(
            indikator, oleh=request.user, aksi="indikator.ubah", berubah=form.changed_data
        ),
        berhasil="Indikator disimpan.",
        kembali=_url(indikator),
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_indikator", scope=indikator_for_pengguna, lookup="kode")
def indikator_aktifkan(request, indikator):
    """Switch an indicator off or on again, on a page that says what it means."""
    if request.method == "POST":
        indikator.aktif = not indikator.aktif
        aksi = "indikator.aktifkan" if indikator.aktif else "indikator.nonaktifkan"
        simpan(indikator, oleh=request.user, aksi=aksi)
        keadaan = "aktif" if indikator.aktif else "tidak aktif"
        messages.success(request, f"Indikator sekarang {keadaan}.")
        return redirect(_url(indikator))
    langkah = "Nonaktifkan" if indikator.aktif else "Aktifkan"
    akibat = (
        "Indikator tidak lagi diusulkan untuk putaran baru. Angka dan putaran yang sudah ada tetap."
        if indikator.aktif
        else "Indikator kembali diusulkan untuk putaran baru."
    )
    return render(
        request,
        "desa/konfirmasi.html",
        {
            "judul": f"{langkah} indikator?",
            "objek": indikator,
            "akibat": akibat,
            "tombol": langkah,
            "kembali": _url(indikator),
        },
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_indikator", scope=indikator_for_pengguna, lookup="kode")
def versi_create(request, indikator):
    """A new version: first the form, then a page that says what it does to the series."""
    terakhir = indikator.versi.latest("nomor")
    awal = model_to_dict(terakhir, exclude=["berlaku_mulai", "sebanding"])
    form = VersiForm(kiriman(request), initial=awal, indikator=indikator)
    if request.method == "POST" and "yakin" not in request.POST and form.is_valid():
        context = {"indikator": indikator, "form": form, "versi": form.instance, "lama": terakhir}
        return render(request, "desa/versi_konfirmasi.html", context)
    return render_formulir(
        request,
        form,
        judul=f"Versi baru: {indikator}",
        simpan=lambda: workflows.versi_baru(form.save(commit=False), oleh=request.user),
        berhasil="Versi baru disimpan.",
        kembali=_url(indikator),
        tombol="Lanjut",
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_indikator", scope=indikator_for_pengguna, lookup="kode")
def putus_deret_create(request, indikator):
    form = PutusDeretForm(kiriman(request), indikator=indikator)
    return render_formulir(
        request,
        form,
        judul=f"Catat putus deret: {indikator}",
        sub="Angka sebelum dan sesudah tanggal ini tidak lagi dibandingkan di semua laporan.",
        simpan=lambda: simpan(
            form.save(commit=False), oleh=request.user, aksi="indikator.putus_deret"
        ),
        berhasil="Putus deret dicatat.",
        kembali=_url(indikator),
    )


def _url(indikator):
    return reverse("desa:indikator_detail", args=[indikator.kode])
