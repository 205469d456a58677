"""Reads of persons and families, and of the counts that stand for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum

from akun.models import Pengguna
from desa.choices import JenisDesa
from desa.models import Desa
from dtks.models import EntriData, Keluarga, Orang, RekapDesa, SumberData
from dtks.mutu import UKURAN, Terbitan
from dtks.queries.usulan import PERAN_USULAN
from inti.crypto import blind_index
from opd.queries import desa_for_pengguna


KEPALA = "kepala"  # how every source begins the word for the head of a family


@dataclass(frozen=True)
class PeringkatDesa:
    """A village by how many listed people it has among those of its kecamatan.

    `peringkat` None: a kelurahan, which the programme's criterion leaves out.
    """

    desa: Desa
    rekap: RekapDesa
    peringkat: int | None


def orang_for_pengguna(pengguna: Pengguna) -> QuerySet[Orang]:
    """The persons that some edition lists in a village the user may read."""
    milik = entri_for_pengguna(pengguna).filter(orang=OuterRef("pk"))
    return Orang.objects.filter(Exists(milik), kabupaten=pengguna.kabupaten_id)


def keluarga_for_pengguna(pengguna: Pengguna) -> QuerySet[Keluarga]:
    """The families in the villages the user may read."""
    if pengguna.peran not in PERAN_USULAN:
        return Keluarga.objects.none()
    return Keluarga.objects.filter(
        kabupaten=pengguna.kabupaten_id, desa__in=desa_for_pengguna(pengguna)
    ).select_related("desa__kecamatan")


def entri_for_pengguna(pengguna: Pengguna) -> QuerySet[EntriData]:
    """What the editions say of persons in the villages the user may read; newest edition first."""
    if pengguna.peran not in PERAN_USULAN:
        return EntriData.objects.none()
    return (
        EntriData.objects.filter(desa__in=desa_for_pengguna(pengguna))
        .select_related("orang", "keluarga", "desa__kecamatan", "sumber")
        .order_by("-sumber__tanggal_data", "-sumber", "orang__nama", "pk")
    )


def orang_dengan_nik(pengguna: Pengguna, nik: str) -> Orang | None:
    """The person with this NIK, if the user may read one of its villages."""
    return orang_for_pengguna(pengguna).filter(nik_indeks=blind_index(nik, "nik")).first()


def entri_desa(desa: Desa) -> QuerySet[EntriData]:
    """The persons of a village, whatever the edition; a filter picks one."""
    return (
        EntriData.objects.filter(desa=desa)
        .select_related("orang", "keluarga")
        .order_by("orang__nama", "pk")
    )


def keluarga_desa(desa: Desa, sumber: SumberData | None) -> QuerySet[Keluarga]:
    """The families of a village on one edition, with `jumlah_anggota` and the name `kepala`."""
    anggota = EntriData.objects.filter(keluarga=OuterRef("pk"), sumber=sumber, desa=desa)
    kepala = anggota.filter(hubungan__istartswith=KEPALA).order_by("pk")
    return (
        Keluarga.objects.filter(entri__sumber=sumber, entri__desa=desa)
        .annotate(
            jumlah_anggota=Count("entri"),
            kepala=Subquery(kepala.values("orang__nama")[:1]),
        )
        .order_by("rw", "rt", "pk")
    )


def terbitan_rekap(desa: QuerySet[Desa]) -> list[Terbitan]:
    """The counts of these villages together per edition, the oldest first; erased ones included."""
    kolom = sorted({ukuran.kolom for ukuran in UKURAN} | {"jumlah_baris"})
    semua = (
        RekapDesa.objects.filter(desa__in=desa.order_by().values("pk"))
        .order_by("sumber__tanggal_data", "sumber")
        .values_list("sumber", "sumber__kode", "sumber__tanggal_data")
        .annotate(**{f"n_{nama}": Sum(nama) for nama in kolom})
    )
    return [
        Terbitan(pk, kode, tanggal, dict(zip(kolom, jumlah, strict=True)))
        for pk, kode, tanggal, *jumlah in semua
    ]


def peringkat_desa(pengguna: Pengguna, sumber_id: int) -> list[PeringkatDesa]:
    """The user's villages on an edition, ranked within their kecamatan by the people listed.

    Ranked among all villages of the kecamatan, those outside the user's scope included; equal
    numbers share a rank.
    """
    semua = RekapDesa.objects.filter(sumber=sumber_id).select_related("desa__kecamatan", "sumber")
    urut = semua.order_by("desa__kecamatan__kode", F("jumlah_jiwa").desc(), "desa__kode")
    terlihat = set(desa_for_pengguna(pengguna).values_list("pk", flat=True))
    hasil = []
    for _, kelompok in groupby(urut, key=attrgetter("desa.kecamatan_id")):
        letak, lebih = 0, None
        for nomor, rekap in enumerate(_desa_dulu(kelompok), 1):
            if rekap.jumlah_jiwa != lebih:
                letak, lebih = nomor, rekap.jumlah_jiwa
            is_desa = rekap.desa.jenis == JenisDesa.DESA
            if rekap.desa_id in terlihat:
                hasil.append(PeringkatDesa(rekap.desa, rekap, letak if is_desa else None))
    return hasil


def _desa_dulu(kelompok: Iterable[RekapDesa]) -> list[RekapDesa]:
    """The villages of a kecamatan in their order, the kelurahan behind them."""
    return sorted(kelompok, key=lambda rekap: rekap.desa.jenis != JenisDesa.DESA)


def filter_keadaan(queryset: QuerySet[EntriData], keadaan: str) -> QuerySet[EntriData]:
    """The entries in one of the states of dtks.choices.KeadaanEntri."""
    syarat = {
        "tanpa_nik": ~Q(orang__alasan_tanpa_nik=""),
        "tanpa_kk": Q(keluarga__no_kk_indeks=None),
        "tanpa_lahir": Q(orang__tanggal_lahir=None),
        "nonaktif": Q(aktif=False),
    }
    return queryset.filter(syarat.get(keadaan, Q(padan=keadaan)))
