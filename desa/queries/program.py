"""Reads over periods, target lists and targets."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils import timezone

from akun.models import Pengguna
from desa.choices import JenisDaftar, JenisIndikator, StatusDaftar
from desa.models import ButirSasaran, DaftarSasaran, Desa, Periode, TargetIndikator, VersiIndikator
from desa.queries.indikator import indikator_aktif


def butir_berlaku(
    periode: Any, *, jenis: str | Collection[str], pada: Any = None
) -> QuerySet[ButirSasaran]:
    """The entries of a period's decided lists of a kind, or kinds, not graduated by a day (today).

    `periode` and `pada` may be an OuterRef, for use as a subquery.
    """
    return ButirSasaran.objects.filter(
        Q(tanggal_lulus=None) | Q(tanggal_lulus__gt=pada or timezone.localdate()),
        daftar__periode=periode,
        daftar__jenis__in=[jenis] if isinstance(jenis, str) else jenis,
        daftar__status=StatusDaftar.DITETAPKAN,
    )


def desa_sasaran(
    periode: Periode, *, jenis: str = JenisDaftar.DAMPINGAN, pada: date | None = None
) -> QuerySet[Desa]:
    """The villages on the decided lists of a kind in a period, those that graduated left out."""
    butir = butir_berlaku(periode, jenis=jenis, pada=pada)
    return Desa.objects.filter(pk__in=butir.values("desa_id")).select_related("kecamatan")


def desa_with_sasaran(queryset: QuerySet[Desa], periode: Periode | None) -> QuerySet[Desa]:
    """Add `is_dampingan` and `is_pembanding`: on a decided list of the period, not graduated."""
    tandai = {
        nama: Exists(butir_berlaku(periode, jenis=jenis).filter(desa=OuterRef("pk")))
        for nama, jenis in (
            ("is_dampingan", JenisDaftar.DAMPINGAN),
            ("is_pembanding", JenisDaftar.PEMBANDING),
        )
    }
    return queryset.annotate(**tandai)


def periode_berjalan(kabupaten_id: int, *, pada: date | None = None) -> Periode | None:
    """The period of a day (today); the latest one when none covers it."""
    pada = pada or timezone.localdate()
    periode = Periode.objects.filter(kabupaten=kabupaten_id)
    return periode.filter(mulai__lte=pada, selesai__gte=pada).first() or periode.first()


def periode_for_pengguna(pengguna: Pengguna) -> QuerySet[Periode]:
    """The programme periods of the user's kabupaten."""
    return Periode.objects.filter(kabupaten=pengguna.kabupaten_id)


def daftar_for_pengguna(pengguna: Pengguna) -> QuerySet[DaftarSasaran]:
    """The target lists of the user's kabupaten."""
    return DaftarSasaran.objects.filter(periode__kabupaten=pengguna.kabupaten_id).select_related(
        "periode", "ditetapkan_oleh"
    )


def daftar_with_jumlah(queryset: QuerySet[DaftarSasaran]) -> QuerySet[DaftarSasaran]:
    """Add `jumlah_desa` and, of these, `jumlah_lulus` (graduated by today)."""
    lulus = Q(butir__tanggal_lulus__lte=timezone.localdate())
    return queryset.annotate(jumlah_desa=Count("butir"), jumlah_lulus=Count("butir", filter=lulus))


def butir_for_pengguna(pengguna: Pengguna) -> QuerySet[ButirSasaran]:
    """The entries of the target lists of the user's kabupaten."""
    return ButirSasaran.objects.filter(
        daftar__periode__kabupaten=pengguna.kabupaten_id
    ).select_related("daftar__periode", "desa__kecamatan")


def target_for_pengguna(pengguna: Pengguna) -> QuerySet[TargetIndikator]:
    """The targets of the user's kabupaten, with `satuan`: percent, or the indicator's own unit."""
    versi = VersiIndikator.objects.filter(indikator=OuterRef("indikator")).order_by("-nomor")
    return (
        TargetIndikator.objects.filter(periode__kabupaten=pengguna.kabupaten_id)
        .select_related("periode", "indikator", "daftar", "desa__kecamatan")
        .annotate(
            satuan=Case(
                When(indikator__jenis=JenisIndikator.PROPORSI, then=Value("persen")),
                default=Subquery(versi.values("satuan")[:1]),
                output_field=CharField(),
            )
        )
    )


def ringkasan_program(periode: Periode) -> dict[str, Any]:
    """What the programme's landing page says of a period: its lists, rounds and counts."""
    return {
        "daftar_sasaran": daftar_with_jumlah(periode.daftar_sasaran.all()),
        "daftar_putaran": periode.putaran.all(),
        "jumlah_target": periode.target.count(),
        "jumlah_indikator": indikator_aktif().count(),
    }


def bandingkan_daftar(a: DaftarSasaran, b: DaftarSasaran) -> dict[str, list[Desa]]:
    """Which villages stand on the first list only, on both, on the second only."""
    desa = {
        nama: {butir.desa for butir in daftar.butir.select_related("desa__kecamatan")}
        for nama, daftar in (("a", a), ("b", b))
    }
    return {
        nama: sorted(himpunan, key=lambda d: d.kode)
        for nama, himpunan in (
            ("hanya_a", desa["a"] - desa["b"]),
            ("keduanya", desa["a"] & desa["b"]),
            ("hanya_b", desa["b"] - desa["a"]),
        )
    }
