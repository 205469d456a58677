"""Looks at an uploaded file before anything parses it, and refuses it in words a person can act on.

Only the friendly half of the defence: whatever slips through meets the memory and CPU limits of the
process that parses (inti.excel.anak). Nothing here expands an archive member beyond its first
kilobytes, except the small relationship parts.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring


MIB = 1024 * 1024
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
PROLOG_MAKS = 64 * 1024  # bytes before the root element; real files need a few hundred
RELS_MAKS = 2 * MIB
BAGIAN_BESAR = 32 * MIB  # unpacked; what is smaller is read in a moment, however well it packs
ELEMEN_PERTAMA = re.compile(rb"<[A-Za-z_]")
PENGODEAN = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']""")
PENGODEAN_SAH = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"utf-16"}  # ECMA-376 part 2, 9.2
BAGIAN_ASING = {
    "word/": "Berkas ini dokumen Word, bukan buku kerja Excel.",
    "ppt/": "Berkas ini presentasi PowerPoint, bukan buku kerja Excel.",
    "xl/workbook.bin": "Berkas ini berformat .xlsb. Buka di Excel, lalu simpan sebagai .xlsx.",
    "xl/vbaProject.bin": "Berkas ini memuat makro. Simpan sebagai “Buku Kerja Excel (.xlsx)”.",
    "xl/externalLinks/": "Berkas ini memuat tautan ke berkas lain. Di Excel pilih Data › Edit Tautan "
    "› Putuskan Tautan, simpan, lalu unggah kembali.",
}
RUSAK = "Berkas rusak atau terpotong. Buka di Excel, simpan ulang, lalu unggah kembali."
TERLALU_BESAR = "Isi berkas terlalu besar untuk dibaca. Pisahkan menjadi beberapa berkas."
TIDAK_AMAN = "Isi berkas tidak wajar untuk buku kerja Excel, jadi tidak dibaca demi keamanan."


class BerkasDitolak(Exception):
    """The file cannot be accepted; the message tells its owner why and what to do."""


@dataclass(frozen=True)
class Batas:
    """What one uploaded workbook may cost. Sizes in bytes, times in seconds."""

    berkas: int = 20 * MIB
    mekar: int = 400 * MIB  # all members, unpacked, as declared
    nisbah: int = 100  # unpacked : packed of a large member; workbooks reach some 60, bombs 1,000
    entri: int = 2000
    sel: int = 5_000_000  # cells of the rectangles around the content of all sheets
    baris: int = 25_000  # rows with content of a file that is read whole
    keluaran: int = 128 * MIB  # what the child may hand over: one long text can fill many cells
    memori: int = 256 * MIB  # address space of the child, interpreter included …
    memori_per_bita: int = 10  # … and more for a file that is large on disk, as no bomb is
    cpu: int = 30
    detik: int = 60


def periksa(jalur: Path, batas: Batas) -> None:
    """Raise BerkasDitolak unless the file at `jalur` looks like an ordinary .xlsx workbook."""
    ukuran = jalur.stat().st_size
    if ukuran > batas.berkas:
        raise BerkasDitolak(f"Berkas terlalu besar. Paling besar {batas.berkas // MIB} MB.")
    with jalur.open("rb") as berkas:
        kepala = berkas.read(4096)
        if not kepala.startswith(b"PK"):
            raise BerkasDitolak(_bukan_zip(kepala, kepala + berkas.read()))
    try:
        with zipfile.ZipFile(jalur) as arsip:
            _periksa_arsip(arsip, batas)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
        raise BerkasDitolak(RUSAK) from None


def _bukan_zip(kepala: bytes, isi: bytes) -> str:
    awal = kepala.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not kepala:
        return "Berkas kosong (0 bita)."
    if kepala.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in isi:
            return (
                "Berkas dilindungi kata sandi. Hapus kata sandinya di Excel (Berkas › Info › "
                "Proteksi Buku Kerja), simpan, lalu unggah kembali."
            )
        return "Berkas berformat lama (.xls atau .doc). Buka di Excel, lalu simpan sebagai .xlsx."
    if awal.startswith(b"%pdf"):
        return "Berkas ini PDF, bukan buku kerja Excel."
    if awal.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")):
        return (
            "Berkas ini halaman web (HTML) yang diberi nama Excel. "
            "Buka di Excel, lalu simpan sebagai .xlsx."
        )
    if b"\0" not in kepala:
        return "Berkas ini teks (misalnya CSV). Buka di Excel, lalu simpan sebagai .xlsx."
    return "Jenis berkas tidak dikenal. Unggah buku kerja Excel (.xlsx)."


def _periksa_arsip(arsip: zipfile.ZipFile, batas: Batas) -> None:
    entri = arsip.infolist()
    nama = [info.filename for info in entri]
    if len(entri) > batas.entri or len(set(nama)) != len(nama):
        raise BerkasDitolak(TIDAK_AMAN)
    if sum(info.file_size for info in entri) > batas.mekar or any(
        info.file_size > max(BAGIAN_BESAR, batas.nisbah * info.compress_size) for info in entri
    ):
        raise BerkasDitolak(
            "Isi berkas terlalu besar setelah dimekarkan. Hapus lembar yang tidak perlu."
        )
    if any(info.flag_bits & 1 for info in entri):
        raise BerkasDitolak("Berkas dilindungi kata sandi. Hapus kata sandinya, lalu unggah lagi.")
    if any(".." in PurePosixPath(n).parts or n.startswith(("/", "\\")) for n in nama):
        raise BerkasDitolak(TIDAK_AMAN)
    for awalan, pesan in BAGIAN_ASING.items():
        if any(n.startswith(awalan) for n in nama):
            raise BerkasDitolak(pesan)
    if "xl/workbook.xml" not in nama:
        raise BerkasDitolak(
            "Berkas LibreOffice (.ods). Simpan sebagai “Excel 2007–365 (.xlsx)”."
            if "content.xml" in nama
            else "Berkas ini arsip ZIP biasa, bukan buku kerja Excel."
        )
    for info in entri:
        if info.filename.endswith((".xml", ".rels", ".vml")):
            _periksa_prolog(arsip, info)
        if info.filename.endswith(".rels"):
            _periksa_tautan(arsip, info)


def _periksa_prolog(arsip: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Refuse document types, where entities are declared, in any encoding a parser might accept."""
    with arsip.open(info) as bagian:
        awal = bagian.read(PROLOG_MAKS)
    polos = awal.replace(b"\0", b"")  # UTF-16 and UTF-32 of ASCII markup become ASCII
    akar = ELEMEN_PERTAMA.search(polos)
    prolog = polos[: akar.start()] if akar else polos
    pengodean = PENGODEAN.search(prolog)
    if (
        akar is None
        or b"<!" in prolog.replace(b"<!--", b"")
        or (pengodean and pengodean[1].lower() not in PENGODEAN_SAH)
    ):
        raise BerkasDitolak(TIDAK_AMAN)


def _periksa_tautan(arsip: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Refuse parts fetched from elsewhere; plain hyperlinks and mail addresses may stay."""
    if info.file_size > RELS_MAKS:
        raise BerkasDitolak(TIDAK_AMAN)
    try:
        akar = fromstring(arsip.read(info))
    except (ParseError, DefusedXmlException):
        raise BerkasDitolak(RUSAK) from None
    for hubungan in akar:
        jenis = hubungan.get("Type", "").rsplit("/", 1)[-1]
        if hubungan.get("TargetMode") == "External" and jenis != "hyperlink":
            raise BerkasDitolak(BAGIAN_ASING["xl/externalLinks/"])
