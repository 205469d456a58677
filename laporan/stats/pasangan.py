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
from statistics import NormalDist, fmean
from typing import NamedTuple, cast


Angka = Decimal | int
Selang = tuple[float, float]

BELUM_DIDATA = "belum_didata"
METODE_SAMPEL = "sampel"
PEMBILANG_TERKECIL = 20  # a relative change from fewer cases than this is noise
PASANGAN_TERKECIL = 3  # fewest pairs for a t interval
PENYEBUT_KECIL = 10  # below this a percentage misleads; the page says so

HAMPIR_NOL = 1e-9  # a smaller change is checked on the parts: equal, or truly that small

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

    `jenis` is proporsi, jumlah or skor; `arah` the good direction, naik or turun.
    `deret` maps each version's key to the number of its comparable series (see `desa.stats.deret_versi`);
    `putus` are the dates on which a registered break cuts the series.
    """

    jenis: str
    arah: str
    deret: Mapping[int, int] = field(default_factory=dict)
    putus: Sequence[date] = ()

    def sebanding(self, versi_awal: int, versi_lanjutan: int) -> bool:
        deret = self.deret.get(versi_awal)
        return deret is not None and deret == self.deret.get(versi_lanjutan)

    def terputus(self, mulai: date | None, sampai: date | None) -> bool:
        if mulai is None or sampai is None:
            return False
        return any(mulai < putus <= sampai for putus in self.putus)


class Sebanding(NamedTuple):
    """Two rounds of one desa and indikator that may be compared."""

    awal: Nilai
    lanjutan: Nilai
    selisih: float  # poin persen for a proportion, else the indikator's unit
    putusan: Putusan


class TakSebanding(NamedTuple):
    """Two rounds of one desa and indikator that may not, and exactly one reason."""

    awal: Nilai | None
    lanjutan: Nilai | None
    alasan: Alasan


Pasangan = Sebanding | TakSebanding


class Jumlah(NamedTuple):
    """Summed parts of several desa: a rate (`skala` 100), a mean score (1) or a plain total."""

    pembilang: Angka
    penyebut: Angka | None = None
    skala: int = 100

    @property
    def besaran(self) -> float:
        if self.penyebut is None:
            return float(self.pembilang)
        return self.skala * float(self.pembilang) / float(self.penyebut)


class Gabungan(NamedTuple):
    """The desa taken as one: parts summed before dividing (never a mean of rates)."""

    awal: Jumlah
    lanjutan: Jumlah

    @property
    def selisih(self) -> float:
        return self.lanjutan.besaran - self.awal.besaran

    @property
    def relatif(self) -> float | None:
        """Relative change in percent; None for a score, from 0 or from too few cases."""
        if self.awal.skala == 1:
            return None
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

    @property
    def jelas_berubah(self) -> bool:
        """Whether the interval of the mean change leaves out zero."""
        return self.selang is not None and not self.selang[0] <= 0 <= self.selang[1]


@dataclass(frozen=True, slots=True)
class Uji:
    """Two-sided tests of "no change"; for the methods sheet only."""

    turun: int
    naik: int
    tetap: int
    p_tanda: float | None
    wilcoxon: float | None
    p_wilcoxon: float | None


def bandingkan(awal: Nilai | None, lanjutan: Nilai | None, definisi: Definisi) -> Pasangan:
    """Pair two answers: their change and verdict, or the one reason why there is none.

    `belum_didata` is the same as no row at all; the other empty answers were asked and not
    obtained. "Tetap" is decided on the parts, so 64/512 and 32/256 are the same.
    """
    if awal is None or awal.alasan_kosong == BELUM_DIDATA:
        return TakSebanding(awal, lanjutan, Alasan.BELUM_ADA_AWAL)
    if lanjutan is None or lanjutan.alasan_kosong == BELUM_DIDATA:
        return TakSebanding(awal, lanjutan, Alasan.BELUM_ADA_LANJUTAN)
    if alasan := _alasan(awal, lanjutan, definisi):
        return TakSebanding(awal, lanjutan, alasan)
    if definisi.jenis == "proporsi":
        selisih = _selisih_proporsi(awal, lanjutan)
    else:
        selisih = float(cast("Angka", lanjutan.nilai) - cast("Angka", awal.nilai))
    return Sebanding(awal, lanjutan, selisih, putusan(selisih, definisi.arah))


def _alasan(awal: Nilai, lanjutan: Nilai, definisi: Definisi) -> Alasan | None:
    if not (awal.terverifikasi and lanjutan.terverifikasi):
        return Alasan.BELUM_DIVERIFIKASI
    if awal.alasan_kosong or lanjutan.alasan_kosong:
        return Alasan.TIDAK_DIPEROLEH
    if awal.versi != lanjutan.versi and not definisi.sebanding(awal.versi, lanjutan.versi):
        return Alasan.DEFINISI_BERUBAH
    if definisi.putus and definisi.terputus(awal.tanggal, lanjutan.tanggal):
        return Alasan.DERET_TERPUTUS
    if definisi.jenis == "proporsi" and not (awal.penyebut and lanjutan.penyebut):
        return Alasan.PENYEBUT_NOL
    return None


def putusan(selisih: float, arah: str) -> Putusan:
    """Verdict on a change: exactly zero is "tetap", otherwise the good direction decides."""
    if selisih == 0:
        return Putusan.TETAP
    return Putusan.MEMBAIK if (selisih > 0) == (arah == "naik") else Putusan.MEMBURUK


def perubahan_relatif(pasangan: Pasangan, jenis: str) -> float | None:
    """Change in percent of the base; None for a score, from 0 or from fewer than 20 cases."""
    if isinstance(pasangan, TakSebanding) or jenis == "skor":
        return None
    awal = pasangan.awal
    dasar = awal.pembilang if jenis == "proporsi" else awal.nilai
    if dasar is None or awal.besaran is None:
        return None
    return _relatif(dasar, awal.besaran, pasangan.selisih)


def bagian_target(awal: float, lanjutan: float, target: float, arah: str) -> float | None:
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


def selang_t(rerata: float, simpangan_baku: float, n: int) -> Selang | None:
    """95% interval of a mean, Student's t with n - 1 degrees of freedom; None below 3 pairs."""
    if n < PASANGAN_TERKECIL:
        return None
    lebar = kuantil_t(n - 1) * simpangan_baku / sqrt(n)
    return rerata - lebar, rerata + lebar


def ringkas(pasangan: Sequence[Pasangan], jenis: str) -> Ringkasan:
    """Programme level: unweighted statistics of the paired changes, and the pooled view.

    `pasangan` has one entry per sasaran desa, comparable or not. The interval is Student's t
    with n - 1 degrees of freedom (n >= 3); quartiles interpolate linearly.
    """
    sebanding = [p for p in pasangan if isinstance(p, Sebanding)]
    selisih = sorted([p.selisih for p in sebanding])
    putusan_semua = [p.putusan for p in sebanding]
    n = len(selisih)
    rerata = simpangan = kuartil = selang = None
    if n:
        rerata = fmean(selisih)
    if n > 1 and rerata is not None:
        simpangan = sqrt(fsum([(d - rerata) ** 2 for d in selisih]) / (n - 1))
        kuartil = _kuantil(selisih, 0.25), _kuantil(selisih, 0.75)
        selang = selang_t(rerata, simpangan, n)
    return Ringkasan(
        sasaran=len(pasangan),
        n=n,
        membaik=putusan_semua.count(Putusan.MEMBAIK),
        tetap=putusan_semua.count(Putusan.TETAP),
        memburuk=putusan_semua.count(Putusan.MEMBURUK),
        rerata=rerata,
        median=_kuantil(selisih, 0.5) if n else None,
        kuartil=kuartil,
        simpangan_baku=simpangan,
        selang=selang,
        gabungan=_gabung([p.awal for p in sebanding], [p.lanjutan for p in sebanding], jenis),
    )


def gabungkan(
    awal: Iterable[Nilai | None], lanjutan: Iterable[Nilai | None], jenis: str
) -> Gabungan | None:
    """Pooled values of two sets of answers; None when either set has no verified number.

    Given pairs it is the pooled change; given all answers of each round it is the figure that
    unpaired reports show, kept to explain the difference.
    """
    a, b = (
        [v for v in semua if v is not None and v.terverifikasi and not v.alasan_kosong]
        for semua in (awal, lanjutan)
    )
    return _gabung(a, b, jenis)


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


def _selisih_proporsi(awal: Nilai, lanjutan: Nilai) -> float:
    """100 x (c/d - a/b); exactly 0 when the rates are equal, also for decimal parts."""
    a, b = cast("tuple[Angka, Angka]", awal[:2])
    c, d = cast("tuple[Angka, Angka]", lanjutan[:2])
    selisih = 100 * (float(c) / float(d) - float(a) / float(b))
    if abs(selisih) < HAMPIR_NOL and _TEPAT.multiply(c, b) == _TEPAT.multiply(a, d):
        return 0.0
    return selisih


def _gabung(awal: list[Nilai], lanjutan: list[Nilai], jenis: str) -> Gabungan | None:
    if not awal or not lanjutan:
        return None
    return Gabungan(jumlahkan(awal, jenis), jumlahkan(lanjutan, jenis))


def jumlahkan(angka: list[Nilai], jenis: str) -> Jumlah:
    """Numbers of several desa as one: parts summed, or the mean of scores."""
    if jenis == "proporsi":
        return Jumlah(_total([v.pembilang for v in angka]), _total([v.penyebut for v in angka]))
    total = _total([v.nilai for v in angka])
    return Jumlah(total) if jenis == "jumlah" else Jumlah(total, len(angka), skala=1)


def _total(bagian: list[Angka | None]) -> Angka:
    return sum(cast("list[Angka]", bagian))


def _kuantil(urut: list[float], bagian: float) -> float:
    """Quantile of sorted numbers by linear interpolation (the median for 0.5)."""
    letak = (len(urut) - 1) * bagian
    bawah = int(letak)
    atas = min(bawah + 1, len(urut) - 1)
    return urut[bawah] + (urut[atas] - urut[bawah]) * (letak - bawah)


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
def kuantil_t(derajat_bebas: int) -> float:
    """The 97.5% quantile of Student's t."""
    from scipy.special import stdtrit  # noqa: PLC0415 -- slow import

    return float(stdtrit(derajat_bebas, 0.975))
