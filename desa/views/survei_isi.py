"""Survey entry: one section at a time, saved on its own; a stale page is never lost."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from desa.choices import STATUS_DAPAT_DIISI
from desa.queries import desa_putaran, is_terbuka, putaran_kabupaten, survei_kini
from desa.views.lembar import Lembar
from desa.workflows import survei as workflows
from inti.decorators import perm_required
from inti.exceptions import AturanDilanggar
from inti.formulir import kiriman
from opd.queries import desa_for_pengguna


KE_FOTO = "foto-"  # "save, then add photos to this question": the way without scripts


def baca_survei(request, desa, putaran):
    """The round, and the survey that stands for the village in it; 404 where it is not asked."""
    putaran = get_object_or_404(putaran_kabupaten(request.user.kabupaten_id), pk=putaran)
    survei = survei_kini().filter(putaran=putaran, desa=desa).first()
    if survei is None and not desa_putaran(putaran).filter(pk=desa.pk).exists():
        raise Http404
    return putaran, survei


@require_http_methods(["GET", "POST"])
@perm_required("desa.isi_survei", scope=desa_for_pengguna, lookup="kode")
def survei_isi(request, desa, putaran):
    putaran, survei = baca_survei(request, desa, putaran)
    if request.method == "GET":
        if survei and survei.status not in STATUS_DAPAT_DIISI:
            return redirect("desa:survei_detail", survei.pk)
        if not is_terbuka(putaran, desa):
            return _tertutup(request, putaran, desa, survei)
    lembar = Lembar(putaran, desa, survei, slug=request.GET.get("bagian"), data=kiriman(request))
    if request.method == "POST" and lembar.form.is_valid():
        return _simpan(request, lembar)
    return _render(request, lembar)


def _render(request, lembar):
    return render(request, "desa/survei_isi.html", lembar.context(request.user))


def _simpan(request, lembar):
    form = lembar.form
    isian = form.isian()
    try:
        hasil = workflows.gabungkan(
            lembar.putaran,
            lembar.desa,
            isian,
            dasar=form.cleaned_data["dasar"],
            versi=form.cleaned_data["versi"],
            kunci_kirim=form.cleaned_data["kunci_kirim"],
            oleh=request.user,
        )
    except workflows.IsianTidakSah as error:
        form.tambah_kesalahan(error.kesalahan)
        return _render(request, lembar)
    except AturanDilanggar as error:
        form.add_error(None, str(error))
        return _render(request, lembar)
    if hasil.tabrakan:
        return redirect("desa:survei_tabrakan", lembar.putaran.pk, lembar.desa.kode)
    return _lanjut(request, lembar, "Bagian ini tersimpan." if isian else "Tidak ada yang berubah.")


def _lanjut(request, lembar, pesan):
    """After saving: the section that was asked for, the check page, or here again."""
    tujuan = request.POST.get("ke", "")
    survei = survei_kini().filter(putaran=lembar.putaran, desa=lembar.desa).first()
    if tujuan == "periksa" and survei:
        return redirect("desa:survei_ajukan", survei.pk)
    if tujuan.removeprefix(KE_FOTO) in {str(b.versi.pk) for b in lembar.aktif.baris}:
        versi = int(tujuan.removeprefix(KE_FOTO))
        return redirect("desa:survei_foto", lembar.putaran.pk, lembar.desa.kode, versi)
    messages.success(request, pesan)
    bagian = next((b for b in lembar.bagian if b.slug == tujuan), lembar.aktif)
    return redirect(lembar.url(bagian) + "#bagian")


def _tertutup(request, putaran, desa, survei):
    return render(
        request,
        "desa/survei_tertutup.html",
        {"putaran": putaran, "desa": desa, "survei": survei},
    )
