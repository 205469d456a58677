"""The Excel file behind every "Unduh Excel": a sheet that says what it is, and a list to work with."""

import datetime
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import IO, Any

from django.utils import timezone


FORMAT = {
    "umum": {"valign": "top"},
    "teks": {"num_format": "@", "valign": "top", "text_wrap": True},
    "bulat": {"num_format": "#,##0", "valign": "top"},
    "desimal": {"num_format": "#,##0.00", "valign": "top"},
    "persen": {"num_format": "0.0%", "valign": "top"},  # a share: 0.216 shows as 21,6%
    "rupiah": {"num_format": '"Rp "#,##0', "valign": "top"},
    "tanggal": {"num_format": "dd-mm-yyyy", "valign": "top", "align": "left"},
    "waktu": {"num_format": "dd-mm-yyyy hh:mm", "valign": "top", "align": "left"},
}
TAJUK = {
    "bold": True,
    "bg_color": "#DCE6F1",
    "border": 1,
    "border_color": "#8EA9C9",
    "text_wrap": True,
    "valign": "vcenter",
}
BARIS_MAKS = 1_048_575  # rows of a sheet, without the header
TEKS_MAKS = 32_767  # characters of a cell
KERTAS_A4 = 9
LEBAR_TERKECIL, LEBAR_TERBESAR = 9, 60  # characters; a longer text is wrapped
LEBAR_KETERANGAN = 90
LEBAR_TETAP = {"tanggal": 12, "waktu": 17}
TINGGI_BARIS = 15.0  # points of one line of text
LEMBAR_DATA, LEMBAR_KETERANGAN = "Data", "Keterangan"


@dataclass(frozen=True)
class Kolom:
    """One column of a download. `format` is a key of FORMAT, `lebar` counts characters; without it
    the column is as wide as its longest cell, within limits."""

    judul: str
    format: str = "teks"
    lebar: int | None = None
    arti: str = ""  # definition, for the Keterangan sheet


def tinggi_teks(teks: Iterable[tuple[Any, float]]) -> float:
    """Points that a row needs for texts wrapped in columns of these widths.

    A width counts digits; of the letters of a text some 15% more fit.
    """
    baris = (
        sum(ceil(len(satu) / (1.15 * lebar)) or 1 for satu in isi.split("\n"))
        for isi, lebar in teks
        if isinstance(isi, str)
    )
    return TINGGI_BARIS * max(baris, default=1)


def write_workbook(
    judul: str,
    kolom: Sequence[Kolom],
    baris: Iterable[Sequence[Any]],
    *,
    keterangan: Mapping[str, Any],
    tanda: str = "",
) -> IO[bytes]:
    """A temporary .xlsx file, at its start: sheets "Keterangan" and "Data".

    `baris` gives values in the order of `kolom` and is read once, so a queryset iterator keeps
    memory flat. `keterangan` says what, which filter, when and by whom; the number of rows and the
    meaning of the columns are added. Text stays text, whatever it begins with. `tanda` stands at the
    head of every printed page: who took the file out, and when.
    """
    import xlsxwriter  # noqa: PLC0415 -- slow import

    berkas = tempfile.TemporaryFile()  # noqa: SIM115 -- handed to the caller, who streams and closes it
    pilihan = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "remove_timezone": False,
    }
    try:
        with xlsxwriter.Workbook(berkas, pilihan) as buku:
            buku.set_properties({"title": judul})
            depan, data = buku.add_worksheet(LEMBAR_KETERANGAN), buku.add_worksheet(LEMBAR_DATA)
            for lembar in (depan, data):
                _atur_halaman(lembar, judul, tanda)
            jumlah = _tulis_data(buku, data, kolom, baris)
            _tulis_keterangan(buku, depan, judul, kolom, {**keterangan, "Jumlah baris": jumlah})
    except BaseException:
        berkas.close()
        raise
    berkas.seek(0)
    return berkas


def _tulis_data(
    buku: Any, lembar: Any, kolom: Sequence[Kolom], baris: Iterable[Sequence[Any]]
) -> int:
    format_kolom = [buku.add_format(FORMAT[k.format]) for k in kolom]
    lembar.set_row(0, 32)
    lembar.freeze_panes(1, 0)
    lembar.repeat_rows(0)
    _tulis_baris(lembar, 0, [k.judul for k in kolom], [buku.add_format(TAJUK)] * len(kolom))
    lebar = [k.lebar or LEBAR_TETAP.get(k.format) or _lebar_judul(k.judul) for k in kolom]
    longgar = [n for n, k in enumerate(kolom) if k.lebar is None and k.format not in LEBAR_TETAP]
    jumlah = 0
    for jumlah, nilai in enumerate(baris, start=1):
        if jumlah > BARIS_MAKS:
            raise ValueError(f"More than {BARIS_MAKS} rows do not fit on a sheet.")
        for n in longgar:
            lebar[n] = max(lebar[n], _lebar_isi(nilai[n], kolom[n].format))
        tinggi = tinggi_teks(zip(nilai, lebar, strict=True))
        if tinggi > TINGGI_BARIS:  # not every program makes room for wrapped text by itself
            lembar.set_row(jumlah, tinggi)
        _tulis_baris(lembar, jumlah, nilai, format_kolom)
    for nomor, satu in enumerate(lebar):  # written last: the rows are on disk by now
        lembar.set_column(nomor, nomor, satu, format_kolom[nomor])
    lembar.autofilter(0, 0, jumlah, len(kolom) - 1)
    return jumlah


def _lebar_judul(judul: str) -> int:
    """Room for the heading in two lines, and for the button of the filter."""
    kata = max(map(len, judul.split()), default=0)
    return max(LEBAR_TERKECIL, min(LEBAR_TERBESAR, max(kata, len(judul) // 2) + 3))


def _lebar_isi(nilai: Any, format_sel: str) -> int:
    """Characters of a cell as shown, with a margin."""
    if isinstance(nilai, str):
        return min(LEBAR_TERBESAR, len(nilai) + 1)
    if nilai is None:
        return 0
    teks = f"{nilai:,}" if hasattr(nilai, "__float__") else _kalimat(nilai)
    return len(teks) + 1 + (len("Rp ") if format_sel == "rupiah" else 0)


def _tulis_keterangan(
    buku: Any, lembar: Any, judul: str, kolom: Sequence[Kolom], keterangan: Mapping[str, Any]
) -> None:
    tebal = buku.add_format({"bold": True, "valign": "top"})
    isi = buku.add_format({"text_wrap": True, "valign": "top", "align": "left"})
    lembar.set_column(0, 0, 28)
    lembar.set_column(1, 1, LEBAR_KETERANGAN)
    lembar.write_string(0, 0, judul, buku.add_format({"bold": True, "font_size": 14}))
    baris: list[tuple[str, str]] = [(label, _kalimat(n)) for label, n in keterangan.items()]
    arti = [(k.judul, k.arti) for k in kolom if k.arti]
    if arti:
        baris += [("", ""), ("Arti kolom", ""), *arti]
    for nomor, (label, teks) in enumerate(baris, start=2):
        lembar.set_row(nomor, tinggi_teks([(teks, LEBAR_KETERANGAN)]))
        _tulis_baris(lembar, nomor, [label, teks], [tebal, isi])


def _tulis_baris(lembar: Any, nomor: int, nilai: Sequence[Any], gaya: Sequence[Any]) -> None:
    for kolom, (satu, format_sel) in enumerate(zip(nilai, gaya, strict=True)):
        if satu is None or satu == "":
            continue
        if isinstance(satu, datetime.datetime):
            waktu = timezone.make_naive(satu) if timezone.is_aware(satu) else satu
            lembar.write_datetime(nomor, kolom, waktu, format_sel)
        elif isinstance(satu, datetime.date) and satu.year >= 1900:
            lembar.write_datetime(nomor, kolom, satu, format_sel)
        elif isinstance(satu, bool) or not hasattr(satu, "__float__"):
            lembar.write_string(nomor, kolom, _kalimat(satu)[:TEKS_MAKS], format_sel)
        else:
            lembar.write_number(nomor, kolom, satu, format_sel)


def _kalimat(nilai: Any) -> str:
    if isinstance(nilai, bool):
        return "Ya" if nilai else "Tidak"
    if isinstance(nilai, datetime.datetime):
        waktu = timezone.localtime(nilai) if timezone.is_aware(nilai) else nilai
        return f"{waktu:%d-%m-%Y} pukul {waktu:%H.%M} WIB"
    if isinstance(nilai, datetime.date):
        return f"{nilai:%d-%m-%Y}"
    return str(nilai)


def _atur_halaman(lembar: Any, judul: str, tanda: str) -> None:
    lembar.set_paper(KERTAS_A4)
    lembar.set_landscape()
    lembar.fit_to_pages(1, 0)
    lembar.set_footer(f"&L{judul.replace('&', '&&')[:120]}&RHalaman &P dari &N")
    if tanda:
        lembar.set_header(f"&R&8{tanda.replace('&', '&&')[:200]}")


def open_locked_workbook(berkas: IO[bytes]) -> Any:
    """An XlsxWriter workbook on `berkas` whose sheets cannot be added, removed, renamed or moved.

    Text stays text, whatever it begins with. XlsxWriter knows no protection of the structure; the
    element belongs right before the views. Formulas are written as given, so none may use a
    function that came after Excel 2007: looking for those takes longer than writing the sheets.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 -- slow import
    from xlsxwriter.worksheet import Worksheet  # noqa: PLC0415 -- slow import

    class LembarPolos(Worksheet):
        def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
            return formula.removeprefix("=")

    class BukuTerkunci(Workbook):
        worksheet_class = LembarPolos

        def _write_book_views(self) -> None:
            self._xml_empty_tag("workbookProtection", [("lockStructure", 1)])
            super()._write_book_views()

    pilihan = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    return BukuTerkunci(berkas, pilihan)
