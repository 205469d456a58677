"""Which attachments a user may see, and those of a record."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from inti.lampiran.jenis import daftar_pemilik
from inti.models import Berlampiran, Lampiran


def lampiran_for_pengguna(pengguna: Any) -> QuerySet[Lampiran]:
    """Attachments of records in the user's scope, and its own that wait for their record.

    Whether they may be opened is asked with the record (`inti.lihat_lampiran`).
    """
    syarat = Q(bundel=None, dibuat_oleh=pengguna)
    for pemilik in daftar_pemilik():
        milik = pemilik.scope(pengguna).filter(bundel__isnull=False).order_by()
        syarat |= Q(bundel__jenis=pemilik.kode, bundel__in=milik.values("bundel"))
    return Lampiran.objects.filter(syarat).select_related("bundel", "dibuat_oleh")


def lampiran_milik(objek: Berlampiran, *, untuk: str | None = None) -> QuerySet[Lampiran]:
    """The attachments of a record, oldest first; `untuk` narrows to one place within it."""
    queryset = Lampiran.objects.aktif().filter(bundel=objek.bundel_id)
    return queryset if untuk is None else queryset.filter(untuk=untuk)


def lampiran_per_untuk(objek: Berlampiran | None) -> dict[str, list[Lampiran]]:
    """The attachments of a record by their place in it; one query, none without a bundle."""
    hasil: dict[str, list[Lampiran]] = {}
    if objek is not None and objek.bundel_id:
        for lampiran in lampiran_milik(objek):
            hasil.setdefault(lampiran.untuk, []).append(lampiran)
    return hasil


def lampiran_banyak(daftar: Iterable[Berlampiran]) -> dict[int, list[Lampiran]]:
    """The attachments of many records, by the record's id; one query for a whole list."""
    pemilik = {objek.bundel_id: objek.pk for objek in daftar if objek.bundel_id}
    hasil: dict[int, list[Lampiran]] = {pk: [] for pk in pemilik.values()}
    for lampiran in Lampiran.objects.aktif().filter(bundel__in=list(pemilik)):
        hasil[pemilik[lampiran.bundel_id]].append(lampiran)
    return hasil
