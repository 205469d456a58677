"""How good a list is, and whether it gets better from edition to edition. Pure.

Rows of a list are what its file held; entries are those that were taken in. Rates are of those that
can tell: a source without the matching column says nothing of "padan".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple


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


class Ukuran(NamedTuple):
    """A measure: a column of the counts, as a share of a whole where it is one (see `_utuh`)."""

    nama: str
    arti: str
    kolom: str
    utuh: str = ""
    naik_baik: bool | None = None  # None: more is neither good nor bad
    is_pokok: bool = False  # seen before the rest is unfolded


UKURAN = (
    Ukuran("Orang", "berbeda pada daftar", "jumlah_jiwa", is_pokok=True),
    Ukuran("Keluarga", "pada daftar", "jumlah_keluarga", is_pokok=True),
    Ukuran(
        "Padan",
        "cocok dengan data kependudukan",
        "jumlah_padan",
        "berpadan",
        naik_baik=True,
        is_pokok=True,
    ),
    Ukuran(
        "Tidak padan", "dengan data kependudukan", "jumlah_tidak_padan", "berpadan", naik_baik=False
    ),
    Ukuran("Meninggal", "menurut pemadanan", "jumlah_meninggal", "berpadan", naik_baik=False),
    Ukuran(
        "Tanpa NIK",
        "kosong atau nol pada sumbernya",
        "jumlah_tanpa_nik",
        "diterima",
        naik_baik=False,
        is_pokok=True,
    ),
    Ukuran(
        "Baris ganda",
        "orang yang sama berulang",
        "jumlah_ganda",
        "baris",
        naik_baik=False,
        is_pokok=True,
    ),
    Ukuran(
        "Tanggal mustahil",
        "lahir di luar kalender",
        "jumlah_tanggal_mustahil",
        "baris",
        naik_baik=False,
        is_pokok=True,
    ),
    Ukuran("Baris ditolak", "cacat, tidak disimpan", "jumlah_ditolak", "baris", naik_baik=False),
)


def susun_mutu(semua: Sequence[Terbitan]) -> list[BarisMutu]:
    """The measures of the last editions (at most SUMBER_MAKS), with the last change of each share."""
    hasil = []
    for ukuran in UKURAN:
        angka = [_angka(t, ukuran) for t in semua[-SUMBER_MAKS:]]
        persen = [a.persen for a in angka[-2:]]
        selisih = None
        if len(persen) == 2 and persen[0] is not None and persen[1] is not None:
            selisih = round(persen[1] - persen[0], 1)
        membaik = (selisih > 0) == ukuran.naik_baik if selisih else None
        hasil.append(BarisMutu(ukuran.nama, ukuran.arti, angka, ukuran.is_pokok, selisih, membaik))
    return hasil


def _angka(terbitan: Terbitan, ukuran: Ukuran) -> Angka:
    isi = terbitan.jumlah[ukuran.kolom]
    utuh = _utuh(terbitan.jumlah, ukuran.utuh)
    return Angka(terbitan.kode, isi, 100 * isi / utuh if utuh and isi is not None else None)


def _utuh(jumlah: Mapping[str, Any], apa: str) -> int:
    """The whole that a measure is a share of; 0 where it is none."""
    if apa == "berpadan":  # those of whom the source says whether they match
        kolom = ("jumlah_padan", "jumlah_tidak_padan", "jumlah_meninggal")
        return sum(jumlah[satu] or 0 for satu in kolom)
    if apa == "diterima":
        return jumlah["jumlah_baris"] - jumlah["jumlah_ditolak"]
    return jumlah["jumlah_baris"] if apa == "baris" else 0
