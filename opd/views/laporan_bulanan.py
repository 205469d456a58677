"""Monthly reports: what is owed, the draft that saves itself, review, acceptance and return."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from inti.bulan import baca_bulan
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.exceptions import AturanDilanggar, DataBerubah
from inti.forms import AlasanForm, KonfirmasiForm
from inti.formulir import kiriman, render_formulir
from opd.forms.laporan_bulanan import KelengkapanFilter, LaporanFilter, LaporanForm
from opd.models import LaporanBulanan
from opd.queries import (
    bulan_terakhir,
    laporan_bulanan_for_pengguna,
    pekerjaan_bulan,
    penugasan_for_pengguna,
    penugasan_pelapor,
)
from opd.tables.laporan_bulanan import KelengkapanTable, LaporanTable
from opd.workflows import laporan_bulanan as workflows


def halaman(laporan):
    return reverse("opd:laporan_detail", args=[laporan.pk])


@require_GET
@perm_required("opd.lihat_laporan_bulanan")
def laporan_list(request):
    daftar = Daftar(
        judul="Laporan bulanan",
        table_class=LaporanTable,
        template="opd/laporan_list.html",
        filterset_class=LaporanFilter,
        keterangan="Laporan bulanan OPD pendamping, satu baris per desa dan bulan.",
    )
    return render_daftar(request, daftar, laporan_bulanan_for_pengguna(request.user))


@require_GET
@perm_required("opd.lihat_laporan_bulanan")
def laporan_kelengkapan(request):
    """One month: every assignment that reports on it, also those that have not begun."""
    bulan = _bulan(request)
    daftar = Daftar(
        judul=f"Kelengkapan laporan {date_format(bulan, 'F Y')}",
        table_class=KelengkapanTable,
        template="opd/laporan_kelengkapan.html",
        filterset_class=partial(KelengkapanFilter, bulan=bulan),
        keterangan="Penugasan yang wajib melapor untuk bulan itu dan keadaan laporannya.",
        per_halaman=60,
    )
    return render_daftar(request, daftar, penugasan_pelapor(request.user, bulan), bulan=bulan)


@require_GET
@perm_required("opd.lihat_laporan_bulanan", scope=laporan_bulanan_for_pengguna)
def laporan_detail(request, laporan):
    def boleh(langkah):
        return laporan.status in workflows.TRANSISI[langkah][0] and request.user.has_perm(
            f"opd.{langkah}_laporan_bulanan", laporan
        )

    return render(
        request,
        "opd/laporan_detail.html",
        {
            "laporan": laporan,
            "boleh_isi": laporan.dapat_diisi
            and request.user.has_perm("opd.isi_laporan_bulanan", laporan),
            "boleh_periksa": boleh("periksa"),
            "boleh_kembalikan": boleh("kembalikan"),
            "boleh_terima": boleh("terima"),
            "pekerjaan": pekerjaan_bulan(laporan.penugasan, laporan.bulan),
        },
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.isi_laporan_bulanan", scope=penugasan_for_pengguna)
def laporan_isi(request, penugasan, bulan):
    """The draft of a month; "Ajukan" stores it first, so that a refusal loses nothing."""
    laporan = LaporanBulanan.objects.filter(penugasan=penugasan, bulan=bulan).first()
    if laporan and not laporan.dapat_diisi:
        return redirect("opd:laporan_detail", laporan.pk)
    if laporan is None:
        try:
            workflows.wajib_bulan_laporan(penugasan, bulan)
        except AturanDilanggar as error:
            messages.error(request, str(error))
            return redirect("opd:penugasan_detail", penugasan.pk)
    form = LaporanForm(kiriman(request), instance=laporan)
    ajukan = "ajukan" in request.POST
    return render_formulir(
        request,
        form,
        judul=f"Laporan {date_format(bulan, 'F Y')}: {penugasan.desa}",
        template="opd/laporan_isi.html",
        simpan=lambda: _simpan(request, form, penugasan, bulan, ajukan=ajukan),
        berhasil="Laporan diajukan." if ajukan else "Draf disimpan.",
        kembali=reverse("opd:penugasan_detail", args=[penugasan.pk]),
        tujuan=halaman if ajukan else lambda _: request.path,
        penugasan=penugasan,
        bulan=bulan,
        laporan=laporan,
        tenggat=laporan.tenggat if laporan else penugasan.periode.tenggat_laporan(bulan),
        pekerjaan=pekerjaan_bulan(penugasan, bulan),
    )


@require_POST
@perm_required("opd.isi_laporan_bulanan", scope=penugasan_for_pengguna)
def laporan_simpan_otomatis(request, penugasan, bulan):
    """The draft as typed so far, stored while one writes; answers with what to show beside it."""
    form, laporan, galat = LaporanForm(request.POST), None, "Ada isian yang terlalu panjang."
    if form.is_valid():
        try:
            laporan = _simpan(request, form, penugasan, bulan)
        except AturanDilanggar as error:
            galat = str(error)
    return render(request, "opd/_laporan_tersimpan.html", {"laporan": laporan, "galat": galat})


@require_http_methods(["GET", "POST"])
@perm_required("opd.periksa_laporan_bulanan", scope=laporan_bulanan_for_pengguna)
def laporan_periksa(request, laporan):
    return render_formulir(
        request,
        KonfirmasiForm(kiriman(request)),
        judul=f"Nyatakan sudah diperiksa: {_sebut(laporan)}",
        sub="Laporan diteruskan kepada Sekretariat TKPK dengan nama Anda sebagai pemeriksa.",
        tombol="Nyatakan sudah diperiksa",
        simpan=lambda: workflows.periksa(laporan, oleh=request.user),
        berhasil="Laporan diperiksa dan diteruskan.",
        kembali=halaman(laporan),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kembalikan_laporan_bulanan", scope=laporan_bulanan_for_pengguna)
def laporan_kembalikan(request, laporan):
    form = AlasanForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul=f"Kembalikan {_sebut(laporan)}",
        sub="Petugas memperbaiki dan mengajukannya lagi. Keterlambatan tetap dihitung dari pengajuan pertama.",
        tombol="Kembalikan",
        berbahaya=True,
        simpan=lambda: workflows.kembalikan(laporan, **form.cleaned_data, oleh=request.user),
        berhasil="Laporan dikembalikan.",
        kembali=halaman(laporan),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.terima_laporan_bulanan", scope=laporan_bulanan_for_pengguna)
def laporan_terima(request, laporan):
    return render_formulir(
        request,
        KonfirmasiForm(kiriman(request)),
        judul=f"Terima {_sebut(laporan)}",
        sub="Laporan yang diterima tidak dapat diubah lagi.",
        tombol="Terima laporan",
        simpan=lambda: workflows.terima(laporan, oleh=request.user),
        berhasil="Laporan diterima.",
        kembali=halaman(laporan),
    )


def _bulan(request):
    """The month of the address; without one the last that has ended."""
    teks = request.GET.get("bulan")
    try:
        return baca_bulan(teks) if teks else bulan_terakhir()
    except ValueError as error:
        raise Http404 from error


def _sebut(laporan):
    return f"laporan {date_format(laporan.bulan, 'F Y')}, {laporan.penugasan.desa}"


def _simpan(request, form, penugasan, bulan, *, ajukan=False):
    isian = {nama: form.cleaned_data[nama] for nama in workflows.ISIAN}
    try:
        laporan = workflows.simpan(
            penugasan, bulan, isian, versi=form.cleaned_data["versi"], oleh=request.user
        )
    except DataBerubah:
        form.sandingkan(LaporanBulanan.objects.get(penugasan=penugasan, bulan=bulan))
        raise
    return workflows.ajukan(laporan, oleh=request.user) if ajukan else laporan
