"""Verified answers of closed rounds: read once, small counts hidden once, published in three ways.

The three datasets (per village, per area, before/after) show the same cells, so the suppression is
decided for all of them together (`terbuka.stats`): what one hides, no other may give away.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from desa.choices import JenisDaftar, JenisIndikator, StatusDaftar
from desa.models import ButirSasaran, Desa, VersiIndikator
from inti.models import Kabupaten
from laporan.queries import (
    IndikatorLaporan,
    PutaranLaporan,
    indikator_ditanyakan,
    jawaban_berlaku,
    putaran_baku,
    putaran_kabupaten,
)
from laporan.stats import Definisi, Nilai, Pasangan, Sebanding, bandingkan
from terbuka.stats import Baris, Jumlah, Samaran, samarkan, terbuka_semua


KELOMPOK = (JenisDaftar.DAMPINGAN, JenisDaftar.PEMBANDING)
# Units that count no persons, households or dwellings; every other unit is guarded.
BUKAN_ORANG = frozenset({"km", "rupiah", "poin", "indeks", "hektare", "meter"})
# Indicators whose figures may be those of the registry's recap (`rekap_dtks`).
DARI_DAFTAR = frozenset({"KKMISKIN", "EKSTREM", "NIKPADAN"})


class Wilayah(NamedTuple):
    """One village as the survey datasets name it."""

    kode: str
    nama: str
    kode_kecamatan: str
    kecamatan: str


@dataclass
class Tabel:
    """One indicator in one round: the answers by village id, and what may be shown of them."""

    putaran: PutaranLaporan
    indikator: IndikatorLaporan
    nilai: dict[int, Nilai]
    samaran: Samaran[int] = field(default_factory=lambda: Samaran({}))

    @cached_property
    def baris(self) -> dict[int, Baris]:
        """The answers that are numbers, by village id."""
        hasil = {}
        for desa, n in self.nilai.items():
            if n.pembilang is not None:
                hasil[desa] = Baris(n.pembilang, n.penyebut)
            elif n.nilai is not None:
                hasil[desa] = Baris(n.nilai)
        return hasil

    @property
    def is_skor(self) -> bool:
        """Whether villages may only be averaged, not summed."""
        return self.indikator.definisi.jenis == JenisIndikator.SKOR


@dataclass(frozen=True)
class BahanPeriode:
    """The closed rounds of one period. `pasangan` are those of its default pair of rounds, by
    group, indicator id and village id."""

    nama: str
    sasaran: dict[str, list[int]]
    tabel: dict[tuple[int, int], Tabel]  # by round and indicator id
    pasangan: dict[str, dict[int, dict[int, Pasangan]]]
    awal: PutaranLaporan | None
    lanjutan: PutaranLaporan | None


@dataclass(frozen=True)
class BahanSurvei:
    """All periods of a kabupaten, oldest first."""

    wilayah: dict[int, Wilayah]
    versi: dict[int, int]  # version id → number
    periode: list[BahanPeriode]

    def tersamar(self) -> set[int]:
        """Villages that hide a figure which the registry's recap may hold as well."""
        return {
            desa
            for periode in self.periode
            for tabel in periode.tabel.values()
            if tabel.indikator.kode in DARI_DAFTAR
            for desa, tutup in tabel.samaran.baris.items()
            if tutup
        }


def bahan_survei(kabupaten: Kabupaten) -> BahanSurvei:
    """Read the verified answers of all closed rounds and hide what must be hidden.

    A round is published when it is locked or past its last day; the villages are those on the
    decided lists of mentored and of comparison villages.
    """
    wilayah = {
        pk: Wilayah(*isi)
        for pk, *isi in Desa.objects.filter(kecamatan__kabupaten=kabupaten).values_list(
            "pk", "kode", "nama", "kecamatan__kode", "kecamatan__nama"
        )
    }
    putaran = [p for p in putaran_kabupaten(kabupaten.pk) if not p.berjalan and p.ada_berlaku]
    sasaran = _sasaran(kabupaten)
    jawaban = _jawaban(putaran)
    putaran.sort(key=attrgetter("periode_mulai", "periode_id"))  # stable: by date within a period
    return BahanSurvei(
        wilayah,
        dict(VersiIndikator.objects.order_by().values_list("pk", "nomor")),
        [
            _periode(list(isi), sasaran[periode], jawaban, wilayah)
            for periode, isi in groupby(putaran, key=attrgetter("periode_id"))
        ],
    )


def _sasaran(kabupaten: Kabupaten) -> dict[int, dict[str, list[int]]]:
    """Villages by period id and group; one on both lists counts as mentored."""
    hasil: dict[int, dict[str, list[int]]] = defaultdict(lambda: {k.value: [] for k in KELOMPOK})
    dilihat = set()
    for periode, jenis, desa in (
        ButirSasaran.objects.filter(
            daftar__periode__kabupaten=kabupaten,
            daftar__status=StatusDaftar.DITETAPKAN,
            daftar__jenis__in=KELOMPOK,
        )
        .order_by("daftar__jenis", "desa__kode")
        .values_list("daftar__periode", "daftar__jenis", "desa")
    ):
        if (periode, desa) not in dilihat:
            dilihat.add((periode, desa))
            hasil[periode][jenis].append(desa)
    return hasil


def _jawaban(putaran: list[PutaranLaporan]) -> dict[tuple[int, int], dict[int, Nilai]]:
    """Answers in force by round and indicator id, then by village id."""
    hasil: dict[tuple[int, int], dict[int, Nilai]] = defaultdict(dict)
    for putaran_id, desa, indikator, nilai in jawaban_berlaku(p.id for p in putaran):
        hasil[putaran_id, indikator][desa] = nilai
    return hasil


def _periode(
    putaran: list[PutaranLaporan],
    sasaran: dict[str, list[int]],
    jawaban: Mapping[tuple[int, int], dict[int, Nilai]],
    wilayah: Mapping[int, Wilayah],
) -> BahanPeriode:
    awal, lanjutan = putaran_baku(putaran)
    indikator = indikator_ditanyakan(putaran)
    # In one order: the same answers must always hide the same cells, or two downloads give them away.
    anggota = sorted(desa for isi in sasaran.values() for desa in isi)
    tabel = {
        (p.id, i.id): Tabel(p, i, {d: semua[d] for d in anggota if d in semua})
        for p in putaran
        for i in indikator
        if (semua := jawaban.get((p.id, i.id)))
    }
    pasangan: dict[str, dict[int, dict[int, Pasangan]]] = {k: {} for k in sasaran}
    if awal and lanjutan:
        for i in indikator:
            a, b = (
                tabel[p.id, i.id].nilai if (p.id, i.id) in tabel else {} for p in (awal, lanjutan)
            )
            for kelompok, isi in sasaran.items():
                pasangan[kelompok][i.id] = _pasangkan(isi, a, b, i.definisi)
    for (putaran_id, indikator_id), satu in tabel.items():
        berpasangan = putaran_id in {p.id for p in (awal, lanjutan) if p and awal and lanjutan}
        _samarkan(
            satu,
            sasaran,
            {k: isi.get(indikator_id, {}) for k, isi in pasangan.items()} if berpasangan else {},
            wilayah,
        )
    return BahanPeriode(putaran[0].periode, sasaran, tabel, pasangan, awal, lanjutan)


def _pasangkan(
    desa: list[int], awal: Mapping[int, Nilai], lanjutan: Mapping[int, Nilai], definisi: Definisi
) -> dict[int, Pasangan]:
    return {d: bandingkan(awal.get(d), lanjutan.get(d), definisi) for d in desa}


def _samarkan(
    tabel: Tabel,
    sasaran: Mapping[str, list[int]],
    pasangan: Mapping[str, Mapping[int, Pasangan]],
    wilayah: Mapping[int, Wilayah],
) -> None:
    """Hide what must be hidden: first the sums of before/after are kept, then the kabupaten's, then
    those of the kecamatan, for which no village is hidden."""
    baris = tabel.baris
    jumlah = [
        Jumlah(
            ("pasangan", k), frozenset(d for d, p in isi.items() if isinstance(p, Sebanding)), True
        )
        for k, isi in pasangan.items()
    ]
    per_kecamatan: dict[tuple[str, str], set[int]] = defaultdict(set)
    for kelompok, isi in sasaran.items():
        jumlah.append(Jumlah(("kabupaten", kelompok), frozenset(baris.keys() & set(isi)), True))
        for desa in baris.keys() & set(isi):
            per_kecamatan[kelompok, wilayah[desa].kode_kecamatan].add(desa)
    jumlah += [Jumlah((kode, k), frozenset(d)) for (k, kode), d in sorted(per_kecamatan.items())]
    is_bebas = tabel.is_skor or tabel.indikator.versi.satuan in BUKAN_ORANG
    tabel.samaran = terbuka_semua(baris, jumlah) if is_bebas else samarkan(baris, jumlah)
