"""The money of interventions: fundings, tranches, and the kinds of help they are summed by."""

from decimal import Decimal

from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from inti.angka import format_rupiah
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.forms import AlasanForm
from inti.formulir import kiriman, render_formulir
from inti.lampiran.queries import lampiran_banyak
from inti.workflows import simpan
from opd.forms.pendanaan import JenisBantuanForm, PencairanForm, PendanaanForm
from opd.models import JenisBantuan, Pencairan, Pendanaan
from opd.queries import (
    intervensi_for_pengguna,
    jenis_bantuan_for_pengguna,
    pencairan_for_pengguna,
    pendanaan_for_pengguna,
    pendanaan_with_pencairan,
)
from opd.tables.intervensi import JenisBantuanTable
from opd.workflows import pendanaan as workflows


def halaman(intervensi):
    return reverse("opd:intervensi_detail", args=[intervensi.pk])


def baca_pendanaan(intervensi):
    """The fundings of an intervention with their tranches and proofs, and the two totals."""
    dana = list(pendanaan_with_pencairan(intervensi))
    tahap = [t for d in dana for t in d.daftar_pencairan]
    bukti = lampiran_banyak(tahap)
    for t in tahap:
        t.bukti = bukti.get(t.pk)
    return {
        "dana": dana,
        "pagu": sum((d.pagu for d in dana), Decimal(0)),
        "realisasi": sum((d.realisasi for d in dana), Decimal(0)),
    }


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_intervensi", scope=intervensi_for_pengguna)
def pendanaan_create(request, intervensi):
    return _formulir_pendanaan(request, Pendanaan(intervensi=intervensi), "Tambah sumber dana")


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_intervensi", scope=pendanaan_for_pengguna)
def pendanaan_edit(request, pendanaan):
    return _formulir_pendanaan(request, pendanaan, "Ubah sumber dana")


def _formulir_pendanaan(request, pendanaan, judul):
    form = PendanaanForm(kiriman(request), instance=pendanaan)
    return render_formulir(
        request,
        form,
        judul=judul,
        sub=f"{pendanaan.intervensi}, {pendanaan.intervensi.desa}",
        simpan=lambda: _dengan_alasan(
            form,
            lambda: workflows.simpan_pendanaan(
                form.instance, oleh=request.user, berubah=form.changed_data
            ),
        ),
        berhasil="Sumber dana disimpan.",
        kembali=halaman(pendanaan.intervensi),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_intervensi", scope=pendanaan_for_pengguna)
def pencairan_create(request, pendanaan):
    form = PencairanForm(
        kiriman(request), request.FILES or None, instance=Pencairan(pendanaan=pendanaan)
    )
    return render_formulir(
        request,
        form,
        judul="Catat pencairan",
        sub=f"{pendanaan}, pagu {format_rupiah(pendanaan.pagu)}, sudah cair {format_rupiah(workflows.realisasi(pendanaan))}",
        simpan=lambda: _dengan_alasan(
            form,
            lambda: workflows.cairkan(
                form.instance,
                alasan_lebih=form.cleaned_data["alasan_lebih"],
                bukti=form.cleaned_data["bukti"],
                oleh=request.user,
            ),
        ),
        berhasil="Pencairan dicatat.",
        kembali=halaman(pendanaan.intervensi),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_intervensi", scope=pencairan_for_pengguna)
def pencairan_batalkan(request, pencairan):
    form = AlasanForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul="Batalkan pencairan",
        sub=f"{pencairan}, {format_rupiah(pencairan.jumlah)}. Catatannya tetap terlihat dan tidak dihitung lagi.",
        tombol="Batalkan pencairan",
        berbahaya=True,
        simpan=lambda: workflows.batalkan_pencairan(
            pencairan, **form.cleaned_data, oleh=request.user
        ),
        berhasil="Pencairan dibatalkan.",
        kembali=halaman(pencairan.pendanaan.intervensi),
    )


def _dengan_alasan(form, simpan_uang):
    """Run the workflow; when it wants a reason, show the field for it along with the refusal."""
    try:
        return simpan_uang()
    except workflows.PaguTerlampaui:
        form.minta_alasan()
        raise


@require_GET
@perm_required("opd.kelola_jenis_bantuan")
def jenis_bantuan_list(request):
    daftar = Daftar(
        judul="Jenis bantuan",
        table_class=JenisBantuanTable,
        template="opd/jenis_bantuan_list.html",
        per_halaman=100,
    )
    return render_daftar(request, daftar, jenis_bantuan_for_pengguna(request.user))


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_jenis_bantuan")
def jenis_bantuan_create(request):
    return _formulir_jenis(request, JenisBantuan(), "Tambah jenis bantuan")


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_jenis_bantuan", scope=jenis_bantuan_for_pengguna)
def jenis_bantuan_edit(request, jenis):
    return _formulir_jenis(request, jenis, f"Ubah {jenis.nama}")


def _formulir_jenis(request, jenis, judul):
    form = JenisBantuanForm(kiriman(request), instance=jenis)
    return render_formulir(
        request,
        form,
        judul=judul,
        simpan=lambda: simpan(
            form.instance, oleh=request.user, aksi="jenis_bantuan.simpan", berubah=form.changed_data
        ),
        berhasil="Jenis bantuan disimpan.",
        kembali=reverse("opd:jenis_bantuan_list"),
    )
