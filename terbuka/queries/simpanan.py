"""Keeping what was read in the process while nothing behind it changes."""

import time
from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from django.db.models import CharField, Count, DateTimeField, Max, Model, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone


T = TypeVar("T")
UMUR_DETIK = 300  # whatever the mark below misses is read anew after this
MAKS = 64  # datasets of several kabupaten
_SIMPANAN: dict[Hashable, tuple[object, float, Any]] = {}


class Terbitan(NamedTuple, Generic[T]):
    """What was read, and when the tables behind it changed last (None: reference data)."""

    isi: T
    diperbarui: datetime | None


def tersimpan(kunci: Hashable, sumber: Sequence[type[Model]], baca: Callable[[], T]) -> Terbitan[T]:
    """What `baca` gives, read again only when the tables changed or after five minutes.

    One query tells whether they did: rows, last key and last change of each. The day counts, too,
    since rounds close with it.
    """
    keadaan = list(_keadaan(tuple(sumber))) if sumber else []
    sidik, kini = (timezone.localdate(), keadaan), time.monotonic()
    ada = _SIMPANAN.get(kunci)
    if ada is None or ada[0] != sidik or kini - ada[1] >= UMUR_DETIK:
        if len(_SIMPANAN) >= MAKS:
            _SIMPANAN.clear()
        ada = _SIMPANAN[kunci] = (sidik, kini, baca())
    waktu = [satu[3] for satu in keadaan if satu[3]]
    return Terbitan(ada[2], max(waktu, default=None))


def _keadaan(sumber: tuple[type[Model], ...]) -> QuerySet[Any, Any]:
    """A new queryset each time, since one remembers its rows."""
    return _kueri(sumber).all()


@cache
def _kueri(sumber: tuple[type[Model], ...]) -> QuerySet[Any, Any]:
    satu, *lain = [_ringkas(model) for model in sumber]
    return satu.union(*lain, all=True) if lain else satu


def _ringkas(model: type[Model]) -> QuerySet[Any, Any]:
    nama = Cast(Value(model._meta.label), CharField())
    tanpa = not any(f.name == "updated_at" for f in model._meta.fields)
    ubah: Any = Cast(Value(None), DateTimeField()) if tanpa else Max("updated_at")
    return (
        model._default_manager.order_by()
        .values(nama_tabel=nama)
        .annotate(banyak=Count("pk"), akhir=Max("pk"), ubah=ubah)
        .values_list("nama_tabel", "banyak", "akhir", "ubah")
    )
