"""Reads of the lists that were handed over, and of the corrections that wait to be."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from akun.choices import Peran
from akun.models import Pengguna
from dtks.choices import JenisUsulan, Keputusan, StatusUsulan
from dtks.models import EntriData, KirimanUsulan, UsulanPerbaikan
from dtks.queries.usulan import entri_terakhir_banyak, nilai_kini, usulan_for_pengguna


STATUS_SIAP = (StatusUsulan.DIMUSYAWARAHKAN, StatusUsulan.DIUSULKAN, StatusUsulan.DISAHKAN)
KIRIMAN_MAKS = 2_000  # corrections on one list: its file is made within the request, never kept
SEKALI = 500


def kiriman_for_pengguna(pengguna: Pengguna) -> QuerySet[KirimanUsulan]:
    """The lists of the user's kabupaten; none for roles without all villages or without persons."""
    if pengguna.peran not in {Peran.SEKRETARIAT, Peran.VERIFIKATOR_DTKS}:
        return KirimanUsulan.objects.none()
    return KirimanUsulan.objects.filter(kabupaten=pengguna.kabupaten_id).select_related(
        "dibuat_oleh"
    )


def kiriman_with_jumlah(queryset: QuerySet[KirimanUsulan]) -> QuerySet[KirimanUsulan]:
    """Add `jumlah_usulan`, `jumlah_diterima`, `jumlah_ditolak`, `jumlah_menunggu`."""
    menunggu = Q(usulan__status__in=[StatusUsulan.DIUSULKAN, StatusUsulan.DISAHKAN])
    return queryset.annotate(
        jumlah_usulan=Count("usulan"),
        jumlah_diterima=Count("usulan", filter=Q(usulan__status=StatusUsulan.DITERIMA)),
        jumlah_ditolak=Count("usulan", filter=Q(usulan__status=StatusUsulan.DITOLAK_PUSAT)),
        jumlah_menunggu=Count("usulan", filter=menunggu),
    )


def usulan_siap_dikirim(pengguna: Pengguna) -> QuerySet[UsulanPerbaikan]:
    """Corrections that have been through their meeting and are on no list yet."""
    siap = usulan_for_pengguna(pengguna).filter(status__in=STATUS_SIAP, kiriman=None)
    return siap.order_by("desa__kode", "jenis", "pk")


class JumlahJenis(NamedTuple):
    """How many corrections of one kind a village has."""

    kecamatan: str
    desa: str
    jenis: JenisUsulan
    jumlah: int


def jumlah_per_desa_jenis(queryset: QuerySet[UsulanPerbaikan]) -> list[JumlahJenis]:
    """Counts per village and kind."""
    rows = (
        queryset.order_by("desa__kecamatan__nama", "desa__nama", "desa__kode", "jenis")
        .values_list("desa__kecamatan__nama", "desa__nama", "desa__kode", "jenis")
        .annotate(n=Count("pk"))
    )
    return [JumlahJenis(kec, nama, JenisUsulan(jenis), n) for kec, nama, _, jenis, n in rows]


class BarisKiriman(NamedTuple):
    """One correction with the person as it would be (`nilai`) and as it stands (`kini`)."""

    usulan: UsulanPerbaikan
    entri: EntriData | None
    kini: dict[str, str]
    disetujui: dict[str, str]

    @property
    def nilai(self) -> dict[str, str]:
        return self.kini | self.disetujui


def baris_kiriman(kiriman: KirimanUsulan) -> Iterator[BarisKiriman]:
    """The list by village and kind; a few queries per 500 corrections."""
    semua = (
        kiriman.usulan.select_related(
            "kabupaten", "alasan", "desa__kecamatan", "orang", "berita_acara"
        )
        .prefetch_related("perubahan")
        .order_by("desa__kode", "jenis", "pk")
    )
    bagian: list[UsulanPerbaikan] = []
    for usulan in semua.iterator(SEKALI):
        bagian.append(usulan)
        if len(bagian) == SEKALI:
            yield from _lengkapi(bagian)
            bagian = []
    yield from _lengkapi(bagian)


def _lengkapi(bagian: list[UsulanPerbaikan]) -> Iterator[BarisKiriman]:
    entri = entri_terakhir_banyak(u.orang_id for u in bagian if u.orang_id)
    for usulan in bagian:
        ini = entri.get(usulan.orang_id or 0)
        yield BarisKiriman(
            usulan,
            ini,
            nilai_kini(usulan.orang, ini) if usulan.orang and ini else {},
            nilai_disetujui(usulan),
        )


def nilai_disetujui(usulan: UsulanPerbaikan) -> dict[str, str]:
    """The fields that the checker accepted."""
    return {p.elemen: p.baru for p in usulan.perubahan.all() if p.keputusan == Keputusan.DISETUJUI}
