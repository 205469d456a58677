"""Series over many rounds: which neighbours one line may join, and all desa taken as one."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from laporan.stats.pasangan import (
    Alasan,
    Definisi,
    Nilai,
    Sebanding,
    bandingkan,
    jumlahkan,
)


ALASAN_PUTUS = (Alasan.DEFINISI_BERUBAH, Alasan.DERET_TERPUTUS)
PUTARAN_TERISI = 0.5  # share of the desa from which a round takes part in the joint series


class Deret(NamedTuple):
    """The answers of one desa or of all, a place per round."""

    nilai: Sequence[Nilai | None]
    ruas: list[list[int]]  # places of the numbers, in runs that one line may join
    putus: dict[int, Alasan]  # place of a number that does not go on from the one before, and why


class DeretGabungan(NamedTuple):
    """The same desa in every round: those that have a number in all rounds that take part."""

    deret: Deret
    desa: int
    terisi: list[int]  # desa with a number, by round: also of rounds that do not take part


def susun_deret(nilai: Sequence[Nilai | None], definisi: Definisi) -> Deret:
    """Neighbouring numbers are joined under the rules of a pair; nothing bridges a missing round."""
    ruas: list[list[int]] = []
    putus = {}
    terakhir = -1
    for nomor, satu in enumerate(nilai):
        if satu is None or satu.besaran is None:
            continue
        pasangan = bandingkan(nilai[terakhir], satu, definisi) if ruas else None
        if isinstance(pasangan, Sebanding) and terakhir == nomor - 1:
            ruas[-1].append(nomor)
        else:
            ruas.append([nomor])
        if pasangan and not isinstance(pasangan, Sebanding) and pasangan.alasan in ALASAN_PUTUS:
            putus[nomor] = pasangan.alasan
        terakhir = nomor
    return Deret(nilai, ruas, putus)


def gabung_deret(
    semua: Iterable[Sequence[Nilai | None]], rujukan: Sequence[date], definisi: Definisi
) -> DeretGabungan:
    """All desa as one over the rounds, whose reference dates are given.

    A change of the joint figure must not come from a change of the desa behind it: it is of those
    that have a number in every round in which at least half of all desa have one; the other rounds
    stay empty.
    """
    angka = [[n if n and n.besaran is not None else None for n in satu] for satu in semua]
    angka = [satu for satu in angka if any(satu)]
    terisi = [sum(satu[nomor] is not None for satu in angka) for nomor in range(len(rujukan))]
    ikut = [nomor for nomor, n in enumerate(terisi) if n and n >= PUTARAN_TERISI * len(angka)]
    tetap = [satu for satu in angka if all(satu[nomor] for nomor in ikut)]
    nilai: list[Nilai | None] = [None] * len(rujukan)
    for nomor in ikut if tetap else ():
        isi = [n for satu in tetap if (n := satu[nomor])]
        nilai[nomor] = _satu(isi, definisi.jenis, rujukan[nomor])
    return DeretGabungan(susun_deret(nilai, definisi), len(tetap), terisi)


def _satu(isi: list[Nilai], jenis: str, rujukan: date) -> Nilai:
    """The answers of one round as if they were one answer."""
    jumlah = jumlahkan(isi, jenis)
    versi = isi[0].versi
    if jenis == "proporsi":
        return Nilai(jumlah.pembilang, jumlah.penyebut, versi=versi, tanggal=rujukan)
    rerata = Decimal(jumlah.pembilang) / (jumlah.penyebut or 1)
    return Nilai(nilai=rerata, versi=versi, tanggal=rujukan)
