"""`python -m tests.dtks.mati`: a process that dies of SIGKILL again and again inside an import.

For each of TITIK a child is forked that checks or applies the one waiting import and kills itself
there; what the database then holds is printed as a line of JSON. At last the import is applied to
its end.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import django


django.setup()

from django.db import connections  # noqa: E402 -- after setup

from dtks.models import EntriData, HasilBaris, Keluarga, Orang, RekapDesa  # noqa: E402
from dtks.workflows import impor as penulis  # noqa: E402
from inti import audit  # noqa: E402
from inti.impor import workflows  # noqa: E402
from inti.models import Impor, JejakAudit  # noqa: E402


TITIK = [  # during the check; after a table of the first and second batch; all but committed
    ("periksa", 2),
    ("tulis", 1),
    ("tulis", 6),
    ("tulis", 12),
    ("audit", 1),
]


def mati_pada(hitungan: int, kerja: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, after whose n-th call there is nothing more."""
    sisa = [hitungan]

    def sampai(*args: Any, **kwargs: Any) -> Any:
        hasil = kerja(*args, **kwargs)
        sisa[0] -= 1
        if sisa[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return hasil

    return sampai


def terapkan() -> None:
    impor = Impor.objects.get()
    putusan = workflows.Putusan(impor.ringkasan["sidik"], lewati_galat=True, alasan="uji")
    workflows.terapkan(impor, putusan, oleh=impor.dibuat_oleh)


def mati(cara: str, hitungan: int) -> None:
    if cara == "periksa":
        workflows.periksa(Impor.objects.get(), maju=mati_pada(hitungan, lambda banyak: None))
    elif cara == "tulis":
        nama = vars(penulis)  # the function as that module has imported it
        nama["insert_rows"] = mati_pada(hitungan, nama["insert_rows"])
    else:
        audit.catat = mati_pada(hitungan, audit.catat)
    terapkan()


def keadaan() -> dict[str, Any]:
    """How many rows each table has, and where the import stands."""
    tabel = (Orang, Keluarga, EntriData, HasilBaris, RekapDesa)
    hasil = {model.__name__: model.objects.count() for model in tabel}
    hasil["terapkan"] = JejakAudit.objects.filter(aksi="impor.terapkan").count()
    hasil["status"] = Impor.objects.get().status
    connections.close_all()
    return hasil


def lapor(sinyal: int) -> None:
    sys.stdout.write(json.dumps([sinyal, keadaan()]) + "\n")
    sys.stdout.flush()  # or a fork would write it again


if __name__ == "__main__":
    for titik in TITIK:
        if (anak := os.fork()) == 0:
            mati(*titik)
            os._exit(0)  # it lived
        _, akhir = os.waitpid(anak, 0)
        lapor(os.WTERMSIG(akhir))
    terapkan()
    lapor(0)
