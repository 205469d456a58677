"""The reference workbook: the same cells as ours, written by a loop that knows nothing of them."""

import tempfile
from datetime import datetime
from io import BytesIO
from typing import IO, Any

import xlsxwriter
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from akun.models import Pengguna


Sel = tuple[int, int, Any]


def baca_sel(pengguna: Pengguna) -> dict[str, list[Sel]]:
    """Every cell of our workbook by sheet, in writing order."""
    client = Client()
    client.force_login(pengguna)
    response = client.get(reverse("laporan:sebelum_sesudah_excel"))
    return isi_sel(load_workbook(BytesIO(b"".join(response.streaming_content))))


def isi_sel(buku: Workbook) -> dict[str, list[Sel]]:
    """Every cell of a workbook by sheet, empty ones that have a format of their own included."""
    return {
        lembar.title: [
            (sel.row - 1, sel.column - 1, sel.value)
            for baris in lembar.iter_rows()
            for sel in baris
            if sel.value is not None or sel.has_style
        ]
        for lembar in buku
    }


def tulis_sel(semua: dict[str, list[Sel]]) -> IO[bytes]:
    """The cells in a workbook with one format per kind."""
    berkas = tempfile.TemporaryFile()  # noqa: SIM115 -- handed to the caller
    with xlsxwriter.Workbook(berkas, {"constant_memory": True}) as buku:
        teks, angka = buku.add_format(), buku.add_format({"num_format": "#,##0.00"})
        tanggal = buku.add_format({"num_format": "dd-mm-yyyy"})
        for nama, isi in semua.items():
            lembar = buku.add_worksheet(nama)
            for baris, kolom, nilai in isi:
                if nilai is None:
                    lembar.write_blank(baris, kolom, None, teks)
                elif isinstance(nilai, datetime):
                    lembar.write_datetime(baris, kolom, nilai, tanggal)
                elif not isinstance(nilai, str):
                    lembar.write_number(baris, kolom, nilai, angka)
                elif nilai.startswith("="):
                    lembar.write_formula(baris, kolom, nilai, angka)
                else:
                    lembar.write_string(baris, kolom, nilai, teks)
    berkas.seek(0)
    return berkas
