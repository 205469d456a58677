"""Findings: the list, one of them with its story, and every step it takes."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from desa.choices import TEMUAN_TERBUKA, JenisTemuan
from desa.forms.temuan import (
    KonfirmasiTemuanForm,
    PerkembanganForm,
    TemuanFilter,
    TemuanForm,
)
from desa.models import Temuan
from desa.queries import indikator_aktif
from desa.tables.temuan import TemuanTable
from desa.workflows import temuan as workflows
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.forms import AlasanForm
from inti.formulir import kiriman, render_formulir
from inti.lampiran.queries import lampiran_banyak, lampiran_milik
from opd.queries import (
    desa_for_pengguna,
    intervensi_for_pengguna,
    intervensi_with_dana,
    opd_for_pengguna,
    opd_pendamping,
    temuan_for_pengguna,
    temuan_with_intervensi,
    with_opd,
)


def halaman(temuan):
    return reverse("desa:temuan_detail", args=[temuan.pk])


@require_GET
@perm_required("desa.lihat_temuan")
def temuan_list(request):
    daftar = Daftar(
        judul="Masalah dan potensi",
        table_class=TemuanTable,
        template="desa/temuan_list.html",
        filterset_class=partial(
            TemuanFilter, opd_queryset=opd_pendamping(opd_for_pengguna(request.user))
        ),
        keterangan="Masalah dan potensi desa. USG: mendesak + serius + memburuk bila dibiarkan, 3 sampai 15.",
    )
    temuan = temuan_with_intervensi(with_opd(temuan_for_pengguna(request.user)))
    return render_daftar(request, daftar, temuan)


@require_GET
@perm_required("desa.lihat_temuan", scope=temuan_for_pengguna)
def temuan_detail(request, temuan):
    intervensi = intervensi_for_pengguna(request.user).filter(temuan=temuan)
    perkembangan = list(temuan.perkembangan.select_related("dibuat_oleh"))
    foto = lampiran_banyak(perkembangan)
    for kabar in perkembangan:
        kabar.foto = foto.get(kabar.pk)
    return render(
        request,
        "desa/temuan_detail.html",
        {
            "temuan": temuan,
            "foto": lampiran_milik(temuan),
            "perkembangan": perkembangan,
            "intervensi": intervensi_with_dana(intervensi),
            "terbuka": temuan.status in TEMUAN_TERBUKA and not temuan.diusulkan_pada,
            "menunggu": temuan.status in TEMUAN_TERBUKA and temuan.diusulkan_pada,
        },
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.catat_temuan", scope=desa_for_pengguna, lookup="kode")
def temuan_create(request, desa):
    """`?jenis=potensi` asks for a potential from the start."""
    return _formulir_temuan(
        request,
        Temuan(desa=desa, jenis=request.GET.get("jenis", JenisTemuan.MASALAH)),
        judul=f"Catat temuan di {desa}",
        kembali=reverse("desa:desa_detail", args=[desa.kode]),
        simpan=lambda form: workflows.catat(
            form.instance, foto=form.cleaned_data["foto"], oleh=request.user
        ),
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.catat_temuan", scope=temuan_for_pengguna)
def temuan_edit(request, temuan):
    return _formulir_temuan(
        request,
        temuan,
        judul="Perbaiki temuan",
        kembali=halaman(temuan),
        simpan=lambda form: workflows.ubah(
            form.instance,
            foto=form.cleaned_data["foto"],
            oleh=request.user,
            berubah=[nama for nama in form.changed_data if nama != "foto"],
        ),
    )


def _formulir_temuan(request, temuan, *, simpan, **halaman_formulir):
    form = TemuanForm(
        kiriman(request),
        request.FILES or None,
        instance=temuan,
        indikator_queryset=indikator_aktif(),
    )
    return render_formulir(
        request,
        form,
        sub=f"{temuan.desa}, Kecamatan {temuan.desa.kecamatan}",
        simpan=lambda: simpan(form),
        berhasil="Temuan disimpan.",
        tujuan=halaman,
        **halaman_formulir,
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.catat_temuan", scope=temuan_for_pengguna)
def temuan_perkembangan(request, temuan):
    form = PerkembanganForm(kiriman(request), request.FILES or None, status=temuan.status)
    return render_formulir(
        request,
        form,
        judul="Catat perkembangan",
        sub=f"{temuan}, {temuan.desa}",
        simpan=lambda: workflows.kembangkan(temuan, **form.cleaned_data, oleh=request.user),
        berhasil="Perkembangan dicatat.",
        kembali=halaman(temuan),
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.konfirmasi_temuan", scope=temuan_for_pengguna)
def temuan_konfirmasi(request, temuan):
    form = KonfirmasiTemuanForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul="Nyatakan temuan selesai",
        sub=f"{temuan}, {temuan.desa}. Sesudah ini temuan tidak berubah lagi. Diusulkan oleh {temuan.diusulkan_oleh or 'belum ada'}",
        tombol="Nyatakan selesai",
        simpan=lambda: workflows.konfirmasi(temuan, **form.cleaned_data, oleh=request.user),
        berhasil="Temuan dinyatakan selesai.",
        kembali=halaman(temuan),
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.konfirmasi_temuan", scope=temuan_for_pengguna)
def temuan_kembalikan(request, temuan):
    return _beralasan(
        request,
        temuan,
        workflows.kembalikan,
        judul="Kembalikan kepada OPD pendamping",
        tombol="Kembalikan",
        berhasil="Temuan dikembalikan; statusnya tetap ditangani.",
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.catat_temuan", scope=temuan_for_pengguna)
def temuan_hentikan(request, temuan):
    return _beralasan(
        request,
        temuan,
        workflows.hentikan,
        judul="Nyatakan tidak ditangani",
        tombol="Nyatakan tidak ditangani",
        berbahaya=True,
        berhasil="Temuan dicatat tidak ditangani.",
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.catat_temuan", scope=temuan_for_pengguna)
def temuan_buka_lagi(request, temuan):
    return _beralasan(
        request,
        temuan,
        workflows.buka_lagi,
        judul="Buka kembali temuan",
        tombol="Buka kembali",
        berhasil="Temuan dibuka kembali.",
    )


def _beralasan(request, temuan, langkah, **halaman_formulir):
    form = AlasanForm(kiriman(request))
    return render_formulir(
        request,
        form,
        sub=f"{temuan}, {temuan.desa}",
        simpan=lambda: langkah(temuan, **form.cleaned_data, oleh=request.user),
        kembali=halaman(temuan),
        **halaman_formulir,
    )
