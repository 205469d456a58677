"""One import of a BNBA list in a process of its own: `python -m bench.bnba_kerja CARA BERKAS`.

Prints JSON: seconds, rows, and the peak memory in MB of this process and of the limited reader that
it starts. `CARA` is "kita" or one of the settings of the peer (bench.bnba_acuan); the database is
that of the settings.
"""

import json
import os
import re
import resource
import sys
from pathlib import Path
from uuid import uuid4

import django


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pati_pendampingan.settings")
django.setup()

from django.core.files.uploadedfile import UploadedFile  # noqa: E402 -- after setup

from akun.models import Pengguna  # noqa: E402
from bench.jam import jam  # noqa: E402
from dtks.models import SumberData  # noqa: E402
from inti.choices import StatusImpor  # noqa: E402
from inti.impor import get_jenis, workflows  # noqa: E402


def kita(berkas: Path) -> dict[str, float]:
    """Upload, check and apply, as the pages and their jobs do."""
    sumber = SumberData.objects.latest("pk")
    oleh = Pengguna.objects.get(username="ukur-verifikator_dtks")
    mulai = jam()
    with berkas.open("rb") as isi:
        impor = workflows.unggah(
            get_jenis("bnba"),
            berkas=UploadedFile(isi, berkas.name, size=berkas.stat().st_size),
            lembar="",
            kunci=uuid4(),
            parameter={"sumber": str(sumber.pk)},
            oleh=oleh,
        )
    if impor.status == StatusImpor.DIBACA:
        impor = workflows.periksa(impor)
    putusan = workflows.Putusan(impor.ringkasan["sidik"], lewati_galat=True, alasan="ukur")
    impor = workflows.terapkan(impor, putusan, oleh=oleh)
    return {"detik": jam() - mulai, "baris": sum(impor.ringkasan["jumlah"].values())}


def main(cara: str, berkas: Path) -> dict[str, float]:
    if cara == "kita":
        return kita(berkas)
    from bench import bnba_acuan  # noqa: PLC0415 -- the peer's memory is not ours

    return bnba_acuan.impor(cara, berkas)


if __name__ == "__main__":
    hasil = main(sys.argv[1], Path(sys.argv[2]))
    # Not RUSAGE_SELF: it remembers the process that started this one. That of the reader does too.
    (puncak,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    hasil["induk_mb"] = int(puncak) / 1024
    hasil["anak_mb"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps(hasil))
