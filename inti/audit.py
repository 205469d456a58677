"""The one door to the audit trail."""

from typing import Any

from django.db import models

from inti.models import JejakAudit


def catat(
    aksi: str,
    objek: models.Model,
    *,
    oleh: Any,
    alasan: str = "",
    rincian: dict[str, Any] | None = None,
) -> JejakAudit:
    """Record one state change inside the caller's transaction.

    `aksi` is "<noun>.<step>" ("survei.ajukan"); `rincian` holds field names and non-personal
    values only. `oleh` is the Pengguna, or None for the system itself.
    """
    jejak = susun(aksi, objek, oleh=oleh, alasan=alasan, rincian=rincian)
    jejak.save()
    return jejak


def catat_banyak(aksi: str, daftar_objek: list, *, oleh: Any, alasan: str = "") -> None:
    """Record the same step for many objects with one insert per batch."""
    JejakAudit.objects.bulk_create(
        [susun(aksi, objek, oleh=oleh, alasan=alasan) for objek in daftar_objek],
        batch_size=500,
    )


def susun(
    aksi: str,
    objek: models.Model,
    *,
    oleh: Any,
    alasan: str = "",
    rincian: dict[str, Any] | None = None,
) -> JejakAudit:
    """The row that `catat` stores, not stored yet."""
    kabupaten = getattr(oleh, "kabupaten", None) or getattr(objek, "kabupaten", None)
    return JejakAudit(
        aksi=aksi,
        objek_jenis=objek._meta.label_lower,
        objek_id=str(objek.pk),
        objek_nama=str(objek)[:200],
        pelaku_id=getattr(oleh, "pk", None),
        pelaku_nama=getattr(oleh, "nama", "sistem"),
        kabupaten_kode=kabupaten.kode if kabupaten else "",
        alasan=alasan,
        rincian=rincian or {},
    )
