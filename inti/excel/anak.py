"""The child process that opens uploaded workbooks: `python -m inti.excel.anak MODE ARGUMENTS`.

A crafted file can abort the reader or fill memory, and would take the server process with it.
Here it only ends this process, which limits itself before it touches the file. Results leave on
standard output as one JSON object a line; see inti.excel.proses for the other end.
"""

import datetime
import json
import re
import resource
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import IO, Any, NamedTuple

from inti.excel.iris import Potongan, potong, potongan_xml
from inti.excel.periksa import RUSAK, TERLALU_BESAR, Batas, BerkasDitolak, periksa
from inti.excel.sel import RUMUS_KOSONG


BARIS_PER_BINGKAI = 500
SEL = re.compile(rb"<(?:\w+:)?c\s([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
ALAMAT = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
GABUNGAN = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)"')
HASIL = re.compile(rb"<(?:\w+:)?v>([^<]+)<")
RENGGANG = 10  # a sheet this many times larger than its cells has one far away
JAUH = (
    "Lembar “{lembar}” memuat isi jauh di luar tabel (sel {sel}). Hapus baris dan kolom kosong di "
    "bawah dan di kanan tabel, simpan, lalu unggah kembali."
)


def main(argumen: list[str]) -> None:
    mode, berkas, *lain, batas = argumen
    aturan = Batas(**json.loads(batas))
    _batasi(aturan, Path(berkas).stat().st_size)
    sisa = aturan.keluaran
    try:
        for bingkai in MODE[mode](Path(berkas), *lain, batas=aturan):
            sisa -= _kirim(bingkai)
            if sisa < 0:
                raise BerkasDitolak(TERLALU_BESAR)
    except BerkasDitolak as tolak:
        _kirim({"tolak": str(tolak)})
    else:
        _kirim({"selesai": True})


def _batasi(batas: Batas, ukuran: int) -> None:
    memori = batas.memori + batas.memori_per_bita * min(ukuran, batas.berkas)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (batas.cpu, batas.cpu + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memori, memori))


def _kirim(bingkai: dict) -> int:
    return sys.stdout.write(json.dumps(bingkai, default=_kode_nilai, ensure_ascii=False) + "\n")


def _kode_nilai(nilai: Any) -> dict:
    if isinstance(nilai, datetime.timedelta):
        return {"j": "durasi", "v": nilai.total_seconds()}
    return {"j": type(nilai).__name__, "v": nilai.isoformat()}


def baca(jalur: Path, *, batas: Batas) -> Iterator[dict]:
    """Frames of every worksheet: its name, then rows as [Excel row number, cells from column A].

    A third item names the columns that hold formulas, whose stored results the cells are.
    """
    from python_calamine import (  # noqa: PLC0415 -- only in the limited child
        CalamineError,
        CalamineWorkbook,
        PasswordError,
    )

    periksa(jalur, batas)
    utuh = cache(partial(CalamineWorkbook.from_path, jalur))  # holds the texts of all sheets

    def buka(irisan: IO[bytes] | None) -> CalamineWorkbook:
        return CalamineWorkbook.from_filelike(irisan) if irisan else utuh()

    try:
        with zipfile.ZipFile(jalur) as arsip:
            semua, sisa = daftar_lembar(arsip), batas.sel
            for lembar in semua:
                yield {"lembar": lembar.nama, "terlihat": lembar.terlihat}
                bingkai = Bingkai(gabungan(potongan_xml(arsip, lembar.bagian, b">")))
                for bagian in potong(buka, arsip, lembar.nama, lembar.bagian):
                    sisa -= bagian.luas
                    if sisa < 0:
                        raise BerkasDitolak(_pesan_jauh(arsip, semua))
                    yield from bingkai.isi(bagian)
                yield bingkai.sisa()
    except PasswordError:
        raise BerkasDitolak("Berkas dilindungi kata sandi.") from None
    except (CalamineError, KeyError, OSError, zipfile.BadZipFile):
        raise BerkasDitolak(RUSAK) from None


class Bingkai:
    """Collects rows that hold something into frames of some hundred.

    Cells merged downwards (`gabungan`: first row → column, last row) give their value to every row
    that has something of its own.
    """

    def __init__(self, gabungan: dict[int, list[tuple[int, int]]]) -> None:
        self.gabungan = gabungan
        self.berlaku: dict[int, tuple[int, Any]] = {}
        self.baris: list[list] = []

    def isi(self, potongan: Potongan) -> Iterator[dict]:
        """Full frames of these rows, formulas marked by their columns; the rest waits."""
        rusak, rumus = sel_khusus(potongan.xml)
        for nomor, sel in chain(potongan, ((n, []) for n in sorted(rusak))):
            for kolom, isi in rusak.pop(nomor, {}).items():  # the reader gives them as empty text
                sel.extend([""] * (kolom + 1 - len(sel)))
                sel[kolom] = {"j": "rusak", "v": isi}
            while sel and sel[-1] == "":
                sel.pop()
            if not sel:
                continue
            if self.gabungan:
                self._gabung(nomor, sel)
            self.baris.append([nomor, sel, rumus[nomor]] if nomor in rumus else [nomor, sel])
            if len(self.baris) == BARIS_PER_BINGKAI:
                yield self.sisa()

    def sisa(self) -> dict:
        """A frame of what has been collected."""
        bingkai, self.baris = {"baris": self.baris}, []
        return bingkai

    def _gabung(self, nomor: int, sel: list) -> None:
        for kolom, (sampai, isi) in self.berlaku.items():
            if nomor <= sampai and (kolom >= len(sel) or sel[kolom] == ""):
                sel.extend([""] * (kolom + 1 - len(sel)))
                sel[kolom] = isi
        for kolom, sampai in self.gabungan.get(nomor, ()):
            self.berlaku[kolom] = (sampai, sel[kolom] if kolom < len(sel) else "")


def gabungan(potongan: Iterable[bytes]) -> dict[int, list[tuple[int, int]]]:
    """Ranges merged downwards within one column: first row → (column, last row).

    They stand below all rows and are therefore looked for first.
    """
    hasil: dict[int, list[tuple[int, int]]] = {}
    for xml in potongan:
        for kiri, atas, kanan, bawah in GABUNGAN.findall(xml) if b"mergeCell" in xml else ():
            if kiri == kanan and int(bawah) > int(atas):
                hasil.setdefault(int(atas), []).append((_kolom(kiri), int(bawah)))
    return hasil


class BagianLembar(NamedTuple):
    """A worksheet: its name, its member in the archive, and whether people see it."""

    nama: str
    bagian: str
    terlihat: bool


def daftar_lembar(arsip: zipfile.ZipFile) -> list[BagianLembar]:
    """The worksheets in workbook order, from the workbook part and its relationships."""
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415 -- only in the limited child

    tujuan = {
        hubungan.get("Id"): hubungan.get("Target", "")
        for hubungan in fromstring(arsip.read("xl/_rels/workbook.xml.rels"))
        if hubungan.get("Type", "").endswith("/worksheet")  # and no chart on a sheet of its own
    }
    hasil = []
    for elemen in fromstring(arsip.read("xl/workbook.xml")).iter():
        nomor = next((v for k, v in elemen.attrib.items() if k.endswith("}id")), None)
        if elemen.tag.endswith("}sheet") and nomor in tujuan:
            bagian = tujuan[nomor]
            bagian = bagian.lstrip("/") if bagian.startswith("/") else f"xl/{bagian}"
            terlihat = elemen.get("state", "visible") == "visible"
            hasil.append(BagianLembar(elemen.get("name", ""), bagian, terlihat))
    return hasil


def sel_khusus(
    potongan: Iterable[bytes],
) -> tuple[dict[int, dict[int, str]], dict[int, list[int]]]:
    """Row → column → Excel error or RUMUS_KOSONG; and row → columns of formulas with a result."""
    rusak: dict[int, dict[int, str]] = {}
    rumus: dict[int, list[int]] = {}
    for xml in potongan:
        if b't="e"' not in xml and b"<f" not in xml:
            continue
        for sifat, isi in SEL.findall(xml):
            ada_rumus = b"<f" in isi
            if not ada_rumus and b't="e"' not in sifat:
                continue
            nilai, alamat = HASIL.search(isi), ALAMAT.search(sifat)
            if alamat is None:
                continue
            nomor, kolom = int(alamat[2]), _kolom(alamat[1])
            if b't="e"' in sifat and nilai:
                rusak.setdefault(nomor, {})[kolom] = nilai[1].decode("utf-8", "replace")
            elif ada_rumus and nilai is None and b't="str"' not in sifat:
                rusak.setdefault(nomor, {})[kolom] = RUMUS_KOSONG
            elif ada_rumus:
                rumus.setdefault(nomor, []).append(kolom)
    return rusak, rumus


def jauh(jalur: Path, *, batas: Batas) -> Iterator[dict]:
    """Name the cell that made a sheet too large; runs after a read has died of it."""
    with zipfile.ZipFile(jalur) as arsip:
        raise BerkasDitolak(_pesan_jauh(arsip, daftar_lembar(arsip)))
    yield {}


def _pesan_jauh(arsip: zipfile.ZipFile, semua: Iterable[BagianLembar]) -> str:
    terjauh, jumlah = (0, "", ""), 0
    for lembar, nama, _ in semua:
        for potongan in potongan_xml(arsip, nama, b"</c>") if nama in arsip.namelist() else ():
            for huruf, nomor in ALAMAT.findall(potongan):
                jumlah += 1
                terjauh = max(
                    terjauh,
                    (int(nomor) * (_kolom(huruf) + 1), lembar, f"{huruf.decode()}{int(nomor)}"),
                )
    if terjauh[0] < RENGGANG * jumlah:
        return TERLALU_BESAR
    return JAUH.format(lembar=terjauh[1], sel=terjauh[2])


def _kolom(huruf: bytes) -> int:
    """Column letters to a 0-based index."""
    nomor = 0
    for satu in huruf:
        nomor = nomor * 26 + satu - 64
    return nomor - 1


def tandai(jalur: Path, catatan: str, hasil: str, folder: str, *, batas: Batas) -> Iterator[dict]:
    """Write the workbook at `jalur` to `hasil` with the marks described by the JSON file `catatan`."""
    from inti.excel.tandai import tulis_tanda  # noqa: PLC0415 -- slow import

    periksa(jalur, batas)
    tulis_tanda(jalur, json.loads(Path(catatan).read_text("utf-8")), Path(hasil), folder)
    yield {}


MODE: dict[str, Callable[..., Iterator[dict]]] = {"baca": baca, "jauh": jauh, "tandai": tandai}


if __name__ == "__main__":
    main(sys.argv[1:])
