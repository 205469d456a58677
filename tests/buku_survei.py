"""An officer's way with the survey workbook: download, fill in, let LibreOffice save it, upload."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

from django.urls import reverse
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from opd.excel.tata import KOLOM, TAJUK
from tests.impor import unggah


SOFFICE = shutil.which("soffice")
JUDUL = {judul: nama for nama, (judul, _) in KOLOM.items()}


def unduh(client, putaran, path: Path, *, susunan="desa", bagian=None) -> Path:
    """The workbook as the page hands it out, stored at `path`."""
    if bagian is None:
        halaman = client.get(reverse("opd:survei_excel", args=[putaran.pk]))
        bagian = halaman.context["bagian"][0].kode
    url = reverse("opd:survei_excel_unduh", args=[putaran.pk])
    response = client.get(url, {"bagian": bagian, "susunan": susunan})
    path.write_bytes(b"".join(response.streaming_content))
    return path


def letak(buku: Workbook) -> dict[tuple[str, str], tuple[Any, int, dict[str, int]]]:
    """(village code, indicator code) → sheet, row, column numbers by name."""
    hasil = {}
    for lembar in buku.worksheets:
        kolom: dict[str, int] = {}
        for baris in lembar.iter_rows():
            nama = {JUDUL[sel.value]: sel.column for sel in baris if sel.value in JUDUL}
            if len(nama) > len(kolom):
                kolom = nama
            elif len(kolom) >= len(TAJUK) and (
                kode := lembar.cell(baris[0].row, kolom["kode_desa"]).value
            ):
                kunci = (kode, lembar.cell(baris[0].row, kolom["kode_indikator"]).value)
                hasil[kunci] = (lembar, baris[0].row, kolom)
    return hasil


def isi(
    path: Path, isian: dict[tuple[str, str], dict[str, Any]], *, jadi: Path | None = None
) -> Path:
    """Type values into entry cells, as openpyxl saves it."""
    buku = load_workbook(path, rich_text=True)
    tempat = letak(buku)
    for kunci, nilai in isian.items():
        lembar, baris, kolom = tempat[kunci]
        for nama, satu in nilai.items():
            lembar.cell(baris, kolom[nama]).value = satu
    buku.save(jadi or path)
    return jadi or path


def simpan_libreoffice(path: Path, folder: Path, profil: Path) -> Path:
    """The workbook as LibreOffice saves it, after computing every formula anew."""
    registri = profil / "user" / "registrymodifications.xcu"
    registri.parent.mkdir(parents=True, exist_ok=True)
    registri.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" '
        'oor:op="fuse"><value>0</value></prop></item></oor:items>'
    )
    folder.mkdir(exist_ok=True)
    hasil = subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation=file://{profil}", "--headless", "--convert-to", "xlsx",
         "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert b"Error" not in hasil.stderr, hasil.stderr
    return folder / path.name


def kirim(client, putaran, path: Path, *, mentah=False, **lain):
    """Upload from the page "Isi lewat Excel"; the waiting import."""
    return unggah(client, "survei", path, mentah=mentah, putaran=putaran.pk, **lain)


def baca(response) -> Workbook:
    """A downloaded workbook."""
    return load_workbook(BytesIO(b"".join(response.streaming_content)), rich_text=True)
