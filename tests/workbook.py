"""Reads a downloaded workbook back."""

from io import BytesIO

from openpyxl import load_workbook


def baca_data(response, lembar="Data"):
    """The rows of a sheet of a downloaded workbook, heads first."""
    berkas = BytesIO(b"".join(response.streaming_content))
    return [list(baris) for baris in load_workbook(berkas)[lembar].iter_rows(values_only=True)]
