"""Which keys the sealed columns of the database stand under, and sealing them anew.

Rotation goes through every TerenkripsiField there is, batch by batch, each batch a transaction: at
every moment every value opens with a key of KUNCI_DATA, and a process that dies loses one batch at
most. It needs no memory of where it was: what stands under the active key is passed over.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction
from django.db.models import CharField, Count, Q, Value
from django.db.models.functions import Greatest, StrIndex, Substr

from inti.bulk import fetch_rows, update_rows
from inti.crypto import (
    KunciBermasalah,
    TerenkripsiField,
    awalan_aktif,
    decrypt,
    encrypt,
    kunci_aktif,
    nama_kunci,
)


BAGIAN = 1_000
AWAL = len("v1:")


@dataclass(frozen=True)
class PemakaianKunci:
    """How many values of one column stand under one key. `keadaan`: see KEADAAN."""

    kolom: str  # "dtks_orang.nik"
    sebutan: str  # "Orang: NIK"
    kunci: str
    jumlah: int
    keadaan: str


KEADAAN = {
    "aktif": "Aktif",
    "lama": "Lama, perlu diputar",
    "hilang": "Tidak ada di mesin ini",
    "salah": "Isi kunci salah",
}


def pemakaian_kunci() -> list[PemakaianKunci]:
    """Every sealed column × key, with one value of each opened as a proof. Reads whole tables."""
    aktif, ada = kunci_aktif(), nama_kunci()
    hasil = []
    for model, kolom in _kolom_tersegel():
        for field in kolom:
            for kunci, jumlah, contoh in _per_kunci(model, field):
                keadaan = "aktif" if kunci == aktif else "lama" if kunci in ada else "hilang"
                if keadaan != "hilang" and not _terbuka(model, field, contoh):
                    keadaan = "salah"
                sebutan = f"{model._meta.verbose_name}: {field.verbose_name}"
                sebutan = sebutan[0].upper() + sebutan[1:]
                hasil.append(PemakaianKunci(field.konteks, sebutan, kunci, jumlah, keadaan))
    return hasil


def putar_kunci(*, bagian: int = BAGIAN, maju: Callable[[int], None] = lambda banyak: None) -> int:
    """Seal every value anew that does not stand under the active key; returns how many rows.

    `maju` hears of each batch after it is stored. Raises KunciBermasalah for a value that no key
    of this machine opens; what was done until then stays done.
    """
    jumlah = 0
    for model, kolom in _kolom_tersegel():
        nama = [field.column for field in kolom]
        for ids in _bagian(model, kolom, bagian):
            with transaction.atomic():
                jumlah += _putar_bagian(model, nama, ids)
            maju(jumlah)
    return jumlah


def jumlah_perlu_diputar() -> int:
    """Rows with a value under another key than the active one."""
    return sum(_perlu(model, kolom).count() for model, kolom in _kolom_tersegel())


def _kolom_tersegel() -> Iterator[tuple[type[models.Model], list[TerenkripsiField]]]:
    for model in apps.get_models():
        if kolom := [f for f in model._meta.local_fields if isinstance(f, TerenkripsiField)]:
            yield model, kolom


def _perlu(
    model: type[models.Model], kolom: list[TerenkripsiField]
) -> "models.QuerySet[models.Model]":
    awalan, perlu, depan = awalan_aktif(), Q(), {}
    for field in kolom:
        depan[f"awal_{field.name}"] = Substr(field.name, 1, len(awalan), output_field=CharField())
        perlu |= ~Q(**{f"awal_{field.name}__in": ["", awalan]}) & Q(
            **{f"{field.name}__isnull": False}
        )
    return model._default_manager.annotate(**depan).filter(perlu)


def _bagian(
    model: type[models.Model], kolom: list[TerenkripsiField], bagian: int
) -> Iterator[list[int]]:
    terakhir = 0
    perlu = _perlu(model, kolom).order_by("pk")
    while ids := list(perlu.filter(pk__gt=terakhir).values_list("pk", flat=True)[:bagian]):
        yield ids
        terakhir = ids[-1]


def _putar_bagian(model: type[models.Model], nama: list[str], ids: list[int]) -> int:
    """Re-read under lock, so that what somebody saves meanwhile is not written over."""
    terkunci = model._default_manager.select_for_update().filter(pk__in=ids).order_by("pk")
    list(terkunci.values_list("pk", flat=True))
    awalan, tabel, baru = awalan_aktif(), model._meta.db_table, []
    for baris in fetch_rows(model, ["id", *nama], "id", ids):
        isi = [
            baris[satu]
            if not baris[satu] or baris[satu].startswith(awalan)
            else encrypt(decrypt(baris[satu], f"{tabel}.{satu}"), f"{tabel}.{satu}")
            for satu in nama
        ]
        baru.append([*isi, baris["id"]])
    update_rows(model, nama, baru)
    return len(baru)


def _per_kunci(model: type[models.Model], field: TerenkripsiField) -> list[tuple[str, int, int]]:
    """Key id, how many values, the newest row with one."""
    sisa = Substr(field.name, AWAL + 1, output_field=CharField())
    panjang = Greatest(StrIndex(sisa, Value(":")) - 1, 0)  # the empty text has no key id
    kunci = Substr(field.name, AWAL + 1, panjang, output_field=CharField())
    terisi = model._default_manager.annotate(kunci=kunci).filter(**{f"{field.name}__isnull": False})
    per_kunci = terisi.order_by("kunci").values_list("kunci")
    semua = per_kunci.annotate(jumlah=Count("pk"), contoh=models.Max("pk"))
    return [(kunci, jumlah, contoh) for kunci, jumlah, contoh in semua if kunci]


def _terbuka(model: type[models.Model], field: TerenkripsiField, pk: int) -> bool:
    try:
        model._default_manager.filter(pk=pk).values_list(field.name).get()
    except KunciBermasalah:
        return False
    return True
