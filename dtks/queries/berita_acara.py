"""Reads of minutes and of the corrections that wait for a meeting."""

from typing import Any

from django.db.models import Count, QuerySet

from akun.models import Pengguna
from dtks.choices import StatusUsulan
from dtks.models import BeritaAcara, UsulanPerbaikan
from dtks.queries.usulan import PERAN_USULAN, usulan_for_pengguna
from opd.queries import desa_for_pengguna


def berita_acara_for_pengguna(pengguna: Pengguna) -> QuerySet[BeritaAcara]:
    """Minutes of the villages the user may read; none for roles without persons."""
    if pengguna.peran not in PERAN_USULAN:
        return BeritaAcara.objects.none()
    return BeritaAcara.objects.filter(
        kabupaten=pengguna.kabupaten_id, desa__in=desa_for_pengguna(pengguna)
    ).select_related("desa__kecamatan", "dibuat_oleh", "ditandatangani_oleh")


def berita_acara_with_jumlah(queryset: QuerySet[BeritaAcara]) -> QuerySet[BeritaAcara]:
    """Add `jumlah_usulan`."""
    return queryset.annotate(jumlah_usulan=Count("usulan"))


def menunggu_musyawarah(
    pengguna: Pengguna, desa_id: int, berita_acara: BeritaAcara | None = None
) -> QuerySet[UsulanPerbaikan]:
    """Verified corrections of a village that are on no minutes, or on these."""
    bebas = usulan_for_pengguna(pengguna).filter(desa=desa_id, status=StatusUsulan.DIVERIFIKASI)
    milik = bebas.filter(berita_acara=None)
    if berita_acara is not None and berita_acara.pk:
        milik = milik | bebas.filter(berita_acara=berita_acara)
    return milik.order_by("alasan__urutan", "pk")


def desa_menunggu_musyawarah(pengguna: Pengguna) -> list[dict[str, Any]]:
    """Villages with verified corrections on no minutes yet: pk, name, kecamatan, how many."""
    menunggu = usulan_for_pengguna(pengguna).filter(
        status=StatusUsulan.DIVERIFIKASI, berita_acara=None
    )
    per_desa = menunggu.values("desa_id", "desa__nama", "desa__kecamatan__nama")
    urut = per_desa.annotate(jumlah=Count("pk")).order_by("desa__kecamatan__nama", "desa__nama")
    return [dict(satu) for satu in urut]
