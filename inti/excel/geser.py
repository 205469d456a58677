"""Insert an empty first column into a sheet and keep everything that points at the sheet right.

openpyxl's own insert_cols moves cells only: formulas, merged cells, validations, conditional
formats, widths, names, tables, charts and print settings would all stay behind. Because the column
goes in before the first, every column reference to the sheet moves by exactly one.
"""

import re
from typing import Any


KOLOM_TERAKHIR = 16_384
SEL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?\d{1,7})")
KOLOM = re.compile(r"(\$?)([A-Za-z]{1,3})")
BENTUK = re.compile(
    r"\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}"
)


def insert_first_column(buku: Any, lembar: Any) -> None:
    """Insert a column before column A of `lembar`, a worksheet of the openpyxl workbook `buku`."""
    lembar.insert_cols(1)
    for satu in buku.worksheets:
        sini = satu is lembar
        _geser_rumus(satu, lembar.title, sini=sini)
        _geser_aturan(satu, lembar.title, sini=sini)
        for gambar in satu._charts:
            _geser_acuan([gambar.title, *(bagian.ser for bagian in gambar._charts)], lembar.title)
        _geser_nama(satu.defined_names, lembar.title)
    _geser_nama(buku.defined_names, lembar.title)
    _geser_tata_letak(lembar)


def shift_formula(rumus: str, lembar: str, *, sini: bool) -> str:
    """`rumus` (with or without "=") after the insertion into the sheet named `lembar`.

    `sini` says whether the formula stands on that sheet, so that bare references mean it.
    """
    from openpyxl.formula import Tokenizer  # noqa: PLC0415 -- only in the limited child
    from openpyxl.formula.tokenizer import Token  # noqa: PLC0415

    awalan = "" if rumus.startswith("=") else "="
    hasil = Tokenizer(awalan + rumus)
    for token in hasil.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            token.value = _geser_operan(token.value, lembar, sini)
    return hasil.render()[len(awalan) :]


def _geser_operan(operan: str, lembar: str, sini: bool) -> str:
    nama, tanda, acuan = operan.rpartition("!")
    milik = nama.strip("'").replace("''", "'").casefold() == lembar.casefold() if tanda else sini
    return f"{nama}{tanda}{shift_reference(acuan)}" if milik else operan


def shift_reference(acuan: str) -> str:
    """A1, $A$1:B2 or A:C one column to the right; anything else, such as a name, unchanged."""
    if not BENTUK.fullmatch(acuan):
        return acuan
    pola = SEL if any(huruf.isdigit() for huruf in acuan) else KOLOM
    return pola.sub(lambda m: m[1] + _huruf_berikut(m[2]) + (m[3] if pola is SEL else ""), acuan)


def _huruf_berikut(huruf: str) -> str:
    from openpyxl.utils import column_index_from_string, get_column_letter  # noqa: PLC0415

    return get_column_letter(min(column_index_from_string(huruf) + 1, KOLOM_TERAKHIR))


def _geser_daerah(sqref: Any) -> str:
    """Space- or comma-separated ranges, moved."""
    return " ".join(shift_reference(satu) for satu in str(sqref).replace(",", " ").split())


def _geser_rumus(satu: Any, lembar: str, *, sini: bool) -> None:
    for baris in satu.iter_rows():
        for sel in baris:
            isi = sel.value
            if sel.data_type == "f" and isinstance(isi, str):
                sel.value = shift_formula(isi, lembar, sini=sini)
            elif hasattr(isi, "ref"):  # array formula or data table
                isi.ref = shift_reference(isi.ref) if sini else isi.ref
                if getattr(isi, "text", None):
                    isi.text = shift_formula(isi.text, lembar, sini=sini)
            if tautan := getattr(sel, "hyperlink", None):
                tautan.ref = sel.coordinate
                if tautan.location:
                    tautan.location = shift_formula(tautan.location, lembar, sini=sini)


def _geser_aturan(satu: Any, lembar: str, *, sini: bool) -> None:
    """Validations and conditional formats: where they apply and what their formulas point at."""
    from openpyxl.formatting.formatting import ConditionalFormattingList  # noqa: PLC0415
    from openpyxl.worksheet.cell_range import MultiCellRange  # noqa: PLC0415

    for validasi in satu.data_validations.dataValidation:
        if sini:
            validasi.sqref = MultiCellRange(_geser_daerah(validasi.sqref))
        for nama in ("formula1", "formula2"):
            if rumus := getattr(validasi, nama):
                setattr(validasi, nama, shift_formula(rumus, lembar, sini=sini))
    baru = ConditionalFormattingList()
    for kelompok in satu.conditional_formatting:
        daerah = _geser_daerah(kelompok.sqref) if sini else str(kelompok.sqref)
        for aturan in kelompok.rules:
            aturan.formula = [shift_formula(r, lembar, sini=sini) for r in aturan.formula]
            baru.add(daerah, aturan)
    satu.conditional_formatting = baru


def _geser_nama(nama: Any, lembar: str) -> None:
    for satu in nama.values():
        if satu.attr_text:
            satu.attr_text = shift_formula(satu.attr_text, lembar, sini=False)


def _geser_acuan(objek: Any, lembar: str) -> None:
    """References inside a chart, wherever they sit in its tree."""
    if isinstance(objek, list | tuple):
        for satu in objek:
            _geser_acuan(satu, lembar)
    elif type(objek).__module__.startswith("openpyxl.chart."):
        for nama, isi in vars(objek).items():
            if nama == "f" and isinstance(isi, str):
                objek.f = shift_formula(isi, lembar, sini=False)
            else:
                _geser_acuan(isi, lembar)


def _geser_tata_letak(lembar: Any) -> None:
    """What belongs to the sheet itself: merges, widths, filter, tables, drawings, view, printing."""
    for daerah in lembar.merged_cells.ranges:
        daerah.shift(col_shift=1)
    _geser_lebar(lembar)
    if lembar.auto_filter.ref:
        lembar.auto_filter.ref = shift_reference(lembar.auto_filter.ref)
    for tabel in lembar.tables.values():
        tabel.ref = shift_reference(tabel.ref)
        if tabel.autoFilter:
            tabel.autoFilter.ref = shift_reference(tabel.autoFilter.ref)
    for gambar in (*lembar._charts, *lembar._images):
        for sudut in (getattr(gambar.anchor, "_from", None), getattr(gambar.anchor, "to", None)):
            if sudut is not None:
                sudut.col += 1
    for batas in lembar.col_breaks.brk:
        batas.id += 1
    if lembar.print_area:
        lembar.print_area = _geser_daerah(lembar.print_area.replace(f"'{lembar.title}'!", ""))
    if lembar.print_title_cols:
        lembar.print_title_cols = shift_reference(lembar.print_title_cols)
    _geser_pandangan(lembar)


def _geser_lebar(lembar: Any) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.dimensions import DimensionHolder  # noqa: PLC0415

    lama = list(lembar.column_dimensions.values())
    lembar.column_dimensions = DimensionHolder(worksheet=lembar, default_factory=lembar._add_column)
    for satu in lama:
        satu.reindex()
        satu.min, satu.max = satu.min + 1, min(satu.max + 1, KOLOM_TERAKHIR)
        satu.index = get_column_letter(satu.min)
        lembar.column_dimensions[satu.index] = satu


def _geser_pandangan(lembar: Any) -> None:
    for pandangan in lembar.views.sheetView:
        if pandangan.pane is not None and pandangan.pane.xSplit:
            pandangan.pane.xSplit += 1
            pandangan.pane.topLeftCell = shift_reference(pandangan.pane.topLeftCell)
        for pilihan in pandangan.selection:
            if pilihan.activeCell:
                pilihan.activeCell = shift_reference(pilihan.activeCell)
            if pilihan.sqref:
                pilihan.sqref = _geser_daerah(pilihan.sqref)
