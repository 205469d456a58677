"""Who stood where on two editions of the registry, and which verified corrections say why.

An edition counts as it was received: corrections change its entries later, so those few are read
back from what their import stored. The second edition may be the first one again; then it counts
as it stands now, with the corrections that were accepted.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple, cast

from django.core.cache import cache
from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.utils import timezone

from akun.models import Pengguna
from desa.models import Desa
from dtks.choices import STATUS_TERVERIFIKASI, JenisUsulan, StatusUsulan
from dtks.models import (
    AlasanPerbaikan,
    EntriData,
    HasilBaris,
    Orang,
    RekapDesa,
    SumberData,
    UsulanPerbaikan,
)
from dtks.queries import sumber_data_for_pengguna
from inti.choices import StatusImpor
from laporan.stats.neraca_dtks import NeracaDTKS, hitung_neraca
from opd.models import Penugasan
from opd.queries import desa_for_pengguna


SEKALI = 5_000
SEJAM = 3_600
Gerak = tuple[Counter[tuple[int | None, int | None]], Counter[tuple[int | None, int | None, str]]]
DIUBAH = Q(dibuat_impor=None) | Q(diubah_impor=None)  # by a correction, not by an import
DIUBAH_SAJA = Case(When(DIUBAH, then=True), default=False, output_field=BooleanField())
TANPA_OPD = "Tanpa pendamping"


class Letak(NamedTuple):
    """The village of one entry: as its row says, as it was received, and while it is active."""

    tercatat: int
    diterima: int | None
    kini: int | None


TIADA = Letak(0, None, None)


@dataclass(frozen=True)
class NeracaDesa:
    """A village's balance, with its mentor of today (`opd` "Tanpa pendamping" without one)."""

    desa: Desa
    opd: str
    neraca: NeracaDTKS


def sumber_untuk_neraca(pengguna: Pengguna) -> list[SumberData]:
    """The editions whose persons are still here, the oldest first."""
    return list(
        sumber_data_for_pengguna(pengguna).filter(dihapus_pada=None).order_by("tanggal_data", "pk")
    )


def neraca_for_pengguna(
    pengguna: Pengguna, dari: SumberData, sampai: SumberData
) -> list[NeracaDesa]:
    """The balance of every village in the user's scope that either edition names."""
    neraca = hitung_neraca(*perpindahan(dari, sampai))
    aktif = Penugasan.objects.aktif(pada=timezone.localdate())
    opd = dict(aktif.order_by("pk").values_list("desa_id", "opd__singkatan"))
    desa = desa_for_pengguna(pengguna).select_related("kecamatan")
    return [
        NeracaDesa(satu, opd.get(satu.pk, TANPA_OPD), neraca[satu.pk])
        for satu in desa.order_by("kecamatan__nama", "nama", "kode")
        if satu.pk in neraca
    ]


def menurut_opd(semua: Iterable[NeracaDesa]) -> dict[str, list[NeracaDTKS]]:
    """The balances of the villages of each mentor, by the mentor's name."""
    hasil: dict[str, list[NeracaDTKS]] = {}
    for satu in sorted(semua, key=attrgetter("opd")):
        hasil.setdefault(satu.opd, []).append(satu.neraca)
    return hasil


def perpindahan(dari: SumberData, sampai: SumberData) -> Gerak:
    """What `hitung_neraca` takes. The number of queries does not depend on that of the persons.

    Kept for an hour, while no import and no correction changes what is behind it: a registry of
    half a million persons takes seconds to go through.
    """
    kunci = f"neraca:{dari.pk}:{sampai.pk}:{_sidik(dari, sampai)}"
    return cast("Gerak", cache.get_or_set(kunci, lambda: _perpindahan(dari, sampai), SEJAM))


def _sidik(dari: SumberData, sampai: SumberData) -> str:
    """Changes with every import, undo, correction, and change of the reasons' flows."""
    milik = {"kabupaten": dari.kabupaten_id}
    rekap = RekapDesa.objects.filter(sumber__in=(dari, sampai))  # made anew by each import
    keadaan = (
        rekap.aggregate(n=Count("pk"), akhir=Max("pk")),
        UsulanPerbaikan.objects.filter(**milik).aggregate(n=Count("pk"), akhir=Max("updated_at")),
        AlasanPerbaikan.objects.filter(**milik).aggregate(akhir=Max("updated_at")),
    )
    return hashlib.sha256(repr(keadaan).encode()).hexdigest()[:32]


def _perpindahan(dari: SumberData, sampai: SumberData) -> Gerak:
    hitung = _hitung(dari, sampai)
    sebab = _sebab(dari, sampai)
    diubah = EntriData.objects.filter(DIUBAH, sumber__in=(dari, sampai)).values_list(
        "orang_id", flat=True
    )
    alasan: Counter[tuple[int | None, int | None, str]] = Counter()
    for orang, entri in _entri({*diubah, *sebab}, dari, sampai):
        awal, akhir = entri.get(dari.pk, TIADA), entri.get(sampai.pk, TIADA)
        benar = (awal.diterima, akhir.kini if dari == sampai else akhir.diterima)
        hitung[awal.tercatat or None, akhir.tercatat or None] -= 1
        hitung[benar] += 1
        if orang in sebab and (benar[0] is None) != (benar[1] is None):
            alasan[*benar, sebab[orang]] += 1
    del hitung[None, None]
    return +hitung, alasan


def _hitung(dari: SumberData, sampai: SumberData) -> Counter[tuple[int | None, int | None]]:
    """Persons by village on both editions as the entries stand, in the database."""
    entri = EntriData.objects.filter(sumber=dari).order_by()
    if dari == sampai:
        rows = entri.values_list("desa_id").annotate(n=Count("pk"))
        return Counter({(desa, desa): n for desa, n in rows})
    pasangan = EntriData.objects.filter(sumber=sampai, orang=OuterRef("orang"))
    dengan = entri.annotate(tujuan=Subquery(pasangan.values("desa_id")[:1]))
    hitung = Counter(
        {(a, b): n for a, b, n in dengan.values_list("desa_id", "tujuan").annotate(n=Count("pk"))}
    )
    lama = EntriData.objects.filter(sumber=dari, orang=OuterRef("orang"))
    baru = EntriData.objects.filter(~Exists(lama), sumber=sampai).order_by()
    for desa, n in baru.values_list("desa_id").annotate(n=Count("pk")):
        hitung[None, desa] = n
    return hitung


def _sebab(dari: SumberData, sampai: SumberData) -> dict[int, str]:
    """Person → flow of the verified correction that was made between the editions.

    Of several the one that was accepted counts, then the newest.
    """
    usulan = UsulanPerbaikan.objects.filter(
        kabupaten=dari.kabupaten_id,
        status__in=STATUS_TERVERIFIKASI,
        sumber__tanggal_data__gte=dari.tanggal_data,
    ).exclude(alasan__alur="")
    if dari != sampai:
        usulan = usulan.filter(sumber__tanggal_data__lt=sampai.tanggal_data)
    urut = sorted(
        usulan.values_list("status", "pk", "jenis", "orang_id", "nik_indeks", "alasan__alur"),
        key=lambda u: (u[0] == StatusUsulan.DITERIMA, u[1]),
    )
    hasil = {orang: alur for *_, orang, _, alur in urut if orang}
    baru = {
        indeks: alur
        for _, _, jenis, _, indeks, alur in urut
        if jenis == JenisUsulan.BARU and indeks
    }
    for bagian in _bagian(baru):
        orang_baru = Orang.objects.filter(kabupaten=dari.kabupaten_id, nik_indeks__in=bagian)
        for pk, indeks in orang_baru.values_list("pk", "nik_indeks"):
            hasil.setdefault(pk, baru[indeks or ""])
    return hasil


def _entri(
    orang: Iterable[int], dari: SumberData, sampai: SumberData
) -> Iterator[tuple[int, dict[int, Letak]]]:
    """Where persons stand on both editions, by edition."""
    for bagian in _bagian(orang):
        rows = list(
            EntriData.objects.filter(sumber__in=(dari, sampai), orang__in=bagian)
            .annotate(diubah=DIUBAH_SAJA)
            .values_list("pk", "orang_id", "sumber_id", "desa_id", "aktif", "diubah")
        )
        diterima = _diterima(
            HasilBaris.objects.filter(sumber__in=(dari, sampai)),
            [pk for pk, *_, diubah in rows if diubah],
        )
        per_orang: dict[int, dict[int, Letak]] = defaultdict(dict)
        for pk, satu, sumber, desa, aktif, diubah in rows:
            per_orang[satu][sumber] = Letak(
                desa, diterima.get(pk) if diubah else desa, desa if aktif else None
            )
        yield from per_orang.items()


def _diterima(hasil: QuerySet[HasilBaris], entri: list[int]) -> dict[int, int]:
    """Entry → village as its newest import stored it; an entry no import made is missing."""
    rows = hasil.filter(entri_id__in=entri, impor__status=StatusImpor.DITERAPKAN)
    return {e: d for e, d in rows.order_by("impor").values_list("entri_id", "desa_id") if e and d}


def _bagian(semua: Iterable[Any]) -> Iterator[list[Any]]:
    isi = list(semua)
    for awal in range(0, len(isi), SEKALI):
        yield isi[awal : awal + SEKALI]
