"""Heat table village × core indicator, and the largest changes in it."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from desa.choices import JenisPutaran, StatusSurvei
from desa.models import Putaran
from laporan.beranda.program import Program, SurveiRingkas
from laporan.presentation.panas import SelPanas, sel_panas
from laporan.presentation.penulis import Penulis, Perubahan, Sel
from laporan.queries import (
    DesaSasaran,
    IndikatorLaporan,
    PerIndikator,
    indikator_ditanyakan,
    pasangan_survei,
)
from laporan.stats import PENYEBUT_KECIL, TakSebanding


TERBESAR = 5  # rows in each list of largest changes


@dataclass(frozen=True)
class Inti:
    """The core indicators of every target village: baseline against its latest verified round."""

    indikator: list[IndikatorLaporan]
    sasaran: list[DesaSasaran]
    per_desa: dict[int, PerIndikator]
    kini: dict[int, Putaran]  # the later round that was read, by village id

    @property
    def hitung(self) -> dict[str, int]:
        """Pairs by verdict."""
        semua = (p for isi in self.per_desa.values() for p in isi.values())
        return Counter(str(p.putusan) for p in semua if not isinstance(p, TakSebanding))


class BarisPanas(NamedTuple):
    """One village; `alasan` when no cell has a change and all for the same reason."""

    desa: DesaSasaran
    kini: Putaran | None
    sel: list[SelPanas]
    alasan: str


class Besar(NamedTuple):
    """One large change, with the parts before and after."""

    desa: DesaSasaran
    indikator: str
    awal: Sel
    kini: Sel
    perubahan: Perubahan
    perbaikan: float


def inti_program(program: Program) -> Inti | None:
    """None before there is a baseline and a later round, or without target villages."""
    awal = [p for p in program.putaran if p.jenis == JenisPutaran.AWAL]
    lanjutan = [p for p in reversed(program.putaran) if p.jenis != JenisPutaran.AWAL]
    if not (awal and lanjutan and program.sasaran):
        return None
    terbaca = {(s.putaran_id, s.desa_id): s for s in program.survei if _terbaca(s)}
    terbaca |= {(s.putaran_id, s.desa_id): s for s in program.survei if s.berlaku}
    putaran = {p.pk: p for p in program.putaran}
    kunci, kini = {}, {}
    for pk in program.sasaran:
        sebelum = _pilih([terbaca[p.pk, pk] for p in awal if (p.pk, pk) in terbaca])
        sesudah = _pilih([terbaca[p.pk, pk] for p in lanjutan if (p.pk, pk) in terbaca])
        kunci[pk] = tuple(
            tuple((s.pk, s.diubah, s.berlaku) for s in sisi) for sisi in (sebelum, sesudah)
        )
        if sesudah:
            kini[pk] = putaran[sesudah[0].putaran_id]
    indikator = [i for i in indikator_ditanyakan(program.putaran) if i.wajib]
    return Inti(indikator, list(program.sasaran.values()), pasangan_survei(kunci, indikator), kini)


def _terbaca(survei: SurveiRingkas) -> bool:
    return survei.status in (StatusSurvei.DIAJUKAN, StatusSurvei.DIKEMBALIKAN)


def _pilih(survei: list[SurveiRingkas]) -> list[SurveiRingkas]:
    """The first in force, else the first that waits; empty when there is none."""
    return ([s for s in survei if s.berlaku] or survei)[:1]


def tabel_panas(inti: Inti) -> list[BarisPanas]:
    """Rows in the order of the villages' codes."""
    penulis = [(i.id, Penulis.untuk(i)) for i in inti.indikator]
    hasil = []
    for desa in inti.sasaran:
        pasangan = inti.per_desa[desa.id]
        sel = [sel_panas(satu, pasangan[pk]) for pk, satu in penulis]
        alasan = {s.kata if s.nada == "kosong" else "" for s in sel}
        hasil.append(
            BarisPanas(desa, inti.kini.get(desa.id), sel, alasan.pop() if len(alasan) == 1 else "")
        )
    return hasil


def perubahan_terbesar(inti: Inti) -> tuple[list[Besar], list[Besar]]:
    """Largest improvements and largest set-backs in poin persen, one of each per core proportion.

    Shares of fewer than ten cases are left out: one household would be ten points or more.
    """
    maju, mundur = [], []
    for i in inti.indikator:
        if i.definisi.jenis != "proporsi":
            continue
        penulis, tanda = Penulis.untuk(i), 1 if i.definisi.arah == "naik" else -1
        semua = [
            Besar(
                desa,
                i.nama,
                penulis.nilai(p.awal),
                penulis.nilai(p.lanjutan),
                penulis.perubahan(p.selisih),
                tanda * p.selisih,
            )
            for desa in inti.sasaran
            if not isinstance(p := inti.per_desa[desa.id][i.id], TakSebanding)
            and min(p.awal.penyebut, p.lanjutan.penyebut) >= PENYEBUT_KECIL
        ]
        semua.sort(key=lambda b: b.perbaikan)
        mundur += [b for b in semua[:1] if b.perbaikan < 0]
        maju += [b for b in semua[-1:] if b.perbaikan > 0]
    maju.sort(key=lambda b: -b.perbaikan)
    mundur.sort(key=lambda b: b.perbaikan)
    return maju[:TERBESAR], mundur[:TERBESAR]
