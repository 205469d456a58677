"""What the digits of a NIK and of a No KK say, and which of them cannot be.

NIK: province, regency, kecamatan of the *first* registration (it never changes), then birth date
DDMMYY with 40 added to the day for women, then a serial from 0001. No KK: region, date of issue
without the 40, serial. Only what can never be right is an error (Dukcapil; Permendagri 95/2019);
what merely differs from the record is a warning, and the place of registration only a note.
"""

import re
from datetime import date
from typing import NamedTuple


PROVINSI = frozenset(  # Kepmendagri 300.2.2-2138/2025, first two digits
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "16",
        "17",
        "18",
        "19",
        "21",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "51",
        "52",
        "53",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "72",
        "73",
        "74",
        "75",
        "76",
        "81",
        "82",
        "91",
        "92",
        "93",
        "94",
        "95",
        "96",
    ]
)
PANJANG = 16
PEREMPUAN = 40  # added to the day of birth


class NIKSalah(ValueError):
    """These digits cannot be a NIK; the message says why, without repeating them."""


class NIK(NamedTuple):
    """A NIK whose digits are possible. `hari`, `bulan`, `tahun` (two digits) are its birth date."""

    wilayah: str  # six digits
    hari: int
    bulan: int
    tahun: int
    is_perempuan: bool

    def is_lahir_pada(self, tanggal: date) -> bool:
        """Whether the birth date agrees; the century is not part of a NIK."""
        return (self.hari, self.bulan, self.tahun) == (
            tanggal.day,
            tanggal.month,
            tanggal.year % 100,
        )


def bersihkan(teks: str) -> str:
    """The number without what people type around its digits: spaces, dots, dashes, a quote."""
    return teks.translate(_SAMPAH)


_SAMPAH = dict.fromkeys(map(ord, " .-'’`\u00a0\t"))


def is_enam_belas_angka(nomor: str) -> bool:
    """Whether a text has the shape of a NIK or No KK: sixteen digits and nothing else."""
    return len(nomor) == PANJANG and nomor.isascii() and nomor.isdigit()


def baca_nik(nomor: str) -> NIK:
    """The parts of a NIK of digits only. Raises NIKSalah for what can never be one."""
    if not is_enam_belas_angka(nomor):
        raise NIKSalah(f"NIK harus 16 angka; ini {len(nomor)} huruf.")
    hari, bulan = int(nomor[6:8]), int(nomor[8:10])
    if nomor[:2] not in PROVINSI:
        raise NIKSalah("Dua angka pertama NIK bukan kode provinsi.")
    if not (1 <= hari <= 31 or 41 <= hari <= 71):
        raise NIKSalah("Hari lahir pada NIK (angka ke-7 dan 8) tidak mungkin.")
    if not 1 <= bulan <= 12:
        raise NIKSalah("Bulan lahir pada NIK (angka ke-9 dan 10) tidak mungkin.")
    if nomor[12:] == "0000":
        raise NIKSalah("Nomor urut NIK (empat angka terakhir) tidak boleh 0000.")
    perempuan = hari > PEREMPUAN
    return NIK(
        nomor[:6], hari - PEREMPUAN * perempuan, bulan, int(nomor[10:12]), is_perempuan=perempuan
    )


def is_tanggal_kk_wajar(nomor: str) -> bool:
    """Whether a No KK of 16 digits can carry a date of issue: day at most 31, no 40 added."""
    return 1 <= int(nomor[6:8]) <= 31 and 1 <= int(nomor[8:10]) <= 12


def memuat_nomor(teks: str) -> bool:
    """Whether free text holds a number as long as a NIK or No KK, however it is spaced."""
    return _NOMOR.search(teks) is not None


_NOMOR = re.compile(r"(?<!\d)(?:\d[ .-]?){15}\d(?!\d)")


def samarkan(nomor: str | None) -> str:
    """A NIK or No KK as people may see it: the region, then dots.

    Never the last four digits: with village and birth date they complete the number.
    """
    return f"{nomor[:6]}••••••••••" if nomor else "–"


def samarkan_nama(nama: str) -> str:
    """A name for people without a right to it: the first letter of each word."""
    return " ".join(f"{kata[0]}•••" for kata in nama.split()) or "–"
