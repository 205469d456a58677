"""The application's addresses, and the reference views beside them."""

from django.shortcuts import render
from django.urls import include, path


CONTEXT: dict[str, object] = {}  # filled once by the benchmark


def acuan_halaman(request):
    """The same page, every cell a constant."""
    return render(request, "laporan/sebelum_sesudah.html", CONTEXT)


urlpatterns = [
    path("acuan/halaman/", acuan_halaman),
    path("", include("pati_pendampingan.urls")),
]
