"""Uploaded file -> sheets of typed cells with their Excel row numbers, whole or in pieces."""

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from inti.angka import format_angka
from inti.excel.periksa import OLE, RUSAK, Batas, BerkasDitolak
from inti.excel.proses import AnakMati, Salinan, jalankan
from inti.excel.sel import Nilai


BOM_16 = (BOM_UTF16_LE, BOM_UTF16_BE)
LEMBAR_TEKS = "Teks"
BARIS_PER_POTONGAN = 500
RUSAK_TEKS = "Berkas teks ini memuat sel yang terlalu panjang, jadi bukan tabel berpemisah “|”."


class Baris(NamedTuple):
    """One row that holds something: its number in Excel and its cells from column A.

    `rumus` names the columns whose cell is the stored result of a formula.
    """

    nomor: int
    sel: list[Nilai]
    rumus: Sequence[int] = ()


@dataclass
class Lembar:
    """One worksheet; rows without content are left out, numbers stay those of Excel."""

    nama: str
    terlihat: bool
    baris: list[Baris] = field(default_factory=list)


def read_workbook(
    jalur: Path, *, batas: Batas | None = None, salinan: Salinan | None = None
) -> list[Lembar]:
    """The worksheets of the file at `jalur`, in workbook order; `salinan` as in `stream_workbook`.

    Raises BerkasDitolak, with a sentence for the owner, for anything but a readable .xlsx file.
    """
    batas = batas or Batas()
    lembar: list[Lembar] = []
    sisa = batas.baris
    for potongan in stream_workbook(jalur, batas=batas, salinan=salinan):
        sisa -= len(potongan.baris)
        if sisa < 0:
            raise BerkasDitolak(
                f"Berkas memuat lebih dari {format_angka(batas.baris)} baris berisi. Hapus baris "
                "dan lembar yang bukan bagian tabel, atau pisahkan menjadi beberapa berkas."
            )
        if not lembar or lembar[-1].nama != potongan.nama:
            lembar.append(potongan)
        else:
            lembar[-1].baris += potongan.baris
    return lembar


def stream_workbook(
    jalur: Path, *, batas: Batas | None = None, salinan: Salinan | None = None
) -> Iterator[Lembar]:
    """The same sheets in pieces of some hundred rows, so that memory does not grow with the file.

    Successive pieces of one name are one sheet; a sheet without content is one empty piece. With a
    `salinan` the file is parsed once: whoever goes through it again reads what that has kept.
    """
    batas = batas or Batas()
    nama, terlihat = "", False
    try:
        for bingkai in jalankan("baca", jalur, batas=batas, salinan=salinan):
            if "lembar" in bingkai:
                nama, terlihat = bingkai["lembar"], bingkai["terlihat"]
            else:
                yield Lembar(nama, terlihat, [Baris(*isi) for isi in bingkai["baris"]])
    except AnakMati:
        with suppress(AnakMati):  # looks for the cell that made the sheet too large, and names it
            list(jalankan("jauh", jalur, batas=batas))
        raise BerkasDitolak(RUSAK) from None


def stream_text(jalur: Path, *, pemisah: str = "|") -> Iterator[Lembar]:
    """A delimited text file in pieces, as one sheet “Teks”; all its cells are text.

    A cell in quotes may hold the delimiter, a line break, and a quote written twice.

    Reads UTF-8 (with or without BOM), UTF-16 with BOM, else Windows-1252, which old tools write.
    """
    with jalur.open(encoding=_pengodean(jalur), errors="replace", newline="") as berkas:
        rekaman = _bernomor(csv.reader(berkas, delimiter=pemisah))
        try:
            while potongan := list(islice(rekaman, BARIS_PER_POTONGAN)):
                yield Lembar(LEMBAR_TEKS, True, [satu for satu in potongan if any(satu.sel)])
        except csv.Error:
            raise BerkasDitolak(RUSAK_TEKS) from None


def _bernomor(rekaman: Any) -> Iterator[Baris]:
    """Records with the number of the line on which they begin; a quoted cell may span several."""
    nomor = rekaman.line_num + 1
    for sel in rekaman:
        yield Baris(nomor, sel)
        nomor = rekaman.line_num + 1


def is_teks(jalur: Path) -> bool:
    """Whether the file is text, by its first bytes: no archive, nothing binary."""
    with jalur.open("rb") as berkas:
        awal = berkas.read(4096)
    return not awal.startswith((b"PK", OLE, b"%PDF")) and (awal[:2] in BOM_16 or b"\0" not in awal)


def _pengodean(jalur: Path) -> str:
    with jalur.open("rb") as berkas:
        if berkas.read(2) in BOM_16:
            return "utf-16"
    pengurai = getincrementaldecoder("utf-8")()
    with jalur.open("rb") as berkas:
        try:
            while blok := berkas.read(1 << 20):
                pengurai.decode(blok)
            pengurai.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"
