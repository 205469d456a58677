"""Arithmetic of the mentoring on plain values: no database, no clock."""

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from inti.bulan import akhir_bulan, bulan_antara, bulan_dari


JARI_JARI_BUMI_KM = 6371.0
JAUH_KM = 5.0  # half the width of the largest villages of Pati; a note beyond it, never a refusal


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


def bulan_wajib(
    mulai: date, selesai: date | None, laporan_mulai: date | None, hari_ini: date
) -> list[date]:
    """The ended months that an assignment owes a report on, the earliest first.

    A month is reported by the OPD that mentors the village on its last day, so that a hand-over
    within a month leaves one report, not two or none. None as `laporan_mulai`: none are asked.
    """
    if laporan_mulai is None:
        return []
    batas = bulan_dari(hari_ini + timedelta(days=1), -1)
    return [
        bulan
        for bulan in bulan_antara(max(mulai, laporan_mulai), batas)
        if selesai is None or selesai >= akhir_bulan(bulan)
    ]


def jarak_km(lintang: float, bujur: float, lintang_lain: float, bujur_lain: float) -> float:
    """Great-circle distance between two points in degrees (haversine)."""
    phi, phi_lain = math.radians(lintang), math.radians(lintang_lain)
    a = (
        math.sin((phi_lain - phi) / 2) ** 2
        + math.cos(phi) * math.cos(phi_lain) * math.sin(math.radians(bujur_lain - bujur) / 2) ** 2
    )
    return 2 * JARI_JARI_BUMI_KM * math.asin(math.sqrt(a))
