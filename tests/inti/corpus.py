"""Workbooks no honest program writes, made on the spot: one function per trick."""

import io
import zipfile
from pathlib import Path

import openpyxl
import xlsxwriter

from inti.excel.periksa import RUSAK, TERLALU_BESAR, TIDAK_AMAN


ISI = [["kode", "nilai"], ["a", 1]]
ENTITAS = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def buku(path: Path, baris=ISI, *, nama="Data", lembar_lain=()) -> Path:
    wb = openpyxl.Workbook()
    wb.active.title = nama
    for satu in baris:
        wb.active.append(satu)
    for lain in lembar_lain:
        wb.create_sheet(lain)
    wb.save(path)
    return path


def susun_ulang(path: Path, ubah=lambda nama, isi: isi, tambahan=()) -> Path:
    """Rewrite the archive member by member: `ubah` returns the new bytes, or None to drop it."""
    with zipfile.ZipFile(path) as lama:
        isi = {nama: ubah(nama, lama.read(nama)) for nama in lama.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as baru:
        for nama, data in [*isi.items(), *tambahan]:
            if data is not None:
                baru.writestr(nama, data)
    return path


def terpotong(path):
    utuh = buku(path).read_bytes()
    path.write_bytes(utuh[: len(utuh) * 2 // 3])


def bom_zip(path):
    with (
        zipfile.ZipFile(buku(path), "a", zipfile.ZIP_DEFLATED, compresslevel=1) as arsip,
        arsip.open("xl/media/besar.bin", "w", force_zip64=True) as tujuan,
    ):
        for _ in range(500):
            tujuan.write(b"\0" * (1 << 20))


def bom_lembar(path):
    """A worksheet of 300 MB of rows without cells: within all sizes, packed a thousandfold."""
    susun_ulang(buku(path), lambda n, isi: None if n == "xl/worksheets/sheet1.xml" else isi)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as arsip,
        arsip.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as tujuan,
    ):
        tujuan.write(
            b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        )
        for _ in range(300):
            tujuan.write(b'<row r="1"></row>' * 61_680)
        tujuan.write(b"</sheetData></worksheet>")


def bom_berbohong(path):
    """The same with a declared size of 1 kB."""
    bom_lembar(path)
    data = bytearray(path.read_bytes())
    posisi = data.rfind(b"PK\x01\x02")  # the sheet is the last entry
    data[posisi + 24 : posisi + 28] = (1000).to_bytes(4, "little")
    path.write_bytes(data)


def banyak_entri(path):
    susun_ulang(buku(path), tambahan=[(f"xl/media/{n}.bin", b"") for n in range(2100)])


def entri_ganda(path):
    with zipfile.ZipFile(path, "w") as arsip:
        for isi in (b"a", b"b"):
            arsip.writestr(zipfile.ZipInfo("xl/workbook.xml"), isi)


def naik_folder(path):
    susun_ulang(buku(path), tambahan=[("../../etc/cron.d/x", b"x")])


def _ganti_lembar(path, isi: bytes):
    susun_ulang(buku(path), lambda n, lama: isi if n == "xl/worksheets/sheet1.xml" else lama)


def xxe(path):
    _ganti_lembar(path, f'<?xml version="1.0"?>{ENTITAS}<worksheet>&e;</worksheet>'.encode())


def xxe_utf16(path):
    teks = f'<?xml version="1.0" encoding="UTF-16"?>{ENTITAS}<worksheet>&e;</worksheet>'
    _ganti_lembar(path, teks.encode("utf-16"))


def xxe_utf16_tanpa_bom(path):
    _ganti_lembar(path, f"{ENTITAS}<worksheet>&e;</worksheet>".encode("utf-16-be"))


def xxe_utf7(path):
    teks = '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x><worksheet/>'
    _ganti_lembar(path, teks.encode())


def xxe_utf32(path):
    teks = f'<?xml version="1.0" encoding="UTF-32"?>{ENTITAS}<worksheet>&e;</worksheet>'
    _ganti_lembar(path, teks.encode("utf-32"))


def xxe_teks_bersama(path):
    isi = f'<?xml version="1.0"?>{ENTITAS}<sst><si><t>&e;</t></si></sst>'.encode()
    with xlsxwriter.Workbook(path) as wb:
        wb.add_worksheet().write_row(0, 0, ISI[0])
    susun_ulang(path, lambda n, lama: isi if n == "xl/sharedStrings.xml" else lama)


def xxe_komentar(path):
    _ganti_lembar(path, f"<!-- x -->{ENTITAS}<worksheet/>".encode())


def tawa_miliar(path):
    entitas = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    _ganti_lembar(
        path, f'<!DOCTYPE x [<!ENTITY e0 "ha">{entitas}]><worksheet>&e9;</worksheet>'.encode()
    )


def prolog_panjang(path):
    _ganti_lembar(path, b"<!--" + b"x" * 70_000 + b"--><worksheet/>")


def xls_lama(path):
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 2000)


def bersandi(path):
    kepala = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 5000
    path.write_bytes(kepala + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500)


def docx(path):
    with zipfile.ZipFile(path, "w") as arsip:
        arsip.writestr("[Content_Types].xml", "<Types/>")
        arsip.writestr("word/document.xml", "<document/>")


def ods(path):
    with zipfile.ZipFile(path, "w") as arsip:
        arsip.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        arsip.writestr("content.xml", "<x/>")


def zip_biasa(path):
    with zipfile.ZipFile(path, "w") as arsip:
        arsip.writestr("foto.jpg", b"x")


def html(path):
    path.write_text("  <HTML><table><tr><td>1</td></tr></table></HTML>")


def csv(path):
    path.write_text("kode;nilai\na;1\n")


def pdf(path):
    path.write_bytes(b"%PDF-1.7\n")


def exe(path):
    path.write_bytes(b"MZ\x90\0\x03" + b"\0" * 60 + b"This program cannot be run in DOS mode.")


def kosong(path):
    path.write_bytes(b"")


def acak(path):
    path.write_bytes(bytes(range(256)) * 20)


def makro(path):
    susun_ulang(buku(path), tambahan=[("xl/vbaProject.bin", b"x")])


def xlsb(path):
    susun_ulang(buku(path), tambahan=[("xl/workbook.bin", b"x")])


def tautan_luar(path):
    susun_ulang(buku(path), tambahan=[("xl/externalLinks/externalLink1.xml", b"<externalLink/>")])


def objek_luar(path):
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" TargetMode="External" Target="http://contoh.invalid/x" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject"/>'
        b"</Relationships>"
    )
    susun_ulang(buku(path), tambahan=[("xl/worksheets/_rels/sheet1.xml.rels", rels)])


def sel_jauh(path):
    wb = openpyxl.Workbook()
    wb.active.title = "Data"
    wb.active["A1"] = wb.active["XFD1048576"] = 1
    wb.save(path)


def dimensi_besar(path):
    """One cell where the sheet declares all of them."""
    susun_ulang(buku(path), lambda n, isi: isi.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"'))


def banyak_baris(path):
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as wb:
        ws = wb.add_worksheet()
        for n in range(30_000):
            ws.write_row(n, 0, ["33.18.16.2001", n])


def sel_agak_jauh(path):
    wb = openpyxl.Workbook()
    wb.active.title = "Data"
    wb.active["A1"] = wb.active["XFD600"] = 1
    wb.save(path)


def teks_berulang(path):
    """One huge shared string used by many cells: each use is a copy in the reader's memory."""
    bersama = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>%s</t></si></sst>'
    with xlsxwriter.Workbook(path) as wb:
        wb.add_worksheet().write_column(0, 0, ["x"] * 2000)

    def ubah(nama, isi):
        return bersama % (b"x" * 1_000_000) if nama == "xl/sharedStrings.xml" else isi

    susun_ulang(path, ubah)


def xml_rusak(path):
    _ganti_lembar(path, b"<worksheet><sheetData><row></worksheet>")


def tanpa_lembar(path):
    susun_ulang(buku(path), lambda n, isi: None if n == "xl/worksheets/sheet1.xml" else isi)


def terenkripsi(path):
    data = bytearray(buku(path).read_bytes())
    for tanda, geser in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        posisi = data.find(tanda)
        while posisi >= 0:
            data[posisi + geser] |= 1
            posisi = data.find(tanda, posisi + 4)
    path.write_bytes(data)


MEKAR = "Isi berkas terlalu besar setelah dimekarkan. Hapus lembar yang tidak perlu."
# Every file above that is refused, and in which words.
DITOLAK = [
    (terpotong, RUSAK),
    (bom_zip, MEKAR),
    (bom_lembar, MEKAR),
    (bom_berbohong, RUSAK),
    (banyak_entri, TIDAK_AMAN),
    (naik_folder, TIDAK_AMAN),
    (xxe, TIDAK_AMAN),
    (xxe_utf16, TIDAK_AMAN),
    (xxe_utf16_tanpa_bom, TIDAK_AMAN),
    (xxe_utf7, TIDAK_AMAN),
    (xxe_utf32, TIDAK_AMAN),
    (xxe_teks_bersama, TIDAK_AMAN),
    (xxe_komentar, TIDAK_AMAN),
    (tawa_miliar, TIDAK_AMAN),
    (prolog_panjang, TIDAK_AMAN),
    (
        xls_lama,
        "Berkas berformat lama (.xls atau .doc). Buka di Excel, lalu simpan sebagai .xlsx.",
    ),
    (
        bersandi,
        "Berkas dilindungi kata sandi. Hapus kata sandinya di Excel (Berkas › Info › "
        "Proteksi Buku Kerja), simpan, lalu unggah kembali.",
    ),
    (
        terenkripsi,
        "Berkas dilindungi kata sandi. Hapus kata sandinya, lalu unggah lagi.",
    ),
    (docx, "Berkas ini dokumen Word, bukan buku kerja Excel."),
    (ods, "Berkas LibreOffice (.ods). Simpan sebagai “Excel 2007–365 (.xlsx)”."),
    (zip_biasa, "Berkas ini arsip ZIP biasa, bukan buku kerja Excel."),
    (
        html,
        "Berkas ini halaman web (HTML) yang diberi nama Excel. "
        "Buka di Excel, lalu simpan sebagai .xlsx.",
    ),
    (
        csv,
        "Berkas ini teks (misalnya CSV). Buka di Excel, lalu simpan sebagai .xlsx.",
    ),
    (pdf, "Berkas ini PDF, bukan buku kerja Excel."),
    (kosong, "Berkas kosong (0 bita)."),
    (acak, "Jenis berkas tidak dikenal. Unggah buku kerja Excel (.xlsx)."),
    (exe, "Jenis berkas tidak dikenal. Unggah buku kerja Excel (.xlsx)."),
    (
        makro,
        "Berkas ini memuat makro. Simpan sebagai “Buku Kerja Excel (.xlsx)”.",
    ),
    (
        xlsb,
        "Berkas ini berformat .xlsb. Buka di Excel, lalu simpan sebagai .xlsx.",
    ),
    (
        tautan_luar,
        "Berkas ini memuat tautan ke berkas lain. Di Excel pilih Data › Edit Tautan "
        "› Putuskan Tautan, simpan, lalu unggah kembali.",
    ),
    (
        objek_luar,
        "Berkas ini memuat tautan ke berkas lain. Di Excel pilih Data › Edit Tautan "
        "› Putuskan Tautan, simpan, lalu unggah kembali.",
    ),
    (
        sel_jauh,
        "Lembar “Data” memuat isi jauh di luar tabel (sel XFD1048576). Hapus baris dan kolom "
        "kosong di bawah dan di kanan tabel, simpan, lalu unggah kembali.",
    ),
    (
        sel_agak_jauh,
        "Lembar “Data” memuat isi jauh di luar tabel (sel XFD600). Hapus baris dan kolom "
        "kosong di bawah dan di kanan tabel, simpan, lalu unggah kembali.",
    ),
    (teks_berulang, TERLALU_BESAR),
    (
        banyak_baris,
        "Berkas memuat lebih dari 25.000 baris berisi. Hapus baris dan lembar yang bukan bagian "
        "tabel, atau pisahkan menjadi beberapa berkas.",
    ),
    (xml_rusak, RUSAK),
    (tanpa_lembar, RUSAK),
]  # fmt: skip


def gabung(response) -> io.BytesIO:
    """A downloaded file as something openpyxl opens."""
    return io.BytesIO(b"".join(response.streaming_content))
