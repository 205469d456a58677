"""Assignments: who mentors which village, from when to when; and the gaps."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from desa.queries import (
    desa_berlaku,
    desa_with_sasaran,
    periode_berjalan,
    periode_for_pengguna,
)
from inti.bulan import bulan_dari
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.formulir import kiriman, render_formulir
from opd import workflows
from opd.forms.penugasan import AkhiriForm, KeteranganForm, PenugasanFilter, PenugasanForm
from opd.queries import (
    desa_tanpa_pendamping,
    desa_with_opd,
    opd_for_pengguna,
    opd_tanpa_desa,
    penugasan_for_pengguna,
    tagihan_laporan,
)
from opd.tables.penugasan import PenugasanTable


KUNJUNGAN_TAMPIL = 5


def halaman(penugasan):
    return reverse("opd:penugasan_detail", args=[penugasan.pk])


@require_GET
@perm_required("opd.lihat_penugasan")
def penugasan_list(request):
    daftar = Daftar(
        judul="Penugasan OPD",
        table_class=PenugasanTable,
        template="opd/penugasan_list.html",
        filterset_class=PenugasanFilter,
        keterangan="OPD yang mendampingi desa, dengan masa dan nomor SK-nya.",
    )
    return render_daftar(request, daftar, penugasan_for_pengguna(request.user))


@require_GET
@perm_required("opd.lihat_penugasan", scope=penugasan_for_pengguna)
def penugasan_detail(request, penugasan):
    serah_terima = penugasan.serah_terima.select_related("opd_penerima", "dibuat_oleh")
    context = {"penugasan": penugasan, "serah_terima": serah_terima}
    if request.user.has_perm("opd.lihat_laporan_bulanan"):
        context |= _kerja(request.user, penugasan)
    return render(request, "opd/penugasan_detail.html", context)


def _kerja(pengguna, penugasan):
    """Reports owed and made, and the last visits."""
    hari_ini = timezone.localdate()
    return {
        "hari_ini": hari_ini,
        "bulan_ini": bulan_dari(hari_ini),
        "boleh_isi": pengguna.has_perm("opd.isi_laporan_bulanan", penugasan),
        "tagihan": tagihan_laporan([penugasan], hari_ini),
        "laporan": penugasan.laporan_bulanan.order_by("-bulan"),
        "kunjungan": penugasan.kunjungan.order_by("-tanggal", "-pk")[:KUNJUNGAN_TAMPIL],
    }


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_penugasan")
def penugasan_create(request):
    """`?desa=` and `?opd=` preselect, so that a gap leads straight to its assignment."""
    periode = periode_berjalan(request.user.kabupaten_id)
    form = PenugasanForm(
        kiriman(request),
        initial={
            "periode": periode,
            "desa": request.GET.get("desa"),
            "opd": request.GET.get("opd"),
        },
        periode_queryset=periode_for_pengguna(request.user),
        opd_queryset=opd_for_pengguna(request.user).filter(aktif=True),
        desa_queryset=desa_with_opd(desa_with_sasaran(desa_berlaku(request.user), periode)),
    )
    return render_formulir(
        request,
        form,
        judul="Tugaskan OPD",
        sub="Satu desa punya paling banyak satu pendamping pada satu hari.",
        tombol="Tugaskan",
        simpan=lambda: workflows.tugaskan(form.instance, oleh=request.user),
        berhasil="Penugasan dicatat.",
        kembali=reverse("opd:penugasan_list"),
        tujuan=halaman,
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_penugasan", scope=penugasan_for_pengguna)
def penugasan_edit(request, penugasan):
    form = KeteranganForm(kiriman(request), instance=penugasan)
    return render_formulir(
        request,
        form,
        judul=f"Perbaiki SK {penugasan}",
        sub="Desa, OPD, dan tanggal tidak diubah: akhiri penugasan atau pakai serah terima.",
        simpan=lambda: workflows.ubah_keterangan(penugasan, **form.cleaned_data, oleh=request.user),
        berhasil="Penugasan disimpan.",
        kembali=halaman(penugasan),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_penugasan", scope=penugasan_for_pengguna)
def penugasan_akhiri(request, penugasan):
    form = AkhiriForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul=f"Akhiri pendampingan {penugasan.desa} oleh {penugasan.opd}",
        sub="Sesudah hari terakhir, petugas OPD hanya dapat membaca data desa ini dan desa menjadi tanpa pendamping.",
        tombol="Akhiri penugasan",
        berbahaya=True,
        simpan=lambda: workflows.akhiri(penugasan, **form.cleaned_data, oleh=request.user),
        berhasil="Penugasan diakhiri.",
        kembali=halaman(penugasan),
    )


@require_GET
@perm_required("opd.lihat_celah")
def celah(request):
    periode = periode_berjalan(request.user.kabupaten_id)
    return render(
        request,
        "opd/celah.html",
        {
            "periode": periode,
            "daftar_desa": desa_tanpa_pendamping(periode),
            "daftar_opd": opd_tanpa_desa(request.user).order_by("jenis", "nama"),
        },
    )
