"""Pages that hand out an identity, and the log of who asked for which."""

import json
from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from akun.queries import pengguna_for_pengguna
from dtks.forms.akses import AksesFilter
from dtks.forms.orang import SalinanForm, TujuanForm
from dtks.queries import (
    akses_for_pengguna,
    orang_for_pengguna,
    ujung_rantai,
    usulan_for_pengguna,
)
from dtks.tables.orang import AksesTable
from dtks.workflows import identitas as workflows
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.formulir import kiriman, render_formulir
from inti.pdf import jawab_pdf


TAMPIL_DETIK = 60
BATAS_JEJAK = 10_000


@never_cache
@require_http_methods(["GET", "POST"])
@perm_required("dtks.lihat_nik", scope=orang_for_pengguna)
def orang_buka(request, orang):
    return _buka(
        request,
        partial(workflows.buka_orang, orang),
        judul="Buka identitas",
        kembali=reverse("dtks:orang_detail", args=[orang.pk]),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@perm_required("dtks.lihat_nik", scope=usulan_for_pengguna)
def usulan_buka(request, usulan):
    return _buka(
        request,
        partial(workflows.buka_usulan, usulan),
        judul=f"Buka identitas pada {usulan}",
        kembali=reverse("dtks:usulan_detail", args=[usulan.pk]),
    )


def _buka(request, buka, *, judul, kembali):
    form = TujuanForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul=judul,
        template="dtks/identitas_buka.html",
        tombol="Buka dan catat",
        simpan=lambda: buka(oleh=request.user, **form.cleaned_data),
        jawab=partial(_tampilkan, request, kembali),
        kembali=kembali,
        detik=TAMPIL_DETIK,
    )


def _tampilkan(request, kembali, isian):
    """The identity in clear, for a minute: the header leads away where no script runs."""
    isi = {"isian": isian, "kembali": kembali, "detik": TAMPIL_DETIK}
    response = render(request, "dtks/identitas_terbuka.html", isi)
    response["Refresh"] = f"{TAMPIL_DETIK}; url={kembali}"
    return response


@never_cache
@require_http_methods(["GET", "POST"])
@perm_required("dtks.salin_data", scope=orang_for_pengguna)
def orang_salin(request, orang):
    form = SalinanForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul="Salinan data untuk pemiliknya",
        sub="Semua yang disimpan aplikasi tentang orang ini, atas permintaannya sendiri (UU 27/2022). "
        "Periksa dahulu identitas pemohon; pembuatan salinan dicatat pada jejak akses.",
        tombol="Buat salinan",
        unduhan=True,
        simpan=lambda: workflows.salin(
            orang, oleh=request.user, keterangan=form.cleaned_data["keterangan"]
        ),
        jawab=lambda isi: _berkas_salinan(request, orang, isi, form.cleaned_data["bentuk"]),
        kembali=reverse("dtks:orang_detail", args=[orang.pk]),
    )


def _berkas_salinan(request, orang, isi, bentuk):
    nama = f"salinan-data-{orang.pk}"
    if bentuk == "pdf":
        return jawab_pdf(render_to_string("dtks/salinan_pdf.html", {"isi": isi}, request), nama)
    return HttpResponse(
        json.dumps(isi, ensure_ascii=False, indent=2),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{nama}.json"'},
    )


@never_cache
@require_GET
@perm_required("dtks.lihat_jejak_akses")
def akses_list(request):
    daftar = Daftar(
        judul="Jejak akses data pribadi",
        table_class=AksesTable,
        template="dtks/akses_list.html",
        filterset_class=partial(
            AksesFilter, pelaku_queryset=pengguna_for_pengguna(request.user).order_by("nama")
        ),
        keterangan="Siapa membuka identitas siapa, kapan, untuk apa; terbaru dahulu, paling "
        f"banyak {BATAS_JEJAK} baris.",
        batas=BATAS_JEJAK,
    )
    return render_daftar(
        request,
        daftar,
        akses_for_pengguna(request.user),
        ujung=ujung_rantai(request.user.kabupaten_id),
        batas=BATAS_JEJAK,
    )
