"""The balance of change in words: its lines, the coverage, the range while something is open."""

from typing import NamedTuple

from inti.angka import format_angka
from laporan.stats.neraca_dtks import (
    BARU,
    BELUM,
    JATUH,
    KELUAR,
    LAIN,
    LULUS,
    MASUK,
    MENINGGAL,
    TIDAK_DITEMUKAN,
    NeracaDTKS,
)


class Alir(NamedTuple):
    """One line of the balance: which flow, in (+1) or out (-1)."""

    arah: int
    alur: str
    nama: str

    def banyak(self, neraca: NeracaDTKS) -> int:
        return (neraca.masuk if self.arah > 0 else neraca.keluar)[self.alur]


class Kelompok(NamedTuple):
    """A subtotal and its lines."""

    nama: str
    isi: tuple[Alir, ...]

    def jumlah(self, neraca: NeracaDTKS) -> int:
        return sum(satu.arah * satu.banyak(neraca) for satu in self.isi)


KELOMPOK = (
    Kelompok(
        "Perbaikan data",
        (
            Alir(1, BARU, "Baru terdaftar"),
            Alir(1, MASUK, "Pindah masuk"),
            Alir(-1, MENINGGAL, "Meninggal"),
            Alir(-1, KELUAR, "Pindah keluar"),
            Alir(-1, TIDAK_DITEMUKAN, "Tidak ditemukan atau ganda"),
            Alir(1, LAIN, "Masuk karena sebab lain"),
            Alir(-1, LAIN, "Keluar karena sebab lain"),
        ),
    ),
    Kelompok(
        "Perubahan kesejahteraan",
        (Alir(1, JATUH, "Menjadi miskin"), Alir(-1, LULUS, "Sudah mampu")),
    ),
    Kelompok(
        "Belum diverifikasi",
        (
            Alir(1, BELUM, "Masuk tanpa usulan terverifikasi"),
            Alir(-1, BELUM, "Keluar tanpa usulan terverifikasi"),
        ),
    ),
)


def bertanda(nilai: int) -> str:
    """A difference with its sign: "+12", "−3", "0"."""
    return f"{'+' if nilai > 0 else ''}{format_angka(nilai)}".replace("-", "−")


class Baris(NamedTuple):
    """A line as the page shows it; `sub` marks the lines of a subtotal.

    `kiri` and `panjang` are the bar beside it, on a scale of -100 to 100 over all lines.
    """

    nama: str
    nilai: str
    sub: bool
    kiri: float
    panjang: float


def baris_neraca(neraca: NeracaDTKS) -> list[Baris]:
    """The subtotals with the lines that are not zero."""
    isi: list[tuple[str, int, bool]] = []
    for kelompok in KELOMPOK:
        isi.append((kelompok.nama, kelompok.jumlah(neraca), False))
        isi += [
            (satu.nama, satu.arah * banyak, True)
            for satu in kelompok.isi
            if (banyak := satu.banyak(neraca))
        ]
    terpanjang = max((abs(nilai) for _, nilai, _ in isi), default=0) or 1
    return [
        Baris(
            nama,
            bertanda(nilai),
            sub,
            round(100 * min(nilai, 0) / terpanjang, 1),
            round(100 * abs(nilai) / terpanjang, 1),
        )
        for nama, nilai, sub in isi
    ]


def liputan_neraca(neraca: NeracaDTKS) -> str:
    """ "29 diverifikasi dari 36 perubahan (81%)": all only when all are."""
    if not neraca.berubah:
        return "Tidak ada yang masuk atau keluar daftar."
    persen = 100 * neraca.diverifikasi / neraca.berubah
    bulat = min(99, round(persen)) if neraca.diverifikasi < neraca.berubah else 100
    return (
        f"{format_angka(neraca.diverifikasi)} diverifikasi dari {format_angka(neraca.berubah)} "
        f"perubahan ({bulat}%)"
    )


def kalimat_rentang(neraca: NeracaDTKS) -> list[str]:
    """What can and cannot be said while changes are unverified; nothing when all are known."""
    if not (neraca.masuk[BELUM] or neraca.keluar[BELUM]):
        return []
    sedikit, banyak = neraca.rentang_miskin
    turun, naik = neraca.rentang_kesejahteraan
    hasil = []
    if sedikit != banyak:
        hasil.append(
            f"Yang miskin kini antara {format_angka(sedikit)} orang (tidak satu pun dari sisanya masih "
            f"miskin) dan {format_angka(banyak)} orang (semua sisanya masih miskin)."
        )
    hasil.append(
        f"Perubahan kesejahteraan antara {bertanda(turun)} orang (semua yang keluar tanpa "
        f"verifikasi sudah mampu) dan {bertanda(naik)} orang (semua yang masuk tanpa verifikasi "
        "menjadi miskin)."
    )
    return hasil
