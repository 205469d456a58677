"""Balance of change of the social registry between two editions (model.md, dtks; laporan.md 5).

Start + newly listed + moved in - died - moved out - not found or double - graduated ± other = end.
Every flow belongs to one of two subtotals: data that was put right, and welfare that changed. Who
came or left without a verified reason is counted apart, so that the sum closes exactly and nothing
is claimed of them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


Wilayah = int
Perpindahan = Mapping[tuple[Wilayah | None, Wilayah | None], int]  # from, to (None: not listed) → n
Sebab = Mapping[tuple[Wilayah | None, Wilayah | None, str], int]  # the same with the flow → n

BARU, MASUK, JATUH = "baru", "masuk", "jatuh"  # the values of dtks.choices.Alur
MENINGGAL, KELUAR, TIDAK_DITEMUKAN = "meninggal", "keluar", "tidak_ditemukan"
LULUS, LAIN = "lulus", "lain"
BELUM = "belum"  # no verified correction says why
ALUR_MASUK = (BARU, MASUK, LAIN, JATUH, BELUM)
ALUR_KELUAR = (MENINGGAL, KELUAR, TIDAK_DITEMUKAN, LAIN, LULUS, BELUM)
KESEJAHTERAAN = frozenset({JATUH, LULUS})
PERBAIKAN_DATA = frozenset({BARU, MASUK, MENINGGAL, KELUAR, TIDAK_DITEMUKAN, LAIN})


@dataclass
class NeracaDTKS:
    """Persons of one village, or of several added up, on two editions."""

    awal: int = 0
    akhir: int = 0
    masuk: Counter[str] = field(default_factory=Counter)
    keluar: Counter[str] = field(default_factory=Counter)

    def selisih(self, alur: Iterable[str]) -> int:
        """What these flows add up to."""
        return sum(self.masuk[satu] - self.keluar[satu] for satu in alur)

    @property
    def perbaikan_data(self) -> int:
        return self.selisih(PERBAIKAN_DATA)

    @property
    def kesejahteraan(self) -> int:
        return self.selisih(KESEJAHTERAAN)

    @property
    def belum(self) -> int:
        """Came less left, without a verified reason."""
        return self.selisih([BELUM])

    @property
    def is_menutup(self) -> bool:
        return self.awal + self.masuk.total() - self.keluar.total() == self.akhir

    @property
    def berubah(self) -> int:
        """Changes in all, in and out."""
        return self.masuk.total() + self.keluar.total()

    @property
    def diverifikasi(self) -> int:
        """Changes whose reason is known: a verified correction, or a move within the list."""
        return self.berubah - self.masuk[BELUM] - self.keluar[BELUM]

    @property
    def rentang_miskin(self) -> tuple[int, int]:
        """The poor at the end: none of those who left unexplained still is, or all are."""
        return self.akhir, self.akhir + self.keluar[BELUM]

    @property
    def rentang_kesejahteraan(self) -> tuple[int, int]:
        """The change in welfare: all who left unexplained graduated, or all who came fell poor."""
        return self.kesejahteraan - self.keluar[BELUM], self.kesejahteraan + self.masuk[BELUM]


def hitung_neraca(perpindahan: Perpindahan, sebab: Sebab) -> dict[Wilayah, NeracaDTKS]:
    """The balance of every village that either edition names.

    `perpindahan` counts each person once, by where it stood on the first and on the second
    edition; `sebab` counts those of them whose coming or leaving a verified correction explains. A
    move between two villages of the list needs no other reason. A flow that cannot go in its
    direction (a reason of the master data set wrongly) counts as "lain".
    """
    hasil: dict[Wilayah, NeracaDTKS] = {}
    for (asal, tujuan), banyak in perpindahan.items():
        if asal is not None:
            hasil.setdefault(asal, NeracaDTKS()).awal += banyak
        if tujuan is not None:
            hasil.setdefault(tujuan, NeracaDTKS()).akhir += banyak
        if asal == tujuan:
            continue
        if asal is not None:
            hasil[asal].keluar[BELUM if tujuan is None else KELUAR] += banyak
        if tujuan is not None:
            hasil[tujuan].masuk[BELUM if asal is None else MASUK] += banyak
    for (asal, tujuan, alur), banyak in sebab.items():
        if tujuan is None and asal is not None:
            _jelaskan(hasil[asal].keluar, alur if alur in ALUR_KELUAR else LAIN, banyak)
        elif asal is None and tujuan is not None:
            _jelaskan(hasil[tujuan].masuk, alur if alur in ALUR_MASUK else LAIN, banyak)
    return hasil


def _jelaskan(alur: Counter[str], sebab: str, banyak: int) -> None:
    alur[BELUM] -= banyak
    alur[sebab] += banyak


def jumlahkan(semua: Iterable[NeracaDTKS]) -> NeracaDTKS:
    """Several villages together; a move between two of them stands on both sides."""
    hasil = NeracaDTKS()
    for satu in semua:
        hasil.awal += satu.awal
        hasil.akhir += satu.akhir
        hasil.masuk.update(satu.masuk)
        hasil.keluar.update(satu.keluar)
    return hasil
