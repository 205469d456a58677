"""Suppression of small counts before anything is published. Pure functions on plain values.

**What is hidden.** A count of persons or households from 1 to 4 is sensitive (minimum frequency
rule with threshold 5). A row has three counts: `pembilang`, `penyebut`, and the rest between them,
which anybody can compute; all three are guarded. A zero is not hidden. Where a count is hidden,
rows beside it are hidden too (complementary suppression), or a sum is, since otherwise subtraction
from a published sum brings it back.

**What a reader may find out.** For every hidden sensitive count the reader, who knows all that is
published, all denominators (they are public elsewhere) and that counts are not negative, must still
find everything from 1 to 5 possible: neither its value nor that it is below the threshold. This is the
protection interval of Hundepool et al., *Statistical Disclosure Control* (Wiley, 2012), ch. 4.

**How.** The sums that are published split the hidden rows into classes: those that lie in exactly
the same published sums. If in every class the hidden rows could have traded enough among
themselves, with the sums of the class unchanged, then no published sum can tell, whichever way it
cuts across the others, because each is a union of classes and open rows. That is sufficient, and far
cheaper than solving a linear programme per cell; the test does solve them.
"""

from collections import ChainMap
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum
from typing import Any, Generic, NamedTuple, TypeVar


Angka = Decimal | int
K = TypeVar("K", bound=Hashable)

AMBANG = 5  # the smallest count that is published as it is, zero apart


class Tutup(IntEnum):
    """How much of a row is hidden."""

    TERBUKA = 0
    BAGIAN = 1  # the numerator, hence the rest; the denominator stays
    SELURUH = 2


class Baris(NamedTuple):
    """One row: a count, or a part of a denominator (`penyebut`)."""

    pembilang: Angka
    penyebut: Angka | None = None

    @property
    def sisa(self) -> Angka:
        """What lies between the parts; 0 for a plain count."""
        return 0 if self.penyebut is None else self.penyebut - self.pembilang

    @property
    def semua(self) -> Angka:
        """The denominator, or the count itself."""
        return self.pembilang if self.penyebut is None else self.penyebut

    @property
    def tutup(self) -> Tutup:
        """What must be hidden of the row for its own sake."""
        if is_kecil(self.semua):
            return Tutup.SELURUH
        if is_kecil(self.pembilang) or is_kecil(self.sisa):
            return Tutup.SELURUH if self.penyebut is None else Tutup.BAGIAN
        return Tutup.TERBUKA


@dataclass(frozen=True)
class Jumlah(Generic[K]):
    """A sum that should be published: its name (any tuple) and the keys of its rows, of which
    those without a number do not count.

    `korbankan`: rows may be hidden for its sake; without, the sum itself is given up.
    """

    nama: tuple[Any, ...]
    isi: frozenset[K]
    korbankan: bool = False


@dataclass
class Samaran(Generic[K]):
    """What may be published: how much of each row is hidden, and the names of the sums shown."""

    baris: dict[K, Tutup]
    jumlah: set[tuple[Any, ...]] = field(default_factory=set)


def is_kecil(angka: Angka) -> bool:
    """Whether a count is sensitive: 1 to 4."""
    return 0 < angka < AMBANG


def samarkan(
    baris: Mapping[K, Baris], jumlah: Sequence[Jumlah[K]] = (), *, tertutup: Collection[K] = ()
) -> Samaran[K]:
    """Decide which rows and which sums of them may be published.

    `jumlah` stand in order of importance: a later one is given up when it cannot be shown beside
    the earlier ones. `tertutup` are rows that another table with the same figures hides.
    """
    tutup = {
        kunci: max(satu.tutup, _tingkat(satu) if kunci in tertutup else Tutup.TERBUKA)
        for kunci, satu in baris.items()
    }
    hasil = Samaran(tutup)
    urutan = {kunci: nomor for nomor, kunci in enumerate(baris)}  # no choice depends on hashes
    tanda: dict[K, tuple[int, ...]] = dict.fromkeys(baris, ())  # the published sums it lies in
    kelas: dict[tuple[int, ...], dict[K, None]] = {(): dict.fromkeys(baris)}
    for nomor, satu_jumlah in enumerate(jumlah):
        isi = sorted(satu_jumlah.isi & baris.keys(), key=urutan.__getitem__)
        usul = _lindungi(
            baris,
            hasil.baris,
            [
                [kunci for kunci in kelas[lama] if (kunci in satu_jumlah.isi) == di_dalam]
                for lama in sorted({tanda[k] for k in isi if hasil.baris[k]})
                for di_dalam in (True, False)
                if lama or di_dalam  # else in no published sum at all
            ],
            satu_jumlah.korbankan,
        )
        if usul is None:
            continue
        hasil.baris |= usul
        hasil.jumlah.add(satu_jumlah.nama)
        for kunci in isi:
            del kelas[tanda[kunci]][kunci]
            tanda[kunci] = (*tanda[kunci], nomor)
            kelas.setdefault(tanda[kunci], {})[kunci] = None
    return hasil


def terbuka_semua(baris: Collection[K], jumlah: Sequence[Jumlah[K]]) -> Samaran[K]:
    """The same for figures that count no persons: nothing is hidden."""
    return Samaran(dict.fromkeys(baris, Tutup.TERBUKA), {j.nama for j in jumlah})


def _tingkat(satu: Baris) -> Tutup:
    """How much of a row is hidden when its numerator must be."""
    return Tutup.SELURUH if satu.penyebut is None else Tutup.BAGIAN


def _lindungi(
    baris: Mapping[K, Baris],
    tutup: dict[K, Tutup],
    kelas: Iterable[Sequence[K]],
    korbankan: bool,
) -> dict[K, Tutup] | None:
    """The rows to hide beyond `tutup` for these classes; None when that is not possible.

    Rows hidden in full come first: one taken over from those hidden in part weakens them.
    """
    usul: dict[K, Tutup] = {}
    hasil = ChainMap(usul, tutup)
    for anggota in kelas:
        for tingkat, aman in ((Tutup.SELURUH, _aman_seluruh), (Tutup.BAGIAN, _aman_bagian)):
            while not aman(kolam := [baris[k] for k in anggota if hasil[k] == tingkat]):
                calon = [k for k in anggota if hasil[k] < tingkat] if korbankan else []
                if not calon:
                    return None
                calon.sort(key=lambda k: (hasil[k], baris[k].semua))
                cukup = (k for k in calon if aman([*kolam, baris[k]]))
                terbesar = max(calon, key=lambda k: baris[k].pembilang)
                hasil[next(cukup, terbesar)] = tingkat
    return usul


def _aman_seluruh(kolam: Sequence[Baris]) -> bool:
    """Rows of which nothing is known but their sums: one may hold all of it, or nothing."""
    if not kolam:
        return True
    return len(kolam) > 1 and all(
        sum(nilai) >= AMBANG
        for nilai in zip(*((b.pembilang, b.sisa, b.semua) for b in kolam), strict=True)
        if any(map(is_kecil, nilai))
    )


def _aman_bagian(kolam: Sequence[Baris]) -> bool:
    """Rows whose denominators are known: a part lies between what the others cannot take and all."""
    semua = sum(b.semua for b in kolam)
    for bagian in ([b.pembilang for b in kolam], [b.sisa for b in kolam]):
        jumlah = sum(bagian)
        for satu, nilai in zip(kolam, bagian, strict=True):
            terkecil = jumlah - (semua - satu.semua)
            terbesar = min(satu.semua, jumlah)
            if is_kecil(nilai) and (terkecil > 1 or terbesar < AMBANG):
                return False
    return True
