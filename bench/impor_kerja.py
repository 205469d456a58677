"""One import, to run in a process of its own (bench.anak)."""

from pathlib import Path
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile

from akun.choices import Peran
from akun.models import Pengguna
from bench.jam import jam
from desa.models import Putaran
from dtks.models import SumberData
from inti.choices import StatusImpor
from inti.impor import get_jenis, workflows


KITA = {  # kind of import: what it goes into, the newest of it, and who imports
    "survei": ("putaran", Putaran, Peran.SEKRETARIAT),
    "bnba": ("sumber", SumberData, Peran.VERIFIKATOR_DTKS),
}


def kerja(cara: str, berkas: str) -> dict[str, float]:
    """Seconds and rows; `cara` is a kind of import of ours or a setting of bench.bnba_acuan."""
    if cara in KITA:
        return kita(cara, Path(berkas))
    from bench import bnba_acuan  # noqa: PLC0415 -- the peer's memory is not ours

    return bnba_acuan.impor(cara, Path(berkas))


def kita(jenis: str, berkas: Path) -> dict[str, float]:
    """Upload, check and apply, as the pages and their jobs do."""
    nama, model, peran = KITA[jenis]
    parameter = {nama: str(model.objects.latest("pk").pk)}
    oleh = Pengguna.objects.get(username=f"ukur-{peran}")
    mulai = jam()
    with berkas.open("rb") as isi:
        impor = workflows.unggah(
            get_jenis(jenis),
            berkas=UploadedFile(isi, berkas.name, size=berkas.stat().st_size),
            lembar="",
            kunci=uuid4(),
            parameter=parameter,
            oleh=oleh,
        )
    if impor.status == StatusImpor.DIBACA:
        impor = workflows.periksa(impor)
    putusan = workflows.Putusan(impor.ringkasan["sidik"], lewati_galat=True, alasan="Diukur.")
    impor = workflows.terapkan(impor, putusan, oleh=oleh)
    return {"detik": jam() - mulai, "baris": sum(impor.ringkasan["jumlah"].values())}
