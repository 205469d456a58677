"""Master data of agencies, kept by the admin."""

from functools import partial

from django.urls import reverse
from django.views.decorators.http import require_http_methods

from inti.decorators import perm_required
from inti.forms import AlasanForm
from inti.formulir import kiriman, render_formulir
from inti.workflows import simpan
from opd import workflows
from opd.forms.master import KonfirmasiOPDForm, NamaOPDForm, OPDBaruForm, OPDForm, PejabatForm
from opd.models import OPD, NamaOPD, PejabatOPD
from opd.queries import opd_for_pengguna


def halaman(opd):
    return reverse("opd:opd_detail", args=[opd.pk])


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_opd")
def opd_create(request):
    form = OPDBaruForm(kiriman(request), instance=OPD(kabupaten=request.user.kabupaten))
    return render_formulir(
        request,
        form,
        judul="Catat OPD baru",
        sub="OPD yang berganti nama tidak dicatat baru: buka halamannya dan pilih Ganti nama.",
        simpan=lambda: simpan(form.instance, oleh=request.user, aksi="opd.catat"),
        berhasil="OPD dicatat.",
        kembali=reverse("opd:opd_list"),
        tujuan=halaman,
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_opd", scope=opd_for_pengguna)
def opd_edit(request, opd):
    form = OPDForm(kiriman(request), instance=opd)
    return render_formulir(
        request,
        form,
        judul=f"Ubah {opd}",
        simpan=lambda: simpan(
            form.instance, oleh=request.user, aksi="opd.ubah", berubah=form.changed_data
        ),
        berhasil="Data OPD disimpan.",
        kembali=halaman(opd),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_opd", scope=opd_for_pengguna)
def opd_ganti_nama(request, opd):
    form = NamaOPDForm(kiriman(request), instance=NamaOPD(opd=opd))
    return render_formulir(
        request,
        form,
        judul=f"Ganti nama {opd}",
        sub=f"Nama sekarang: {opd.nama}. Laporan untuk masa lalu tetap memakai nama pada masanya.",
        tombol="Ganti nama",
        simpan=partial(workflows.ganti_nama, form.instance, oleh=request.user),
        berhasil="Nama baru berlaku.",
        kembali=halaman(opd),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_opd", scope=opd_for_pengguna)
def opd_ganti_pejabat(request, opd):
    form = PejabatForm(kiriman(request), instance=PejabatOPD(opd=opd))
    return render_formulir(
        request,
        form,
        judul=f"Kepala baru {opd}",
        tombol="Catat kepala baru",
        simpan=partial(workflows.ganti_pejabat, form.instance, oleh=request.user),
        berhasil="Kepala OPD dicatat.",
        kembali=halaman(opd),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_opd", scope=opd_for_pengguna)
def opd_konfirmasi(request, opd):
    form = KonfirmasiOPDForm(kiriman(request), instance=opd)
    return render_formulir(
        request,
        form,
        judul=f"Konfirmasi nama {opd}",
        sub=f"Nyatakan bahwa “{opd.nama}” sudah dicocokkan dengan peraturan.",
        tombol="Konfirmasi nama",
        simpan=lambda: workflows.konfirmasi(
            opd, sumber=form.cleaned_data["sumber"], oleh=request.user
        ),
        berhasil="Nama OPD dikonfirmasi.",
        kembali=halaman(opd),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_opd", scope=opd_for_pengguna)
def opd_nonaktifkan(request, opd):
    form = AlasanForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul=f"Nonaktifkan {opd}",
        sub="OPD tidak lagi dapat dipilih untuk penugasan baru. Riwayatnya tetap tersimpan.",
        tombol="Nonaktifkan OPD",
        berbahaya=True,
        simpan=lambda: workflows.nonaktifkan(opd, **form.cleaned_data, oleh=request.user),
        berhasil="OPD dinonaktifkan.",
        kembali=halaman(opd),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_opd", scope=opd_for_pengguna)
def opd_aktifkan(request, opd):
    form = AlasanForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul=f"Aktifkan kembali {opd}",
        sub="OPD dapat dipilih lagi untuk penugasan baru.",
        tombol="Aktifkan OPD",
        simpan=lambda: workflows.aktifkan(opd, **form.cleaned_data, oleh=request.user),
        berhasil="OPD aktif kembali.",
        kembali=halaman(opd),
    )
