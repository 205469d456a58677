"""Survey entry on the device: what it may keep, how it sends, and the page that works offline.

The service worker keeps the static files and the entry shell, nothing else; the forms a user opens
and what it types stand in the browser's IndexedDB under its user id (static/js/luring/).
"""

import hashlib
from functools import cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from desa.choices import STATUS_DAPAT_DIISI
from desa.forms.survei import kemas
from desa.queries import is_terbuka, survei_kini
from desa.views.lembar import Lembar
from desa.views.survei_isi import baca_survei
from desa.workflows import survei as workflows
from inti.decorators import perm_required
from inti.exceptions import AturanDilanggar
from opd.queries import desa_for_pengguna


# What the entry shell needs; the service worker caches these files and nothing else.
ASET = [
    "vendor/bootstrap-5.3.8/bootstrap.min.css",
    "vendor/bootstrap-5.3.8/bootstrap.bundle.min.js",
    "css/situs.css",
    "css/survei.css",
    "js/situs.js",
    "js/survei.js",
    "js/luring/cangkang.js",
    "js/luring/formulir.js",
    "js/luring/keadaan.js",
    "js/luring/kirim.js",
    "js/luring/mulai.js",
    "js/luring/simpanan.js",
    "django_htmx/htmx-2.min.js",
    "favicon.svg",
    "ikon.svg",
]


@require_GET
@login_not_required
def sw(request):
    """The service worker; at the root, or it could not serve the pages below it."""
    response = render(
        request,
        "desa/sw.js",
        {"aset": ASET, "versi": _versi_aset(), "cangkang": reverse("desa:luring")},
        content_type="text/javascript",
    )
    response.headers["Cache-Control"] = "no-cache"
    return response


def _versi_aset() -> str:
    """Changes whenever a file of the shell or the shell itself does; then the cache is renewed."""
    return _hitung_versi() if not settings.DEBUG else _hitung_versi.__wrapped__()


@cache
def _hitung_versi() -> str:
    sidik = hashlib.sha256()
    for nama in ("base.html", "desa/luring.html", "desa/sw.js"):
        sidik.update(get_template(nama).template.source.encode())
    for nama in ASET:
        with open(finders.find(nama), "rb") as berkas:
            sidik.update(berkas.read())
    return sidik.hexdigest()[:16]


@require_GET
@login_not_required
def manifest(request):
    return render(request, "desa/manifest.json", content_type="application/manifest+json")


@require_GET
@login_not_required
def luring(request):
    """The entry shell: the same for everybody, filled by the browser from what the device keeps."""
    return render(request, "desa/luring.html")


@require_GET
@login_not_required
@never_cache
def luring_token(request):
    """Who is signed in now, and a fresh CSRF token; the outbox asks before it sends."""
    return JsonResponse({"pengguna": request.user.pk, "csrf": get_token(request)})


@require_GET
@never_cache
@perm_required("desa.isi_survei", scope=desa_for_pengguna, lookup="kode")
def survei_paket(request, desa, putaran):
    """Every section of one village's form, for the device to keep."""
    putaran, survei = baca_survei(request, desa, putaran)
    if (survei and survei.status not in STATUS_DAPAT_DIISI) or not is_terbuka(putaran, desa):
        return JsonResponse({"bagian": {}})
    lembar = Lembar(putaran, desa, survei)
    konteks = lembar.context(request.user)
    bagian = {}
    for b in lembar.bagian:
        satu = lembar.buka(b.slug)
        html = render_to_string("desa/_lembar.html", konteks | {"lembar": satu, "form": satu.form})
        bagian[b.slug] = html
    judul = f"{desa}, {putaran}"
    return JsonResponse({"judul": judul, "awal": lembar.aktif.slug, "bagian": bagian})


@require_POST
@perm_required("desa.isi_survei", scope=desa_for_pengguna, lookup="kode")
def survei_kirim(request, desa, putaran):
    """Store what one section of the form sends by script: autosave and outbox.

    What is right is stored, what is not comes back with its message per field.
    """
    putaran, survei = baca_survei(request, desa, putaran)
    if request.POST.get("pengguna") != str(request.user.pk):
        pesan = "Isian ini milik pengguna lain; masuklah sebagai pemiliknya."
        return JsonResponse({"pesan": pesan}, status=409)
    slug = request.GET.get("bagian")
    lembar = Lembar(putaran, desa, survei, slug=slug, data=request.POST)
    hasil, pesan = _terima(lembar, request.user)
    survei = survei_kini().filter(putaran=putaran, desa=desa).first()
    form, terbaru = lembar.form, Lembar(putaran, desa, survei, slug=slug)
    diterima = {i.versi_indikator_id: i for i in hasil.isian.get(desa.pk, [])}
    dasar = form.cleaned_data.get("dasar", {}) | diterima
    return JsonResponse(
        {
            "kesalahan": form.kesalahan,
            "pesan": pesan,
            "dasar": kemas({pk: isian for pk, isian in dasar.items() if not isian.is_blank}),
            "versi": survei.versi if survei else 0,
            "pukul": timezone.localtime().strftime("%H.%M"),
            "kepala": terbaru.kepala(),
            "terisi": sum(b.terisi for b in terbaru.bagian),
            "periksa": survei and reverse("desa:survei_ajukan", args=[survei.pk]),
            "tabrakan": hasil.tabrakan
            and reverse("desa:survei_tabrakan", args=[putaran.pk, desa.kode]),
        }
    )


def _terima(lembar, oleh):
    """Store the answers without a mistake; the result, and why nothing could be stored."""
    form = lembar.form
    form.is_valid()
    if not form.is_utuh:
        return workflows.HasilGabung(), ""
    for _ in range(2):  # once more without the answers that the workflow refuses
        try:
            hasil = workflows.gabungkan(
                lembar.putaran,
                lembar.desa,
                form.isian(),
                dasar=form.cleaned_data["dasar"],
                versi=form.cleaned_data["versi"],
                kunci_kirim=form.cleaned_data["kunci_kirim"],
                oleh=oleh,
            )
        except workflows.IsianTidakSah as error:
            form.tambah_kesalahan(error.kesalahan)
        except AturanDilanggar as error:
            return workflows.HasilGabung(), str(error)
        else:
            return hasil, ""
    return workflows.HasilGabung(), "Isian ini tidak dapat disimpan."
