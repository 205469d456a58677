"""Arithmetic of interventions on plain values: no database, no clock."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


def kunci_penerima(label: str) -> str:
    """What makes two labels of one village the same recipient of help.

    "RT 02/RW 01, rumah no. 14" and "rt 2 rw 1 rumah no 14" give the same key: case, punctuation,
    spacing and leading zeros do not count.
    """
    polos = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    bagian = re.findall(r"[a-z]+|[0-9]+", polos)
    return "-".join(b.lstrip("0") or "0" if b.isdigit() else b for b in bagian)


@dataclass(frozen=True)
class CalonGanda:
    """A recipient of one intervention; `kelompok` is what village, year, kind and key make one."""

    pk: int
    intervensi: int
    kelompok: tuple[Any, ...]
    pelaksana: str


def cari_ganda(calon: Iterable[CalonGanda], sumber: Mapping[int, Iterable[str]]) -> set[int]:
    """Ids of the recipients that get help from more than one source.

    `sumber` holds the sources of money by intervention; one without money yet counts by its
    implementer. Interventions with the very same sources are one package, not double aid.
    """
    kelompok: dict[tuple[Any, ...], list[CalonGanda]] = defaultdict(list)
    for c in calon:
        kelompok[c.kelompok].append(c)
    ganda = set()
    for anggota in kelompok.values():
        asal = {frozenset(sumber.get(c.intervensi) or [c.pelaksana]) for c in anggota}
        if len(asal) > 1:
            ganda |= {c.pk for c in anggota}
    return ganda
