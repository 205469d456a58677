"""One cell to one value: the parsers every import names in its columns.

A parser takes a non-empty cell as the reader gives it and returns the value, or raises SelSalah
with a sentence for the person who filled in the file. Types decide, not looks: a number where a
code is expected has passed through Excel's rounding and is refused when that can have hurt it.
"""

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from inti.angka import DIGIT_MAKS, AngkaSalah, parse_bulat, parse_desimal


class SelRusak(str):
    """A cell without a usable value: an Excel error, or a formula that was never calculated."""

    __slots__ = ()


RUMUS_KOSONG = SelRusak("=")  # a formula without a stored result

Nilai = (
    str
    | float
    | bool
    | datetime.date
    | datetime.datetime
    | datetime.time
    | datetime.timedelta
    | SelRusak
)

SERIAL_NOL = datetime.date(1899, 12, 30)  # day 0 of Excel's 1900 system, for dates after Feb 1900
SERIAL_WAJAR = range(
    10_959, 73_051
)  # 1930 to 2099: a plain number here is a date that lost its format
BULAN = {
    nama: nomor
    for nomor, nama_bulan in enumerate(
        (
            "januari jan",
            "februari feb pebruari",
            "maret mar",
            "april apr",
            "mei",
            "juni jun",
            "juli jul",
            "agustus agu agt ags",
            "september sep sept",
            "oktober okt",
            "november nov nopember",
            "desember des",
        ),
        start=1,
    )
    for nama in nama_bulan.split()
}
HARI_BULAN_TAHUN = re.compile(r"(\d{1,2})[/.\- ](\d{1,2}|[a-z]+)[/.\- ](\d{4})")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]00:00(?::00)?)?")
PETIK_PENANDA_TEKS = re.compile(r"^['’](?=[0-9=+@-])")
KENDALI = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


Angka = TypeVar("Angka", int, Decimal)


class SelSalah(ValueError):
    """A cell that cannot be used; the message says why and how to mend it."""


def is_kosong(nilai: Nilai | None) -> bool:
    """Whether a cell holds nothing but spaces."""
    return nilai is None or (isinstance(nilai, str) and not nilai.strip())


def tampil(nilai: Nilai | None) -> str:
    """The cell as its owner knows it, for messages and previews."""
    if nilai is None:
        return ""
    if isinstance(nilai, bool):
        return "BENAR" if nilai else "SALAH"
    if isinstance(nilai, float | int):
        return f"{nilai:.15g}".replace(".", ",")
    if isinstance(nilai, datetime.date):
        return f"{nilai:%d/%m/%Y}"
    return str(nilai)


def teks(nilai: Nilai, *, maks: int = 500) -> str:
    """Text on one line, odd spaces made plain; at most `maks` characters."""
    _tolak_rusak(nilai)
    hasil = " ".join(KENDALI.sub("", tampil(nilai)).split())
    hasil = PETIK_PENANDA_TEKS.sub("", hasil)
    if len(hasil) > maks:
        raise SelSalah(f"Teks terlalu panjang: {len(hasil)} huruf, paling banyak {maks}.")
    return hasil


def kode(nilai: Nilai) -> str:
    """A code as text. A number cell passes only when Excel cannot have rounded it."""
    if isinstance(nilai, float | int) and not isinstance(nilai, bool):
        if abs(nilai) >= 10**DIGIT_MAKS:
            raise SelSalah(
                "Kode ini tersimpan sebagai angka dan sudah dibulatkan oleh Excel. "
                "Ubah format kolom menjadi Teks, lalu ketik ulang kodenya."
            )
        if nilai != int(nilai):
            raise SelSalah("Kode ini tersimpan sebagai pecahan. Ubah format kolom menjadi Teks.")
        return str(int(nilai))
    if not isinstance(nilai, str):
        raise SelSalah("Sel ini berformat tanggal atau waktu. Ubah format kolom menjadi Teks.")
    return teks(nilai, maks=100)


def bulat(nilai: Nilai) -> int:
    """A whole number, from a number cell or from text in Indonesian notation."""
    if isinstance(nilai, str):
        return _baca_angka(parse_bulat, nilai)
    angka = _angka(nilai)
    if angka != int(angka):
        raise SelSalah(f"{tampil(nilai)} bukan bilangan bulat.")
    return int(angka)


def desimal(nilai: Nilai) -> Decimal:
    """A decimal number; a number cell gives the digits Excel shows (15 significant)."""
    if isinstance(nilai, str):
        return _baca_angka(parse_desimal, nilai)
    return Decimal(f"{_angka(nilai):.15g}")


def tanggal(nilai: Nilai) -> datetime.date:
    """A date from a date cell, a bare Excel serial, d/m/Y, "26 Januari 2022" or ISO; never m/d/Y."""
    if isinstance(nilai, datetime.datetime):
        return nilai.date()
    if isinstance(nilai, datetime.date):
        return nilai
    if isinstance(nilai, float | int) and not isinstance(nilai, bool):
        if nilai == int(nilai) and int(nilai) in SERIAL_WAJAR:
            return SERIAL_NOL + datetime.timedelta(days=int(nilai))
        raise SelSalah(f"{tampil(nilai)} bukan tanggal. Tulis misalnya 26/01/2022.")
    _tolak_rusak(nilai)
    return _tanggal_dari_teks(teks(str(nilai)))


def _tanggal_dari_teks(isi: str) -> datetime.date:
    kecil = isi.lower()
    if cocok := ISO.fullmatch(kecil):
        tahun, bulan, hari = (int(bagian) for bagian in cocok.groups())
    elif cocok := HARI_BULAN_TAHUN.fullmatch(kecil):
        hari, tahun = int(cocok[1]), int(cocok[3])
        bulan = int(cocok[2]) if cocok[2].isdigit() else BULAN.get(cocok[2], 0)
    else:
        raise SelSalah(f"“{isi[:40]}” bukan tanggal. Tulis hari/bulan/tahun, misalnya 26/01/2022.")
    if not 1 <= bulan <= 12:
        raise SelSalah(f"“{isi}”: bulan tidak dikenal. Tanggal ditulis hari/bulan/tahun.")
    try:
        return datetime.date(tahun, bulan, hari)
    except ValueError:
        raise SelSalah(f"Tanggal “{isi}” tidak ada dalam kalender.") from None


def _baca_angka(parser: Callable[[str], Angka], nilai: str) -> Angka:
    _tolak_rusak(nilai)
    try:
        return parser(nilai)
    except AngkaSalah as galat:
        raise SelSalah(str(galat)) from None


def _angka(nilai: Nilai) -> float:
    _tolak_rusak(nilai)
    if isinstance(nilai, bool) or not isinstance(nilai, float | int):
        raise SelSalah(
            f"{tampil(nilai)} bukan angka. Periksa format sel: mungkin terbaca sebagai tanggal."
        )
    if abs(nilai) >= 10**DIGIT_MAKS:
        raise SelSalah(f"Angka paling banyak {DIGIT_MAKS} digit.")
    return nilai


def _tolak_rusak(nilai: Nilai) -> None:
    if isinstance(nilai, SelRusak):
        raise SelSalah(
            "Rumus pada sel ini belum dihitung. Buka dan simpan berkas di Excel, atau ketik nilainya."
            if nilai == RUMUS_KOSONG
            else f"Sel ini berisi galat Excel {nilai}. Perbaiki rumusnya atau ketik nilainya."
        )
