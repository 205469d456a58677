"""Records that an import makes or changes field by field, and the way back.

For kinds whose row is one record: `bandingkan` says what a row would change, `simpan_banyak` writes
them in batches, `urungkan_banyak` restores exactly what was there.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from inti import audit
from inti.angka import format_angka
from inti.exceptions import AturanDilanggar, DataBerubah
from inti.impor.jenis import BarisImpor, StatusBaris


PER_KIRIMAN = 200
SUDAH_BERUBAH = "Data sudah diubah setelah impor ini, jadi tidak dapat diurungkan: {}."


def bandingkan(baris: BarisImpor, objek: models.Model, nilai: Mapping[str, Any]) -> None:
    """Put the row's values on the record, stored or new, and say in the row what that changes.

    None says nothing: the stored value stays.
    """
    terisi = {nama: isi for nama, isi in nilai.items() if isi is not None}
    ubahan = {nama: isi for nama, isi in terisi.items() if getattr(objek, nama) != isi}
    tampak = terisi
    if objek.pk is not None:
        tampak = ubahan or terisi
        baris.hasil = StatusBaris.BERUBAH if ubahan else StatusBaris.SAMA
        baris.lama = sebut_nilai(objek, tampak)
    for nama, isi in ubahan.items():
        setattr(objek, nama, isi)
    baris.baru = sebut_nilai(objek, tampak)
    baris.objek = objek


def sebut_nilai(objek: models.Model, nama_field: Sequence[str] | Mapping[str, Any]) -> str:
    """ "nama: Kajen, kode pos: 59154": fields of a record in words."""
    bagian = []
    for nama in nama_field:
        field = objek._meta.get_field(nama)
        isi = getattr(objek, nama)
        if field.choices:
            isi = dict(field.flatchoices).get(isi, isi)
        elif isinstance(isi, date):
            isi = f"{isi:%d-%m-%Y}"
        elif isinstance(isi, int | Decimal):
            isi = format_angka(isi) if nama != "tahun" else str(isi)
        bagian.append(f"{field.verbose_name}: {isi if isi not in (None, '') else '–'}")
    return ", ".join(bagian)


@transaction.atomic
def simpan_banyak(
    objek: Sequence[models.Model], fields: Sequence[str], *, oleh: Any, aksi: str
) -> dict[str, Any]:
    """Store new records, and `fields` of stored ones, in batches; returns how to take it back.

    `aksi` is the noun of the audit rows ("desa"). Raises DataBerubah when a stored record was
    changed since it was read.
    """
    if not objek:
        return {"baru": {}, "lama": {}}
    model = type(objek[0])
    baru = [satu for satu in objek if satu.pk is None]
    ubahan = {satu.pk: satu for satu in objek if satu.pk is not None}
    sebelum = {}
    for lama in model._default_manager.select_for_update().filter(pk__in=ubahan).order_by("pk"):
        if lama.updated_at != ubahan[lama.pk].updated_at:
            raise DataBerubah(f"{lama} baru saja diubah orang lain. Periksa pratinjau yang baru.")
        sebelum[lama.pk] = potret(lama, fields)
    for satu in ubahan.values():
        satu.updated_at = timezone.now()
    model._default_manager.bulk_create(baru, batch_size=PER_KIRIMAN)
    model._default_manager.bulk_update(
        ubahan.values(), [*fields, "updated_at"], batch_size=PER_KIRIMAN
    )
    audit.catat_banyak(f"{aksi}.catat", baru, oleh=oleh)
    audit.catat_banyak(f"{aksi}.ubah", list(ubahan.values()), oleh=oleh)
    return {
        "baru": {satu.pk: potret(satu, fields) for satu in baru},
        "lama": {pk: [sebelum[pk], potret(satu, fields)] for pk, satu in ubahan.items()},
    }


@transaction.atomic
def urungkan_banyak(
    model: type[models.Model],
    jejak: Mapping[str, Any],
    *,
    oleh: Any,
    aksi: str,
    sebut: Sequence[str] = (),
) -> None:
    """Delete what an import made and restore what it changed, unless anything newer touched them.

    `sebut` names the relations that the record's own name needs.
    """
    sesudah = {int(pk): isi for pk, isi in jejak["baru"].items()}
    sesudah |= {int(pk): isi[1] for pk, isi in jejak["lama"].items()}
    if not sesudah:
        return
    semua = list(
        model._default_manager.select_for_update(of=("self",))
        .filter(pk__in=sesudah)
        .select_related(*sebut)
        .order_by("pk")
    )
    berubah = [str(satu) for satu in semua if potret(satu, sesudah[satu.pk]) != sesudah[satu.pk]]
    if berubah or len(semua) != len(sesudah):
        raise AturanDilanggar(SUDAH_BERUBAH.format(", ".join(berubah[:5]) or "ada yang dihapus"))
    audit.catat_banyak(f"{aksi}.urungkan_impor", semua, oleh=oleh)
    lama = [satu for satu in semua if str(satu.pk) in jejak["lama"]]
    fields = list(next(iter(sesudah.values())))
    for satu in lama:
        for nama, isi in jejak["lama"][str(satu.pk)][0].items():
            setattr(satu, nama, isi)
        satu.updated_at = timezone.now()
    model._default_manager.bulk_update(lama, [*fields, "updated_at"], batch_size=PER_KIRIMAN)
    try:
        model._default_manager.filter(pk__in=[int(pk) for pk in jejak["baru"]]).delete()
    except models.ProtectedError as error:
        raise AturanDilanggar(
            "Sebagian data sudah dipakai data lain, jadi tidak dapat diurungkan."
        ) from error


def potret(objek: models.Model, fields: Sequence[str] | Mapping[str, Any]) -> dict[str, Any]:
    """Field values (attnames) as plain JSON; decimals and times as text, which the fields read back."""
    isi = {nama: getattr(objek, nama) for nama in fields}
    return json.loads(json.dumps(isi, default=str))
