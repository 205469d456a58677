"""Reads a downloaded PDF back."""

from io import BytesIO

from pypdf import PdfReader


def teks_pdf(response):
    """All text of the PDF of a response, with single spaces."""
    assert response["Content-Type"] == "application/pdf"
    halaman = PdfReader(BytesIO(response.content)).pages
    return " ".join(" ".join(h.extract_text() for h in halaman).split())
