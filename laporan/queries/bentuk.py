"""The shapes in which a comparison is loaded: light tuples, since a page holds thousands."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from django.utils import timezone

from desa.choices import JenisPutaran, StatusSurvei
from laporan.stats import Alasan, Definisi, Pasangan, Ringkasan, TakSebanding, ringkas


STATUS_MENUNGGU = (StatusSurvei.DIAJUKAN, StatusSurvei.DIKEMBALIKAN)

KunciSurvei = tuple[int, str, bool]  # id, last change, in force
KunciDesa = tuple[tuple[KunciSurvei, ...], tuple[KunciSurvei, ...]]  # surveys before, after
Sidik = tuple[object, ...]  # which surveys were read, in which state, under which definitions
Tersisih = dict[Alasan, list[int]]  # positions of the villages left out, by reason

HITUNGAN_MAKS = 32  # selections whose summaries are kept in a process
_HITUNGAN: dict[Sidik, dict[int, tuple[list[Pasangan], Ringkasan, Tersisih]]] = {}


class PerIndikator(dict[int, Pasangan]):
    """The pairs of one village by indicator id."""

    @cached_property
    def keadaan(self) -> tuple[bool, bool, bool]:
        """Whether it has a verified answer before, one after, and one that still waits."""
        awal = {p.awal.terverifikasi for p in self.values() if p.awal}
        kini = {p.lanjutan.terverifikasi for p in self.values() if p.lanjutan}
        return True in awal, True in kini, False in awal | kini


class PutaranLaporan(NamedTuple):
    """One survey round with its period; `ada_berlaku`: it has a verified survey."""

    id: int
    jenis: str
    nomor: int
    tanggal_rujukan: date
    periode_id: int
    periode: str
    periode_mulai: date
    periode_selesai: date
    tutup: date
    dikunci_pada: datetime | None
    ada_berlaku: bool

    @property
    def berjalan(self) -> bool:
        """Whether it is neither locked nor past its last day."""
        return self.dikunci_pada is None and self.tutup >= timezone.localdate()

    @property
    def nama(self) -> str:
        return f"Putaran {self.nomor} ({JenisPutaran(self.jenis).label.lower()})"


class DesaSasaran(NamedTuple):
    """One target village with the OPD that mentors it (the last one of the period)."""

    id: int
    kode: str
    kode_bps: str
    nama: str
    kecamatan_id: int
    kecamatan: str
    opd_id: int | None = None
    opd: str = ""

    @property
    def nama_lengkap(self) -> str:
        """Name with its kecamatan: 31 village names repeat in one district."""
        return f"{self.nama} ({self.kecamatan})"


class Versi(NamedTuple):
    """What the report shows of one definition of an indicator."""

    id: int
    sebanding: bool
    nomor: int
    berlaku_mulai: date
    desimal: int
    satuan: str
    label_pembilang: str
    label_penyebut: str
    definisi: str
    sumber_definisi: str


@dataclass(frozen=True, slots=True)
class IndikatorLaporan:
    """One indicator asked in the two rounds; `versi` is its definition at the later one."""

    id: int
    kode: str
    nama: str
    bidang: str
    wajib: bool
    versi: Versi
    definisi: Definisi
    target_daftar: Decimal | None
    target_desa: dict[int, Decimal]

    def target(self, desa_id: int) -> Decimal | None:
        """The village's own target, else that of its list; percent for a proportion."""
        return self.target_desa.get(desa_id, self.target_daftar)

    @property
    def satuan_selisih(self) -> str:
        return "poin persen" if self.definisi.jenis == "proporsi" else self.versi.satuan


class Hitungan(NamedTuple):
    """One indicator with its pairs, their summary, and who is left out of it."""

    indikator: IndikatorLaporan
    pasangan: list[Pasangan]
    ringkasan: Ringkasan
    tersisih: Tersisih


@dataclass(frozen=True, slots=True)
class Sumber:
    """What was read for all villages at once, so that a second group needs no second reading."""

    daftar: dict[str, dict[int, DesaSasaran]]  # villages on the decided lists by kind and id
    skor: dict[int, float]  # selection score in percent by village id
    survei: dict[int, KunciDesa]

    def sasaran(self, jenis: str) -> list[DesaSasaran]:
        """The villages on the lists of a kind, by code."""
        return sorted(self.daftar.get(jenis, {}).values(), key=attrgetter("kode"))


@dataclass(frozen=True, slots=True)
class Perbandingan:
    """Two rounds of the villages on the decided lists of a kind, indicator by indicator."""

    awal: PutaranLaporan
    lanjutan: PutaranLaporan
    jenis: str
    tanggal_data: date | None  # newest vintage among the data that selected the villages
    sasaran: list[DesaSasaran]
    indikator: list[IndikatorLaporan]
    per_desa: dict[int, PerIndikator]  # by village id
    sidik: Sidik
    sumber: Sumber

    def hitungan(self) -> list[Hitungan]:
        """Every indicator with its pairs, in the order of `sasaran`, and what follows from them.

        Kept in the process like the pairs themselves (`laporan.queries.pasangan`).
        """
        kunci = (self.sidik, *(s.id for s in self.sasaran))
        tersimpan = _HITUNGAN.get(kunci, {})
        for i in self.indikator:
            if i.id not in tersimpan:
                pasangan = [self.per_desa[s.id][i.id] for s in self.sasaran]
                tersimpan[i.id] = (
                    pasangan,
                    ringkas(pasangan, i.definisi.jenis),
                    _tersisih(pasangan),
                )
        if len(_HITUNGAN) >= HITUNGAN_MAKS:
            _HITUNGAN.clear()
        _HITUNGAN[kunci] = tersimpan
        return [Hitungan(i, *tersimpan[i.id]) for i in self.indikator]

    def saring(
        self, *, opd: int | None = None, kecamatan: int | None = None, bidang: str = ""
    ) -> "Perbandingan":
        """The same comparison for fewer villages or indicators."""
        return replace(
            self,
            sasaran=[
                s
                for s in self.sasaran
                if opd in (None, s.opd_id) and kecamatan in (None, s.kecamatan_id)
            ],
            indikator=[i for i in self.indikator if bidang in ("", i.bidang)],
        )

    @property
    def jumlah_baris(self) -> int:
        """Pairs on the screen, and rows of the sheet "Per desa"."""
        return len(self.sasaran) * len(self.indikator)


def _tersisih(pasangan: list[Pasangan]) -> Tersisih:
    hasil: Tersisih = defaultdict(list)
    for nomor, p in enumerate(pasangan):
        if isinstance(p, TakSebanding):
            hasil[p.alasan].append(nomor)
    return dict(hasil)
