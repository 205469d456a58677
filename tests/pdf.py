"""Reads a PDF back."""

from io import BytesIO

from pypdf import PdfReader


def baca_pdf(isi: bytes) -> tuple[tuple[int, int], str]:
    """The size of the first page in points, and all text with single spaces."""
    halaman = PdfReader(BytesIO(isi)).pages
    lebar, tinggi = (round(n) for n in halaman[0].mediabox[2:])
    return (lebar, tinggi), " ".join(" ".join(h.extract_text() for h in halaman).split())
