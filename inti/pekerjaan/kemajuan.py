"""How far a running job is, told from outside the database.

SQLite lets one connection write at a time, and what a transaction writes shows only at its end. So
a running job leaves three files beside its result: its progress, a request to stop, and a lock that
the operating system drops the moment the process dies. Whoever looks can tell a job that takes long
from one that was killed, without clocks and without writing.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings


JEDA = 0.25  # seconds between two writes of the progress


class Dibatalkan(Exception):
    """The owner asked to stop; the transaction around the work is rolled back by it."""


@dataclass(frozen=True)
class Catatan:
    """Where a job stands: `sudah` of `dari` (None: not known), and what it is doing."""

    sudah: int = 0
    dari: int | None = None
    pesan: str = ""


class Kemajuan:
    """Handed to the running job, to say how far it is."""

    def __init__(self, kunci: UUID) -> None:
        self.kunci = kunci
        self.catatan = Catatan()
        self._berikutnya = 0.0

    def lapor(self, sudah: int, dari: int | None = None, pesan: str = "") -> None:
        """Note the progress; cheap enough for every row. Raises Dibatalkan when asked to stop."""
        self.catatan = Catatan(sudah, dari or self.catatan.dari, pesan or self.catatan.pesan)
        if time.monotonic() < self._berikutnya:
            return
        self._berikutnya = time.monotonic() + JEDA
        sementara = _jalur(self.kunci, "tmp")
        sementara.write_text(json.dumps(asdict(self.catatan)))
        sementara.replace(_jalur(self.kunci, "json"))
        if _jalur(self.kunci, "batal").exists():
            raise Dibatalkan


@contextmanager
def pegang(kunci: UUID) -> Iterator[Kemajuan]:
    """Hold the job's lock while it runs; its files go with it."""
    _folder().mkdir(parents=True, exist_ok=True)
    with _jalur(kunci, "lock").open("w") as kunci_berkas:
        fcntl.flock(kunci_berkas, fcntl.LOCK_EX)
        try:
            yield Kemajuan(kunci)
        finally:
            bersihkan(kunci)


def is_hidup(kunci: UUID) -> bool:
    """Whether a process works on the job at this moment."""
    try:
        with _jalur(kunci, "lock").open() as berkas:
            fcntl.flock(berkas, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def baca(kunci: UUID) -> Catatan:
    """The progress last noted."""
    try:
        return Catatan(**json.loads(_jalur(kunci, "json").read_text()))
    except FileNotFoundError:
        return Catatan()


def minta_batal(kunci: UUID) -> None:
    """Ask a running job to stop at its next report."""
    _folder().mkdir(parents=True, exist_ok=True)
    _jalur(kunci, "batal").touch()


def is_diminta_batal(kunci: UUID) -> bool:
    """Whether the job was asked to stop and has not done so yet."""
    return _jalur(kunci, "batal").exists()


def bersihkan(kunci: UUID) -> None:
    """Remove the files of a job that ended or died."""
    for akhiran in ("json", "tmp", "batal", "lock"):
        with suppress(FileNotFoundError):
            os.remove(_jalur(kunci, akhiran))


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "pekerjaan"


def _jalur(kunci: UUID, akhiran: str) -> Path:
    return _folder() / f"{kunci}.{akhiran}"
