"""Reference data from CSV files: read them, and bring a table into line with them."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models
from django.utils import timezone


@dataclass(frozen=True)
class HasilMuat:
    """What loading one table did. `berbeda`: rows that differ from the file and were left alone."""

    tabel: str
    baru: int
    berubah: int
    berbeda: int
    sama: int


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a UTF-8 CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def selaraskan(
    queryset: models.QuerySet, rows: Sequence[dict[str, Any]], *, kunci: Sequence[str], timpa: bool
) -> HasilMuat:
    """Insert the rows that `queryset` lacks; change those that differ, if `timpa`. Never deletes.

    `rows` hold attribute names (`kecamatan_id`, not `kecamatan`); `kunci` names those that identify
    a row. One read, and at most one insert and one update per batch.
    """
    model = queryset.model
    ada = {_kunci(objek.__dict__, kunci): objek for objek in queryset}
    baru, berbeda = [], []
    for row in rows:
        objek = ada.get(_kunci(row, kunci))
        if objek is None:
            baru.append(model(**row))
        elif any(getattr(objek, nama) != nilai for nama, nilai in row.items()):
            berbeda.append((objek, row))
    model.objects.bulk_create(baru, batch_size=200)
    if timpa and berbeda:
        _timpa(model, berbeda)
    jumlah_berubah = len(berbeda) if timpa else 0
    return HasilMuat(
        str(model._meta.verbose_name),
        baru=len(baru),
        berubah=jumlah_berubah,
        berbeda=len(berbeda) - jumlah_berubah,
        sama=len(rows) - len(baru) - len(berbeda),
    )


def _kunci(nilai, nama):
    return tuple(nilai[n] for n in nama)


def _timpa(model, berbeda):
    for objek, row in berbeda:
        for nama, nilai in row.items():
            setattr(objek, nama, nilai)
        objek.updated_at = timezone.now()
    fields = [model._meta.get_field(nama).name for nama in berbeda[0][1]]
    if hasattr(model, "updated_at"):
        fields.append("updated_at")
    model.objects.bulk_update([objek for objek, _ in berbeda], fields, batch_size=200)
