"""What the example district looks like: who is on which list, who mentors whom, how far each survey is.

Pure: everything follows from the villages' codes, the seed and one date.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from inti.bulan import akhir_bulan, bulan_dari
from laporan.contoh.angka import DesaContoh, acak, buat_desa


KAJEN, SONEYAN, SAMBIREJO = "33.18.16.2012", "33.18.16.2002", "33.18.11.2013"
# Pairs seen in the news of 2022; every other pair is invented.
PASANGAN_BERITA = {KAJEN: "Diskominfo", SONEYAN: "Disdagperin", SAMBIREJO: "Satpol PP"}

# The 28 OPD and how many villages each of them mentors: 48 in all.
JUMLAH_DESA_OPD = {
    "Diskominfo": 3, "Disdagperin": 3, "Bapperida": 3, "Dinsos P3AKB": 3,
    "Satpol PP": 2, "Setda": 2, "Dinkes": 2, "Disdikbud": 2, "DPUTR": 2, "Dispermades": 2,
    "Disperkim": 2, "DPMPTSP": 2, "BPBD": 2, "Disdukcapil": 2, "DLH": 2, "DKP": 2,
    "Setwan": 1, "Inspektorat": 1, "BKPSDM": 1, "BPKAD": 1, "Bakesbangpol": 1, "Disnaker": 1,
    "Disketapang": 1, "Dishub": 1, "Dinkop UMKM": 1, "Dinporapar": 1, "Arpusda": 1, "Dispertan": 1,
}  # fmt: skip

JUMLAH_DAMPINGAN, JUMLAH_PEMBANDING = 48, 60
MULAI_PERIODE = date(2021, 11, 11)
HARI_SERAH_TERIMA = date(2023, 1, 2)


class Keadaan(StrEnum):
    """How far the survey of one village is in the open round."""

    BELUM = "belum"
    DRAF = "draf"
    DIAJUKAN = "diajukan"
    DIKEMBALIKAN = "dikembalikan"
    DIVERIFIKASI = "diverifikasi"
    DIREVISI = "direvisi"  # verified, with an open revision beside it


JUMLAH_KEADAAN = {
    Keadaan.DIVERIFIKASI: 11,
    Keadaan.DIREVISI: 1,
    Keadaan.DIAJUKAN: 12,
    Keadaan.DIKEMBALIKAN: 5,
    Keadaan.DRAF: 9,
    Keadaan.BELUM: 10,
}


BUKA_AWAL = date(2022, 1, 3)


@dataclass(frozen=True)
class PutaranContoh:
    """One survey round of the plan; it asks for the state of the village on its first day."""

    nomor: int
    buka: date
    tutup: date

    @property
    def tahun(self) -> float:
        """Years since the baseline."""
        return (self.buka - BUKA_AWAL).days / 365.25


@dataclass(frozen=True)
class Rencana:
    """The whole plan. Villages and OPD by code and abbreviation, in a fixed order."""

    hari_ini: date
    desa: dict[str, DesaContoh]
    dampingan: list[str]
    pembanding: list[str]
    pendamping: dict[str, str]  # desa -> OPD today
    pendamping_lama: dict[str, str]  # desa -> OPD before the hand-over of January 2023
    putaran: list[PutaranContoh]
    keadaan: dict[str, Keadaan]  # mentored desa -> state in the open round
    tanpa_lanjutan: frozenset[str]  # mentored desa that the second round never reached
    direvisi_dulu: frozenset[str]  # mentored desa whose baseline was corrected once


def susun_rencana(kode_desa: Iterable[str], *, hari_ini: date) -> Rencana:
    """Plan the example district for these desa (no kelurahan), seen on `hari_ini`."""
    desa = {k: buat_desa(k, paling_miskin=k in PASANGAN_BERITA) for k in sorted(kode_desa)}
    dampingan, pembanding = pilih_sasaran(desa)
    pendamping = bagi_pendamping(dampingan)
    biasa = [k for k in dampingan if k not in PASANGAN_BERITA]
    *tersisih, pertama, kedua = acak("rencana").sample(biasa, 5)
    return Rencana(
        hari_ini=hari_ini,
        desa=desa,
        dampingan=dampingan,
        pembanding=pembanding,
        pendamping=pendamping,
        pendamping_lama=dict(zip(biasa[7::19], ("Dispermades", "DPMPTSP"), strict=True)),
        putaran=susun_putaran(hari_ini),
        keadaan=bagi_keadaan(dampingan, pendamping),
        tanpa_lanjutan=frozenset(tersisih),
        direvisi_dulu=frozenset([KAJEN, pertama, kedua]),
    )


def pilih_sasaran(desa: dict[str, DesaContoh]) -> tuple[list[str], list[str]]:
    """48 mentored and 60 comparison villages by number of poor people per kecamatan.

    Two largest of every kecamatan and the six largest of the thirds (48 = 2.29 a kecamatan); the
    comparison group is the next three of each, without the three smallest of those.
    """
    urut = defaultdict(list)
    for d in sorted(desa.values(), key=_terbesar):
        urut[d.kecamatan_kode].append(d)
    dua = [d for daftar in urut.values() for d in daftar[:2]]
    ketiga = sorted((daftar[2] for daftar in urut.values()), key=_terbesar)
    dampingan = {d.kode for d in [*dua, *ketiga[: JUMLAH_DAMPINGAN - len(dua)]]}
    sisa = [[d for d in daftar if d.kode not in dampingan][:3] for daftar in urut.values()]
    pembanding = sorted((d for daftar in sisa for d in daftar), key=_terbesar)[:JUMLAH_PEMBANDING]
    return sorted(dampingan), sorted(d.kode for d in pembanding)


def bagi_pendamping(dampingan: list[str]) -> dict[str, str]:
    """Give each mentored village its OPD: the pairs of the news first, the rest dealt out."""
    sisa = dict(JUMLAH_DESA_OPD)
    for opd in PASANGAN_BERITA.values():
        sisa[opd] -= 1
    kursi = [opd for opd, jumlah in sisa.items() for _ in range(jumlah)]
    acak("pendamping").shuffle(kursi)
    return {k: PASANGAN_BERITA.get(k) or kursi.pop() for k in dampingan}


def bagi_keadaan(dampingan: list[str], pendamping: dict[str, str]) -> dict[str, Keadaan]:
    """Spread the states of the open round; the two sample officers see every state between them."""
    tetap: dict[str, Keadaan] = {}
    pameran = {
        "Diskominfo": (KAJEN, [Keadaan.DIKEMBALIKAN, Keadaan.DRAF, Keadaan.BELUM]),
        "Disdagperin": (SONEYAN, [Keadaan.DIAJUKAN, Keadaan.DIREVISI, Keadaan.DIVERIFIKASI]),
    }
    for opd, (pertama, keadaan) in pameran.items():
        lainnya = [k for k in dampingan if pendamping[k] == opd and k != pertama]
        tetap |= dict(zip([pertama, *lainnya], keadaan, strict=True))
    sisa = [k for k, jumlah in JUMLAH_KEADAAN.items() for _ in range(jumlah)]
    for terpakai in tetap.values():
        sisa.remove(terpakai)
    acak("keadaan").shuffle(sisa)
    return {k: tetap.get(k) or sisa.pop() for k in dampingan}


def susun_putaran(hari_ini: date) -> list[PutaranContoh]:
    """Baseline and first follow-up long closed, and one round that is open on `hari_ini`.

    The open round began on the first of this month, or of the month before when this one is young,
    and runs to the end of the month after its first: there is always work under way to look at.
    """
    buka = bulan_dari(hari_ini - timedelta(days=12))
    tutup = akhir_bulan(bulan_dari(buka, 1))
    return [
        PutaranContoh(1, BUKA_AWAL, date(2022, 3, 31)),
        PutaranContoh(2, date(2023, 11, 1), date(2023, 12, 31)),
        PutaranContoh(3, buka, tutup),
    ]


def _terbesar(desa: DesaContoh) -> tuple[int, str]:
    return -desa.jumlah_jiwa_miskin, desa.kode
