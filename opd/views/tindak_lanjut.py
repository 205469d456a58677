"""Action points: given by the secretariat, reported done by the OPD, judged by somebody else."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.forms import AlasanForm
from inti.formulir import kiriman, kiriman_berkas, render_formulir
from inti.lampiran.queries import lampiran_milik
from opd.choices import StatusTindakLanjut
from opd.forms.rapat import (
    CatatanForm,
    LaporkanForm,
    TindakLanjutFilter,
    TindakLanjutForm,
)
from opd.models import TindakLanjut
from opd.queries import (
    belum_selesai_dahulu,
    desa_for_pengguna,
    opd_for_pengguna,
    petugas_aktif,
    rapat_for_pengguna,
    survei_for_pengguna,
    temuan_for_pengguna,
    tindak_lanjut_for_pengguna,
)
from opd.tables.rapat import TindakLanjutTable
from opd.workflows import tindak_lanjut as workflows


def halaman(butir):
    return reverse("opd:tindak_lanjut_detail", args=[butir.pk])


@require_GET
@perm_required("opd.lihat_rapat")
def tindak_lanjut_list(request):
    daftar = Daftar(
        judul="Tindak lanjut",
        table_class=TindakLanjutTable,
        template="opd/tindak_lanjut_list.html",
        filterset_class=TindakLanjutFilter,
        keterangan="Tindak lanjut rapat, temuan, dan survei dengan tenggat dan penilaiannya.",
    )
    butir = belum_selesai_dahulu(tindak_lanjut_for_pengguna(request.user))
    return render_daftar(request, daftar, butir)


@require_GET
@perm_required("opd.lihat_rapat", scope=tindak_lanjut_for_pengguna)
def tindak_lanjut_detail(request, butir):
    user, terbuka = request.user, butir.status == StatusTindakLanjut.TERBUKA
    menunggu = butir.status == StatusTindakLanjut.DILAPORKAN
    return render(
        request,
        "opd/tindak_lanjut_detail.html",
        {
            "butir": butir,
            "bukti": lampiran_milik(butir),
            "boleh_kelola": terbuka and user.has_perm("opd.kelola_tindak_lanjut"),
            "boleh_laporkan": terbuka and user.has_perm("opd.laporkan_tindak_lanjut", butir),
            "boleh_nilai": menunggu and user.has_perm("opd.nilai_tindak_lanjut", butir),
        },
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_tindak_lanjut", scope=rapat_for_pengguna)
def rapat_tindak_lanjut(request, rapat):
    return _buat(
        request,
        TindakLanjut(rapat=rapat),
        asal=str(rapat),
        kembali=reverse("opd:rapat_detail", args=[rapat.pk]),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_tindak_lanjut", scope=temuan_for_pengguna)
def temuan_tindak_lanjut(request, temuan):
    return _buat(
        request,
        TindakLanjut(temuan=temuan, desa=temuan.desa),
        asal=str(temuan),
        kembali=reverse("desa:temuan_detail", args=[temuan.pk]),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_tindak_lanjut", scope=survei_for_pengguna)
def survei_tindak_lanjut(request, survei):
    return _buat(
        request,
        TindakLanjut(survei=survei, desa=survei.desa),
        asal=str(survei),
        kembali=reverse("desa:survei_detail", args=[survei.pk]),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_tindak_lanjut", scope=tindak_lanjut_for_pengguna)
def tindak_lanjut_edit(request, butir):
    form = _form(request, butir)
    return render_formulir(
        request,
        form,
        judul="Ubah tindak lanjut",
        simpan=lambda: workflows.ubah(form.instance, oleh=request.user, berubah=form.changed_data),
        berhasil="Tindak lanjut disimpan.",
        kembali=halaman(butir),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.laporkan_tindak_lanjut", scope=tindak_lanjut_for_pengguna)
def tindak_lanjut_laporkan(request, butir):
    form = LaporkanForm(kiriman(request), kiriman_berkas(request), initial={"hasil": butir.hasil})
    return render_formulir(
        request,
        form,
        judul="Laporkan tindak lanjut selesai",
        sub=butir.uraian,
        tombol="Laporkan selesai",
        simpan=lambda: workflows.laporkan(butir, **form.cleaned_data, oleh=request.user),
        berhasil="Tindak lanjut dilaporkan dan menunggu penilaian.",
        kembali=halaman(butir),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.nilai_tindak_lanjut", scope=tindak_lanjut_for_pengguna)
def tindak_lanjut_memadai(request, butir):
    form = CatatanForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul="Nyatakan tindak lanjut memadai",
        sub=butir.uraian,
        tombol="Nyatakan memadai",
        simpan=lambda: workflows.nyatakan_memadai(butir, **form.cleaned_data, oleh=request.user),
        berhasil="Tindak lanjut selesai.",
        kembali=halaman(butir),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.nilai_tindak_lanjut", scope=tindak_lanjut_for_pengguna)
def tindak_lanjut_belum_memadai(request, butir):
    form = AlasanForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul="Nyatakan belum memadai",
        sub=f"{butir.uraian} Tindak lanjut ini terbuka lagi bagi {butir.opd}.",
        tombol="Nyatakan belum memadai",
        berbahaya=True,
        simpan=lambda: workflows.nyatakan_belum_memadai(
            butir, catatan=form.cleaned_data["alasan"], oleh=request.user
        ),
        berhasil="Tindak lanjut terbuka lagi.",
        kembali=halaman(butir),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_tindak_lanjut", scope=tindak_lanjut_for_pengguna)
def tindak_lanjut_batalkan(request, butir):
    form = AlasanForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul="Batalkan tindak lanjut",
        sub=butir.uraian,
        tombol="Batalkan tindak lanjut",
        berbahaya=True,
        simpan=lambda: workflows.batalkan(butir, **form.cleaned_data, oleh=request.user),
        berhasil="Tindak lanjut dibatalkan.",
        kembali=halaman(butir),
    )


def _buat(request, butir, *, asal, kembali):
    form = _form(request, butir)
    return render_formulir(
        request,
        form,
        judul="Tindak lanjut baru",
        sub=f"Dari {asal}",
        tombol="Tetapkan tindak lanjut",
        simpan=lambda: workflows.buat(form.instance, oleh=request.user),
        berhasil="Tindak lanjut ditetapkan.",
        kembali=kembali,
        tujuan=halaman,
    )


def _form(request, butir):
    """Only a meeting's action point may choose its village; the others have it from their origin."""
    return TindakLanjutForm(
        kiriman(request),
        instance=butir,
        opd_queryset=opd_for_pengguna(request.user).filter(aktif=True).order_by("singkatan"),
        pemilik_queryset=petugas_aktif(request.user),
        desa_queryset=desa_for_pengguna(request.user) if butir.rapat_id else None,
    )
