"""How good a list is, and whether it gets better from edition to edition. Pure.

Rows of a list are what its file held; entries are those that were taken in. Rates are of those that
can tell: a source without the matching column says nothing of "padan".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


SUMBER_MAKS = 4  # editions side by side; older ones are a click away


@dataclass(frozen=True)
class Angka:
    """A count on an edition, and its share in percent where it is one of a whole."""

    sumber: str
    jumlah: int | None
    persen: float | None = None


@dataclass(frozen=True)
class BarisMutu:
    """One measure over the editions, the oldest first. `selisih`: last share less the one before.

    In percentage points; None when either edition cannot tell. `is_membaik`: None for no change or
    a measure that is neither good nor bad.
    """

    nama: str
    arti: str
    angka: list[Angka]
    is_pokok: bool
    selisih: float | None = None
    is_membaik: bool | None = None

    @property
    def besar(self) -> float:
        """How far the share moved, whichever way."""
        return abs(self.selisih or 0)


@dataclass(frozen=True)
class Terbitan:
    """An edition with the sums of its village counts (columns of RekapDesa)."""

    pk: int
    kode: str
    tanggal: date
    jumlah: Mapping[str, Any]


UKURAN = (  # name, meaning, column, whole, is more better (None: neither), is among the first seen
    ("Orang", "berbeda pada daftar", "jumlah_jiwa", "", None, True),
    ("Keluarga", "pada daftar", "jumlah_keluarga", "", None, True),
    ("Padan", "cocok dengan data kependudukan", "jumlah_padan", "berpadan", True, True),
    ("Tidak padan", "dengan data kependudukan", "jumlah_tidak_padan", "berpadan", False, False),
    ("Meninggal", "menurut pemadanan", "jumlah_meninggal", "berpadan", False, False),
    ("Tanpa NIK", "kosong atau nol pada sumbernya", "jumlah_tanpa_nik", "diterima", False, True),
    ("Baris ganda", "orang yang sama berulang", "jumlah_ganda", "jumlah_baris", False, True),
    (
        *("Tanggal mustahil", "lahir di luar kalender", "jumlah_tanggal_mustahil"),
        *("jumlah_baris", False, True),
    ),
    ("Baris ditolak", "cacat, tidak disimpan", "jumlah_ditolak", "jumlah_baris", False, False),
)


def susun_mutu(semua: Sequence[Terbitan]) -> list[BarisMutu]:
    """The measures of the last editions (at most SUMBER_MAKS), with the last change of each share."""
    hasil = []
    for nama, arti, kolom, utuh, naik, pokok in UKURAN:
        angka = [_angka(t, kolom, utuh) for t in semua[-SUMBER_MAKS:]]
        persen = [a.persen for a in angka[-2:]]
        selisih = None
        if len(persen) == 2 and persen[0] is not None and persen[1] is not None:
            selisih = round(persen[1] - persen[0], 1)
        membaik = (selisih > 0) == naik if selisih else None
        hasil.append(BarisMutu(nama, arti, angka, pokok, selisih, membaik))
    return hasil


def _angka(terbitan: Terbitan, kolom: str, utuh: str) -> Angka:
    jumlah = terbitan.jumlah
    isi = jumlah[kolom]
    if not utuh or isi is None:
        return Angka(terbitan.kode, isi)
    keseluruhan = {
        "berpadan": lambda: sum(
            jumlah[k] or 0 for k in ("jumlah_padan", "jumlah_tidak_padan", "jumlah_meninggal")
        ),
        "diterima": lambda: jumlah["jumlah_baris"] - jumlah["jumlah_ditolak"],
        "jumlah_baris": lambda: jumlah["jumlah_baris"],
    }[utuh]()
    return Angka(terbitan.kode, isi, 100 * isi / keseluruhan if keseluruhan else None)
