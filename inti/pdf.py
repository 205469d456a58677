"""PDF from the page's own HTML; reads nothing but the project's static files."""

import mimetypes
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage


ALAMAT = "https://berkas.invalid"  # base of relative links; never resolved on a network


def render_pdf(html: str) -> bytes:
    """A4 PDF of an HTML page. Anything but `/static/…` is refused, so no file or network leaks."""
    from weasyprint import HTML  # noqa: PLC0415 -- slow import
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415 -- slow import

    class StaticFetcher(URLFetcher):
        def fetch(self, url, headers=None):
            awalan = f"{ALAMAT}{settings.STATIC_URL}"
            if not url.startswith(awalan):
                raise ValueError(f"Not a static file: {url}")
            nama = urlsplit(url.removeprefix(awalan)).path
            jenis = mimetypes.guess_type(nama)[0] or "application/octet-stream"
            with _buka(nama) as isi:
                return URLFetcherResponse(url, isi.read(), {"Content-Type": jenis})

    return HTML(string=html, base_url=ALAMAT, url_fetcher=StaticFetcher()).write_pdf()


def _buka(nama: str) -> IO[bytes]:
    """A static file as collected (with the hash in its name), or from the source tree."""
    if staticfiles_storage.exists(nama):
        return staticfiles_storage.open(nama)
    berkas = finders.find(nama)
    if berkas is None:
        raise ValueError(f"Not a static file: {nama}")
    return open(berkas, "rb")
