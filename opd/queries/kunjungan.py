"""Reads of field visits."""

from datetime import date

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from akun.models import Pengguna
from desa.models import Desa
from opd.models import Kunjungan, Penugasan
from opd.queries.lingkup import desa_for_pengguna, opd_id_aktif
from opd.stats import JAUH_KM, jarak_km


LAMA_HARI = 60  # a village without a visit for so long is worth a word (rancangan laporan.md 6)


def kunjungan_for_pengguna(pengguna: Pengguna) -> QuerySet[Kunjungan]:
    """The visits to the villages the user may read."""
    return Kunjungan.objects.filter(penugasan__desa__in=desa_for_pengguna(pengguna)).select_related(
        "penugasan__desa__kecamatan", "penugasan__opd", "petugas"
    )


def penugasan_dikunjungi(pengguna: Pengguna) -> QuerySet[Penugasan]:
    """The assignments to whose villages the user may record a visit: those of its OPDs."""
    return Penugasan.objects.filter(
        opd__in=opd_id_aktif(pengguna), mulai__lte=timezone.localdate()
    ).select_related("desa__kecamatan", "opd")


def kunjungan_terakhir(desa_ids: QuerySet | list[int]) -> dict[int, date]:
    """Village id → day of its last visit, by whichever OPD; villages never visited are missing."""
    return dict(
        Kunjungan.objects.filter(penugasan__desa__in=desa_ids, dibatalkan_pada=None)
        .order_by()
        .values_list("penugasan__desa")
        .annotate(terakhir=Max("tanggal"))
    )


def desa_with_kunjungan(queryset: QuerySet[Desa]) -> QuerySet[Desa]:
    """Add `kunjungan_terakhir`: the day of each village's last visit, None when there is none."""
    kunjungan = Kunjungan.objects.filter(penugasan__desa=OuterRef("pk"), dibatalkan_pada=None)
    return queryset.annotate(
        kunjungan_terakhir=Subquery(kunjungan.order_by("-tanggal").values("tanggal")[:1])
    )


def jarak_dari_desa(kunjungan: Kunjungan) -> float | None:
    """Kilometres between the visit's point and the village's; None when either is unknown."""
    desa = kunjungan.penugasan.desa
    titik = (kunjungan.lintang, kunjungan.bujur, desa.lintang, desa.bujur)
    ada = [float(satu) for satu in titik if satu is not None]
    return jarak_km(*ada) if len(ada) == len(titik) else None


def is_jauh(kunjungan: Kunjungan) -> bool:
    """Whether the point lies farther from the village than the village is wide."""
    jarak = jarak_dari_desa(kunjungan)
    return jarak is not None and jarak > JAUH_KM
