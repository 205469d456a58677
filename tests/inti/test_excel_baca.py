"""Reading workbooks: what arrives, and what is refused with which words, fast and without harm."""

import datetime
import subprocess
import sys
import zipfile
from tempfile import TemporaryFile

import openpyxl
import pytest
import xlsxwriter

from inti.excel.baca import Baris, Lembar, read_workbook
from inti.excel.iris import TEKS_BERSAMA, TeksBersama
from inti.excel.periksa import RUSAK, TERLALU_BESAR, TIDAK_AMAN, Batas, BerkasDitolak
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
    path = corpus.buku(tmp_path / "a.xlsx")
    corpus.susun_ulang(path, lambda nama, isi: isi.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"'))
    assert read_workbook(path)[0].baris == [Baris(1, ["kode", "nilai"]), Baris(2, ["a", 1.0])]


def test_hyperlinks_are_no_external_links(tmp_path):
    wb = openpyxl.Workbook()
    wb.active["A1"] = "surel"
    wb.active["A1"].hyperlink = "mailto:bappeda@patikab.go.id"
    wb.save(tmp_path / "a.xlsx")
    assert read_workbook(tmp_path / "a.xlsx")[0].baris == [Baris(1, ["surel"])]


@pytest.mark.parametrize(
    ("buat", "pesan"),
    [
        (corpus.terpotong, RUSAK),
        (corpus.bom_zip, "Isi berkas terlalu besar setelah dimekarkan. Hapus lembar yang tidak perlu."),
        (corpus.banyak_entri, TIDAK_AMAN),
        (corpus.naik_folder, TIDAK_AMAN),
        (corpus.xxe, TIDAK_AMAN),
        (corpus.xxe_utf16, TIDAK_AMAN),
        (corpus.xxe_utf16_tanpa_bom, TIDAK_AMAN),
        (corpus.xxe_utf7, TIDAK_AMAN),
        (corpus.xxe_komentar, TIDAK_AMAN),
        (corpus.tawa_miliar, TIDAK_AMAN),
        (corpus.prolog_panjang, TIDAK_AMAN),
        (
            corpus.xls_lama,
            "Berkas berformat lama (.xls atau .doc). Buka di Excel, lalu simpan sebagai .xlsx.",
        ),
        (
            corpus.bersandi,
            "Berkas dilindungi kata sandi. Hapus kata sandinya di Excel (Berkas › Info › "
            "Proteksi Buku Kerja), simpan, lalu unggah kembali.",
        ),
        (
            corpus.terenkripsi,
            "Berkas dilindungi kata sandi. Hapus kata sandinya, lalu unggah lagi.",
        ),
        (corpus.docx, "Berkas ini dokumen Word, bukan buku kerja Excel."),
        (corpus.ods, "Berkas LibreOffice (.ods). Simpan sebagai “Excel 2007–365 (.xlsx)”."),
        (corpus.zip_biasa, "Berkas ini arsip ZIP biasa, bukan buku kerja Excel."),
        (
            corpus.html,
            "Berkas ini halaman web (HTML) yang diberi nama Excel. "
            "Buka di Excel, lalu simpan sebagai .xlsx.",
        ),
        (
            corpus.csv,
            "Berkas ini teks (misalnya CSV). Buka di Excel, lalu simpan sebagai .xlsx.",
        ),
        (corpus.pdf, "Berkas ini PDF, bukan buku kerja Excel."),
        (corpus.kosong, "Berkas kosong (0 bita)."),
        (corpus.acak, "Jenis berkas tidak dikenal. Unggah buku kerja Excel (.xlsx)."),
        (
            corpus.makro,
            "Berkas ini memuat makro. Simpan sebagai “Buku Kerja Excel (.xlsx)”.",
        ),
        (
            corpus.xlsb,
            "Berkas ini berformat .xlsb. Buka di Excel, lalu simpan sebagai .xlsx.",
        ),
        (
            corpus.tautan_luar,
            "Berkas ini memuat tautan ke berkas lain. Di Excel pilih Data › Edit Tautan "
            "› Putuskan Tautan, simpan, lalu unggah kembali.",
        ),
        (
            corpus.objek_luar,
            "Berkas ini memuat tautan ke berkas lain. Di Excel pilih Data › Edit Tautan "
            "› Putuskan Tautan, simpan, lalu unggah kembali.",
        ),
        (
            corpus.sel_jauh,
            "Lembar “Data” memuat isi jauh di luar tabel (sel XFD1048576). Hapus baris dan kolom "
            "kosong di bawah dan di kanan tabel, simpan, lalu unggah kembali.",
        ),
        (
            corpus.sel_agak_jauh,
            "Lembar “Data” memuat isi jauh di luar tabel (sel XFD600). Hapus baris dan kolom "
            "kosong di bawah dan di kanan tabel, simpan, lalu unggah kembali.",
        ),
        (corpus.teks_berulang, TERLALU_BESAR),
        (corpus.xml_rusak, RUSAK),
        (corpus.tanpa_lembar, RUSAK),
    ],
)  # fmt: skip
def test_hostile_file_is_refused_in_words(tmp_path, buat, pesan):
    path = tmp_path / "unggahan.xlsx"
    buat(path)

    with pytest.raises(BerkasDitolak) as tolak:
        read_workbook(path)

    assert str(tolak.value) == pesan


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
