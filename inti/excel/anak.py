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
from itertools import chain
from pathlib import Path
from typing import Any

from inti.excel.periksa import RUSAK, TERLALU_BESAR, Batas, BerkasDitolak, periksa
from inti.excel.sel import RUMUS_KOSONG


BARIS_PER_BINGKAI = 500
BACA = 1 << 20
SEL = re.compile(rb"<(?:\w+:)?c\s([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
ALAMAT = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
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
    """Frames of every worksheet: its name, then rows as [Excel row number, cells from column A]."""
    from python_calamine import (  # noqa: PLC0415 -- only in the limited child
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    periksa(jalur, batas)
    try:
        with CalamineWorkbook.from_path(jalur) as buku, zipfile.ZipFile(jalur) as arsip:
            bagian, sisa = peta_lembar(arsip), batas.sel
            for info in buku.sheets_metadata:
                if info.typ != SheetTypeEnum.WorkSheet:
                    continue
                terlihat = info.visible == SheetVisibleEnum.Visible
                yield {"lembar": info.name, "terlihat": terlihat}
                lembar = buku.get_sheet_by_name(info.name)
                sisa -= lembar.total_height * lembar.total_width
                if sisa < 0:
                    raise BerkasDitolak(_pesan_jauh(arsip, bagian))
                rusak = sel_rusak(arsip, bagian[info.name])
                baris, awal = (lembar.iter_rows(), lembar.start[1]) if lembar.start else ((), 0)
                gabungan = _gabungan(lembar.merged_cell_ranges or [])
                yield from _bingkai_baris(baris, awal, rusak, gabungan)
    except PasswordError:
        raise BerkasDitolak("Berkas dilindungi kata sandi.") from None
    except (CalamineError, KeyError, OSError, zipfile.BadZipFile):
        raise BerkasDitolak(RUSAK) from None


def _bingkai_baris(
    baris: Iterable[list],
    kolom_awal: int,
    rusak: dict[int, dict[int, str]],
    gabungan: dict[int, list[tuple[int, int]]],
) -> Iterator[dict]:
    """Rows that hold something, with their Excel numbers; calamine starts at row 1 but at the
    first used column, and does not see cells without a value.

    Cells merged downwards (`gabungan`: first row → column, last row) give their value to every row
    that has something of its own.
    """
    bingkai: list = []
    berlaku: dict[int, tuple[int, Any]] = {}
    for nomor, sel in chain(enumerate(baris, start=1), ((n, []) for n in sorted(rusak))):
        if kolom_awal and sel:
            sel = [""] * kolom_awal + sel
        for kolom, isi in rusak.pop(nomor, {}).items():
            sel.extend([""] * (kolom + 1 - len(sel)))
            sel[kolom] = {"j": "rusak", "v": isi}
        while sel and sel[-1] == "":
            sel.pop()
        if sel:
            for kolom, (sampai, isi) in berlaku.items():
                if nomor <= sampai and (kolom >= len(sel) or sel[kolom] == ""):
                    sel.extend([""] * (kolom + 1 - len(sel)))
                    sel[kolom] = isi
            for kolom, sampai in gabungan.get(nomor, ()):
                berlaku[kolom] = (sampai, sel[kolom] if kolom < len(sel) else "")
            bingkai.append([nomor, sel])
            if len(bingkai) == BARIS_PER_BINGKAI:
                yield {"baris": bingkai}
                bingkai = []
    yield {"baris": bingkai}


def _gabungan(daerah: list) -> dict[int, list[tuple[int, int]]]:
    """Ranges merged downwards within one column: first row → (column, last row)."""
    hasil: dict[int, list[tuple[int, int]]] = {}
    for (atas, kiri), (bawah, kanan) in daerah:
        if kiri == kanan and bawah > atas:
            hasil.setdefault(atas + 1, []).append((kiri, bawah + 1))
    return hasil


def peta_lembar(arsip: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name -> archive member, from the workbook part and its relationships."""
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415 -- only in the limited child

    tujuan = {
        hubungan.get("Id"): hubungan.get("Target", "")
        for hubungan in fromstring(arsip.read("xl/_rels/workbook.xml.rels"))
    }
    peta = {}
    for elemen in fromstring(arsip.read("xl/workbook.xml")).iter():
        if elemen.tag.endswith("}sheet"):
            nomor = next(v for k, v in elemen.attrib.items() if k.endswith("}id"))
            bagian = tujuan.get(nomor, "")
            peta[elemen.get("name", "")] = (
                bagian.lstrip("/") if bagian.startswith("/") else f"xl/{bagian}"
            )
    return peta


def sel_rusak(arsip: zipfile.ZipFile, bagian: str) -> dict[int, dict[int, str]]:
    """Row -> column -> Excel error or RUMUS_KOSONG; the reader gives such cells as empty text."""
    hasil: dict[int, dict[int, str]] = {}
    for potongan in _potongan(arsip, bagian, b"</c>"):
        if b't="e"' not in potongan and b"<f" not in potongan:
            continue
        for sifat, isi in SEL.findall(potongan):
            nilai = HASIL.search(isi)
            if b't="e"' in sifat and nilai:
                rusak = nilai[1].decode("utf-8", "replace")
            elif b"<f" in isi and nilai is None and b't="str"' not in sifat:
                rusak = RUMUS_KOSONG
            else:
                continue
            if alamat := ALAMAT.search(sifat):
                hasil.setdefault(int(alamat[2]), {})[_kolom(alamat[1])] = rusak
    return hasil


def jauh(jalur: Path, *, batas: Batas) -> Iterator[dict]:
    """Name the cell that made a sheet too large; runs after a read has died of it."""
    with zipfile.ZipFile(jalur) as arsip:
        raise BerkasDitolak(_pesan_jauh(arsip, peta_lembar(arsip)))
    yield {}


def _pesan_jauh(arsip: zipfile.ZipFile, bagian: dict[str, str]) -> str:
    terjauh, jumlah = (0, "", ""), 0
    for lembar, nama in bagian.items():
        for potongan in _potongan(arsip, nama, b"</c>") if nama in arsip.namelist() else ():
            for huruf, nomor in ALAMAT.findall(potongan):
                jumlah += 1
                terjauh = max(
                    terjauh,
                    (int(nomor) * (_kolom(huruf) + 1), lembar, f"{huruf.decode()}{int(nomor)}"),
                )
    if terjauh[0] < RENGGANG * jumlah:
        return TERLALU_BESAR
    return JAUH.format(lembar=terjauh[1], sel=terjauh[2])


def _potongan(arsip: zipfile.ZipFile, bagian: str, ujung: bytes) -> Iterator[bytes]:
    """A member in pieces that end on `ujung`, so that no cell is cut in two."""
    sisa = b""
    with arsip.open(bagian) as isi:
        while blok := isi.read(BACA):
            utuh, pemisah, sisa = (sisa + blok).rpartition(ujung)
            if utuh:
                yield utuh + pemisah
    yield sisa


def _kolom(huruf: bytes) -> int:
    """Column letters to a 0-based index."""
    nomor = 0
    for satu in huruf:
        nomor = nomor * 26 + satu - 64
    return nomor - 1


def tandai(jalur: Path, catatan: str, hasil: str, *, batas: Batas) -> Iterator[dict]:
    """Write the workbook at `jalur` to `hasil` with the marks described by the JSON file `catatan`."""
    from inti.excel.tandai import tulis_tanda  # noqa: PLC0415 -- slow import

    periksa(jalur, batas)
    tulis_tanda(jalur, json.loads(Path(catatan).read_text("utf-8")), Path(hasil))
    yield {}


MODE: dict[str, Callable[..., Iterator[dict]]] = {"baca": baca, "jauh": jauh, "tandai": tandai}


if __name__ == "__main__":
    main(sys.argv[1:])
