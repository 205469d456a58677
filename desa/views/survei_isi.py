"""Survey entry: one section at a time, saved on its own; a stale page is never lost."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from desa.choices import STATUS_DAPAT_DIISI
from desa.forms.survei import MILIK_REKAN, MILIK_SAYA, BagianForm, kemas
from desa.queries import (
    baris_survei,
    desa_putaran,
    is_terbuka,
    putaran_kabupaten,
    survei_kini,
    susun_bagian,
)
from desa.stats import Isian, bertabrakan
from desa.workflows import survei as workflows
from inti.decorators import perm_required
from inti.exceptions import AturanDilanggar, DataBerubah
from inti.formulir import kiriman
from opd.queries import desa_for_pengguna


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

    def render(self, request, template="desa/survei_isi.html", **context):
        terisi = sum(b.terisi for b in self.bagian)
        jumlah = sum(len(b.baris) for b in self.bagian)
        dasar = {
            "lembar": self,
            "form": self.form,
            "putaran": self.putaran,
            "desa": self.desa,
            "survei": self.survei,
            "terisi": terisi,
            "jumlah": jumlah,
        }
        return render(request, template, dasar | context)


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
        if isian:
            workflows.simpan(
                lembar.putaran,
                lembar.desa,
                isian,
                oleh=request.user,
                versi=form.cleaned_data["versi"],
                kunci_kirim=form.cleaned_data["kunci_kirim"],
            )
    except DataBerubah as error:
        return _tabrakan(request, lembar, isian, error)
    except workflows.IsianTidakSah as error:
        form.tambah_kesalahan(error.kesalahan)
        return lembar.render(request)
    except AturanDilanggar as error:
        form.add_error(None, str(error))
        return lembar.render(request)
    return _lanjut(request, lembar, "Bagian ini tersimpan." if isian else "Tidak ada yang berubah.")


def _lanjut(request, lembar, pesan):
    """After saving: the section that was asked for, the check page, or here again."""
    tujuan = request.POST.get("ke", "")
    survei = survei_kini().filter(putaran=lembar.putaran, desa=lembar.desa).first()
    if tujuan == "periksa" and survei:
        return redirect("desa:survei_ajukan", survei.pk)
    messages.success(request, pesan)
    bagian = next((b for b in lembar.bagian if b.slug == tujuan), lembar.aktif)
    return redirect(lembar.url(bagian) + "#bagian")


def _tabrakan(request, lembar, isian, error):
    """Somebody else saved meanwhile: join what does not touch, ask about what does."""
    survei = survei_kini().filter(putaran=lembar.putaran, desa=lembar.desa).first()
    if survei is None or survei.status not in STATUS_DAPAT_DIISI:
        lembar.form.add_error(None, str(error))
        return lembar.render(request)
    dasar = lembar.form.cleaned_data["dasar"]
    saya = {i.versi_indikator_id: i for i in isian}
    rekan = {n.versi_indikator_id: Isian.dari(n) for n in survei.nilai.all()}
    if pilihan := bertabrakan(dasar, saya, rekan):
        rows = [
            {
                "versi": b.versi,
                "dasar": dasar.get(b.versi.pk),
                "saya": saya[b.versi.pk],
                "rekan": rekan.get(b.versi.pk),
                "oleh": b.nilai and b.nilai.diisi_oleh,
            }
            for b in lembar.aktif.baris
            if b.versi.pk in pilihan
        ]
        # What I left alone keeps its old base, so that it is not sent and overwrites nothing.
        dasar_baru = {pk: i for pk, i in dasar.items() if pk not in saya}
        dasar_baru |= {pk: i for pk, i in rekan.items() if pk in saya}
        return _pilih_versi(request, lembar, survei, rows, dasar_baru)
    try:
        workflows.simpan(lembar.putaran, lembar.desa, isian, oleh=request.user, versi=survei.versi)
    except AturanDilanggar as lain:
        lembar.form.add_error(None, str(lain))
        return lembar.render(request)
    pesan = "Tersimpan. Rekan Anda juga baru menyimpan isian lain; keduanya dipakai."
    return _lanjut(request, lembar, pesan)


def _pilih_versi(request, lembar, survei, rows, dasar):
    """Everything I sent goes along as hidden fields; only the choice is asked."""
    kirim = {n: v for n, v in request.POST.items() if not n.startswith(("pilih_", "csrf"))}
    kirim |= {"versi": survei.versi, "kunci_kirim": uuid4(), "dasar": kemas(dasar)}
    return lembar.render(
        request,
        "desa/survei_tabrakan.html",
        kiriman=list(kirim.items()),
        milik={"saya": MILIK_SAYA, "rekan": MILIK_REKAN},
        rows=rows,
    )


def _tertutup(request, putaran, desa, survei):
    return render(
        request,
        "desa/survei_tertutup.html",
        {"putaran": putaran, "desa": desa, "survei": survei},
    )
