"""Attachments over HTTP: one file ahead of its form, a page about each, the files themselves."""

from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from inti.choices import JenisLampiran
from inti.decorators import perm_required
from inti.excel.periksa import BerkasDitolak
from inti.exceptions import AturanDilanggar
from inti.forms import AlasanForm
from inti.formulir import kiriman, render_formulir
from inti.lampiran import get_pemilik, workflows
from inti.lampiran.forms import UnggahLampiranForm
from inti.lampiran.jenis import TUJUAN_TERAKHIR
from inti.lampiran.queries import lampiran_for_pengguna


TIPE = {
    JenisLampiran.FOTO: "image/jpeg",
    JenisLampiran.PDF: "application/pdf",
    JenisLampiran.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# CSP: a file is not a page; the browser's own frame around a picture has inline styles.
SENDIRI = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"


@require_POST
@perm_required("inti.unggah_lampiran")
def lampiran_unggah(request):
    """One file sent ahead of its form by the script; answers with its picture in the strip."""
    return jawab_unggahan(request, lambda olahan: workflows.unggah(olahan, oleh=request.user))


def jawab_unggahan(request, simpan, boleh=JenisLampiran.values):
    """Check one sent file, store it with `simpan(olahan)`, answer as static/js/lampiran.js expects.

    200 with `kunci` and the list item as `html`; 400 with the reason as `galat`.
    """
    form = UnggahLampiranForm(request.POST, request.FILES)
    if not form.is_valid():
        galat = next(iter(form.errors.get("berkas", [])), "Berkas tidak terkirim utuh. Coba lagi.")
        return JsonResponse({"galat": galat}, status=400)
    try:
        lampiran = simpan(form.olahan(boleh))
    except (AturanDilanggar, BerkasDitolak) as tolak:
        return JsonResponse({"galat": str(tolak)}, status=400)
    html = render_to_string("components/_lampiran_butir.html", {"lampiran": lampiran}, request)
    return JsonResponse({"kunci": str(lampiran.kunci), "html": html})


@require_GET
@perm_required("inti.lihat_lampiran", scope=lampiran_for_pengguna, lookup="kunci")
def lampiran_detail(request, lampiran):
    pemilik = lampiran.bundel and workflows.pemilik_dari(lampiran)
    jenis = pemilik and get_pemilik(pemilik._meta.label_lower)
    context = {
        "lampiran": lampiran,
        "pemilik": pemilik,
        "alamat_pemilik": pemilik and jenis.alamat(pemilik),
        "is_rahasia": pemilik and jenis.pembuka is not None,
    }
    return render(request, "inti/lampiran_detail.html", context)


@require_http_methods(["GET", "POST"])
@perm_required("inti.lihat_lampiran", scope=lampiran_for_pengguna, lookup="kunci")
def lampiran_berkas(request, lampiran):
    """The file itself; where it shows identities only in answer to a purpose, which is logged."""
    pembuka = _pembuka(lampiran)
    if pembuka is None:
        return _sajikan(lampiran, lampiran.berkas, TIPE[lampiran.jenis])
    return _buka(request, lampiran, pembuka)


@never_cache
def _buka(request, lampiran, pembuka):
    form, pemilik = pembuka.form(request, kiriman(request)), workflows.pemilik_dari(lampiran)

    def catat():
        pembuka.catat(pemilik, lampiran, oleh=request.user, **form.cleaned_data)
        request.session[TUJUAN_TERAKHIR] = form.cleaned_data  # asked once, not at every file

    return render_formulir(
        request,
        form,
        judul=f"Lihat “{lampiran}”",
        template="inti/lampiran_buka.html",
        tombol="Lihat dan catat",
        unduhan=not lampiran.is_foto,
        simpan=catat,
        jawab=lambda _: _sajikan(lampiran, lampiran.berkas, TIPE[lampiran.jenis]),
        kembali=reverse("inti:lampiran_detail", args=[lampiran.kunci]),
    )


@require_GET
@perm_required("inti.lihat_lampiran", scope=lampiran_for_pengguna, lookup="kunci")
def lampiran_mini(request, lampiran):
    if not lampiran.mini or _pembuka(lampiran):
        raise Http404
    return _sajikan(lampiran, lampiran.mini, TIPE[JenisLampiran.FOTO])


@require_http_methods(["GET", "POST"])
@perm_required("inti.tarik_lampiran", scope=lampiran_for_pengguna, lookup="kunci")
def lampiran_tarik(request, lampiran):
    form = AlasanForm(kiriman(request))
    pemilik = workflows.pemilik_dari(lampiran)
    return render_formulir(
        request,
        form,
        judul="Tarik lampiran?",
        sub=f"“{lampiran}” tidak lagi tampil pada {pemilik}. Berkasnya tetap tersimpan sebagai catatan.",
        simpan=lambda: workflows.tarik(lampiran, oleh=request.user, **form.cleaned_data),
        berhasil="Lampiran ditarik.",
        kembali=get_pemilik(pemilik._meta.label_lower).alamat(pemilik),
        tombol="Tarik lampiran",
        berbahaya=True,
    )


def _pembuka(lampiran):
    return lampiran.bundel and get_pemilik(lampiran.bundel.jenis).pembuka


def _sajikan(lampiran, berkas, tipe):
    """The stored bytes: pictures in the page, documents as a download; never read as a page."""
    try:
        isi = berkas.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    akhiran = berkas.name.rsplit(".", 1)[-1]
    response = FileResponse(
        isi,
        as_attachment=not lampiran.is_foto,
        filename=f"lampiran-{lampiran.kode}.{akhiran}",
        content_type=tipe,
    )
    rahasia = lampiran.bundel is None or _pembuka(lampiran)
    response.headers["Cache-Control"] = "no-store" if rahasia else "private, max-age=3600"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = SENDIRI
    return response
