"""One way to show and store a form: input → check → workflow → message → next page."""

import hashlib
import json
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from inti.exceptions import AturanDilanggar
from inti.models import KirimanFormulir


def kiriman(request: HttpRequest) -> Any:
    """The data of a form that was sent, even an empty one; None when it is only shown."""
    return request.POST if request.method == "POST" else None


def kiriman_berkas(request: HttpRequest) -> Any:
    """The files of a form that was sent; None when it is only shown."""
    return request.FILES if request.method == "POST" else None


def render_formulir(
    request: HttpRequest,
    form: forms.BaseForm,
    *,
    judul: str,
    simpan: Callable[[], Any],
    berhasil: str = "",
    kembali: str,
    tujuan: Callable[[Any], str] | None = None,
    jawab: Callable[[Any], HttpResponse] | None = None,
    template: str = "components/formulir.html",
    **context: Any,
) -> HttpResponse:
    """Show `form`; on a valid POST run `simpan`, say `berhasil`, and go on.

    `simpan` is the workflow's call; what it returns goes to `tujuan`, which names the next page
    (else `kembali`, also the address of "Batal"). A refused rule (AturanDilanggar) becomes an
    error of the form: nothing was stored and no input is lost. `jawab` takes the place of message
    and redirect, for what may be shown only in answer to this POST (a new password).

    A form whose page carries `kunci_formulir` is stored once: a repeated send (second tap, answer
    lost on a bad signal) stores nothing and is sent on to the page that answered the first.
    """
    kini = None if jawab else _kiriman_kini(request)
    if kini and (sudah := _tujuan_lama(kini)):
        messages.success(request, berhasil)
        return redirect(sudah)
    if request.method == "POST" and form.is_valid():
        try:
            if jawab:
                return jawab(simpan())
            lanjut = _simpan_sekali(kini, lambda: _alamat(simpan(), tujuan, kembali))
        except AturanDilanggar as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, berhasil)
            return redirect(lanjut)
    isi = {"form": form, "judul": judul, "kembali": kembali, "kunci_formulir": uuid4()}
    return render(request, template, isi | context)


def kunci_kiriman(request: HttpRequest) -> UUID | None:
    """The key that the page gave this send, the same when it is sent again; None without one."""
    try:
        return UUID(request.POST["kunci_formulir"])
    except (KeyError, ValueError):
        return None


def _alamat(hasil: Any, tujuan: Callable[[Any], str] | None, kembali: str) -> str:
    return tujuan(hasil) if tujuan else kembali


def _kiriman_kini(request: HttpRequest) -> KirimanFormulir | None:
    """This send, not stored yet; None for a form whose page gave it no key."""
    kunci = kunci_kiriman(request)
    if kunci is None:
        return None
    isian = [(k, v) for k, v in request.POST.lists() if k != "csrfmiddlewaretoken"]
    berkas = [(k, [(f.name, f.size) for f in v]) for k, v in request.FILES.lists()]
    sidik = hashlib.sha256(json.dumps([isian, berkas]).encode()).hexdigest()
    return KirimanFormulir(pengguna=request.user, kunci=kunci, sidik=sidik)


def _tujuan_lama(kiriman: KirimanFormulir) -> str | None:
    """The page that answered the same send before."""
    lama = KirimanFormulir.objects.filter(
        pengguna=kiriman.pengguna, kunci=kiriman.kunci, sidik=kiriman.sidik
    )
    return lama.values_list("tujuan", flat=True).first()


def _simpan_sekali(kiriman: KirimanFormulir | None, simpan: Callable[[], str]) -> str:
    """Store a form together with its send; the loser of two at one moment stores nothing."""
    if kiriman is None:
        return simpan()
    try:
        with transaction.atomic():
            kiriman.save()
            kiriman.tujuan = simpan()
            kiriman.save(update_fields=["tujuan"])
            return kiriman.tujuan
    except IntegrityError:
        if sudah := _tujuan_lama(kiriman):
            return sudah
        raise
