"""Persons and IDs that stand in one file more than once, known before the first row is judged.

Every row of a group must be told of the others, so the file is gone through once beforehand; what
is kept of a row are a few hashes, 500,000 rows take some 20 MB. Nothing is ever merged by guess.
"""

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dtks.impor.baca import baca_tanggal_lahir
from inti import nik as nomor_identitas
from inti.excel.baca import Baris
from inti.excel.sel import SelSalah, tampil


BUKAN_ANGKA = re.compile(r"\D+")
SEBUT_MAKS = 5
MEDAN = ("nik", "no_kk", "nama", "tanggal_lahir", "id_dtks")
# Row number → code of dtks.impor.catatan and the other rows in words.
Ganda = dict[int, tuple[str, str]]


def find_duplicates(posisi: Mapping[str, int], baris: Iterable[Baris]) -> Ganda:
    """The rows whose NIK or ID DTKS stands in the table more than once.

    The same person with one family card: the row with the older ID counts, the others are refused.
    On two cards, or another person: all are refused.
    """
    nomor, nik, id_dtks, umur = array("L"), array("q"), array("q"), array("q")
    orang, keluarga = array("q"), array("q")
    letak = [posisi.get(nama) for nama in MEDAN]
    for satu in baris:
        isi = [satu.sel[p] if p is not None and p < len(satu.sel) else "" for p in letak]
        nomor.append(satu.nomor)
        nik.append(_hash_nik(isi[0]))
        id_dtks.append(hash(_teks(isi[4]).strip()) if isi[4] != "" else 0)
        umur.append(int("".join(BUKAN_ANGKA.split(_teks(isi[4])))[-18:] or 0))
        orang.append(hash((" ".join(_teks(isi[2]).upper().split()), _tanggal(isi[3]))))
        keluarga.append(hash(_teks(isi[1]).strip(" '")))
    hasil: Ganda = {}
    for kelompok in _kembar(id_dtks):
        for satu in kelompok:
            hasil[nomor[satu]] = ("id_dipakai", f"baris {_lain(nomor, kelompok, satu)}")
    for kelompok in _kembar(nik):
        kelompok.sort(key=lambda i: (umur[i], i))
        if len({orang[satu] for satu in kelompok}) > 1:
            kode = ["nik_ganda"] * len(kelompok)
        elif len({keluarga[satu] for satu in kelompok}) > 1:
            kode = ["orang_dua_keluarga"] + ["orang_keluarga_lain"] * (len(kelompok) - 1)
        else:
            kode = ["orang_dua_id"] + ["orang_berulang"] * (len(kelompok) - 1)
        for satu, kode_ini in zip(kelompok, kode, strict=True):
            hasil[nomor[satu]] = (kode_ini, _lain(nomor, kelompok, satu))
    return hasil


def _teks(nilai: Any) -> str:
    return nilai if isinstance(nilai, str) else tampil(nilai)


def _kembar(sidik: array) -> Iterator[list[int]]:
    """Indexes of equal hashes other than 0, in file order, by group."""
    urut = sorted((i for i in range(len(sidik)) if sidik[i]), key=sidik.__getitem__)
    kelompok: list[int] = []
    for satu in urut:
        if kelompok and sidik[satu] != sidik[kelompok[0]]:
            if len(kelompok) > 1:
                yield kelompok
            kelompok = []
        kelompok.append(satu)
    if len(kelompok) > 1:
        yield kelompok


def _lain(nomor: array, kelompok: list[int], satu: int) -> str:
    lain = [str(nomor[i]) for i in kelompok if i != satu]
    return ", ".join(lain[:SEBUT_MAKS]) + (" …" if len(lain) > SEBUT_MAKS else "")


def _hash_nik(nilai: Any) -> int:
    """0 for what is no NIK: such rows have a remark of their own."""
    if not isinstance(nilai, str):
        return 0
    if not nomor_identitas.is_enam_belas_angka(nilai):
        nilai = nomor_identitas.bersihkan(nilai)
        if not nomor_identitas.is_enam_belas_angka(nilai):
            return 0
    return hash(nilai) if int(nilai) else 0


def _tanggal(nilai: Any) -> Any:
    try:
        return baca_tanggal_lahir(nilai)[0] if nilai != "" else None
    except SelSalah:
        return nilai
