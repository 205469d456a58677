"""Register of breaches: list, record, steps, and the notice that the law demands."""

from functools import partial

from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_GET, require_http_methods

from dtks.forms.insiden import (
    BeritahukanForm,
    InsidenFilter,
    InsidenForm,
    PenutupForm,
    TanganiForm,
)
from dtks.models import InsidenData
from dtks.queries import insiden_for_pengguna
from dtks.tables.insiden import InsidenTable
from dtks.workflows import insiden as workflows
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.formulir import kiriman, render_formulir
from inti.pdf import jawab_pdf


DAFTAR = Daftar(
    judul="Register insiden data pribadi",
    table_class=InsidenTable,
    template="dtks/insiden_list.html",
    filterset_class=InsidenFilter,
    keterangan="Kegagalan pelindungan data pribadi dan pemberitahuannya (UU 27/2022 Pasal 46).",
)


def halaman(insiden):
    return reverse("dtks:insiden_detail", args=[insiden.pk])


@require_GET
@perm_required("dtks.lihat_insiden")
def insiden_list(request):
    return render_daftar(request, DAFTAR, insiden_for_pengguna(request.user))


@require_http_methods(["GET", "POST"])
@perm_required("dtks.kelola_insiden")
def insiden_create(request):
    form = InsidenForm(
        kiriman(request),
        instance=InsidenData(kabupaten=request.user.kabupaten),
        initial={"diketahui_pada": timezone.now()},
    )
    return render_formulir(
        request,
        form,
        judul="Catat insiden",
        sub="Cukup yang sudah diketahui; selebihnya dilengkapi kemudian. Pemberitahuan tertulis paling lambat "
        "3×24 jam sejak diketahui.",
        tombol="Catat insiden",
        simpan=lambda: workflows.catat(form.instance, oleh=request.user),
        berhasil="Insiden dicatat; waktunya berjalan.",
        kembali=reverse("dtks:insiden_list"),
        tujuan=halaman,
    )


@require_GET
@perm_required("dtks.lihat_insiden", scope=insiden_for_pengguna)
def insiden_detail(request, insiden):
    boleh_kelola = request.user.has_perm("dtks.kelola_insiden")
    return render(
        request, "dtks/insiden_detail.html", {"insiden": insiden, "boleh_kelola": boleh_kelola}
    )


@require_http_methods(["GET", "POST"])
@perm_required("dtks.kelola_insiden", scope=insiden_for_pengguna)
def insiden_edit(request, insiden):
    form = InsidenForm(kiriman(request), instance=insiden)
    return render_formulir(
        request,
        form,
        judul="Ubah insiden",
        simpan=lambda: workflows.ubah(
            form.instance,
            oleh=request.user,
            berubah=form.changed_data,
            versi=form.cleaned_data["versi"],
        ),
        berhasil="Perubahan disimpan.",
        kembali=halaman(insiden),
    )


@require_http_methods(["GET", "POST"])
@perm_required("dtks.kelola_insiden", scope=insiden_for_pengguna)
def insiden_tangani(request, insiden):
    return _langkah(
        request,
        insiden,
        TanganiForm,
        workflows.tangani,
        judul="Catat penanganan",
        sub=insiden.judul,
    )


@require_http_methods(["GET", "POST"])
@perm_required("dtks.kelola_insiden", scope=insiden_for_pengguna)
def insiden_beritahukan(request, insiden):
    return _langkah(
        request,
        insiden,
        partial(BeritahukanForm, initial={"lembaga": "Kementerian Komunikasi dan Digital"}),
        workflows.beritahukan,
        judul="Catat pemberitahuan",
        sub="Sesudah surat tertulis sampai pada orangnya dan pada lembaga; dicetak dari halaman insiden. "
        f"Tenggatnya {date_format(timezone.localtime(insiden.tenggat_pada), 'j F Y, H.i')} WIB.",
    )


@require_http_methods(["GET", "POST"])
@perm_required("dtks.kelola_insiden", scope=insiden_for_pengguna)
def insiden_tutup(request, insiden):
    return _langkah(
        request, insiden, PenutupForm, workflows.tutup, judul="Tutup insiden", sub=insiden.judul
    )


@require_http_methods(["GET", "POST"])
@perm_required("dtks.kelola_insiden", scope=insiden_for_pengguna)
def insiden_nyatakan_bukan(request, insiden):
    return _langkah(
        request,
        insiden,
        PenutupForm,
        workflows.nyatakan_bukan,
        judul="Bukan kegagalan pelindungan",
        sub="Untuk catatan yang ternyata tidak mengungkap data siapa pun. Catatannya tetap ada.",
    )


def _langkah(request, insiden, form_class, langkah, *, judul, sub):
    form = form_class(kiriman(request))
    return render_formulir(
        request,
        form,
        judul=judul,
        sub=sub,
        tombol=judul,
        simpan=lambda: langkah(insiden, oleh=request.user, **form.cleaned_data),
        berhasil="Langkah dicatat.",
        kembali=halaman(insiden),
    )


@require_GET
@perm_required("dtks.lihat_insiden", scope=insiden_for_pengguna)
def insiden_surat(request, insiden):
    """The written notice with what art. 46 (2) asks for; letterhead and number are the office's."""
    html = render_to_string("dtks/insiden_surat_pdf.html", {"insiden": insiden}, request)
    return jawab_pdf(html, f"pemberitahuan-insiden-{insiden.pk}")
