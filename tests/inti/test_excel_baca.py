"""Reading workbooks: what arrives, and what is refused with which words, fast and without harm."""

import datetime
import subprocess
import sys
import zipfile
from contextlib import closing
from tempfile import TemporaryFile

import openpyxl
import psutil
import pytest
import xlsxwriter

from inti.excel.baca import Baris, Lembar, read_workbook, stream_workbook
from inti.excel.iris import TEKS_BERSAMA, TeksBersama
from inti.excel.periksa import MIB, TIDAK_AMAN, Batas, BerkasDitolak
from inti.excel.sel import RUMUS_KOSONG, SelRusak
from tests.inti import corpus


PUNCAK = """
import pathlib, re, resource, sys
from inti.excel.baca import read_workbook
from inti.excel.periksa import BerkasDitolak
try:
    read_workbook(pathlib.Path(sys.argv[1]))
except BerkasDitolak:
    # Not RUSAGE_SELF: it remembers the test process from before the exec, however large that was.
    sendiri = re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1]
    print(max(int(sendiri), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
"""


def test_rows_keep_excel_numbers_columns_and_types(tmp_path):
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = "Survei"
    ws["B3"] = "Judul tergabung"
    ws.merge_cells("B3:D3")
    ws["C7"], ws["D7"], ws["E7"] = "33.18.01.2001", 74, datetime.date(2022, 1, 26)
    ws["C9"], ws["D9"] = 3.399e15, True
    ws["G9"].number_format = "0.00"  # formatted, empty
    wb.create_sheet("Rahasia").sheet_state = "hidden"
    wb.create_chartsheet("Grafik")
    wb.save(tmp_path / "a.xlsx")

    assert read_workbook(tmp_path / "a.xlsx") == [
        Lembar(
            "Survei",
            True,
            [
                Baris(3, ["", "Judul tergabung"]),
                Baris(7, ["", "", "33.18.01.2001", 74.0, datetime.date(2022, 1, 26)]),
                Baris(9, ["", "", 3.399e15, True]),
            ],
        ),
        Lembar("Rahasia", False, []),
    ]


def test_formulas_without_result_and_excel_errors_are_not_read_as_empty(tmp_path):
    wb = openpyxl.Workbook()
    wb.active["A1"] = "=1+1"
    wb.active["B1"] = "#REF!"
    wb.active["B1"].data_type = "e"
    wb.active["C1"] = "biasa"
    wb.active["E3"] = "=1+1"  # beyond every cell that has a value
    wb.save(tmp_path / "a.xlsx")

    (lembar,) = read_workbook(tmp_path / "a.xlsx")

    assert lembar.baris == [
        Baris(1, [RUMUS_KOSONG, SelRusak("#REF!"), "biasa"]),
        Baris(3, ["", "", "", "", RUMUS_KOSONG]),
    ]
    assert [type(nilai) for nilai in lembar.baris[0].sel] == [SelRusak, SelRusak, str]


def test_cells_merged_downwards_hold_for_every_row_with_content(tmp_path):
    wb = openpyxl.Workbook()
    for baris in (
        ["desa", "kode", "nilai"],
        ["Kajen", "RTLH", 1],
        [None, "AIR", 2],
        [None, None, None],
        ["Soneyan", "RTLH", 3],
    ):
        wb.active.append(baris)
    wb.active.merge_cells("A2:A4")
    wb.active.merge_cells("B5:C5")
    wb.save(tmp_path / "a.xlsx")
    assert [(b.nomor, b.sel) for b in read_workbook(tmp_path / "a.xlsx")[0].baris] == [
        (1, ["desa", "kode", "nilai"]),
        (2, ["Kajen", "RTLH", 1.0]),
        (3, ["Kajen", "AIR", 2.0]),
        (5, ["Soneyan", "RTLH"]),
    ]


@pytest.mark.parametrize("teks_bersama", [True, False])
def test_large_sheet_is_read_in_slices_as_if_at_once(tmp_path, teks_bersama):
    """Slices end between rows: numbers, merges, formulas, errors and the first column survive."""
    wb = xlsxwriter.Workbook(tmp_path / "a.xlsx", {"constant_memory": not teks_bersama})
    ws = wb.add_worksheet("Besar")
    harapan = []
    for nomor in range(3, 30_000, 2):
        isi = [f"baris {nomor}", "x" * 300, nomor, "y" * 300]
        if nomor % 5_000 == 3:
            ws.write_formula(nomor - 1, 7, "=1+1", None, 2)
            isi += ["", 2.0]
        ws.write_row(nomor - 1, 2, isi[:4])
        harapan.append(["", "", *isi])
    if teks_bersama:  # else earlier rows are written already
        ws.merge_range("B20001:B29999", "gabungan")
        for isi in harapan[9_999:]:
            isi[1] = "gabungan"
    wb.close()

    (lembar,) = read_workbook(tmp_path / "a.xlsx")

    assert [b.nomor for b in lembar.baris] == list(range(3, 30_000, 2))
    assert [b.sel for b in lembar.baris] == harapan
    assert [b.nomor for b in lembar.baris if b.rumus == [7]] == list(range(3, 30_000, 5_000))


def test_slice_takes_only_the_texts_it_refers_to(tmp_path):
    """Texts keep their order and formatting; an empty one keeps its place; none is made up."""
    teks = [b"<x:si><x:t>a</x:t></x:si>", b"<x:si/>", b"<x:si><x:r><x:t>c</x:t></x:r></x:si>"]
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as arsip:
        arsip.writestr(TEKS_BERSAMA, b"<x:sst>" + b"\n".join([*teks, teks[0]]) + b"</x:sst>")
    with zipfile.ZipFile(tmp_path / "a.zip") as arsip, TemporaryFile() as berkas:
        semua = TeksBersama(arsip, berkas)
        sel = '<c r="A1" t="s"><v>{}</v></c>'.format
        baris = "".join(map(sel, (3, 1, 3))) + '<c r="D1"><v>1</v></c>'

        assert semua.ambil(baris.encode()) == (
            ("".join(map(sel, (1, 0, 1))) + '<c r="D1"><v>1</v></c>').encode(),
            b"<x:sst><x:si><x:t/></x:si>" + teks[0] + b"</x:sst>",
        )
        assert semua.ambil(b"<row/>") == (b"<row/>", b"<x:sst></x:sst>")
        with pytest.raises(BerkasDitolak):
            semua.ambil(sel(4).encode())


def test_wrong_declared_dimension_is_harmless(tmp_path):
    corpus.dimensi_besar(tmp_path / "a.xlsx")
    (lembar,) = read_workbook(tmp_path / "a.xlsx")
    assert lembar.baris == [Baris(1, ["kode", "nilai"]), Baris(2, ["a", 1.0])]


def test_hyperlinks_are_no_external_links(tmp_path):
    wb = openpyxl.Workbook()
    wb.active["A1"] = "surel"
    wb.active["A1"].hyperlink = "mailto:bappeda@patikab.go.id"
    wb.save(tmp_path / "a.xlsx")
    assert read_workbook(tmp_path / "a.xlsx")[0].baris == [Baris(1, ["surel"])]


@pytest.mark.parametrize(
    "buat", [corpus.bom_zip, corpus.sel_jauh, corpus.sel_agak_jauh, corpus.teks_berulang]
)
def test_hostile_file_stays_under_300_mb(tmp_path, buat):
    path = tmp_path / "unggahan.xlsx"
    buat(path)
    hasil = subprocess.run(  # its own process: the peak of earlier children must not count
        [sys.executable, "-c", PUNCAK, path], capture_output=True, check=True, text=True
    )
    assert int(hasil.stdout) < 300 * 1024


def test_process_that_reads_has_limits_of_its_own(tmp_path):
    path = tmp_path / "a.xlsx"
    corpus.banyak_baris(path)  # more than the pipe holds: the process waits for us
    with closing(stream_workbook(path)) as potongan:
        next(potongan)
        (anak,) = psutil.Process().children()
        memori = 256 * MIB + 10 * path.stat().st_size
        assert [
            anak.rlimit(apa) for apa in (psutil.RLIMIT_AS, psutil.RLIMIT_CPU, psutil.RLIMIT_CORE)
        ] == [
            (memori, memori),
            (30, 31),
            (0, 0),
        ]
        assert set(anak.environ()) == {"PATH", "PYTHONIOENCODING", "RUST_BACKTRACE"}
    assert not psutil.Process().children()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_archive_with_one_name_twice_is_refused(tmp_path):
    corpus.entri_ganda(tmp_path / "a.xlsx")
    with pytest.raises(BerkasDitolak, match=TIDAK_AMAN):
        read_workbook(tmp_path / "a.xlsx")


def test_file_over_the_size_limit_is_refused(tmp_path):
    path = corpus.buku(tmp_path / "a.xlsx")
    with pytest.raises(BerkasDitolak, match="Berkas terlalu besar. Paling besar 0 MB."):
        read_workbook(path, batas=Batas(berkas=1000))


def test_file_that_takes_too_long_is_stopped(tmp_path):
    path = corpus.buku(tmp_path / "a.xlsx", [["x" * 50] * 10] * 20_000)
    with pytest.raises(BerkasDitolak, match="Berkas terlalu lama dibaca."):
        read_workbook(path, batas=Batas(detik=0))
