"""Downloads, read back with another library."""

import datetime
from decimal import Decimal

import openpyxl
import pytest

from inti.excel import tulis
from inti.excel.tulis import Kolom, write_workbook


KOLOM = [
    Kolom("Kode desa", lebar=15, arti="Kode wilayah Kementerian Dalam Negeri."),
    Kolom("Keluarga", "bulat"),
    Kolom("Bagian", "persen"),
    Kolom("Tanggal", "tanggal"),
    Kolom("Diubah pada", "waktu"),
    Kolom("Dikunci"),
]
PADA = datetime.datetime(2026, 11, 24, 7, 3, tzinfo=datetime.UTC)


def tulis_dan_baca(baris, **keterangan):
    with write_workbook("Daftar A & B", KOLOM, baris, keterangan=keterangan) as berkas:
        return openpyxl.load_workbook(berkas)


def test_workbook_says_what_it_is_and_holds_typed_cells():
    tanggal = datetime.date(2022, 1, 26)
    wb = tulis_dan_baca(
        iter([["33.18.01.2001", 537, Decimal("0.25"), tanggal, PADA, True], ["x", 0, None, "", None, False]]),
        Isi="Semua desa",
        Waktu=PADA,
    )  # fmt: skip

    assert wb.sheetnames == ["Keterangan", "Data"]
    assert list(wb["Data"].values) == [
        ("Kode desa", "Keluarga", "Bagian", "Tanggal", "Diubah pada", "Dikunci"),
        (
            "33.18.01.2001",
            537,
            0.25,
            datetime.datetime.fromisoformat("2022-01-26"),
            datetime.datetime.fromisoformat("2026-11-24T14:03"),
            "Ya",
        ),
        ("x", 0, None, None, None, "Tidak"),
    ]
    assert [row[:2] for row in wb["Keterangan"].values] == [
        ("Daftar A & B", None),
        (None, None),
        ("Isi", "Semua desa"),
        ("Waktu", "24-11-2026 pukul 14.03 WIB"),
        ("Jumlah baris", "2"),
        (None, None),
        ("Arti kolom", None),
        ("Kode desa", "Kode wilayah Kementerian Dalam Negeri."),
    ]


def test_sheet_is_ready_to_filter_and_print():
    ws = tulis_dan_baca([["a"] * 6] * 3)["Data"]
    assert (
        ws.freeze_panes,
        ws.auto_filter.ref,
        ws.print_title_rows,
        ws.page_setup.orientation,
        int(ws.page_setup.paperSize),
        ws.page_setup.fitToHeight,
        ws["B2"].number_format,
    ) == ("A2", "A1:F4", "$1:$1", "landscape", 9, 0, "#,##0")


@pytest.mark.parametrize(
    "teks", ["=1+1", "+62", "-x", "@a", "\tx", "http://contoh.invalid", "0123", "{=A1}"]
)
def test_text_stays_text(teks):
    sel = tulis_dan_baca([[teks] + [None] * 5])["Data"]["A2"]
    assert (sel.value, sel.data_type, sel.hyperlink) == (teks, "s", None)


def test_empty_list_still_has_its_header():
    assert list(tulis_dan_baca([])["Data"].values) == [tuple(k.judul for k in KOLOM)]


def test_rows_beyond_a_sheet_are_an_error_not_a_loss(monkeypatch):
    monkeypatch.setattr(tulis, "BARIS_MAKS", 2)
    with pytest.raises(ValueError, match="do not fit"):
        tulis_dan_baca([["a"] * 6] * 3)
