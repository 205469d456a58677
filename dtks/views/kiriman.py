"""Lists of corrections for the national system: put together, looked at, taken out."""

from functools import partial

from django.http import FileResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from desa.queries import kecamatan_for_pengguna
from dtks import excel
from dtks.forms.kiriman import BentukKiriman, KirimanForm, UnduhKirimanForm
from dtks.queries import (
    jumlah_per_desa_jenis,
    kiriman_for_pengguna,
    kiriman_with_jumlah,
    usulan_for_pengguna,
    usulan_siap_dikirim,
)
from dtks.tables.kiriman import KirimanTable
from dtks.tables.usulan import UsulanTable
from dtks.workflows import kiriman as workflows
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.formulir import kiriman as data_kiriman
from inti.formulir import render_formulir


DAFTAR = Daftar(
    judul="Kiriman usulan",
    table_class=KirimanTable,
    template="dtks/kiriman_list.html",
    keterangan="Daftar usulan yang diserahkan untuk SIKS-NG, dan jawabannya.",
)


def halaman(kiriman):
    return reverse("dtks:kiriman_detail", args=[kiriman.pk])


@require_GET
@perm_required("dtks.lihat_kiriman")
def kiriman_list(request):
    daftar = kiriman_with_jumlah(kiriman_for_pengguna(request.user))
    return render_daftar(request, DAFTAR, daftar, siap=usulan_siap_dikirim(request.user).count())


@never_cache
@require_http_methods(["GET", "POST"])
@perm_required("dtks.ekspor_usulan")
def kiriman_create(request):
    siap = usulan_siap_dikirim(request.user)
    jumlah = jumlah_per_desa_jenis(siap)
    form = KirimanForm(data_kiriman(request), kecamatan=kecamatan_for_pengguna(request.user))
    return render_formulir(
        request,
        form,
        judul="Susun kiriman",
        sub="Usulan yang sudah dimusyawarahkan tercatat diusulkan di SIKS-NG begitu kiriman disusun.",
        template="dtks/kiriman_create.html",
        tombol="Susun kiriman",
        simpan=lambda: workflows.susun(
            form.saring(siap), catatan=form.cleaned_data["catatan"], oleh=request.user
        ),
        berhasil="Kiriman disusun. Unduh berkasnya untuk operator desa.",
        kembali=reverse("dtks:kiriman_list"),
        tujuan=halaman,
        jumlah=jumlah,
        banyak=sum(satu.jumlah for satu in jumlah),
    )


@never_cache
@require_GET
@perm_required("dtks.lihat_kiriman", scope=kiriman_for_pengguna)
def kiriman_detail(request, kiriman):
    daftar = Daftar(
        judul=f"Kiriman {kiriman}",
        table_class=partial(UsulanTable, pengguna=request.user),
        template="dtks/kiriman_detail.html",
        keterangan=f"Usulan pada kiriman {kiriman}.",
    )
    return render_daftar(
        request,
        daftar,
        usulan_for_pengguna(request.user).filter(kiriman=kiriman),
        kiriman=kiriman_with_jumlah(kiriman_for_pengguna(request.user)).get(pk=kiriman.pk),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@perm_required("dtks.ekspor_usulan", scope=kiriman_for_pengguna)
def kiriman_unduh(request, kiriman):
    form = UnduhKirimanForm(data_kiriman(request))
    return render_formulir(
        request,
        form,
        judul=f"Unduh kiriman {kiriman}",
        sub=f"{kiriman.usulan.count()} orang, dengan NIK dan nomor KK terbuka. Unduhan ini tercatat pada "
        "catatan akses data pribadi, dan nomornya tertulis di dalam berkas.",
        tombol="Unduh",
        unduhan=True,
        simpan=lambda: workflows.catat_unduhan(kiriman, oleh=request.user, **form.cleaned_data),
        jawab=lambda akses: _berkas(kiriman, akses, form.cleaned_data["bentuk"]),
        kembali=halaman(kiriman),
    )


def _berkas(kiriman, akses, bentuk):
    nama = f"kiriman-{excel.nama_unduhan(kiriman, akses)}"
    if bentuk == BentukKiriman.XLSX:
        return FileResponse(
            excel.write_kiriman(kiriman, akses), as_attachment=True, filename=f"{nama}.xlsx"
        )
    return FileResponse(
        excel.write_kiriman_teks(kiriman, akses), as_attachment=True, filename=f"{nama}.zip"
    )
