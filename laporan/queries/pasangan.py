"""Reading answers and pairing them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from sys import intern
from typing import Any

from django.db.models import CharField, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from desa.models import NilaiIndikator, Survei
from laporan.queries.bentuk import (
    STATUS_MENUNGGU,
    IndikatorLaporan,
    KunciDesa,
    KunciSurvei,
    PerIndikator,
    PutaranLaporan,
    Sidik,
)
from laporan.stats import Angka, Definisi, Nilai, bandingkan


SURVEI = (  # built once, see laporan.queries.muat
    Survei.objects.filter(Q(berlaku=True) | Q(status__in=STATUS_MENUNGGU))
    .order_by()
    .values_list("pk", Cast("updated_at", CharField()), "berlaku", "desa_id", "putaran_id")
)
# Numbers travel as text: exact on both databases, and half the cost of the field converters.
KOLOM_NILAI: tuple[str | Combinable, ...] = (
    "versi_indikator_id",
    *(Cast(nama, CharField()) for nama in ("pembilang", "penyebut", "nilai", "tanggal")),
    "alasan_kosong",
    "metode",
)
JAWABAN = NilaiIndikator.objects.order_by().values_list(*KOLOM_NILAI, "survei_id")
Jawaban = dict[int, dict[int, Nilai]]  # by survey id and indicator id
_tanggal = lru_cache(maxsize=4096)(date.fromisoformat)
SIMPANAN_MAKS = 2000  # villages whose pairs are kept in a process
_SIMPANAN: dict[Sidik, dict[KunciDesa, PerIndikator]] = {}


def survei_dua_putaran(awal: PutaranLaporan, lanjutan: PutaranLaporan) -> dict[int, KunciDesa]:
    """The surveys of all villages in the two rounds, by village id; drafts are not read."""
    sisi: dict[int, tuple[list[KunciSurvei], list[KunciSurvei]]] = defaultdict(lambda: ([], []))
    survei = SURVEI.filter(putaran__in=[awal.id, lanjutan.id])
    for pk, diubah, berlaku, desa_id, putaran_id in survei:
        sisi[desa_id][putaran_id == lanjutan.id].append((pk, diubah, berlaku))
    return {pk: (_urut(a), _urut(b)) for pk, (a, b) in sisi.items()}


def pasangan_per_desa(
    survei: Mapping[int, KunciDesa], desa: list[int], indikator: list[IndikatorLaporan]
) -> tuple[dict[int, PerIndikator], Sidik]:
    """Every pair of the villages by village id and indicator id; and what identifies them.

    An answer in force wins over a newer revision that still waits.
    """
    kunci = {pk: survei.get(pk, ((), ())) for pk in desa}
    return pasangan_survei(kunci, indikator), (_sidik(indikator), *kunci.items())


def pasangan_survei(
    kunci: dict[int, KunciDesa], indikator: list[IndikatorLaporan]
) -> dict[int, PerIndikator]:
    """Every pair of the surveys before and after of each village, by village id and indicator id.

    Pairs are kept in the process, since turning rows into numbers is most of a report's work: the
    answers of a survey in force never change (a correction is a new revision), and the key holds
    which surveys were read, in which state, and under which definitions. 48 villages with 21
    indicators take about 0.7 MB.
    """
    definisi = {i.id: i.definisi for i in indikator}
    simpanan = _SIMPANAN.setdefault(_sidik(indikator), {})
    hasil = {pk: simpanan.get(satu) for pk, satu in kunci.items()}
    kurang = {pk: kunci[pk] for pk, isi in hasil.items() if isi is None}
    baru = _bandingkan(kurang, definisi) if kurang else {}
    if sum(map(len, _SIMPANAN.values())) + len(baru) > SIMPANAN_MAKS:
        _SIMPANAN.clear()
    simpanan |= {kunci[pk]: isi for pk, isi in baru.items()}
    return {pk: isi if isi is not None else baru[pk] for pk, isi in hasil.items()}


def _sidik(indikator: list[IndikatorLaporan]) -> Sidik:
    """What the pairing depends on in the definitions."""
    return tuple(
        (i.id, i.definisi.jenis, i.definisi.arah, *i.definisi.deret.items(), *i.definisi.putus)
        for i in indikator
    )


def _urut(survei: list[KunciSurvei]) -> tuple[KunciSurvei, ...]:
    """The one in force last, so that its answers win."""
    return tuple(sorted(survei, key=itemgetter(2)))


def _bandingkan(
    kurang: dict[int, KunciDesa], definisi: dict[int, Definisi]
) -> dict[int, PerIndikator]:
    """Read the surveys of some villages and pair their answers."""
    semua = {pk: berlaku for kunci in kurang.values() for sisi in kunci for pk, _, berlaku in sisi}
    jawaban = _jawaban(semua, definisi)
    hasil = {}
    for desa, (awal, lanjutan) in kurang.items():
        a, b = (_gabung(sisi, jawaban) for sisi in (awal, lanjutan))
        hasil[desa] = PerIndikator(
            (pk, bandingkan(a.get(pk), b.get(pk), d)) for pk, d in definisi.items()
        )
    return hasil


def _gabung(sisi: tuple[KunciSurvei, ...], jawaban: Jawaban) -> dict[int, Nilai]:
    """What the surveys of one village and round answer together."""
    hasil: dict[int, Nilai] = {}
    for pk, _, _ in sisi:
        hasil |= jawaban[pk]
    return hasil


def _jawaban(survei: dict[int, bool], definisi: Mapping[int, Definisi]) -> Jawaban:
    """What surveys (id → in force) answer about these indicators."""
    indikator = {versi: pk for pk, satu in definisi.items() for versi in satu.deret}
    hasil: Jawaban = {pk: {} for pk in survei}
    for row in JAWABAN.filter(survei__in=list(survei)).iterator(chunk_size=2000):
        versi, pk = row[0], row[-1]
        if versi in indikator:
            hasil[pk][indikator[versi]] = jadikan_nilai(row[:-1], terverifikasi=survei[pk])
    return hasil


def jawaban_berlaku(
    putaran: Iterable[int], **saringan: Any
) -> Iterator[tuple[int, int, int, Nilai]]:
    """The verified answers in force in these rounds, narrowed by lookups on NilaiIndikator; one
    query. With the ids of the round, the village and the indicator."""
    rows = NilaiIndikator.objects.filter(
        survei__putaran__in=list(putaran), survei__berlaku=True, **saringan
    ).values_list(
        *KOLOM_NILAI, "survei__putaran_id", "survei__desa_id", "versi_indikator__indikator_id"
    )
    for row in rows.order_by():
        putaran_id, desa_id, indikator_id = row[-3:]
        yield putaran_id, desa_id, indikator_id, jadikan_nilai(row[:-3])


def jadikan_nilai(kolom: tuple[Any, ...], *, terverifikasi: bool = True) -> Nilai:
    """One answer from the columns `KOLOM_NILAI`."""
    versi, pembilang, penyebut, nilai, tanggal, alasan_kosong, metode = kolom
    return Nilai(
        pembilang and _angka(pembilang),
        penyebut and _angka(penyebut),
        nilai and _angka(nilai),
        alasan_kosong,
        terverifikasi,
        versi,
        _tanggal(tanggal) if tanggal else None,
        intern(metode),
    )


@lru_cache(maxsize=16384)  # most numbers occur again: one object each, for a province's sake
def _angka(teks: str) -> Angka:
    """The number as stored; a whole one as int, which counts faster."""
    utuh, _, pecahan = teks.partition(".")
    return Decimal(teks) if pecahan.strip("0") else int(utuh)
