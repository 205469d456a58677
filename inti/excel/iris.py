"""One worksheet as the reader gives it: whole, or in slices that need only the memory of a slice.

The reader (calamine) holds a whole sheet. A sheet that is large is therefore cut between rows into
small workbooks with the same styles and texts, each of which the same reader opens; rows come while
the rest is still being read. Runs in the limited child only.
"""

import io
import os
import re
import zipfile
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise
from tempfile import TemporaryFile
from typing import IO, Any

from inti.excel.periksa import MIB, RUSAK, BerkasDitolak


BESAR = 8 * MIB  # unpacked; a smaller sheet is read at once
IRISAN = MIB  # what the processor's cache holds is cut fastest
BLOK = MIB
UJUNG = b"</row>"
DATA = re.compile(rb"<sheetData\s*>")
DIMENSI = re.compile(rb"<dimension[^>]*/>")  # would make the reader reserve all of it
TANPA_NOMOR = re.compile(rb"<row(?![^>]*\sr=)[\s>/]")
PENUTUP = b"</sheetData></worksheet>"
TEKS_BERSAMA = "xl/sharedStrings.xml"
TEKS = re.compile(rb"<(?:\w+:)?si(?:\s[^>]*)?(?:/>|>.*?</(?:\w+:)?si>)", re.DOTALL)
AKAR_TEKS = re.compile(rb"<(\w+:|)sst")
KOSONG = re.compile(rb"<(\w+:|)si\s*/>")  # the reader would leave it out, and miscount
RUJUKAN = re.compile(rb"""(\st=["']s["'][^>]*>\s*<(?:\w+:)?v>)(\d+)""")
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


def potong(
    buka: Callable[[IO[bytes] | None], Any], arsip: zipfile.ZipFile, nama: str, bagian: str
) -> Iterator[Potongan]:
    """The sheet `nama` of a workbook, whose part in the archive is `bagian`.

    `buka` gives the reader of a slice, or with None that of the whole file.
    """
    if not _is_besar(arsip, bagian):
        semua = potongan_xml(arsip, bagian, b"</c>")
        yield Potongan(buka(None).get_sheet_by_name(nama), semua, utuh=True)
        return
    for berkas, xml in _iris(arsip, bagian):
        with buka(berkas) as irisan:
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
    """Workbooks of some thousand rows each, with the rows' XML."""
    lain = {
        n: arsip.read(n)
        for n in arsip.namelist()
        if BERSAMA.fullmatch(n) and n not in {bagian, TEKS_BERSAMA}
    }
    with ExitStack() as tutup, arsip.open(bagian) as isi:
        teks = None
        if TEKS_BERSAMA in arsip.namelist():
            teks = TeksBersama(arsip, tutup.enter_context(TemporaryFile()))
        sisa = b""
        while not (data := DATA.search(sisa)):
            sisa += isi.read(BLOK)
        kepala, sisa = DIMENSI.sub(b"", sisa[: data.end()]), sisa[data.end() :]
        while blok := isi.read(IRISAN):
            baris, ujung, sisa = (sisa + blok).rpartition(UJUNG)
            if ujung:
                baris += ujung
                if teks:
                    baris, lain[TEKS_BERSAMA] = teks.ambil(baris)
                yield _susun(lain, bagian, kepala + baris + PENUTUP), baris
        if b"</sheetData>" not in sisa:
            raise BerkasDitolak(RUSAK)


class TeksBersama:
    """The texts that cells share, on disk in a file without a name: a slice takes those it needs.

    In the file of a large list they are larger than any slice, and almost all of them are used by
    one cell.
    """

    def __init__(self, arsip: zipfile.ZipFile, berkas: IO[bytes]) -> None:
        self.berkas, self.kepala, self.ujung = berkas, b"", array("Q", [0])
        with arsip.open(TEKS_BERSAMA) as isi:
            akar = AKAR_TEKS.search(isi.read(BLOK))
        awalan = akar[1] if akar else b""
        self.penutup = b"</%ssst>" % awalan
        for potongan in potongan_xml(arsip, TEKS_BERSAMA, b"</%ssi>" % awalan):
            if not self.kepala and (pertama := TEKS.search(potongan)):
                self.kepala = potongan[: pertama.start()]
            semua = TEKS.findall(potongan)
            self.ujung.extend(islice(accumulate(map(len, semua), initial=self.ujung[-1]), 1, None))
            berkas.writelines(semua)
        berkas.flush()

    def ambil(self, baris: bytes) -> tuple[bytes, bytes]:
        """The rows with their texts numbered anew, and the part that holds these texts alone."""
        bagian = RUJUKAN.split(baris)
        lama = [int(nomor) for nomor in bagian[2::3]]
        dipakai = sorted(set(lama))
        if dipakai and dipakai[-1] + 1 >= len(self.ujung):
            raise BerkasDitolak(RUSAK)
        baru = {nomor: b"%d" % ke for ke, nomor in enumerate(dipakai)}
        bagian[2::3] = [baru[nomor] for nomor in lama]
        teks = b"".join(self._baca(*satu) for satu in _deret(dipakai)) if dipakai else b""
        return b"".join(bagian), self.kepala + KOSONG.sub(
            rb"<\1si><\1t/></\1si>", teks
        ) + self.penutup

    def _baca(self, awal: int, akhir: int) -> bytes:
        mulai, ujung = self.ujung[awal], self.ujung[akhir + 1]
        return os.pread(self.berkas.fileno(), ujung - mulai, mulai)


def _deret(urut: list[int]) -> Iterable[tuple[int, int]]:
    """First and last of each run of successive numbers."""
    lompat = [ke for ke, (a, b) in enumerate(pairwise(urut)) if b - a != 1]
    return zip(
        [urut[0], *(urut[ke + 1] for ke in lompat)],
        [*(urut[ke] for ke in lompat), urut[-1]],
        strict=True,
    )


def _susun(lain: dict[str, bytes], bagian: str, lembar: bytes) -> io.BytesIO:
    berkas = io.BytesIO()
    with zipfile.ZipFile(berkas, "w") as arsip:
        for nama, isi in lain.items():
            arsip.writestr(nama, isi)
        arsip.writestr(bagian, lembar)
    berkas.seek(0)
    return berkas
