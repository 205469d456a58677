"""The user's own workbook back, with what has to be mended marked where it stands."""

import csv
import io
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, Any

from inti import sementara
from inti.excel.baca import stream_text
from inti.excel.periksa import MIB, Batas, BerkasDitolak
from inti.excel.proses import AnakMati, jalankan
from inti.excel.tajuk import TANDA, is_tanda


# openpyxl holds the whole workbook, some 50 times the size of the file.
BATAS_TANDAI = Batas(memori=900 * MIB, cpu=60, detik=90)
MERAH, KUNING = "FFFFC7CE", "FFFFEB9C"
JUDUL = f"{TANDA} keterangan"
PENULIS = "Pemeriksa impor"
LEBAR_KETERANGAN = 48
TIDAK_BISA_DITANDAI = (
    "Berkas ini terlalu besar atau terlalu rumit untuk ditandai. "
    "Gunakan daftar galat pada halaman ini."
)


@dataclass(frozen=True)
class Tanda:
    """One remark on a row; `kolom` is the 0-based position of the cell, None for the whole row."""

    baris: int
    kolom: int | None
    pesan: str
    galat: bool = True


@dataclass(frozen=True)
class LembarBertanda:
    """The remarks on one sheet, whose table has its header in row `tajuk`."""

    nama: str
    tajuk: int
    tanda: list[Tanda]


def mark_workbook(jalur: Path, lembar: Sequence[LembarBertanda]) -> IO[bytes]:
    """A temporary copy of the workbook at `jalur` with the remarks on its sheets.

    A new first column "⚠ keterangan" holds each row's remarks; cells are red (galat) or yellow
    (peringatan) with a comment. A sheet without remarks stays as it is, except that marks of an
    earlier time are removed. Raises BerkasDitolak when the file is too much for openpyxl.
    """
    with ExitStack() as tutup:
        catatan = tutup.enter_context(tempfile.TemporaryFile())
        folder = tutup.enter_context(tempfile.TemporaryDirectory())
        hasil = tempfile.TemporaryFile()  # noqa: SIM115 -- handed to the caller
        tutup.push(lambda galat, *_: hasil.close() if galat else None)
        catatan.write(json.dumps([asdict(satu) for satu in lembar]).encode())
        argumen = (jalur, sementara.jalur(catatan), sementara.jalur(hasil), folder)
        try:
            list(jalankan("tandai", *argumen, batas=BATAS_TANDAI))
        except AnakMati:
            raise BerkasDitolak(TIDAK_BISA_DITANDAI) from None
        return hasil


def mark_text(jalur: Path, lembar: LembarBertanda, *, pemisah: str = "|") -> IO[bytes]:
    """A temporary copy of the delimited text at `jalur` with a first column for the remarks."""
    pesan = defaultdict(list)
    for tanda in lembar.tanda:
        pesan[tanda.baris].append(tanda.pesan)
    hasil = tempfile.TemporaryFile()  # noqa: SIM115 -- handed to the caller
    teks = io.TextIOWrapper(hasil, "utf-8", newline="", write_through=True)
    penulis = csv.writer(teks, delimiter=pemisah)
    for potongan in stream_text(jalur, pemisah=pemisah):
        for baris in potongan.baris:
            awal = JUDUL if baris.nomor == lembar.tajuk else " ".join(pesan[baris.nomor])
            penulis.writerow([awal, *(baris.sel[1:] if is_tanda(baris.sel[0]) else baris.sel)])
    teks.detach()
    hasil.seek(0)
    return hasil


def tulis_tanda(jalur: Path, catatan: list[dict], hasil: Path, folder: str) -> None:
    """Child's half of mark_workbook: open, mark, save.

    openpyxl puts sheets in named files as it saves: in `folder`, which is removed if this dies.
    """
    tempfile.tempdir = folder
    # openpyxl would import numpy where it is installed, whose buffers alone can pass the limit.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    from openpyxl import load_workbook  # noqa: PLC0415 -- slow import

    with jalur.open("rb") as berkas:  # by content: a stored upload has no .xlsx in its name
        buku = load_workbook(berkas, rich_text=True)
    for satu in reversed(catatan):  # the first sheet with remarks is the one that opens
        tanda = [Tanda(**isi) for isi in satu["tanda"]]
        if _tandai_lembar(buku, buku[satu["nama"]], satu["tajuk"], tanda):
            _buka_pada(buku, satu["nama"])
    buku.save(hasil)


def _tandai_lembar(buku: Any, lembar: Any, tajuk: int, tanda: list[Tanda]) -> bool:
    """Put the remarks on a sheet; False when there are none."""
    from inti.excel.geser import insert_first_column  # noqa: PLC0415 -- only in the limited child

    if is_tanda(lembar.cell(tajuk, 1).value):
        _hapus_tanda_lama(lembar)
    elif tanda:
        insert_first_column(buku, lembar)
        tanda = [t if t.kolom is None else replace(t, kolom=t.kolom + 1) for t in tanda]
    if tanda:
        _tulis_keterangan(lembar, tajuk, tanda)
        _warnai(lembar, tanda)
    return bool(tanda)


def _buka_pada(buku: Any, nama: str) -> None:
    """Let the workbook open on this sheet, and no longer on the one before as well."""
    buku.active = buku.index(buku[nama])
    for satu in buku.worksheets:
        satu.sheet_view.tabSelected = satu.title == nama


def _tulis_keterangan(lembar: Any, tajuk: int, tanda: list[Tanda]) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    lembar.column_dimensions["A"].width = LEBAR_KETERANGAN
    kepala = lembar.cell(tajuk, 1, JUDUL)
    kepala.font = Font(bold=True)
    per_baris = defaultdict(list)
    for satu in tanda:
        per_baris[satu.baris].append(satu)
    for nomor, semua in per_baris.items():
        sel = lembar.cell(nomor, 1)
        sel.value = "\n".join(dict.fromkeys(satu.pesan for satu in semua))
        sel.data_type = "s"  # a message that quotes "=…" is no formula
        sel.alignment = Alignment(wrap_text=True, vertical="top")
        sel.fill = _isian(any(satu.galat for satu in semua))


def _warnai(lembar: Any, tanda: list[Tanda]) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415

    per_sel = defaultdict(list)
    for satu in tanda:
        if satu.kolom is not None:
            per_sel[satu.baris, satu.kolom + 1].append(satu)
    for (baris, kolom), semua in per_sel.items():
        sel = _sel_utama(lembar, baris, kolom)
        sel.fill = _isian(any(satu.galat for satu in semua))
        pesan = "\n".join(satu.pesan for satu in semua)
        if sel.comment is not None:
            pesan = f"{pesan}\n\n{sel.comment.text}"
        sel.comment = Comment(pesan, PENULIS, width=280, height=110)


def _sel_utama(lembar: Any, baris: int, kolom: int) -> Any:
    """The cell at a place, or the top left one when it lies inside a merged range."""
    sel = lembar.cell(baris, kolom)
    for daerah in lembar.merged_cells.ranges:
        if sel.coordinate in daerah:
            return lembar.cell(daerah.min_row, daerah.min_col)
    return sel


def _hapus_tanda_lama(lembar: Any) -> None:
    """Clear what an earlier marking left in a file that comes back: remarks, colours, comments.

    A comment line is ours when the row's remarks hold it: LibreOffice does not keep the author.
    What the owner wrote in the same comment stays.
    """
    from openpyxl.comments import Comment  # noqa: PLC0415
    from openpyxl.styles import PatternFill  # noqa: PLC0415

    for keterangan, *lainnya in lembar.iter_rows():
        if keterangan.fill.fgColor.rgb not in {MERAH, KUNING}:
            continue
        pesan = set(str(keterangan.value or "").splitlines())
        keterangan.value, keterangan.fill = None, PatternFill()
        for sel in lainnya:
            if (komentar := getattr(sel, "comment", None)) is None:
                continue
            baris = komentar.text.splitlines()
            sisa = [satu for satu in baris if satu not in pesan]
            if len(sisa) < len(baris):
                teks = "\n".join(sisa).strip()
                sel.comment = Comment(teks, komentar.author) if teks else None
                sel.fill = PatternFill()


def _isian(galat: bool) -> Any:
    from openpyxl.styles import PatternFill  # noqa: PLC0415

    return PatternFill("solid", fgColor=MERAH if galat else KUNING)
