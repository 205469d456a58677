"""Answers of the interface: JSON and CSV with their marks for caches, and problems (RFC 9457)."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date


SIMPAN_DETIK = 300
AWAL_RUMUS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula
JUDUL = {
    400: "Permintaan tidak dapat dibaca",
    401: "Perlu token",
    403: "Token tidak membuka data ini",
    404: "Tidak ditemukan",
    405: "Hanya dapat dibaca",
    422: "Parameter tidak sah",
    429: "Terlalu banyak permintaan",
}


def masalah(status: int, rincian: str, **lain: Any) -> HttpResponse:
    """A problem document in Indonesian; `lain` are its further members, such as `galat`."""
    isi = {"type": "about:blank", "title": JUDUL[status], "status": status, "detail": rincian}
    return HttpResponse(
        json.dumps(isi | lain, ensure_ascii=False),
        status=status,
        content_type="application/problem+json",
        headers={"Cache-Control": "no-store"},
    )


def tulis_json(isi: Any) -> bytes:
    """JSON as people can read it, dates in ISO 8601."""
    return json.dumps(isi, ensure_ascii=False, cls=DjangoJSONEncoder).encode()


def tulis_csv(kolom: Iterable[str], baris: Iterable[Mapping[str, Any]]) -> bytes:
    """RFC 4180 in UTF-8, decimal points, empty where nothing is known; text never is a formula."""
    teks = io.StringIO(newline="")
    penulis = csv.writer(teks)
    kolom = list(kolom)
    penulis.writerow(kolom)
    penulis.writerows([sel(satu[nama]) for nama in kolom] for satu in baris)
    return teks.getvalue().encode()


def sel(nilai: Any) -> str:
    """One value as CSV has it."""
    if nilai is None:
        return ""
    if isinstance(nilai, bool):
        return "true" if nilai else "false"
    if isinstance(nilai, str) and nilai.startswith(AWAL_RUMUS):
        return f"'{nilai}"
    return str(nilai)


def kirim(
    request: HttpRequest,
    isi: bytes,
    *,
    jenis: str,
    umum: bool,
    diperbarui: datetime | None = None,
    nama_berkas: str = "",
) -> HttpResponse:
    """Send `isi`, or 304 when the reader has it already.

    `umum`: the same for everybody, so caches between may keep it and any site's script may read it.
    """
    response = HttpResponse(isi, content_type=jenis)
    response["ETag"] = f'"{sha256(isi).hexdigest()[:32]}"'
    response["Cache-Control"] = f"public, max-age={SIMPAN_DETIK}" if umum else "private, no-cache"
    if umum:
        response["Access-Control-Allow-Origin"] = "*"
    if diperbarui:
        response["Last-Modified"] = http_date(diperbarui.timestamp())
    if nama_berkas:
        response["Content-Disposition"] = f'attachment; filename="{nama_berkas}"'
    patch_vary_headers(response, ["Authorization"])
    hasil = get_conditional_response(request, etag=response["ETag"], response=response)
    assert hasil is not None  # it gives back the response it was given
    return hasil
