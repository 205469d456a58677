"""Reads of the access log: whose rows one may read, and whether the chain is whole."""

from django.db.models import QuerySet

from akun.models import Pengguna
from dtks.models import AksesDataPribadi, RantaiAkses
from dtks.rantai import AWAL, KOLOM, Pemeriksaan, Ujung, periksa_rantai


def akses_for_pengguna(pengguna: Pengguna) -> QuerySet[AksesDataPribadi]:
    """The access log of the user's kabupaten, latest first."""
    return AksesDataPribadi.objects.filter(kabupaten=pengguna.kabupaten_id)


def ujung_rantai(kabupaten_id: int) -> Ujung:
    """Where the access log ends now, for somebody to note it elsewhere."""
    milik = AksesDataPribadi.objects.filter(kabupaten=kabupaten_id).order_by("-urutan")
    terakhir = milik.values_list("urutan", "sidik").first()
    return Ujung(*terakhir) if terakhir else AWAL


def periksa_jejak(kabupaten_id: int, pernah: Ujung = AWAL) -> Pemeriksaan:
    """Follow the whole log of a kabupaten; `pernah` is an end noted earlier."""
    milik = AksesDataPribadi.objects.filter(kabupaten=kabupaten_id).order_by("urutan")
    return periksa_rantai(
        kabupaten_id,
        milik.values(*KOLOM, "sidik").iterator(2_000),
        RantaiAkses.objects.filter(kabupaten=kabupaten_id).values("jumlah", "sidik").first(),
        pernah,
    )
