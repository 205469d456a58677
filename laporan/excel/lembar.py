"""Row-by-row writing of a formatted workbook in constant memory.

XlsxWriter then keeps only the current row, so rows are written in order and never revisited. Text
is always text, whatever it begins with; the only formulas are those given as `Rumus`.
"""

import tempfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any, NamedTuple

from django.utils import timezone
from django.utils.formats import date_format

from inti.excel.tulis import KERTAS_A4, TAJUK
from laporan.queries import TandaTangan


LOKAL = "[$-421]"  # Indonesian separators and month names where the program honours it
TANGGAL = f"{LOKAL}dd-mm-yyyy"
WAKTU = f"{LOKAL}dd-mm-yyyy hh:mm"


class Rumus(NamedTuple):
    """A formula with its computed value, for programs that do not recalculate."""

    teks: str
    nilai: float | str


Isi = str | int | float | Decimal | date | datetime | Rumus | None


def format_angka_excel(desimal: int, awalan: str = "") -> str:
    """Number format with thousands and fixed decimals, behind a text such as "Rp"."""
    teks = f'"{awalan}"' if awalan else ""
    return f"{LOKAL}{teks}#,##0{'.' + '0' * desimal if desimal else ''}"


class Buku:
    """A workbook and its formats, each made once."""

    def __init__(self, buku: Any):
        self.buku = buku
        self._gaya: dict[tuple[tuple[str, Any], ...], Any] = {}

    def gaya(self, **sifat: Any) -> Any:
        kunci = tuple(sorted(sifat.items()))
        if kunci not in self._gaya:
            self._gaya[kunci] = self.buku.add_format({"valign": "top"} | sifat)
        return self._gaya[kunci]

    def angka(self, desimal: int) -> Any:
        return self.gaya(num_format=format_angka_excel(desimal))

    @property
    def teks(self) -> Any:
        return self.gaya(num_format="@")

    @property
    def jorok(self) -> Any:
        """Text that stands right behind a number."""
        return self.gaya(num_format="@", indent=1)

    @property
    def bungkus(self) -> Any:
        return self.gaya(num_format="@", text_wrap=True)

    @property
    def bungkus_jorok(self) -> Any:
        return self.gaya(num_format="@", text_wrap=True, indent=1)

    @property
    def tanggal(self) -> Any:
        return self.gaya(num_format=TANGGAL, align="left")

    @property
    def waktu(self) -> Any:
        return self.gaya(num_format=WAKTU, align="left")

    @property
    def tajuk(self) -> Any:
        return self.gaya(**TAJUK)

    @property
    def tajuk_tegak(self) -> Any:
        return self.gaya(**TAJUK | {"rotation": 90, "valign": "bottom", "align": "center"})

    def lembar(self, nama: str, lebar: Sequence[float]) -> "Lembar":
        return Lembar(self, nama, lebar)


class Lembar:
    """One sheet, written from top to bottom; `nomor` is the next row, counted from 0."""

    def __init__(self, buku: Buku, nama: str, lebar: Sequence[float]):
        self.buku, self.nama, self.nomor = buku, nama, 0
        self.lembar = buku.buku.add_worksheet(nama)
        self.lembar.set_paper(KERTAS_A4)
        self.lembar.set_landscape()
        self.lembar.fit_to_pages(1, 0)
        self.lembar.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.lembar.set_footer(f"&L{nama}&RHalaman &P dari &N")
        for kolom, satu in enumerate(lebar):
            self.lembar.set_column(kolom, kolom, satu)

    def judul(self, *baris: str) -> None:
        """Title lines, the first large."""
        for urutan, teks in enumerate(baris):
            gaya = {"bold": True, "font_size": 14} if urutan == 0 else {}
            self.tulis([teks], [self.buku.gaya(**gaya)])

    def tajuk(
        self,
        judul: Sequence[str],
        *,
        beku: int | None = None,
        tinggi: int = 45,
        tegak: int | None = None,
    ) -> None:
        """The header row, repeated on every printed page; frozen with its first `beku` columns.

        From column `tegak` on the heads stand upright, for many narrow columns.
        """
        self.lembar.repeat_rows(self.nomor)
        if beku is not None:
            self.lembar.freeze_panes(self.nomor + 1, beku)
        datar = len(judul) if tegak is None else tegak
        gaya = [self.buku.tajuk] * datar + [self.buku.tajuk_tegak] * (len(judul) - datar)
        self.tulis(judul, gaya, tinggi=tinggi)

    def tulis(
        self, isi: Sequence[Isi], gaya: Sequence[Any], *, tinggi: float | None = None
    ) -> None:
        """Write one row; None and "" leave the cell empty. `tinggi` in points: not every program
        makes room for wrapped text by itself (`tinggi_teks`)."""
        nomor, lembar = self.nomor, self.lembar
        if tinggi is not None:
            lembar.set_row(nomor, tinggi)
        for kolom, satu in enumerate(isi):
            if satu is None or satu == "":
                continue
            if isinstance(satu, str):
                lembar.write_string(nomor, kolom, satu, gaya[kolom])
            elif isinstance(satu, Rumus):
                lembar.write_formula(nomor, kolom, satu.teks, gaya[kolom], satu.nilai)
            elif isinstance(satu, datetime):
                lembar.write_datetime(nomor, kolom, timezone.make_naive(satu), gaya[kolom])
            elif isinstance(satu, date):
                lembar.write_datetime(nomor, kolom, satu, gaya[kolom])
            else:
                lembar.write_number(nomor, kolom, satu, gaya[kolom])
        self.nomor += 1

    def tanda_tangan(self, penanda: TandaTangan | None, *, kolom: int) -> None:
        """Place and date, the head of the signing agency on that day, room to sign."""
        self.lewati()
        buku, kosong = self.buku, [None] * kolom
        jabatan, nama, nip = penanda or ("Mengetahui,", "………………………………………", "")
        for teks, gaya in (
            (f"……………, {date_format(timezone.localdate())}", buku.teks),
            (jabatan, buku.teks),
            *[("", buku.teks)] * 3,
            (nama, buku.gaya(bold=True)),
            (f"NIP {nip or '………………………'}", buku.teks),
        ):
            self.tulis([*kosong, teks], [gaya] * (kolom + 1))

    def lewati(self, banyak: int = 1) -> None:
        self.nomor += banyak


def buat_buku(judul: str, isi: Callable[[Buku], None]) -> IO[bytes]:
    """A temporary .xlsx file at its start, filled by `isi`; the caller streams and closes it."""
    import xlsxwriter  # noqa: PLC0415 -- slow import

    berkas = tempfile.TemporaryFile()  # noqa: SIM115 -- handed to the caller
    pilihan = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    try:
        with xlsxwriter.Workbook(berkas, pilihan) as buku:
            buku.set_properties({"title": judul})
            isi(Buku(buku))
    except BaseException:
        berkas.close()
        raise
    berkas.seek(0)
    return berkas
