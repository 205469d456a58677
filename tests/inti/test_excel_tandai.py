"""The marked workbook: remarks where they belong, everything else as its owner left it."""

import datetime

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from inti.excel import sel as baca_sel
from inti.excel.baca import read_workbook
from inti.excel.geser import shift_formula
from inti.excel.periksa import BerkasDitolak
from inti.excel.tajuk import KolomBaca, find_table
from inti.excel.tandai import KUNING, MERAH, LembarBertanda, Tanda, mark_workbook
from tests.inti import corpus


TANDA = [
    Tanda(4, 1, "Pembilang melebihi penyebut."),
    Tanda(4, 0, "Desa tidak dikenal."),
    Tanda(5, 2, "Lonjakan.", galat=False),
    Tanda(6, None, "Baris ganda."),
]


@pytest.fixture
def berkas(tmp_path):
    """A workbook with a bit of everything that an inserted column could break."""
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = "Isian 1"
    ws["A1"] = "SURVEI AWAL"
    ws.merge_cells("A1:C1")
    for baris in (
        ["desa", "pembilang", "penyebut"],
        ["a", 1, 2],
        ["b", 9, 4],
        ["c", 3, 4],
        ["a", 1, 2],
    ):
        ws.append(baris)
    ws["D3"] = "=B3/C3+SUM(B:B)+$B$3+Lain!A1+'Isian 1'!C3"
    ws["B4"].comment = Comment("tanya pak carik", "Siti")
    ws["C4"].font, ws["C4"].fill = Font(bold=True), PatternFill("solid", fgColor="FF00FF00")
    ws["A4"].hyperlink = "https://contoh.invalid/"
    ws.column_dimensions["A"].width, ws.column_dimensions["B"].width = 31, 12
    ws.column_dimensions["D"].hidden = True
    ws.freeze_panes = "B3"
    ws.auto_filter.ref = "A2:C6"
    ws.print_area, ws.print_title_rows, ws.print_title_cols = "A1:C6", "1:2", "A:A"
    validasi = DataValidation("list", formula1="Lain!$A$1:$A$3")
    bulat = DataValidation("custom", formula1="B3<=C3")
    validasi.add("A3:A6")
    bulat.add("B3:B6")
    ws.add_data_validation(validasi)
    ws.add_data_validation(bulat)
    ws.conditional_formatting.add("B3:B6", FormulaRule(formula=["$B3>$C3"], font=Font(italic=True)))
    lain = wb.create_sheet("Lain")
    lain["A1"], lain["A2"], lain["A3"] = "='Isian 1'!B4*2", "=A1", "'Isian 1'!B4"
    lain.conditional_formatting.add(
        "A1", CellIsRule(operator="lessThan", formula=["'Isian 1'!$B$4"])
    )
    lain.column_dimensions["A"].width = 22
    lain.append(["Kol"])
    lain.add_table(Table(displayName="Tabel1", ref="A4:A5"))
    wb.defined_names["semua"] = DefinedName("semua", attr_text="'Isian 1'!$A$3:$C$6")
    grafik = BarChart()
    grafik.add_data(Reference(ws, min_col=2, min_row=2, max_row=6), titles_from_data=True)
    lain.add_chart(grafik, "C3")
    wb.save(tmp_path / "asal.xlsx")
    return tmp_path / "asal.xlsx"  # fmt: skip


def tandai(path, tanda=TANDA, lembar="Isian 1", tajuk=2):
    return mark_workbook(path, [LembarBertanda(lembar, tajuk, tanda)])


def test_rows_and_cells_carry_their_remarks(berkas):
    with tandai(berkas) as hasil:
        ws = openpyxl.load_workbook(hasil)["Isian 1"]

    assert [ws.cell(n, 1).value for n in range(1, 7)] == [
        None,
        "⚠ keterangan",
        None,
        "Pembilang melebihi penyebut.\nDesa tidak dikenal.",
        "Lonjakan.",
        "Baris ganda.",
    ]
    warna = {
        sel.coordinate: sel.fill.fgColor.rgb
        for baris in ws.iter_rows()
        for sel in baris
        if sel.fill.fill_type
    }
    assert warna == {
        "A4": MERAH,
        "B4": MERAH,
        "C4": MERAH,
        "D4": "FF00FF00",
        "A5": KUNING,
        "D5": KUNING,
        "A6": MERAH,
    }
    assert {sel: ws[sel].comment.text for sel in ("B4", "C4", "D5")} == {
        "B4": "Desa tidak dikenal.",
        "C4": "Pembilang melebihi penyebut.\n\ntanya pak carik",
        "D5": "Lonjakan.",
    }


def test_nothing_that_points_at_the_sheet_is_broken(berkas):
    with tandai(berkas) as hasil:
        wb = openpyxl.load_workbook(hasil)
    ws, lain = wb["Isian 1"], wb["Lain"]

    assert [[sel.value for sel in baris[1:4]] for baris in ws.iter_rows(2)] == [
        ["desa", "pembilang", "penyebut"], ["a", 1, 2], ["b", 9, 4], ["c", 3, 4], ["a", 1, 2],
    ]  # fmt: skip
    assert ws["E3"].value == "=C3/D3+SUM(C:C)+$C$3+Lain!A1+'Isian 1'!D3"
    assert [str(daerah) for daerah in ws.merged_cells.ranges] == ["B1:D1"]
    assert {k: (d.width, d.hidden) for k, d in ws.column_dimensions.items()} == {
        "A": (48, False), "B": (31, False), "C": (12, False), "E": (13, True),
    }  # fmt: skip
    assert (ws.freeze_panes, ws.auto_filter.ref) == ("C3", "B2:D6")
    assert (ws.print_area, ws.print_title_rows, ws.print_title_cols) == (
        "'Isian 1'!$B$1:$D$6",
        "$1:$2",
        "$B:$B",
    )
    assert [(str(v.sqref), v.formula1) for v in ws.data_validations.dataValidation] == [
        ("B3:B6", "Lain!$A$1:$A$3"),
        ("C3:C6", "C3<=D3"),
    ]
    assert [(str(c.sqref), c.rules[0].formula) for c in ws.conditional_formatting] == [
        ("C3:C6", ["$C3>$D3"])
    ]
    assert (ws["B4"].hyperlink.ref, ws["D4"].font.bold) == ("B4", True)
    assert [lain[sel].value for sel in ("A1", "A2", "A3")] == [
        "='Isian 1'!C4*2",
        "=A1",
        "'Isian 1'!B4",
    ]
    assert [c.rules[0].formula for c in lain.conditional_formatting] == [["'Isian 1'!$C$4"]]
    assert (lain.column_dimensions["A"].width, lain.tables["Tabel1"].ref) == (22, "A4:A5")
    assert wb.defined_names["semua"].attr_text == "'Isian 1'!$B$3:$D$6"
    (seri,) = lain._charts[0].series
    assert (seri.val.numRef.f, seri.tx.strRef.f) == ("'Isian 1'!$C$3:$C$6", "'Isian 1'!C2")
    assert lain._charts[0].anchor._from.col == 2


def test_marked_workbook_comes_back_and_is_marked_afresh(berkas, tmp_path):
    with tandai(berkas) as hasil:
        (tmp_path / "kembali.xlsx").write_bytes(hasil.read())
    kolom = [KolomBaca(nama, nama, baca_sel.teks) for nama in ("desa", "pembilang", "penyebut")]
    tabel = find_table(read_workbook(tmp_path / "kembali.xlsx"), kolom)
    assert (tabel.baris_tajuk, tabel.kolom, tabel.tak_dikenal) == (
        2,
        {"desa": 1, "pembilang": 2, "penyebut": 3},
        (),
    )

    wb = openpyxl.load_workbook(tmp_path / "kembali.xlsx")
    wb["Isian 1"]["B4"].comment.author = ""  # as LibreOffice leaves it
    wb.save(tmp_path / "kembali.xlsx")

    with tandai(tmp_path / "kembali.xlsx", [Tanda(3, 2, "Masih salah.")]) as hasil:
        ws = openpyxl.load_workbook(hasil)["Isian 1"]

    assert [ws.cell(n, 1).value for n in range(2, 7)] == [
        "⚠ keterangan", "Masih salah.", None, None, None,
    ]  # fmt: skip
    assert {
        sel.coordinate: sel.comment.text for baris in ws.iter_rows() for sel in baris if sel.comment
    } == {"C3": "Masih salah.", "C4": "tanya pak carik"}
    assert [ws[sel].fill.fill_type for sel in ("A4", "B4", "C4", "D4", "D5")] == [
        None, None, None, "solid", None,
    ]  # fmt: skip


def test_remark_inside_merged_cells_goes_to_their_first_cell(tmp_path):
    wb = openpyxl.Workbook()
    wb.active.append(["desa", "nilai"])
    wb.active.append(["a", 1])
    wb.active.append([None, 2])
    wb.active.merge_cells("A2:A3")
    wb.save(tmp_path / "a.xlsx")
    with tandai(tmp_path / "a.xlsx", [Tanda(3, 0, "=kosong")], "Sheet", 1) as hasil:
        ws = openpyxl.load_workbook(hasil)["Sheet"]
    assert (ws["B2"].comment.text, ws["A3"].value, ws["A3"].data_type) == (
        "=kosong",
        "=kosong",
        "s",
    )


def test_dates_and_numbers_keep_their_formats(tmp_path):
    wb = openpyxl.Workbook()
    wb.active.append(["tanggal", "nilai"])
    wb.active.append([datetime.date(2022, 1, 26), 0.5])
    wb.active["B2"].number_format = "0.0%"
    wb.save(tmp_path / "a.xlsx")
    with tandai(tmp_path / "a.xlsx", [Tanda(2, None, "x")], "Sheet", 1) as hasil:
        ws = openpyxl.load_workbook(hasil)["Sheet"]
    assert [(sel.value, sel.number_format) for sel in ws[2][1:]] == [
        (datetime.datetime.fromisoformat("2022-01-26"), "yyyy-mm-dd"),
        (0.5, "0.0%"),
    ]


def test_workbook_that_openpyxl_cannot_open_is_refused(tmp_path):
    corpus.xml_rusak(tmp_path / "a.xlsx")
    with pytest.raises(BerkasDitolak, match="untuk ditandai"):
        tandai(tmp_path / "a.xlsx", lembar="Data")


@pytest.mark.parametrize(
    ("rumus", "sini", "hasil"),
    [
        ("=A1+$B$2", True, "=B1+$C$2"),
        ("=A1+$B$2", False, "=A1+$B$2"),
        ("=SUM(A:C)+SUM(1:3)", True, "=SUM(B:D)+SUM(1:3)"),
        ("=Lain!A1+'Isian 1'!A1+[1]Lain!A1", True, "=Lain!A1+'Isian 1'!B1+[1]Lain!A1"),
        ("='isian 1'!A1", False, "='isian 1'!B1"),
        ('="A1"&TOTAL&LOG10(A1)', True, '="A1"&TOTAL&LOG10(B1)'),
        ('"Ya,Tidak"', True, '"Ya,Tidak"'),
        ("Tabel1[Kol]", True, "Tabel1[Kol]"),
        ("=Z1:AZ9", True, "=AA1:BA9"),
    ],
)
def test_shift_formula(rumus, sini, hasil):
    assert shift_formula(rumus, "Isian 1", sini=sini) == hasil
