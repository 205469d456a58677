"""Invented but believable survey values for the example district. Pure: no database, no clock.

Every figure depends only on the seed, the village code and the indicator, never on the order of calls,
so the same example district appears on every machine.

The model of one value: rate = mean + village + kecamatan + common trend (all villages) + extra change
(mentored villages only) + measurement noise. The common trend is larger than the extra change, as real
reports show, so the before/after page has something honest to say about the comparison group.
"""

import math
from dataclasses import dataclass
from decimal import Decimal
from random import Random


BENIH = "pati-contoh-1"


@dataclass(frozen=True)
class Pola:
    """How one indicator behaves. Rates in percent, counts and scores in their own unit.

    `penyebut` is the share of `basis` ("kk" or "jiwa") that makes the denominator; None for counts
    and scores. `tren` and `tambahan` are the change per unit of `laju()`.
    """

    rerata: float
    sebaran: float
    tren: float
    tambahan: float
    derau: float
    penyebut: float | None = None
    basis: str = "jiwa"
    desimal: int = 0
    sumber: str = "Pendataan desa"


POLA = {
    "KKMISKIN": Pola(31, 6, -1.6, -0.8, 1.2, 1, "kk", sumber="Musyawarah desa"),
    "EKSTREM": Pola(4.6, 1.4, -0.9, -0.2, 0.4, 1, "kk", sumber="Dinsos P3AKB"),
    "RTLH": Pola(14, 4, -1.1, -1.2, 0.9, 0.94, "kk"),
    "JAMBAN": Pola(12.5, 4, -1.3, -1.2, 0.9, 1, "kk", sumber="STBM Puskesmas"),
    "BABS": Pola(7, 2.6, -1.4, -0.4, 0.6, 1, "kk", sumber="STBM Puskesmas"),
    "AIR": Pola(77, 6, 2.0, 1.0, 1.5, 1, "kk"),
    "LISTRIK": Pola(4.4, 1.5, -0.9, 0.0, 0.5, 1, "kk"),
    "ATS": Pola(6.8, 1.8, -0.7, -0.4, 0.8, 0.19, sumber="Disdikbud dan pendataan desa"),
    "STUNTING": Pola(14.5, 3.4, -1.6, 0.0, 1.4, 0.066, sumber="e-PPGBM Puskesmas"),
    "KRONIS": Pola(57, 8, 3.0, 1.6, 3.0, 0.021, sumber="Puskesmas"),
    "DISABILITAS": Pola(39, 9, 3.0, 3.2, 3.5, 0.0075, sumber="Dinsos P3AKB"),
    "LANSIA": Pola(15, 5, -1.1, -0.5, 1.5, sumber="Dinsos P3AKB"),
    "NGANGGUR": Pola(8.2, 2, -0.9, 0.0, 0.7, 0.55, sumber="Prodeskel"),
    "UMKM": Pola(21, 6, 6.0, 1.5, 2.0, 0.045, sumber="OSS dan pendataan desa"),
    "JKN": Pola(73, 5, 3.6, 1.2, 1.5, 1, sumber="BPJS Kesehatan"),
    "ADMINDUK": Pola(91, 2.6, 1.5, 0.4, 0.6, 0.27, sumber="Disdukcapil"),
    "NIKPADAN": Pola(83, 4, 4.2, 1.2, 1.2, 1.1, "kk", sumber="SIKS-NG"),
    "JALAN": Pola(34, 8, -3.2, -0.8, 2.0, 0.0024, desimal=2, sumber="Pendataan desa"),
    "BUMDES": Pola(95, 40, 12, 6, 9, sumber="Laporan BUM Desa"),  # juta rupiah
    "INDEKSDESA": Pola(71, 4.5, 0.8, 0.3, 0.5, desimal=2, sumber="Kementerian Desa"),
    "IDM": Pola(0.68, 0.035, 0.018, 0.004, 0.006, desimal=4, sumber="Kementerian Desa"),
}


@dataclass(frozen=True)
class DesaContoh:
    """What is true of a village in every round: its size and its leaning."""

    kode: str
    jumlah_kk: int
    jumlah_jiwa: int
    jumlah_jiwa_miskin: int  # invented stand-in for the selecting figure, DTKS October 2020
    kecenderungan: float  # standard normal; positive = poorer
    gerak: float  # how strongly the village follows the trend; around 1, may be near 0

    @property
    def kecamatan_kode(self) -> str:
        return self.kode[:8]


@dataclass(frozen=True)
class AngkaContoh:
    """One value: parts for a proportion, `nilai` for a count or a score."""

    pembilang: Decimal | None = None
    penyebut: Decimal | None = None
    nilai: Decimal | None = None


def acak(*kunci: object) -> Random:
    """A random source that depends on the keys only."""
    return Random("|".join([BENIH, *map(str, kunci)]))


def buat_desa(kode: str, *, paling_miskin: bool = False) -> DesaContoh:
    """Size and leaning of one village; `paling_miskin` puts it on top of its kecamatan."""
    r = acak("desa", kode)
    jumlah_kk = round(min(1_900, max(380, r.lognormvariate(math.log(920), 0.36))))
    jumlah_jiwa = round(jumlah_kk * r.uniform(3.05, 3.4))
    kecenderungan = r.gauss(0, 1)
    bagian = 0.27 + 0.05 * kecenderungan + acak("kecamatan", kode[:8]).gauss(0, 0.03)
    miskin = round(jumlah_jiwa * min(0.6, max(0.08, bagian + r.gauss(0, 0.03))))
    if paling_miskin:
        miskin = max(miskin, round(jumlah_jiwa * 0.45)) + 900
        jumlah_kk, jumlah_jiwa = jumlah_kk + 620, jumlah_jiwa + 2_000
    return DesaContoh(
        kode, jumlah_kk, jumlah_jiwa, miskin, kecenderungan, max(-0.4, r.gauss(1, 0.5))
    )


def laju(tahun: float) -> float:
    """How far the trend has gone `tahun` years after the baseline; it flattens with time."""
    return 2.2 * (1 - math.exp(-tahun / 1.7))


def angka(
    desa: DesaContoh, kode_indikator: str, *, putaran: str, tahun: float, didampingi: bool
) -> AngkaContoh:
    """The value of one indicator of one village, `tahun` years after the baseline round."""
    pola = POLA[kode_indikator]
    arah_miskin = -1 if pola.tren > 0 else 1
    dasar = acak("dasar", desa.kode, kode_indikator)
    kecamatan = acak("kecamatan", desa.kecamatan_kode, kode_indikator)
    derau = acak("derau", desa.kode, kode_indikator, putaran)
    tingkat = (
        pola.rerata
        + arah_miskin * pola.sebaran * (0.6 * desa.kecenderungan + 0.8 * dasar.gauss(0, 1))
        + pola.sebaran * 0.35 * kecamatan.gauss(0, 1)
        + desa.gerak * laju(tahun) * (pola.tren + (pola.tambahan if didampingi else 0))
        + pola.derau * derau.gauss(0, 1)
    )
    if kode_indikator == "BUMDES":
        aktif = dasar.random() > 0.12
        return AngkaContoh(nilai=Decimal(max(0, round(tingkat * 10)) * 100_000 if aktif else 0))
    if pola.penyebut is None:
        batas = {"IDM": 0.95, "INDEKSDESA": 96.0}.get(kode_indikator, math.inf)
        return AngkaContoh(nilai=_bulat(min(batas, max(0, tingkat)), pola.desimal))
    basis = desa.jumlah_kk if pola.basis == "kk" else desa.jumlah_jiwa
    tumbuh = 1 + 0.008 * tahun + derau.gauss(0, 0.004) * (tahun > 0)
    penyebut = max(_bulat(basis * pola.penyebut * tumbuh, pola.desimal), Decimal(5))
    bagian = min(0.995, max(0.003, tingkat / 100))
    return AngkaContoh(_bulat(float(penyebut) * bagian, pola.desimal), penyebut)


def _bulat(angka: float, desimal: int) -> Decimal:
    return Decimal(f"{angka:.{desimal}f}")
