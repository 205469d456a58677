"""Survey entry: one section at a time, saved on its own; a stale page is never lost."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from desa.choices import STATUS_DAPAT_DIISI
from desa.forms.survei import BagianForm
from desa.queries import (
    baris_survei,
    desa_putaran,
    is_terbuka,
    putaran_kabupaten,
    survei_kini,
    susun_bagian,
    tabrakan_menunggu,
)
from desa.workflows import survei as workflows
from inti.decorators import perm_required
from inti.exceptions import AturanDilanggar
from inti.formulir import kiriman
from opd.queries import desa_for_pengguna


KE_FOTO = "foto-"  # "save, then add photos to this question": the way without scripts


@require_http_methods(["GET", "POST"])
@perm_required("desa.isi_survei", scope=desa_for_pengguna, lookup="kode")
def survei_isi(request, desa, putaran):
    putaran = get_object_or_404(putaran_kabupaten(request.user.kabupaten_id), pk=putaran)
    survei = survei_kini().filter(putaran=putaran, desa=desa).first()
    if survei is None and not desa_putaran(putaran).filter(pk=desa.pk).exists():
        raise Http404
    if request.method == "GET":
        if survei and survei.status not in STATUS_DAPAT_DIISI:
            return redirect("desa:survei_detail", survei.pk)
        if not is_terbuka(putaran, desa):
            return _tertutup(request, putaran, desa, survei)
    lembar = _Lembar(request, putaran, desa, survei)
    if request.method == "POST" and lembar.form.is_valid():
        return _simpan(request, lembar)
    return lembar.render(request)


class _Lembar:
    """The page of one section, with the list of all sections."""

    def __init__(self, request, putaran, desa, survei):
        self.putaran, self.desa, self.survei = putaran, desa, survei
        self.bagian = susun_bagian(baris_survei(putaran, desa, survei))
        self.aktif = _pilih_bagian(self.bagian, request.GET.get("bagian"))
        self.form = BagianForm(
            kiriman(request),
            baris=self.aktif.baris,
            putaran=putaran,
            survei=survei,
        )

    def url(self, bagian=None):
        url = reverse("desa:survei_isi", args=[self.putaran.pk, self.desa.kode])
        return f"{url}?bagian={(bagian or self.aktif).slug}"

    @property
    def berikutnya(self):
        nomor = self.bagian.index(self.aktif) + 1
        return self.bagian[nomor] if nomor < len(self.bagian) else None

    def menunggu(self, pengguna):
        """How many answers of this user wait for a choice between its own and a colleague's."""
        return tabrakan_menunggu(pengguna).filter(putaran=self.putaran, desa=self.desa).count()

    def render(self, request):
        terisi = sum(b.terisi for b in self.bagian)
        jumlah = sum(len(b.baris) for b in self.bagian)
        context = {
            "lembar": self,
            "form": self.form,
            "putaran": self.putaran,
            "desa": self.desa,
            "survei": self.survei,
            "terisi": terisi,
            "jumlah": jumlah,
            "menunggu": self.menunggu(request.user),
        }
        return render(request, "desa/survei_isi.html", context)


def _pilih_bagian(bagian, slug):
    """The section asked for; else the first with a comment, else the first not complete."""
    urutan = [
        *(b for b in bagian if b.slug == slug),
        *(b for b in bagian if b.komentar),
        *(b for b in bagian if not b.is_selesai),
        *bagian,
    ]
    if not urutan:
        raise Http404
    return urutan[0]


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
        return lembar.render(request)
    except AturanDilanggar as error:
        form.add_error(None, str(error))
        return lembar.render(request)
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
