"""The chain of the access log: every row carries a keyed hash over itself and the row before.

The key is not in the database (KUNCI_INDEKS), so whoever can only write there cannot forge a row.
A chain alone does not miss its own end; the row that says where it ends is keyed, too.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC
from typing import Any, NamedTuple

from inti.crypto import blind_index


KOLOM = (
    *("kabupaten_id", "urutan", "pada", "pelaku_id", "pelaku_nama", "tindakan", "tujuan"),
    *("keterangan", "objek", "jumlah_orang"),
)


class Ujung(NamedTuple):
    """Where a chain ends: how many rows, and the hash of the last; as people note it "12:ab34…"."""

    jumlah: int
    sidik: str

    def __str__(self) -> str:
        return f"{self.jumlah}:{self.sidik}"


class Pemeriksaan(NamedTuple):
    """What a look at a chain found. `masalah`: the first fault in words, "" for none."""

    ujung: Ujung
    masalah: str


AWAL = Ujung(0, "")


def sidik_catatan(sebelum: str, isi: Mapping[str, Any]) -> str:
    """The hash of a row (its columns KOLOM) that follows the row with the hash `sebelum`."""
    nilai = [isi[nama] for nama in KOLOM]
    nilai[KOLOM.index("pada")] = isi["pada"].astimezone(UTC).isoformat()
    return blind_index(json.dumps([sebelum, *nilai]), "akses")


def sidik_ujung(kabupaten_id: int, ujung: Ujung) -> str:
    """The hash of where the chain of a kabupaten ends."""
    return blind_index(json.dumps([kabupaten_id, *ujung]), "akses_ujung")


def periksa_rantai(
    kabupaten_id: int,
    catatan: Iterable[Mapping[str, Any]],
    tercatat: Mapping[str, Any] | None,
    pernah: Ujung = AWAL,
) -> Pemeriksaan:
    """Follow the rows (KOLOM and `sidik`, by `urutan`) from the first to the end that is recorded.

    `tercatat` is the row of RantaiAkses (`jumlah`, `sidik`). `pernah` is an end that somebody
    noted earlier: the chain must still pass through it.
    """
    ujung = AWAL
    for isi in catatan:
        nomor = ujung.jumlah + 1
        if isi["urutan"] != nomor:
            return Pemeriksaan(ujung, f"catatan nomor {nomor} hilang")
        if isi["kabupaten_id"] != kabupaten_id or isi["sidik"] != sidik_catatan(ujung.sidik, isi):
            return Pemeriksaan(ujung, f"catatan nomor {nomor} tidak cocok dengan sidiknya")
        ujung = Ujung(nomor, isi["sidik"])
        if nomor == pernah.jumlah and ujung != pernah:
            return Pemeriksaan(ujung, f"catatan nomor {nomor} bukan yang pernah dicatat")
    if (tercatat or {"jumlah": 0})["jumlah"] != ujung.jumlah or ujung.jumlah < pernah.jumlah:
        return Pemeriksaan(ujung, f"catatan sesudah nomor {ujung.jumlah} hilang")
    if tercatat and tercatat["sidik"] != sidik_ujung(kabupaten_id, ujung):
        return Pemeriksaan(ujung, "penanda ujung rantai diubah")
    return Pemeriksaan(ujung, "")
