"""Mentored villages against villages that were not: how much of the change is more than the rest's.

Both estimates are regressions of a village's change on "mentored", with standard errors clustered by
kecamatan; `docs/metode.md` 4 says which one is fair when, and holds the worked numbers.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from statistics import fmean
from typing import NamedTuple

from laporan.stats.pasangan import PASANGAN_TERKECIL, Selang, kuantil_t


KLASTER_TERKECIL = 5  # fewest kecamatan for a cluster-robust interval
HAMPIR_SEGARIS = 1e-9  # share of "mentored" that the other regressors leave unexplained


class Butir(NamedTuple):
    """The change of one village; `skor` is the figure that ranked it, a rate in percent."""

    selisih: float
    dampingan: bool
    kecamatan: int | str
    skor: float | None = None


@dataclass(frozen=True, slots=True)
class Taksiran:
    """How much more (or less) the mentored villages changed, in the indikator's unit."""

    taksiran: float
    galat_baku: float
    selang: Selang
    p: float
    n: int
    klaster: int

    @property
    def jelas(self) -> bool:
        """Whether the interval leaves out zero."""
        return not self.selang[0] <= 0 <= self.selang[1]


@dataclass(frozen=True, slots=True)
class HasilKelompok:
    """Both groups of one indikator and every estimate; None is an estimate that must not be made.

    `memilih` says that the baseline is the data that chose the villages, or older: they were picked
    while their figure happened to be high, and only the adjusted estimate is fair.
    """

    memilih: bool
    n_dampingan: int
    n_pembanding: int
    klaster: int
    tanpa_skor: int
    rerata_dampingan: float | None
    rerata_pembanding: float | None
    ganda: Taksiran | None
    disesuaikan: Taksiran | None
    dalam_kecamatan: Taksiran | None

    @property
    def adil(self) -> Taksiran | None:
        """The estimate to show."""
        return self.disesuaikan if self.memilih else self.ganda

    @property
    def cukup(self) -> bool:
        """Whether both groups and the kecamatan are many enough."""
        terkecil = min(self.n_dampingan, self.n_pembanding)
        return terkecil >= PASANGAN_TERKECIL and self.klaster >= KLASTER_TERKECIL


def bandingkan_kelompok(butir: Sequence[Butir], *, memilih: bool) -> HasilKelompok:
    """Compare the changes of both groups; the pairs are those of `laporan.stats.bandingkan`."""
    dampingan = [b.selisih for b in butir if b.dampingan]
    pembanding = [b.selisih for b in butir if not b.dampingan]
    return HasilKelompok(
        memilih=memilih,
        n_dampingan=len(dampingan),
        n_pembanding=len(pembanding),
        klaster=len({b.kecamatan for b in butir}),
        tanpa_skor=sum(b.skor is None for b in butir),
        rerata_dampingan=fmean(dampingan) if dampingan else None,
        rerata_pembanding=fmean(pembanding) if pembanding else None,
        ganda=selisih_ganda(butir),
        disesuaikan=selisih_ganda_disesuaikan(butir),
        dalam_kecamatan=_taksir(butir, lambda b: b.kecamatan),
    )


def selisih_ganda(butir: Sequence[Butir]) -> Taksiran | None:
    """Difference of the mean changes: fair when the baseline was measured after the selection."""
    return _taksir(butir, lambda _: 0)


def selisih_ganda_disesuaikan(butir: Iterable[Butir]) -> Taksiran | None:
    """The same within kecamatan and at equal selection score; villages without a score drop out."""
    return _taksir([b for b in butir if b.skor is not None], lambda b: b.kecamatan, skor=True)


def _taksir(
    butir: Sequence[Butir], blok: Callable[[Butir], int | str], *, skor: bool = False
) -> Taksiran | None:
    """OLS of the change on "mentored" with a constant per `blok` and, if asked, the score.

    The other regressors are taken out of both sides first (Frisch-Waugh-Lovell), which gives the
    same coefficient and the same clustered variance (CR1) as the whole matrix: G/(G-1) x
    (N-1)/(N-K), t with G - 1 degrees of freedom. None below 3 pairs per group or 5 kecamatan, and
    when no block holds both groups.
    """
    klaster = {b.kecamatan for b in butir}
    banyak = sum(b.dampingan for b in butir)
    if min(banyak, len(butir) - banyak) < PASANGAN_TERKECIL or len(klaster) < KLASTER_TERKECIL:
        return None
    letak = [blok(b) for b in butir]
    y = _pusatkan([b.selisih for b in butir], letak)
    x = _pusatkan([float(b.dampingan) for b in butir], letak)
    parameter = len(set(letak)) + 1 + skor
    if skor:
        z = _pusatkan([b.skor or 0.0 for b in butir], letak)
        x, y = _sisa(x, z), _sisa(y, z)
    kuadrat = _kali(x, x)
    bebas = len(butir) - parameter
    if kuadrat <= HAMPIR_SEGARIS * len(butir) or bebas <= 0:
        return None
    taksiran = _kali(x, y) / kuadrat
    skor_klaster: dict[int | str, float] = defaultdict(float)
    for b, xi, yi in zip(butir, x, y, strict=True):
        skor_klaster[b.kecamatan] += xi * (yi - taksiran * xi)
    g = len(klaster)
    koreksi = g / (g - 1) * (len(butir) - 1) / bebas
    galat = sqrt(koreksi * fsum(s * s for s in skor_klaster.values())) / kuadrat
    lebar = kuantil_t(g - 1) * galat
    return Taksiran(
        taksiran,
        galat,
        (taksiran - lebar, taksiran + lebar),
        _p(taksiran, galat, g - 1),
        len(butir),
        g,
    )


def _pusatkan(nilai: Sequence[float], blok: Sequence[int | str]) -> list[float]:
    """Deviations from the mean of each block."""
    isi: dict[int | str, list[float]] = defaultdict(list)
    for kunci, satu in zip(blok, nilai, strict=True):
        isi[kunci].append(satu)
    rerata = {kunci: fmean(semua) for kunci, semua in isi.items()}
    return [satu - rerata[kunci] for kunci, satu in zip(blok, nilai, strict=True)]


def _sisa(nilai: list[float], z: list[float]) -> list[float]:
    """What remains of centred values after their regression on `z`."""
    kuadrat = _kali(z, z)
    miring = _kali(nilai, z) / kuadrat if kuadrat else 0.0
    return [satu - miring * zi for satu, zi in zip(nilai, z, strict=True)]


def _kali(a: list[float], b: list[float]) -> float:
    return fsum(ai * bi for ai, bi in zip(a, b, strict=True))


def _p(taksiran: float, galat: float, derajat_bebas: int) -> float:
    """Two-sided p of "no difference"."""
    from scipy.special import stdtr  # noqa: PLC0415 -- slow import

    if galat == 0:
        return 1.0 if taksiran == 0 else 0.0
    return 2 * float(stdtr(derajat_bebas, -abs(taksiran / galat)))
