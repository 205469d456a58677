"""The programme: its landing page, periods and targets."""

from functools import partial

from django.db.models import Count, Q
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from desa.forms.program import PeriodeForm, TargetFilter, TargetForm
from desa.models import Periode, TargetIndikator
from desa.queries import (
    daftar_for_pengguna,
    desa_berlaku,
    periode_berjalan,
    periode_for_pengguna,
    ringkasan_program,
    target_for_pengguna,
)
from desa.tables.program import PeriodeTable, TargetTable
from desa.workflows.program import ubah_periode
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.forms import KonfirmasiForm
from inti.formulir import kiriman, render_formulir
from inti.workflows import hapus, simpan
from opd.queries import desa_for_pengguna, ringkasan_penugasan, tanggal_penugasan


@require_GET
@perm_required("desa.lihat_program")
def program(request):
    periode = periode_berjalan(request.user.kabupaten_id)
    context = {"periode": periode}
    if periode:
        context |= ringkasan_program(periode)
        context |= ringkasan_penugasan(request.user, periode)
    return render(request, "desa/program.html", context)


@require_GET
@perm_required("desa.lihat_program")
def periode_list(request):
    daftar = Daftar(
        judul="Periode program", table_class=PeriodeTable, template="desa/periode_list.html"
    )
    queryset = periode_for_pengguna(request.user).annotate(
        jumlah_daftar=Count("daftar_sasaran", distinct=True),
        jumlah_putaran=Count("putaran", distinct=True),
    )
    return render_daftar(request, daftar, queryset)


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_program")
def periode_create(request):
    return _periode(
        request, Periode(kabupaten=request.user.kabupaten), "Buat periode", _buat_periode
    )


def _buat_periode(periode, *, oleh, berubah):
    return simpan(periode, oleh=oleh, aksi="periode.buat", berubah=berubah)


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_program", scope=periode_for_pengguna)
def periode_edit(request, periode):
    ubah = partial(ubah_periode, tanggal_penugasan=tanggal_penugasan)
    return _periode(request, periode, "Ubah periode", ubah)


def _periode(request, periode, judul, simpan_periode):
    form = PeriodeForm(kiriman(request), instance=periode)
    return render_formulir(
        request,
        form,
        judul=judul,
        simpan=lambda: simpan_periode(form.instance, oleh=request.user, berubah=form.changed_data),
        berhasil="Periode disimpan.",
        kembali=reverse("desa:periode_list"),
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_program", scope=periode_for_pengguna)
def periode_delete(request, periode):
    return render_formulir(
        request,
        KonfirmasiForm(kiriman(request)),
        judul=f"Hapus periode {periode}",
        sub="Periode yang sudah punya daftar sasaran, penugasan, putaran, atau target tidak dapat dihapus.",
        tombol="Hapus periode",
        berbahaya=True,
        simpan=partial(hapus, periode, oleh=request.user, aksi="periode.hapus"),
        berhasil="Periode dihapus.",
        kembali=reverse("desa:periode_list"),
    )


@require_GET
@perm_required("desa.lihat_program")
def target_list(request):
    daftar = Daftar(
        judul="Target indikator",
        table_class=TargetTable,
        template="desa/target_list.html",
        filterset_class=TargetFilter,
        keterangan="Nilai yang hendak dicapai pada akhir periode; proporsi dalam persen.",
    )
    terlihat = Q(desa=None) | Q(desa__in=desa_for_pengguna(request.user))
    return render_daftar(request, daftar, target_for_pengguna(request.user).filter(terlihat))


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_program")
def target_create(request):
    return _target(request, TargetIndikator(), aksi="target.buat")


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_program", scope=target_for_pengguna)
def target_edit(request, target):
    return _target(request, target, aksi="target.ubah")


def _target(request, target, *, aksi):
    form = TargetForm(
        kiriman(request),
        instance=target,
        periode_queryset=periode_for_pengguna(request.user),
        daftar_queryset=daftar_for_pengguna(request.user),
        desa_queryset=desa_berlaku(request.user),
    )
    return render_formulir(
        request,
        form,
        judul="Ubah target" if target.pk else "Tetapkan target",
        simpan=lambda: simpan(
            form.instance, oleh=request.user, aksi=aksi, berubah=form.changed_data
        ),
        berhasil="Target disimpan.",
        kembali=reverse("desa:target_list"),
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_program", scope=target_for_pengguna)
def target_delete(request, target):
    return render_formulir(
        request,
        KonfirmasiForm(kiriman(request)),
        judul=f"Hapus target {target.indikator}",
        sub=f"Berlaku untuk {target.daftar or target.desa}, periode {target.periode}.",
        tombol="Hapus target",
        berbahaya=True,
        simpan=partial(hapus, target, oleh=request.user, aksi="target.hapus"),
        berhasil="Target dihapus.",
        kembali=reverse("desa:target_list"),
    )
