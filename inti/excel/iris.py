"""One worksheet as the reader gives it: whole, or in slices that need only the memory of a slice.

The reader (calamine) holds a whole sheet. A sheet that is large is therefore cut between rows into
small workbooks with the same styles and texts, each of which the same reader opens; rows come while
the rest is still being read. Runs in the limited child only.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from inti.excel.periksa import MIB, RUSAK, BerkasDitolak


BESAR = 8 * MIB  # unpacked; a smaller sheet is read at once
IRISAN_MAKS = 64 * MIB
BLOK = MIB
UJUNG = b"</row>"
DATA = re.compile(rb"<sheetData\s*>")
DIMENSI = re.compile(rb"<dimension[^>]*/>")  # would make the reader reserve all of it
TANPA_NOMOR = re.compile(rb"<row(?![^>]*\sr=)[\s>/]")
PENUTUP = b"</sheetData></worksheet>"
BERSAMA = re.compile(r"\[Content_Types\]\.xml|_rels/\.rels|xl/(_rels/)?[^/]+\.(xml|rels)")


@dataclass(frozen=True)
class Potongan:
    """Some rows of a sheet: as the reader sees them, and their XML in pieces that cut no cell."""

    lembar: Any
    xml: Iterable[bytes]
    utuh: bool

    @property
    def luas(self) -> int:
        """Cells of the rectangle around the content, from A1 for a whole sheet."""
        if self.utuh:
            return self.lembar.total_height * self.lembar.total_width
        return self.lembar.height * self.lembar.width

    def __iter__(self) -> Iterator[tuple[int, list]]:
        """Excel row number and cells from column A; the reader starts at the first used column."""
        if self.lembar.start is None:
            return
        baris_awal, kolom_awal = self.lembar.start
        if self.utuh:
            semua = enumerate(self.lembar.iter_rows(), start=1)
        else:
            semua = enumerate(self.lembar.to_python(skip_empty_area=True), start=baris_awal + 1)
        for nomor, sel in semua:
            yield nomor, [""] * kolom_awal + sel if kolom_awal and sel else sel


def potong(buku: Any, arsip: zipfile.ZipFile, nama: str, bagian: str) -> Iterator[Potongan]:
    """The sheet `nama` of a workbook, whose part in the archive is `bagian`."""
    if not _is_besar(arsip, bagian):
        yield Potongan(
            buku.get_sheet_by_name(nama), potongan_xml(arsip, bagian, b"</c>"), utuh=True
        )
        return
    for berkas, xml in _iris(arsip, bagian):
        with type(buku).from_filelike(berkas) as irisan:
            yield Potongan(irisan.get_sheet_by_name(nama), [xml], utuh=False)


def potongan_xml(arsip: zipfile.ZipFile, bagian: str, ujung: bytes) -> Iterator[bytes]:
    """A member in pieces that end on `ujung`, so that nothing is cut in two."""
    sisa = b""
    with arsip.open(bagian) as isi:
        while blok := isi.read(BLOK):
            utuh, pemisah, sisa = (sisa + blok).rpartition(ujung)
            if utuh:
                yield utuh + pemisah
    yield sisa


def _is_besar(arsip: zipfile.ZipFile, bagian: str) -> bool:
    """Whether this part is a large sheet that can be cut: its rows have an end and a number."""
    if arsip.getinfo(bagian).file_size <= BESAR:
        return False
    with arsip.open(bagian) as isi:
        awal = isi.read(MIB)
    return UJUNG in awal and DATA.search(awal) is not None and not TANPA_NOMOR.search(awal)


def _iris(arsip: zipfile.ZipFile, bagian: str) -> Iterator[tuple[io.BytesIO, bytes]]:
    """Workbooks of some thousand rows each, with the rows' XML.

    The texts that cells share are parsed again for each slice, so slices grow with them.
    """
    lain = {n: arsip.read(n) for n in arsip.namelist() if BERSAMA.fullmatch(n) and n != bagian}
    ukuran = min(max(BESAR // 2, len(lain.get("xl/sharedStrings.xml", b""))), IRISAN_MAKS)
    with arsip.open(bagian) as isi:
        sisa = b""
        while not (data := DATA.search(sisa)):
            sisa += isi.read(BLOK)
        kepala, sisa = DIMENSI.sub(b"", sisa[: data.end()]), sisa[data.end() :]
        while blok := isi.read(ukuran):
            baris, ujung, sisa = (sisa + blok).rpartition(UJUNG)
            if ujung:
                baris += ujung
                yield _susun(lain, bagian, kepala + baris + PENUTUP), baris
        if b"</sheetData>" not in sisa:
            raise BerkasDitolak(RUSAK)


def _susun(lain: dict[str, bytes], bagian: str, lembar: bytes) -> io.BytesIO:
    berkas = io.BytesIO()
    with zipfile.ZipFile(berkas, "w") as arsip:
        for nama, isi in lain.items():
            arsip.writestr(nama, isi)
        arsip.writestr(bagian, lembar)
    berkas.seek(0)
    return berkas
