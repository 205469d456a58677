"""Reads over rounds and surveys that do not depend on who asks."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from desa.choices import JenisDaftar, StatusDaftar
from desa.models import (
    ButirSasaran,
    Desa,
    NilaiIndikator,
    PengecualianKunci,
    Periode,
    Putaran,
    VersiIndikator,
)


def desa_sasaran(
    periode: Periode, *, jenis: str = JenisDaftar.DAMPINGAN, pada: date | None = None
) -> QuerySet[Desa]:
    """The villages on the decided lists of a kind in a period, those that graduated left out."""
    butir = ButirSasaran.objects.filter(
        daftar__periode=periode, daftar__jenis=jenis, daftar__status=StatusDaftar.DITETAPKAN
    ).filter(Q(tanggal_lulus=None) | Q(tanggal_lulus__gt=pada or timezone.localdate()))
    return Desa.objects.filter(pk__in=butir.values("desa_id")).select_related("kecamatan")


def periode_berjalan(kabupaten_id: int, *, pada: date | None = None) -> Periode | None:
    """The period of a day (today); the latest one when none covers it."""
    pada = pada or timezone.localdate()
    periode = Periode.objects.filter(kabupaten=kabupaten_id)
    return periode.filter(mulai__lte=pada, selesai__gte=pada).first() or periode.first()


def versi_ditanyakan(putaran: Putaran) -> QuerySet[VersiIndikator]:
    """The definitions a round asks, in the order of the form (bidang by first indicator)."""
    return putaran.versi_indikator.select_related("indikator").order_by(
        "indikator__urutan", "indikator__kode"
    )


def is_terbuka(putaran: Putaran, desa: Desa, *, pada: date | None = None) -> bool:
    """Whether a village may be filled in a round on a day: open, not locked, or excepted."""
    pada = pada or timezone.localdate()
    if putaran.dikunci_pada is None and putaran.buka <= pada <= putaran.tutup:
        return True
    return (
        pada >= putaran.buka and pengecualian_berlaku(putaran, pada=pada).filter(desa=desa).exists()
    )


def pengecualian_berlaku(
    putaran: Putaran, *, pada: date | None = None
) -> QuerySet[PengecualianKunci]:
    """Exceptions to the lock of a round that hold on a day."""
    return PengecualianKunci.objects.filter(
        putaran=putaran, sampai__gte=pada or timezone.localdate()
    )


def nilai_sebelumnya(
    putaran: Putaran, desa_ids: Iterable[int]
) -> dict[tuple[int, int], NilaiIndikator]:
    """The last verified number before a round, per (desa id, indikator id).

    Taken from surveys in force of earlier rounds (by reference date); answers without a number are
    passed over. The definition may be another version: whoever compares looks at
    `versi_indikator`.
    """
    nilai = (
        NilaiIndikator.objects.filter(
            survei__desa__in=desa_ids,
            survei__berlaku=True,
            survei__putaran__tanggal_rujukan__lt=putaran.tanggal_rujukan,
            alasan_kosong="",
        )
        .select_related("versi_indikator", "survei__putaran")
        .order_by("survei__putaran__tanggal_rujukan", "survei__putaran__nomor")
    )
    return {(n.survei.desa_id, n.versi_indikator.indikator_id): n for n in nilai}
