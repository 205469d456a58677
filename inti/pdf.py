"""PDF from the page's own HTML; reads nothing but the project's static files."""

import mimetypes
from collections.abc import Iterable
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse


ALAMAT = "https://berkas.invalid"  # base of relative links; never resolved on a network


def jawab_pdf(html: str, nama: str, *, rapat: str = "") -> HttpResponse:
    """The PDF of a page as a download; `nama` comes without ".pdf", `rapat` as in `gabung_pdf`."""
    return HttpResponse(
        gabung_pdf([html], rapat=rapat),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{nama}.pdf"'},
    )


def gabung_pdf(semua: Iterable[str], *, rapat: str = "") -> bytes:
    """One A4 PDF of many HTML pages, in order; each is laid out as it comes.

    Anything but `/static/…` is refused, so no file or network leaks. `rapat` names a
    style sheet that sets a page closer which would not fit on one sheet.
    """
    from weasyprint import CSS, HTML  # noqa: PLC0415 -- slow import
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 -- slow import

    fetcher, huruf = _static_fetcher(), FontConfiguration()
    dokumen = []
    for teks in semua:
        html = HTML(string=teks, base_url=ALAMAT, url_fetcher=fetcher)
        satu = html.render(font_config=huruf)
        if rapat and len(satu.pages) > 1:
            with _buka(rapat) as gaya:
                lebih = CSS(string=gaya.read().decode(), font_config=huruf)
            satu = html.render(font_config=huruf, stylesheets=[lebih])
        dokumen.append(satu)
    return dokumen[0].copy([h for d in dokumen for h in d.pages]).write_pdf()


def _static_fetcher():
    """Serves the project's static files and pictures that stand in the page itself."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415 -- slow import

    class StaticFetcher(URLFetcher):
        def fetch(self, url, headers=None):
            if url.startswith("data:image/jpeg;base64,"):
                return super().fetch(url, headers)
            awalan = f"{ALAMAT}{settings.STATIC_URL}"
            if not url.startswith(awalan):
                raise ValueError(f"Not a static file: {url}")
            nama = urlsplit(url.removeprefix(awalan)).path
            jenis = mimetypes.guess_type(nama)[0] or "application/octet-stream"
            with _buka(nama) as isi:
                return URLFetcherResponse(url, isi.read(), {"Content-Type": jenis})

    return StaticFetcher()


def _buka(nama: str) -> IO[bytes]:
    """A static file as collected (with the hash in its name), or from the source tree."""
    if staticfiles_storage.exists(nama):
        return staticfiles_storage.open(nama)
    berkas = finders.find(nama)
    if berkas is None:
        raise ValueError(f"Not a static file: {nama}")
    return open(berkas, "rb")
