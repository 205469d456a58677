"""The application's addresses, and the reference views beside them."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from bench import acuan


KONSTANTA: dict[str, object] = {}  # what a reference view answers, made at its first call


def halaman(request):
    """The before/after page: the same template, every cell a constant."""
    from laporan.views.sebelum_sesudah import SEMUA, _semua  # noqa: PLC0415 -- not at start-up

    if "halaman" not in KONSTANTA:
        KONSTANTA["halaman"] = _semua(request)
    return render(request, SEMUA, KONSTANTA["halaman"])


def buku(request):
    """The same workbook cells in a bare XlsxWriter loop."""
    if "buku" not in KONSTANTA:
        KONSTANTA["buku"] = acuan.baca_sel(request.user)
    return FileResponse(acuan.tulis_sel(KONSTANTA["buku"]), as_attachment=True, filename="a.xlsx")


@login_not_required
def beranda(request):
    """The home page of the analyst as one constant."""
    return HttpResponse(KONSTANTA["beranda"])


urlpatterns = [
    path("acuan/halaman/", halaman),
    path("acuan/buku/", buku),
    path("acuan/beranda/", beranda),
    path("", include("pati_pendampingan.urls")),
]
