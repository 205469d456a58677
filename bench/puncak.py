"""Imports a workbook of survey answers, in a process of its own whose memory is watched.

python -m bench.puncak ROUND_ID FILE
"""

import os
import sys
from pathlib import Path
from uuid import uuid4

import django


def main(putaran: str, berkas: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pati_pendampingan.settings")
    django.setup()
    from django.core.files import File  # noqa: PLC0415 -- needs django.setup()

    from akun.choices import Peran  # noqa: PLC0415
    from akun.models import Pengguna  # noqa: PLC0415
    from inti.impor import get_jenis, workflows  # noqa: PLC0415

    oleh = Pengguna.objects.get(username=f"ukur-{Peran.SEKRETARIAT}")
    with Path(berkas).open("rb") as isi:
        impor = workflows.unggah(
            get_jenis("survei"),
            berkas=File(isi),
            lembar="",
            kunci=uuid4(),
            parameter={"putaran": putaran},
            oleh=oleh,
        )
    impor = workflows.periksa(impor)
    putusan = workflows.Putusan(impor.ringkasan["sidik"], lewati_galat=True, alasan="Diukur.")
    workflows.terapkan(impor, putusan, oleh=oleh)


if __name__ == "__main__":
    main(*sys.argv[1:])
