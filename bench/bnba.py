"""A seeded BNBA list as Excel saves it: texts shared between cells, title rows, an empty column.

Every person and number is invented; the numbers are of an unused kecamatan (33.18.99). One row in
forty carries a fault or something to be tidied, as in the lists that come from the ministry.
"""

import random
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from desa.models import Desa


BENIH = 331899
TAJUK = (
    *("IDDTKS", "PROVINSI", "KABUPATEN/KOTA", "KECAMATAN", "DESA/KELURAHAN", "ALAMAT", "DUSUN"),
    *("RT", "RW", "", "NOMOR KK", "NOMOR NIK", "NAMA", "TANGGAL LAHIR", "TEMPAT LAHIR"),
    *("JENIS KELAMIN", "PEKERJAAN", "NAMA IBU KANDUNG", "HUBUNGAN KELUARGA", "KETERANGAN PADAN"),
    *("BANSOS BPNT", "BANSOS PKH", "BANSOS BPNT-PPKM", "PBI JKN"),
)
NIK, NAMA, TANGGAL = TAJUK.index("NOMOR NIK"), TAJUK.index("NAMA"), TAJUK.index("TANGGAL LAHIR")
SUKU = ("SU", "PAR", "WI", "DA", "MI", "KAR", "TI", "NO", "SA", "LA", "RI", "YAH", "MAN", "WATI")
KERJA = ("BURUH TANI/PERKEBUNAN", "PEDAGANG", "BELUM/TIDAK BEKERJA", "NELAYAN", "PELAJAR")
PER_KELUARGA, CACAT_TIAP = 4, 40
NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PAKET = "http://schemas.openxmlformats.org/package/2006"
ISI_TETAP = {
    "[Content_Types].xml": f'<Types xmlns="{PAKET}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default '
    'Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
    "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{PAKET}/relationships"><Relationship Id="rId1" '
    f'Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{NS}" xmlns:r="{REL}"><sheets><sheet name="BNBA" '
    'sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PAKET}/relationships"><Relationship '
    f'Id="rId1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" '
    f'Type="{REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
}


def baris_bnba(banyak: int, *, cacat: bool = True) -> Iterator[list[str]]:
    """The rows of a list of `banyak` persons in families of four, with faults among them or none."""
    acak = random.Random(BENIH)
    desa = list(Desa.objects.order_by("kode").values_list("kecamatan__nama", "nama"))
    for nomor in range(banyak):
        keluarga, ke = divmod(nomor, PER_KELUARGA)
        if ke == 0:
            # By village, as the lists are sorted.
            kecamatan, nama_desa = desa[keluarga * len(desa) * PER_KELUARGA // banyak]
            rt, rw = f"{acak.randint(1, 9):03}", f"{acak.randint(1, 6):03}"
            dusun = _kata(acak, 2)
            no_kk = _nomor(keluarga, tahun=10)
        nik = baris_nik(nomor)
        lahir = f"{nomor % 28 + 1:02}/{nomor // 28 % 12 + 1:02}/19{nik[10:12]}"
        isi = [
            f"CTH{nomor:012}",
            *("JAWA TENGAH", "PATI", kecamatan.upper(), nama_desa),
            f"DK. {dusun} RT {rt[1:]} RW {rw[1:]}",
            *(dusun, rt, rw, "", no_kk, nik, f"{_kata(acak, 2)} {_kata(acak, 3)}", lahir, "PATI"),
            "PEREMPUAN" if nomor % 2 else "LAKI-LAKI",
            *(acak.choice(KERJA), _kata(acak, 3), "ANAK" if ke > 1 else "KEPALA KELUARGA"),
            "Meninggal" if nomor % 500 == 7 else "Padan",
            *(("YA" if acak.random() < 0.3 else "TIDAK") for _ in range(4)),
        ]
        if cacat and nomor % CACAT_TIAP == CACAT_TIAP - 1:
            _rusak(isi, nomor // CACAT_TIAP)
        yield isi


def baris_nik(nomor: int) -> str:
    """The NIK of the person in this row; men and women by turns."""
    return _nomor(nomor, tahun=40, perempuan=bool(nomor % 2))


def tulis_bnba(jalur: Path, banyak: int, *, cacat: bool = True) -> Path:
    """The list as a workbook."""
    kolam: dict[str, int] = {}

    def sel(teks: str) -> str:
        return f'<c t="s" r="%s"><v>{kolam.setdefault(teks, len(kolam))}</v></c>' if teks else ""

    huruf = [chr(65 + n) for n in range(len(TAJUK))]
    with zipfile.ZipFile(jalur, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as arsip:
        for nama, isi in ISI_TETAP.items():
            arsip.writestr(nama, isi)
        with arsip.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as lembar:
            lembar.write(f'<worksheet xmlns="{NS}"><sheetData>'.encode())
            judul = (["DATA UKUR"], ["KEADAAN 2025"], TAJUK)
            for nomor, isi in enumerate((*judul, *baris_bnba(banyak, cacat=cacat)), start=1):
                teks = "".join(sel(t) % f"{huruf[n]}{nomor}" for n, t in enumerate(isi) if t)
                lembar.write(f'<row r="{nomor}">{teks}</row>'.encode())
            lembar.write(b"</sheetData></worksheet>")
        with arsip.open("xl/sharedStrings.xml", "w", force_zip64=True) as bersama:
            bersama.write(f'<sst xmlns="{NS}">'.encode())
            for teks in kolam:
                bersama.write(f'<si><t xml:space="preserve">{escape(teks)}</t></si>'.encode())
            bersama.write(b"</sst>")
    return jalur


def _nomor(urut: int, *, tahun: int, perempuan: bool = False) -> str:
    """A number of unused kecamatan 33.18.99: day, month and year by turns, then a serial."""
    sisa, hari = divmod(urut, 28)
    sisa, bulan = divmod(sisa, 12)
    seri, lewat = divmod(sisa, 50)
    return f"331899{hari + 1 + 40 * perempuan:02}{bulan + 1:02}{tahun + lewat:02}{seri + 1:04}"


def _kata(acak: random.Random, suku: int) -> str:
    return "".join(acak.choices(SUKU, k=suku))


def _rusak(isi: list[str], ke: int) -> None:
    """One of the faults and untidinesses, in turn."""
    ubah = (
        (NIK, f"'{isi[NIK]}"),
        (NIK, isi[NIK][:15]),
        (NIK, ""),
        (TANGGAL, "31/02/1980"),
        (TANGGAL, "1980-08-17"),
        (TAJUK.index("DESA/KELURAHAN"), isi[TAJUK.index("DESA/KELURAHAN")].upper()),
        (TAJUK.index("NOMOR KK"), isi[NIK]),
        (NAMA, f"={isi[NAMA]}"),
    )
    kolom, teks = ubah[ke % len(ubah)]
    isi[kolom] = teks
