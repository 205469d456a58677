"""Field visits: the list, one visit, and its officer's steps."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from desa.models import Desa
from desa.queries import desa_sasaran, periode_berjalan
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.forms import AlasanForm
from inti.formulir import kiriman, kiriman_berkas, render_formulir
from inti.lampiran.queries import lampiran_milik
from opd.forms.kunjungan import DesaKunjunganFilter, KunjunganFilter, KunjunganForm
from opd.models import Kunjungan
from opd.queries import (
    desa_for_pengguna,
    desa_with_kunjungan,
    desa_with_opd,
    is_jauh,
    jarak_dari_desa,
    kunjungan_for_pengguna,
    penugasan_for_pengguna,
)
from opd.tables.kunjungan import DesaKunjunganTable, KunjunganTable
from opd.workflows import kunjungan as workflows


def halaman(kunjungan):
    return reverse("opd:kunjungan_detail", args=[kunjungan.pk])


@require_GET
@perm_required("opd.lihat_kunjungan")
def kunjungan_list(request):
    daftar = Daftar(
        judul="Kunjungan lapangan",
        table_class=KunjunganTable,
        template="opd/kunjungan_list.html",
        filterset_class=KunjunganFilter,
        keterangan="Kunjungan petugas OPD ke desa dampingan.",
    )
    return render_daftar(request, daftar, kunjungan_for_pengguna(request.user))


@require_GET
@perm_required("opd.lihat_kunjungan")
def kunjungan_desa(request):
    """The target villages and how long ago each was visited."""
    periode = periode_berjalan(request.user.kabupaten_id)
    sasaran = desa_sasaran(periode) if periode else Desa.objects.none()
    desa = desa_for_pengguna(request.user).filter(pk__in=sasaran.values("pk"))
    daftar = Daftar(
        judul="Kunjungan terakhir per desa",
        table_class=DesaKunjunganTable,
        template="opd/kunjungan_list.html",
        filterset_class=DesaKunjunganFilter,
        keterangan="Desa dampingan dan hari terakhir petugas datang.",
    )
    return render_daftar(request, daftar, desa_with_kunjungan(desa_with_opd(desa)))


@require_GET
@perm_required("opd.lihat_kunjungan", scope=kunjungan_for_pengguna)
def kunjungan_detail(request, kunjungan):
    return render(
        request,
        "opd/kunjungan_detail.html",
        {
            "kunjungan": kunjungan,
            "foto": lampiran_milik(kunjungan),
            "jarak": jarak_dari_desa(kunjungan),
            "jauh": is_jauh(kunjungan),
            "boleh_ubah": not kunjungan.dibatalkan
            and request.user.has_perm("opd.ubah_kunjungan", kunjungan),
        },
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.catat_kunjungan", scope=penugasan_for_pengguna)
def kunjungan_create(request, penugasan):
    form = KunjunganForm(
        kiriman(request), kiriman_berkas(request), instance=Kunjungan(penugasan=penugasan)
    )
    return render_formulir(
        request,
        form,
        judul=f"Catat kunjungan ke {penugasan.desa}",
        sub=f"Kecamatan {penugasan.desa.kecamatan} · atas nama {penugasan.opd}",
        template="opd/kunjungan_form.html",
        tombol="Simpan kunjungan",
        simpan=lambda: workflows.catat(
            form.instance, oleh=request.user, foto=form.cleaned_data["foto"]
        ),
        berhasil="Kunjungan dicatat.",
        kembali=reverse("opd:penugasan_detail", args=[penugasan.pk]),
        tujuan=halaman,
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.ubah_kunjungan", scope=kunjungan_for_pengguna)
def kunjungan_edit(request, kunjungan):
    form = KunjunganForm(kiriman(request), kiriman_berkas(request), instance=kunjungan)
    return render_formulir(
        request,
        form,
        judul=f"Ubah kunjungan ke {kunjungan.penugasan.desa}",
        template="opd/kunjungan_form.html",
        simpan=lambda: workflows.ubah(
            form.instance,
            oleh=request.user,
            berubah=form.changed_data,
            foto=form.cleaned_data["foto"],
        ),
        berhasil="Kunjungan disimpan.",
        kembali=halaman(kunjungan),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.ubah_kunjungan", scope=kunjungan_for_pengguna)
def kunjungan_batalkan(request, kunjungan):
    form = AlasanForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul=f"Batalkan {kunjungan}",
        sub="Catatannya tetap terlihat dengan alasan ini, tetapi tidak dihitung sebagai kunjungan.",
        tombol="Batalkan kunjungan",
        berbahaya=True,
        simpan=lambda: workflows.batalkan(kunjungan, **form.cleaned_data, oleh=request.user),
        berhasil="Kunjungan dibatalkan.",
        kembali=halaman(kunjungan),
    )
