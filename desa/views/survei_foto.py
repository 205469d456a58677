"""Photos of one answer: sent by the script from the form, or on a page of their own without it."""

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST

from desa.queries import (
    baris_survei,
    desa_putaran,
    putaran_kabupaten,
    survei_kini,
    versi_ditanyakan,
)
from desa.workflows import survei as workflows
from inti.choices import JenisLampiran
from inti.decorators import perm_required
from inti.forms import FormBantu
from inti.formulir import kiriman, render_formulir
from inti.lampiran.forms import LampiranField
from inti.lampiran.views import jawab_unggahan
from inti.lampiran.workflows import Kiriman
from opd.queries import desa_for_pengguna


class FotoForm(FormBantu, forms.Form):
    foto = LampiranField(label="Foto bukti")


@require_POST
@perm_required("desa.isi_survei", scope=desa_for_pengguna, lookup="kode")
def survei_foto_unggah(request, desa, putaran, versi):
    putaran, versi = _pertanyaan(request, desa, putaran, versi)

    def simpan(olahan):
        return workflows.lampirkan_foto(putaran, desa, versi, Kiriman([olahan]), oleh=request.user)[
            0
        ]

    return jawab_unggahan(request, simpan, boleh=[JenisLampiran.FOTO])


@require_http_methods(["GET", "POST"])
@perm_required("desa.isi_survei", scope=desa_for_pengguna, lookup="kode")
def survei_foto(request, desa, putaran, versi):
    putaran, versi = _pertanyaan(request, desa, putaran, versi)
    form = FotoForm(kiriman(request), request.FILES or None)
    survei = survei_kini().filter(putaran=putaran, desa=desa).first()
    baris = next(b for b in baris_survei(putaran, desa, survei) if b.versi == versi)
    return render_formulir(
        request,
        form,
        judul=f"Foto {versi.indikator.nama}",
        sub=f"{desa}, Kecamatan {desa.kecamatan}, {putaran}",
        simpan=lambda: workflows.lampirkan_foto(
            putaran, desa, versi, form.cleaned_data["foto"], oleh=request.user
        ),
        berhasil="Foto tersimpan.",
        kembali=_url_isi(putaran, desa, versi),
        tombol="Simpan foto",
        template="desa/survei_foto.html",
        foto=baris.foto,
    )


def _pertanyaan(request, desa, putaran, versi):
    """The round and the question, or 404: this village is asked it."""
    putaran = get_object_or_404(putaran_kabupaten(request.user.kabupaten_id), pk=putaran)
    if not desa_putaran(putaran).filter(pk=desa.pk).exists():
        raise Http404
    return putaran, get_object_or_404(versi_ditanyakan(putaran), pk=versi)


def _url_isi(putaran, desa, versi):
    url = reverse("desa:survei_isi", args=[putaran.pk, desa.kode])
    return f"{url}?bagian={slugify(versi.indikator.bidang)}#v{versi.pk}"
