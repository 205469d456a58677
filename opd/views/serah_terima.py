"""Hand-overs: the secretariat proposes, the receiving OPD accepts or refuses."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.forms import AlasanForm, KonfirmasiForm
from inti.formulir import kiriman, render_formulir
from opd import workflows
from opd.forms.penugasan import SerahTerimaFilter, SerahTerimaForm
from opd.models import SerahTerima
from opd.queries import (
    opd_for_pengguna,
    pekerjaan_terbuka,
    penugasan_for_pengguna,
    petugas_aktif,
    serah_terima_for_pengguna,
)
from opd.tables.penugasan import SerahTerimaTable


def halaman(serah_terima):
    return reverse("opd:serah_terima_detail", args=[serah_terima.pk])


@require_GET
@perm_required("opd.lihat_penugasan")
def serah_terima_list(request):
    daftar = Daftar(
        judul="Serah terima desa",
        table_class=SerahTerimaTable,
        template="opd/serah_terima_list.html",
        filterset_class=SerahTerimaFilter,
        keterangan="Pengalihan pendampingan ke OPD lain dan keputusannya.",
    )
    return render_daftar(request, daftar, serah_terima_for_pengguna(request.user))


@require_GET
@perm_required("opd.lihat_penugasan", scope=serah_terima_for_pengguna)
def serah_terima_detail(request, serah_terima):
    return render(
        request,
        "opd/serah_terima_detail.html",
        {
            "serah_terima": serah_terima,
            "boleh_putuskan": request.user.has_perm("opd.terima_serah_terima", serah_terima),
        },
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_penugasan", scope=penugasan_for_pengguna)
def serah_terima_create(request, penugasan):
    form = SerahTerimaForm(
        kiriman(request),
        instance=SerahTerima(penugasan=penugasan),
        opd_queryset=opd_for_pengguna(request.user).filter(aktif=True).order_by("singkatan"),
        petugas_queryset=petugas_aktif(request.user),
    )
    return render_formulir(
        request,
        form,
        judul=f"Serah terima {penugasan.desa}",
        sub=f"{penugasan.opd.nama} menyerahkan pendampingan. Berlaku setelah OPD penerima menyatakan menerima.",
        template="opd/serah_terima_create.html",
        pekerjaan=pekerjaan_terbuka(penugasan),
        tombol="Ajukan serah terima",
        simpan=lambda: workflows.ajukan_serah_terima(form.instance, oleh=request.user),
        berhasil="Serah terima diajukan dan menunggu OPD penerima.",
        kembali=reverse("opd:penugasan_detail", args=[penugasan.pk]),
        tujuan=halaman,
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.terima_serah_terima", scope=serah_terima_for_pengguna)
def serah_terima_terima(request, serah_terima):
    penugasan = serah_terima.penugasan
    return render_formulir(
        request,
        KonfirmasiForm(kiriman(request)),
        judul=f"Terima pendampingan {penugasan.desa}",
        template="opd/serah_terima_terima.html",
        serah_terima=serah_terima,
        tombol="Terima desa ini",
        simpan=lambda: workflows.terima_serah_terima(serah_terima, oleh=request.user),
        berhasil=f"{penugasan.desa} kini dalam pendampingan {serah_terima.opd_penerima}.",
        kembali=halaman(serah_terima),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.terima_serah_terima", scope=serah_terima_for_pengguna)
def serah_terima_tolak(request, serah_terima):
    form = AlasanForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul=f"Tolak serah terima {serah_terima.penugasan.desa}",
        sub=f"Desa tetap didampingi {serah_terima.penugasan.opd}.",
        tombol="Tolak",
        berbahaya=True,
        simpan=lambda: workflows.tolak_serah_terima(
            serah_terima, **form.cleaned_data, oleh=request.user
        ),
        berhasil="Serah terima ditolak.",
        kembali=halaman(serah_terima),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_penugasan", scope=serah_terima_for_pengguna)
def serah_terima_batalkan(request, serah_terima):
    form = AlasanForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul=f"Batalkan serah terima {serah_terima.penugasan.desa}",
        sub=f"Desa tetap didampingi {serah_terima.penugasan.opd}.",
        tombol="Batalkan serah terima",
        berbahaya=True,
        simpan=lambda: workflows.batalkan_serah_terima(
            serah_terima, **form.cleaned_data, oleh=request.user
        ),
        berhasil="Serah terima dibatalkan.",
        kembali=halaman(serah_terima),
    )
