"""Before/after arithmetic: what may be compared, how a desa changed, how all of them changed.

Pure functions on plain values: no database, no clock. The rules and every worked number are
explained for readers in `docs/metode.md`; `tests/laporan/test_stats.py` holds the same numbers.
Rates and their changes are in percent and percentage points ("poin persen"); counts and scores
are in their own unit. Nothing is rounded here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Context, Decimal
from enum import StrEnum
from functools import lru_cache
from math import comb, fsum, sqrt
from statistics import NormalDist, fmean, median, quantiles
from typing import Literal, NamedTuple


Jenis = Literal["proporsi", "jumlah", "skor"]
Arah = Literal["naik", "turun"]
Angka = Decimal | int
Selang = tuple[float, float]

BELUM_DIDATA = "belum_didata"
METODE_SAMPEL = "sampel"
PEMBILANG_TERKECIL = 20  # a relative change from fewer cases than this is noise
PASANGAN_TERKECIL = 3  # fewest pairs for a t interval
PENYEBUT_KECIL = 10  # below this a percentage misleads; the page says so

_Z95 = NormalDist().inv_cdf(0.975)
_TEPAT = Context(prec=80)  # products of two stored decimals fit without rounding


class Alasan(StrEnum):
    """Why a pair cannot be compared; the first that applies, in this order."""

    BELUM_ADA_AWAL = "belum ada data awal"
    BELUM_ADA_LANJUTAN = "belum ada data lanjutan"
    BELUM_DIVERIFIKASI = "belum diverifikasi"
    TIDAK_DIPEROLEH = "tidak diperoleh"
    DEFINISI_BERUBAH = "definisi berubah"
    DERET_TERPUTUS = "deret terputus"
    PENYEBUT_NOL = "penyebut nol"


class Putusan(StrEnum):
    """The verdict on a change, seen from the indikator's good direction."""

    MEMBAIK = "membaik"
    TETAP = "tetap"
    MEMBURUK = "memburuk"


class Nilai(NamedTuple):
    """One answer: desa x indikator x putaran. A tuple because pages build thousands of them.

    A proportion has `pembilang` and `penyebut`, a count or score has `nilai`, an unanswered
    question has `alasan_kosong`. `versi` is the key of the definition it answers.
    """

    pembilang: Angka | None = None
    penyebut: Angka | None = None
    nilai: Angka | None = None
    alasan_kosong: str = ""
    terverifikasi: bool = True
    versi: int = 0
    tanggal: date | None = None
    metode: str = ""

    @property
    def besaran(self) -> float | None:
        """Percent for a proportion, the value itself otherwise; None when there is no number."""
        if self.pembilang is not None and self.penyebut:
            return 100 * float(self.pembilang) / float(self.penyebut)
        return None if self.nilai is None else float(self.nilai)

    @property
    def selang_wilson(self) -> Selang | None:
        """95% interval of a sampled proportion; a full count has none."""
        if self.metode != METODE_SAMPEL or self.pembilang is None or not self.penyebut:
            return None
        return selang_wilson(float(self.pembilang), float(self.penyebut))


@dataclass(frozen=True, slots=True)
class Definisi:
    """What the comparison must know of an indikator.

    `deret` maps each version's key to the number of its comparable series (see `deret_versi`);
    `putus` are the dates on which a registered break cuts the series.
    """

    jenis: Jenis
    arah: Arah
    deret: Mapping[int, int] = field(default_factory=dict)
    putus: Sequence[date] = ()

    def sebanding(self, versi_awal: int, versi_lanjutan: int) -> bool:
        if versi_awal == versi_lanjutan:
            return True
        deret = self.deret.get(versi_awal)
        return deret is not None and deret == self.deret.get(versi_lanjutan)

    def terputus(self, mulai: date | None, sampai: date | None) -> bool:
        if not self.putus or mulai is None or sampai is None:
            return False
        return any(mulai < putus <= sampai for putus in self.putus)


class Pasangan(NamedTuple):
    """Two rounds of one desa and indikator: a change, or exactly one reason why there is none."""

    awal: Nilai | None
    lanjutan: Nilai | None
    alasan: Alasan | None = None
    selisih: float | None = None  # poin persen for a proportion, else the indikator's unit
    putusan: Putusan | None = None


class Jumlah(NamedTuple):
    """Summed parts of several desa; `penyebut` is None for a count."""

    pembilang: Angka
    penyebut: Angka | None

    @property
    def besaran(self) -> float | None:
        if self.penyebut is None:
            return float(self.pembilang)
        return 100 * float(self.pembilang) / float(self.penyebut) if self.penyebut else None


class Gabungan(NamedTuple):
    """The desa taken as one: parts summed before dividing (never a mean of rates)."""

    awal: Jumlah
    lanjutan: Jumlah

    @property
    def selisih(self) -> float | None:
        awal, lanjutan = self.awal.besaran, self.lanjutan.besaran
        return None if awal is None or lanjutan is None else lanjutan - awal

    @property
    def relatif(self) -> float | None:
        """Relative change in percent; None from 0 or from too few cases."""
        return _relatif(self.awal.pembilang, self.awal.besaran, self.selisih)


@dataclass(frozen=True, slots=True)
class Ringkasan:
    """All desa of a selection, one indikator. Statistics are of the paired changes."""

    sasaran: int
    n: int
    membaik: int
    tetap: int
    memburuk: int
    rerata: float | None
    median: float | None
    kuartil: Selang | None
    simpangan_baku: float | None
    selang: Selang | None
    gabungan: Gabungan | None


@dataclass(frozen=True, slots=True)
class Uji:
    """Two-sided tests of "no change"; for the methods sheet only."""

    turun: int
    naik: int
    tetap: int
    p_tanda: float | None
    wilcoxon: float | None
    p_wilcoxon: float | None


def deret_versi(versi: Iterable[tuple[int, bool]]) -> dict[int, int]:
    """Number the comparable series of one indikator.

    `versi` are (key, comparable with the previous version) in order of validity. Versions with
    the same number may be compared, also across several steps.
    """
    deret: dict[int, int] = {}
    nomor = 0
    for kunci, sebanding in versi:
        nomor += not sebanding
        deret[kunci] = nomor
    return deret


def alasan_tidak_sebanding(
    awal: Nilai | None, lanjutan: Nilai | None, definisi: Definisi
) -> Alasan | None:
    """The one stated reason why the two cannot be compared, or None when they can.

    `belum_didata` is the same as no row at all; the other empty answers were asked and not
    obtained.
    """
    if awal is None or awal.alasan_kosong == BELUM_DIDATA:
        return Alasan.BELUM_ADA_AWAL
    if lanjutan is None or lanjutan.alasan_kosong == BELUM_DIDATA:
        return Alasan.BELUM_ADA_LANJUTAN
    if not (awal.terverifikasi and lanjutan.terverifikasi):
        return Alasan.BELUM_DIVERIFIKASI
    if awal.alasan_kosong or lanjutan.alasan_kosong:
        return Alasan.TIDAK_DIPEROLEH
    if not definisi.sebanding(awal.versi, lanjutan.versi):
        return Alasan.DEFINISI_BERUBAH
    if definisi.terputus(awal.tanggal, lanjutan.tanggal):
        return Alasan.DERET_TERPUTUS
    if definisi.jenis == "proporsi" and not (awal.penyebut and lanjutan.penyebut):
        return Alasan.PENYEBUT_NOL
    return None


def bandingkan(awal: Nilai | None, lanjutan: Nilai | None, definisi: Definisi) -> Pasangan:
    """Pair two answers. "Tetap" is decided on the parts, so 64/512 and 32/256 are the same."""
    if alasan := alasan_tidak_sebanding(awal, lanjutan, definisi):
        return Pasangan(awal, lanjutan, alasan)
    if definisi.jenis == "proporsi":
        selisih = _selisih_proporsi(*awal[:2], *lanjutan[:2])
    else:
        selisih = float(_TEPAT.subtract(lanjutan.nilai, awal.nilai))
    return Pasangan(awal, lanjutan, None, selisih, putusan(selisih, definisi.arah))


def putusan(selisih: float, arah: Arah) -> Putusan:
    """Verdict on a change: exactly zero is "tetap", otherwise the good direction decides."""
    if selisih == 0:
        return Putusan.TETAP
    return Putusan.MEMBAIK if (selisih > 0) == (arah == "naik") else Putusan.MEMBURUK


def perubahan_relatif(pasangan: Pasangan, jenis: Jenis) -> float | None:
    """Change in percent of the base; None for a score, from 0 or from fewer than 20 cases."""
    if pasangan.selisih is None or jenis == "skor":
        return None
    awal = pasangan.awal
    dasar = awal.pembilang if jenis == "proporsi" else awal.nilai
    return _relatif(dasar, awal.besaran, pasangan.selisih)


def bagian_target(awal: float, lanjutan: float, target: float, arah: Arah) -> float | None:
    """Share of the way from the base to the target, 1.0 = reached; None when the base was there.

    Below 0 is a move away from the target, above 1 beyond it.
    """
    jarak = awal - target
    if (jarak <= 0) if arah == "turun" else (jarak >= 0):
        return None
    return (awal - lanjutan) / jarak


def perlu_catatan_regresi(tanggal_awal: date | None, tanggal_data: date | None) -> bool:
    """Whether the baseline is the selecting data, or older.

    Desa chosen because a number was high tend to show a lower one at the next measurement
    without any programme; a baseline measured after the selection is free of that.
    """
    return tanggal_awal is not None and tanggal_data is not None and tanggal_awal <= tanggal_data


def selang_wilson(pembilang: float, penyebut: float) -> Selang:
    """Wilson 95% score interval of a proportion, in percent."""
    p, z2 = pembilang / penyebut, _Z95**2
    tengah = p + z2 / (2 * penyebut)
    lebar = _Z95 * sqrt(p * (1 - p) / penyebut + z2 / (4 * penyebut**2))
    skala = 100 / (1 + z2 / penyebut)
    return max(0.0, (tengah - lebar) * skala), min(100.0, (tengah + lebar) * skala)


def ringkas(pasangan: Sequence[Pasangan], jenis: Jenis) -> Ringkasan:
    """Programme level: unweighted statistics of the paired changes, and the pooled view.

    `pasangan` has one entry per sasaran desa, comparable or not. The interval is Student's t
    with n - 1 degrees of freedom (n >= 3); quartiles interpolate linearly.
    """
    sebanding = [p for p in pasangan if p.alasan is None]
    selisih = [p.selisih for p in sebanding]
    putusan_semua = [p.putusan for p in sebanding]
    n = len(selisih)
    rerata = fmean(selisih) if n else None
    simpangan = sqrt(fsum((d - rerata) ** 2 for d in selisih) / (n - 1)) if n > 1 else None
    selang = None
    if n >= PASANGAN_TERKECIL:
        lebar = _kuantil_t(n - 1) * simpangan / sqrt(n)
        selang = (rerata - lebar, rerata + lebar)
    q1, _, q3 = quantiles(selisih, n=4, method="inclusive") if n > 1 else (None, None, None)
    return Ringkasan(
        sasaran=len(pasangan),
        n=n,
        membaik=putusan_semua.count(Putusan.MEMBAIK),
        tetap=putusan_semua.count(Putusan.TETAP),
        memburuk=putusan_semua.count(Putusan.MEMBURUK),
        rerata=rerata,
        median=median(selisih) if n else None,
        kuartil=(q1, q3) if n > 1 else None,
        simpangan_baku=simpangan,
        selang=selang,
        gabungan=gabungkan((p.awal for p in sebanding), (p.lanjutan for p in sebanding), jenis),
    )


def gabungkan(
    awal: Iterable[Nilai | None], lanjutan: Iterable[Nilai | None], jenis: Jenis
) -> Gabungan | None:
    """Pooled values of two sets of answers; None for a score or when either set has no number.

    Given pairs it is the pooled change; given all answers of each round it is the figure that
    unpaired reports show, kept to explain the difference.
    """
    if jenis == "skor":
        return None
    dua = _jumlahkan(awal, jenis), _jumlahkan(lanjutan, jenis)
    return Gabungan(*dua) if all(dua) else None


def uji(selisih: Sequence[float]) -> Uji:
    """Exact sign test and Wilcoxon signed-rank (scipy's defaults: zeros dropped, no correction)."""
    turun, naik = sum(d < 0 for d in selisih), sum(d > 0 for d in selisih)
    statistik = p = None
    if turun + naik:
        from scipy.stats import wilcoxon  # noqa: PLC0415 -- slow import

        hasil = wilcoxon(selisih)
        statistik, p = float(hasil.statistic), float(hasil.pvalue)
    return Uji(
        turun, naik, len(selisih) - turun - naik, _p_tanda(turun, turun + naik), statistik, p
    )


def _selisih_proporsi(a: Angka, b: Angka, c: Angka, d: Angka) -> float:
    """100 x (c/d - a/b); exactly 0 when the rates are equal, also for decimal parts."""
    if _TEPAT.multiply(c, b) == _TEPAT.multiply(a, d):
        return 0.0
    return 100 * (float(c) / float(d) - float(a) / float(b))


def _jumlahkan(semua: Iterable[Nilai | None], jenis: Jenis) -> Jumlah | None:
    """Sum the verified numbers; None when there is not one."""
    angka = [v for v in semua if v is not None and v.terverifikasi and not v.alasan_kosong]
    if not angka:
        return None
    if jenis == "jumlah":
        return Jumlah(sum(v.nilai for v in angka), None)
    return Jumlah(sum(v.pembilang for v in angka), sum(v.penyebut for v in angka))


def _relatif(dasar: Angka | None, besaran: float | None, selisih: float | None) -> float | None:
    if dasar is None or dasar < PEMBILANG_TERKECIL or not besaran or selisih is None:
        return None
    return 100 * selisih / besaran


def _p_tanda(sedikit: int, n: int) -> float | None:
    """Two-sided binomial p of `sedikit` minus signs among n signs; None without signs."""
    if not n:
        return None
    ekor = sum(comb(n, k) for k in range(min(sedikit, n - sedikit) + 1))
    return min(1.0, 2 * ekor / 2**n)


@lru_cache(maxsize=1024)
def _kuantil_t(derajat_bebas: int) -> float:
    from scipy.special import stdtrit  # noqa: PLC0415 -- slow import

    return float(stdtrit(derajat_bebas, 0.975))
