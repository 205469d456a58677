"""The counts per village and source, renewed whenever the rows under them change."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet

from dtks.choices import StatusPadan
from dtks.models import EntriData, HasilBaris, RekapDesa, SumberData
from inti.choices import StatusImpor
from inti.impor import StatusBaris


BERULANG = ("orang_berulang", "orang_keluarga_lain")  # another row has this person already
GANDA = ("nik_ganda", "orang_dua_keluarga", "orang_dua_id", *BERULANG)
SEKALI = 2_000


@transaction.atomic
def renew_recap(
    sumber: SumberData, *, diterapkan: int | None = None, diurungkan: int | None = None
) -> None:
    """Count the source's villages anew: entries, and the refused rows that name a village.

    `diterapkan` or `diurungkan` is the import at work, whose status does not tell yet.
    """
    hasil = (
        HasilBaris.objects.filter(sumber=sumber, desa_id__isnull=False)
        .filter(Q(impor__status=StatusImpor.DITERAPKAN) | Q(impor=diterapkan))
        .exclude(impor=diurungkan)
        .order_by("-impor", "nomor")
    )
    catatan, ditolak = _catatan(sumber, hasil)
    entri = {satu["desa_id"]: satu for satu in _entri(sumber)}
    RekapDesa.objects.filter(sumber=sumber).delete()
    RekapDesa.objects.bulk_create(
        (
            _rekap(sumber, desa_id, entri.get(desa_id), catatan[desa_id], ditolak[desa_id])
            for desa_id in sorted(entri.keys() | ditolak.keys())
        ),
        batch_size=500,
    )


def _rekap(
    sumber: SumberData,
    desa_id: int,
    entri: Mapping[str, Any] | None,
    catatan: Counter[str],
    ditolak: Counter[str],
) -> RekapDesa:
    entri = entri or defaultdict(int)
    banyak_ditolak = ditolak["baris"]
    tahu_padan = bool(entri["berpadan"])
    rincian = catatan + ditolak
    del rincian["baris"]
    return RekapDesa(
        sumber=sumber,
        desa_id=desa_id,
        jumlah_baris=entri["jiwa"] + banyak_ditolak,
        jumlah_jiwa=entri["jiwa"] + banyak_ditolak - sum(ditolak[kode] for kode in BERULANG),
        jumlah_keluarga=entri["keluarga"],
        jumlah_padan=entri["jumlah_padan"] if tahu_padan else None,
        jumlah_tidak_padan=entri["jumlah_tidak_padan"] if tahu_padan else None,
        jumlah_meninggal=entri["jumlah_meninggal"] if tahu_padan else None,
        jumlah_tanpa_nik=entri["tanpa_nik"],
        jumlah_ganda=sum(rincian[kode] for kode in GANDA),
        jumlah_tanggal_mustahil=rincian["tanggal_mustahil"],
        jumlah_ditolak=banyak_ditolak,
        rincian=dict(sorted(rincian.items())),
    )


def _entri(sumber: SumberData) -> Iterable[Mapping[str, Any]]:
    return (
        EntriData.objects.filter(sumber=sumber)
        .order_by()
        .values("desa_id")
        .annotate(
            jiwa=Count("pk"),
            keluarga=Count("keluarga", distinct=True),
            berpadan=Count("pk", filter=~Q(padan="")),
            tanpa_nik=Count("pk", filter=~Q(orang__alasan_tanpa_nik="")),
            **{
                f"jumlah_{status.value}": Count("pk", filter=Q(padan=status))
                for status in StatusPadan
            },
        )
    )


def _catatan(
    sumber: SumberData, semua: QuerySet[HasilBaris]
) -> tuple[dict[int, Counter[str]], dict[int, Counter[str]]]:
    """Remarks by village and code: on entries, and on refused rows (these with their number)."""
    diterima: dict[int, Counter[str]] = defaultdict(Counter)
    for baris in _terkini(semua.exclude(status=StatusBaris.DITOLAK).exclude(kode="")):
        diterima[baris["desa_id"]].update(baris["kode"].split(","))
    ditolak: dict[int, Counter[str]] = defaultdict(Counter)
    for baris in _masih_ditolak(sumber, semua.filter(status=StatusBaris.DITOLAK)):
        ditolak[baris["desa_id"]].update(["baris", *baris["kode"].split(",")])
    return diterima, ditolak


def _terkini(semua: QuerySet[HasilBaris]) -> Iterator[Mapping[str, Any]]:
    """Remarks of the newest import that names the entry; what a later file mended is no more."""
    terakhir: dict[int, int] = {}
    if semua.order_by().values("impor").distinct().count() > 1:
        bernama = HasilBaris.objects.filter(entri_id__in=semua.order_by().values("entri_id"))
        terakhir = dict(bernama.order_by().values_list("entri_id").annotate(Max("impor")))
    for satu in semua.values("impor_id", "entri_id", "desa_id", "kode").iterator(SEKALI):
        if terakhir.get(satu["entri_id"] or 0, satu["impor_id"]) == satu["impor_id"]:
            yield satu


def _masih_ditolak(sumber: SumberData, semua: QuerySet[HasilBaris]) -> Iterator[dict[str, Any]]:
    """Refused rows once each, without those whose ID a later file brought in."""
    dilihat: dict[str, int] = {}
    for bagian in _bagian(semua.values("impor_id", "id_dtks", "desa_id", "kode")):
        masuk = set(
            EntriData.objects.filter(
                sumber=sumber, id_dtks__in={b["id_dtks"] for b in bagian} - {""}
            ).values_list("id_dtks", flat=True)
        )
        for baris in bagian:
            nama = baris["id_dtks"]
            if nama in masuk or (
                nama and dilihat.setdefault(nama, baris["impor_id"]) != baris["impor_id"]
            ):
                continue
            yield baris


def _bagian(semua: Any) -> Iterator[list[dict[str, Any]]]:
    bagian = []
    for satu in semua.iterator(SEKALI):
        bagian.append(satu)
        if len(bagian) == SEKALI:
            yield bagian
            bagian = []
    if bagian:
        yield bagian
