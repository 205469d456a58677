"""Interventions: the list, one with its money and progress, and every step; double aid."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from desa.choices import TEMUAN_TERBUKA
from desa.queries import indikator_aktif
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.forms import AlasanForm, KonfirmasiForm
from inti.formulir import kiriman, render_formulir
from inti.lampiran.queries import lampiran_banyak
from opd.forms.intervensi import (
    GandaFilter,
    IntervensiFilter,
    IntervensiForm,
    KemajuanForm,
    SelesaikanForm,
)
from opd.models import Intervensi, KemajuanIntervensi
from opd.queries import (
    desa_for_pengguna,
    desa_with_opd,
    intervensi_for_pengguna,
    intervensi_with_dana,
    opd_for_pengguna,
    opd_pendamping,
    penerima_for_pengguna,
    penerima_ganda,
    temuan_for_pengguna,
    with_opd,
)
from opd.tables.intervensi import GandaTable, IntervensiTable
from opd.views.pendanaan import baca_pendanaan
from opd.workflows import intervensi as workflows


def halaman(intervensi):
    return reverse("opd:intervensi_detail", args=[intervensi.pk])


@require_GET
@perm_required("opd.lihat_intervensi")
def intervensi_list(request):
    daftar = Daftar(
        judul="Intervensi",
        table_class=IntervensiTable,
        template="opd/intervensi_list.html",
        filterset_class=partial(
            IntervensiFilter, opd_queryset=opd_pendamping(opd_for_pengguna(request.user))
        ),
        keterangan="Kegiatan yang membantu desa, oleh OPD pendamping dan pihak lain. Uang dalam rupiah; volume dalam satuan jenis bantuannya.",
    )
    intervensi = intervensi_with_dana(with_opd(intervensi_for_pengguna(request.user)))
    return render_daftar(request, daftar, intervensi)


@require_GET
@perm_required("opd.lihat_intervensi")
def bantuan_ganda(request):
    daftar = Daftar(
        judul="Bantuan ganda",
        table_class=GandaTable,
        template="opd/bantuan_ganda.html",
        filterset_class=partial(
            GandaFilter, opd_queryset=opd_pendamping(opd_for_pengguna(request.user))
        ),
        keterangan="Keluarga atau objek yang dibantu dua sumber pada tahun yang sama.",
    )
    penerima = penerima_ganda(penerima_for_pengguna(request.user))
    penerima = with_opd(penerima, "intervensi__desa").prefetch_related("intervensi__pendanaan")
    urut = ("intervensi__desa__kode", "-intervensi__mulai__year", "jenis", "kunci", "pk")
    return render_daftar(request, daftar, penerima.order_by(*urut))


@require_GET
@perm_required("opd.lihat_intervensi", scope=intervensi_for_pengguna)
def intervensi_detail(request, intervensi):
    kemajuan = list(intervensi.kemajuan.select_related("dibuat_oleh"))
    foto = lampiran_banyak(kemajuan)
    for maju in kemajuan:
        maju.sebelum, maju.sesudah = (
            [f for f in foto.get(maju.pk, ()) if f.untuk == untuk]
            for untuk in (workflows.SEBELUM, workflows.SESUDAH)
        )
    return render(
        request,
        "opd/intervensi_detail.html",
        {
            "intervensi": intervensi,
            "temuan": intervensi.temuan.all(),
            "indikator": intervensi.indikator.all(),
            "penerima": intervensi.penerima.all(),
            "kemajuan": kemajuan,
            **baca_pendanaan(intervensi),
        },
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_intervensi", scope=desa_for_pengguna, lookup="kode")
def intervensi_create(request, desa):
    """`?temuan=` names the problem it begins with; its indicator comes along."""
    dijawab = temuan_for_pengguna(request.user).filter(
        desa=desa, pk__in=[t for t in request.GET.getlist("temuan") if t.isdigit()]
    )
    awal = {
        "temuan": [t.pk for t in dijawab],
        "indikator": [t.indikator_id for t in dijawab if t.indikator_id],
    }
    return _formulir_intervensi(
        request,
        Intervensi(desa=desa),
        awal,
        judul=f"Rencanakan intervensi di {desa}",
        kembali=reverse("desa:desa_detail", args=[desa.kode]),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_intervensi", scope=intervensi_for_pengguna)
def intervensi_edit(request, intervensi):
    return _formulir_intervensi(
        request, intervensi, None, judul="Ubah rencana", kembali=halaman(intervensi)
    )


def _formulir_intervensi(request, intervensi, awal, **halaman_formulir):
    desa = intervensi.desa
    temuan = temuan_for_pengguna(request.user).filter(desa=desa)
    dijawab = intervensi.temuan.values("pk") if intervensi.pk else []
    form = IntervensiForm(
        kiriman(request),
        instance=intervensi,
        initial=awal,
        temuan_queryset=temuan.filter(status__in=TEMUAN_TERBUKA) | temuan.filter(pk__in=dijawab),
        indikator_queryset=indikator_aktif(),
        ada_pendamping=desa_with_opd(desa_for_pengguna(request.user))
        .filter(pk=desa.pk, pendamping_id__isnull=False)
        .exists(),
    )

    def simpan():
        try:
            return workflows.simpan_intervensi(
                form.instance,
                temuan=form.cleaned_data.get("temuan", []),
                indikator=form.cleaned_data["indikator"],
                penerima=form.penerima,
                dana=form.dana,
                oleh=request.user,
                berubah=form.changed_data,
            )
        except workflows.BantuanGanda:
            form.minta_alasan()
            raise

    return render_formulir(
        request,
        form,
        sub=f"{desa}, Kecamatan {desa.kecamatan}",
        simpan=simpan,
        berhasil="Intervensi disimpan.",
        tujuan=halaman,
        **halaman_formulir,
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_intervensi", scope=intervensi_for_pengguna)
def kemajuan_create(request, intervensi):
    form = KemajuanForm(
        kiriman(request), request.FILES or None, instance=KemajuanIntervensi(intervensi=intervensi)
    )
    return render_formulir(
        request,
        form,
        judul="Catat kemajuan",
        sub=f"{intervensi}, {intervensi.desa}",
        simpan=lambda: workflows.catat_kemajuan(
            form.instance,
            sebelum=form.cleaned_data["sebelum"],
            sesudah=form.cleaned_data["sesudah"],
            oleh=request.user,
        ),
        berhasil="Kemajuan dicatat.",
        kembali=halaman(intervensi),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_intervensi", scope=intervensi_for_pengguna)
def intervensi_mulai(request, intervensi):
    return render_formulir(
        request,
        KonfirmasiForm(kiriman(request)),
        judul="Nyatakan sudah berjalan",
        sub=f"{intervensi}, {intervensi.desa}. Masalah yang dijawabnya menjadi “ditangani”.",
        tombol="Nyatakan berjalan",
        simpan=lambda: workflows.mulai(intervensi, oleh=request.user),
        berhasil="Intervensi berjalan.",
        kembali=halaman(intervensi),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_intervensi", scope=intervensi_for_pengguna)
def intervensi_selesaikan(request, intervensi):
    form = SelesaikanForm(kiriman(request), satuan=intervensi.jenis.satuan)
    return render_formulir(
        request,
        form,
        judul="Selesaikan intervensi",
        sub=f"{intervensi}, {intervensi.desa}. Sesudah ini rencananya tidak berubah lagi; pencairan masih dapat dicatat.",
        tombol="Selesaikan",
        simpan=lambda: workflows.selesaikan(intervensi, **form.cleaned_data, oleh=request.user),
        berhasil="Intervensi selesai.",
        kembali=halaman(intervensi),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_intervensi", scope=intervensi_for_pengguna)
def intervensi_batalkan(request, intervensi):
    form = AlasanForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul="Batalkan intervensi",
        sub=f"{intervensi}, {intervensi.desa}. Catatannya tetap ada dan tidak dihitung lagi.",
        tombol="Batalkan intervensi",
        berbahaya=True,
        simpan=lambda: workflows.batalkan(intervensi, **form.cleaned_data, oleh=request.user),
        berhasil="Intervensi dibatalkan.",
        kembali=halaman(intervensi),
    )
