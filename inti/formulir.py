"""One way to show and store a form: input → check → workflow → message → next page."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from inti.exceptions import AturanDilanggar


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
    """
    if request.method == "POST" and form.is_valid():
        try:
            hasil = simpan()
        except AturanDilanggar as error:
            form.add_error(None, str(error))
        else:
            if jawab:
                return jawab(hasil)
            messages.success(request, berhasil)
            return redirect(tujuan(hasil) if tujuan else kembali)
    return render(request, template, {"form": form, "judul": judul, "kembali": kembali, **context})
