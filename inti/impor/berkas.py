"""The uploaded files of imports: sealed in the store, in the clear only without a name.

Beside a file lies what the first check read of it, so that the next ones and the storing need not
parse it again. That is a convenience: where it is missing or does not open, the file is read anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from django.core.files import File
from django.db import transaction

from inti import sementara
from inti.crypto import KunciBermasalah, decrypt_file, encrypt_file, file_key, kunci_aktif
from inti.excel.periksa import BerkasDitolak
from inti.excel.proses import Salinan
from inti.models import Impor


HILANG = "Berkas impor ini sudah tidak tersimpan. Unggah kembali."


def store_file(impor: Impor, terbuka: IO[bytes]) -> None:
    """Put what is left to read of a file into the store, sealed. The caller saves the row."""
    with TemporaryFile() as tersegel:
        encrypt_file(terbuka, tersegel, _konteks(impor))
        impor.berkas.save("", File(tersegel), save=False)


@contextmanager
def open_file(impor: Impor) -> Iterator[Path]:
    """The file in the clear, gone at the end of the block. Raises BerkasDitolak."""
    with TemporaryFile() as terbuka:
        with open_sealed(impor) as tersegel:
            try:
                decrypt_file(tersegel, terbuka, _konteks(impor))
            except KunciBermasalah as masalah:
                raise BerkasDitolak(f"{masalah} Unggah kembali.") from None
        yield sementara.jalur(terbuka)


def open_sealed(impor: Impor) -> File:
    """The file as it is stored. Raises BerkasDitolak when there is none any more."""
    try:
        return impor.berkas.open("rb")
    except (FileNotFoundError, ValueError):  # ValueError: it was dropped
        raise BerkasDitolak(HILANG) from None


@contextmanager
def open_copy(impor: Impor) -> Iterator[Salinan]:
    """What was read of the file, or an empty copy for whoever reads it; gone at the end of the block."""
    with TemporaryFile() as terbuka:
        salinan = Salinan(terbuka)
        try:
            with impor.salinan.open("rb") as tersegel:
                decrypt_file(tersegel, terbuka, _konteks(impor, "salinan"))
            salinan.lengkap = True
        except (FileNotFoundError, ValueError, KunciBermasalah):  # ValueError: none was kept
            salinan.kosongkan()
        yield salinan


def store_copy(impor: Impor, salinan: Salinan) -> None:
    """Put a complete copy into the store, sealed, unless there is one. The caller saves the row."""
    if impor.salinan or not salinan.lengkap:
        return
    with TemporaryFile() as tersegel:
        salinan.berkas.seek(0)
        encrypt_file(salinan.berkas, tersegel, _konteks(impor, "salinan"))
        impor.salinan.save("", File(tersegel), save=False)


def drop_file(impor: Impor, *kolom: str) -> None:
    """Save (with these fields) that the file and its copy are gone; they go once that is certain."""
    drop_copy(impor)
    if nama := impor.berkas.name:
        transaction.on_commit(partial(impor.berkas.storage.delete, nama))
    impor.berkas = ""
    impor.save(update_fields=["berkas", "salinan", "updated_at", *kolom])


def drop_copy(impor: Impor) -> None:
    """Remove the copy once the caller has saved the row."""
    if nama := impor.salinan.name:
        transaction.on_commit(partial(impor.salinan.storage.delete, nama))
    impor.salinan = ""


def reseal_files() -> int:
    """Seal the files anew that stand under another key than the active one; returns how many.

    One that does not open stays as it is: whoever wants it is told to upload it again.
    """
    semua = Impor.objects.exclude(berkas="").order_by("pk").values_list("pk", flat=True)
    return sum(_segel_ulang(pk) for pk in list(semua))


@transaction.atomic
def _segel_ulang(pk: int) -> bool:
    impor = Impor.objects.select_for_update(of=("self",)).get(pk=pk)
    try:
        with open_sealed(impor) as tersegel:
            if file_key(tersegel) == kunci_aktif():
                return False
        with open_file(impor) as jalur, jalur.open("rb") as terbuka:
            lama = impor.berkas.name or ""
            store_file(impor, terbuka)  # beside the old one
        drop_copy(impor)
    except (BerkasDitolak, KunciBermasalah):
        return False
    impor.save(update_fields=["berkas", "salinan"])
    transaction.on_commit(partial(impor.berkas.storage.delete, lama))
    return True


def _konteks(impor: Impor, kolom: str = "berkas") -> str:
    """What the seal is bound to: this upload and no other."""
    return f"inti_impor.{kolom}.{impor.kunci}"
