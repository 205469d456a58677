"""The write that every plain form makes: save one record and its audit row, or nothing."""

from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction

from inti import audit
from inti.exceptions import AturanDilanggar


M = TypeVar("M", bound=models.Model)


def simpan(objek: M, *, oleh: Any, aksi: str, berubah: list[str] | None = None) -> M:
    """Save a validated record with its audit row in one transaction.

    `berubah` names the changed fields (a form's `changed_data`); their values are not recorded.
    Raises AturanDilanggar when another user has just stored what a constraint allows only once.
    """
    try:
        with transaction.atomic():
            objek.save()
            audit.catat(aksi, objek, oleh=oleh, rincian={"berubah": berubah} if berubah else None)
    except IntegrityError as error:
        raise AturanDilanggar(
            "Data yang sama baru saja disimpan orang lain. Muat ulang halaman dan periksa lagi."
        ) from error
    return objek


def hapus(objek: models.Model, *, oleh: Any, aksi: str) -> None:
    """Delete a record that nothing refers to, with its audit row.

    Raises AturanDilanggar when other records still stand upon it.
    """
    try:
        with transaction.atomic():
            audit.catat(aksi, objek, oleh=oleh)
            objek.delete()
    except (models.ProtectedError, IntegrityError) as error:
        raise AturanDilanggar(f"{objek} masih dipakai data lain, jadi tidak dihapus.") from error
