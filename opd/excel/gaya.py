"""How the survey workbook looks: colours, borders, number formats, rules of entry, printing."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from desa.choices import AlasanKosong, JenisIndikator, Metode
from desa.models import VersiIndikator
from inti.excel.tajuk import huruf_kolom
from inti.excel.tulis import KERTAS_A4, TAJUK
from opd.excel.rumus import AWAS, BENAR
from opd.excel.tata import KOLOM, POSISI, YA


BINGKAI = {"border": 1, "border_color": "#C8CDD3", "valign": "top"}
TETAP = BINGKAI | {"bg_color": "#FAFBFC"}
KUNCI = BINGKAI | {"bg_color": "#ECEEF1", "font_color": "#3F4650"}
TUTUP = BINGKAI | {"bg_color": "#D3D7DC"}  # nothing is asked here
ISI = BINGKAI | {"bg_color": "#FFF8DC", "border_color": "#C2A33A", "locked": False}
KECIL = {"font_size": 9, "text_wrap": True}
TANGGAL = "dd-mm-yyyy"
ANGKA_MAKS = 10**14
TEKS_MAKS = {"alasan_lonjakan": 300, "sumber": 200, "catatan": 500}
BULAT = "Isi bilangan bulat, tidak negatif"
PECAHAN = "Isi angka, tidak negatif"


class Gaya:
    """The formats of a workbook, each made once."""

    def __init__(self, buku: Any) -> None:
        self.buku = buku
        self._ada: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __call__(self, dasar: dict[str, Any], **sifat: Any) -> Any:
        kunci = tuple(sorted((dasar | sifat).items()))
        if kunci not in self._ada:
            self._ada[kunci] = self.buku.add_format(dasar | sifat)
        return self._ada[kunci]

    @property
    def tajuk(self) -> Any:
        return self(TAJUK, font_size=10)

    @property
    def tajuk_isian(self) -> Any:
        return self(TAJUK, font_size=10, bg_color="#F5DF8B", border_color="#C2A33A")


def format_angka(desimal: int) -> str:
    return f"#,##0{'.' + '0' * desimal if desimal else ''}"


def format_selisih(versi: VersiIndikator) -> str:
    """A signed change: percentage points, or the unit itself."""
    proporsi = versi.indikator.jenis == JenisIndikator.PROPORSI
    angka = "0.0" if proporsi else format_angka(versi.desimal)
    satuan = ' "poin"' if proporsi else ""
    return f"+{angka}{satuan};-{angka}{satuan};0{satuan}"


def atur_halaman(lembar: Any, kaki: str, *, lebar_satu: bool) -> None:
    """A4 landscape with a footer; a wide table is printed left half first, right half after."""
    lembar.set_paper(KERTAS_A4)
    lembar.set_landscape()
    lembar.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.6)
    lembar.set_footer(f"&L&9{kaki.replace('&', '&&')[:150]}&R&9Halaman &P dari &N")
    if lebar_satu:
        lembar.fit_to_pages(1, 0)
    else:
        lembar.set_print_scale(62)
        lembar.print_across()
        lembar.set_v_pagebreaks([POSISI["pemeriksaan"]])


def kunci_lembar(lembar: Any) -> None:
    """Lock everything that is not meant for entry; no password, it guards against accidents."""
    lembar.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})


def pasang_aturan(lembar: Any, gaya: Gaya, awal: int, versi: Iterable[VersiIndikator]) -> None:
    """What may be typed into the rows from `awal` (0-based), one row per question in `versi`."""
    daftar = list(versi)
    akhir = awal + len(daftar) - 1
    mulai = awal
    for (proporsi, desimal), semua in groupby(daftar, key=_jenis_angka):
        sampai = mulai + len(list(semua)) - 1
        _aturan_angka(lembar, mulai, sampai, proporsi=proporsi, desimal=desimal)
        mulai = sampai + 1
    for nama, pilihan in (
        ("sama", [YA]),
        ("tidak_tersedia_alasan", AlasanKosong.labels),
        ("metode", Metode.labels),
    ):
        pesan = f"Pilih dari daftar: {', '.join(pilihan)}. Kosongkan bila tidak dipakai."
        _aturan(lembar, nama, awal, akhir, pesan, validate="list", source=pilihan)
    for nama, maks in TEKS_MAKS.items():
        pesan = f"Paling banyak {maks} huruf."
        _aturan(lembar, nama, awal, akhir, pesan, validate="length", criteria="<=", value=maks)
    _aturan(
        lembar,
        "tanggal_survei",
        awal,
        akhir,
        "Isi tanggal yang sudah terjadi, misalnya 26/01/2022.",
        validate="date",
        criteria="between",
        minimum=date(2000, 1, 1),
        maximum="=TODAY()",
    )
    kolom = POSISI["pemeriksaan"]
    for awalan, sifat in (
        (AWAS, {"bg_color": "#FFE2B8", "font_color": "#7A3E00", "bold": True}),
        (BENAR, {"font_color": "#0B5D2A"}),
    ):
        aturan = {
            "type": "text",
            "criteria": "begins with",
            "value": awalan,
            "format": gaya({}, **sifat),
        }
        lembar.conditional_format(awal, kolom, akhir, kolom, aturan)


def _jenis_angka(versi: VersiIndikator) -> tuple[bool, int]:
    return versi.indikator.jenis == JenisIndikator.PROPORSI, versi.desimal


def _aturan_angka(lembar: Any, awal: int, akhir: int, *, proporsi: bool, desimal: int) -> None:
    jenis = "decimal" if desimal else "integer"
    dasar = PECAHAN if desimal else BULAT
    p, q = (f"{huruf_kolom(POSISI[nama])}{awal + 1}" for nama in ("pembilang", "penyebut"))
    maks = f"=IF(ISNUMBER({q}),{q},{ANGKA_MAKS})" if proporsi else ANGKA_MAKS
    pesan = f"{dasar}{', dan tidak melebihi penyebut' if proporsi else ''}."
    _aturan(lembar, "pembilang", awal, akhir, pesan,
            validate=jenis, criteria="between", minimum=0, maximum=maks)  # fmt: skip
    if proporsi:
        terkecil = 10**-desimal
        _aturan(lembar, "penyebut", awal, akhir,
                f"{dasar}, lebih dari nol dan tidak kurang dari pembilang.",
                validate=jenis, criteria=">=", value=f"=MAX({terkecil},{p})")  # fmt: skip


def _aturan(lembar: Any, nama: str, awal: int, akhir: int, pesan: str, **aturan: Any) -> None:
    kolom = POSISI[nama]
    judul = KOLOM[nama][0].partition(" (")[0]
    lembar.data_validation(
        awal, kolom, akhir, kolom, aturan | {"error_title": judul[:32], "error_message": pesan}
    )
