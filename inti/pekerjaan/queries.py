"""Jobs as their owner sees them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from inti.choices import PEKERJAAN_DAPAT_DIULANG, PEKERJAAN_TAMAT, StatusPekerjaan
from inti.models import Pekerjaan
from inti.pekerjaan import kemajuan
from inti.pekerjaan.jenis import get_jenis


MULAI_MENAKSIR = timedelta(seconds=3)  # before that a guess at the remaining time says nothing


@dataclass(frozen=True)
class Keadaan:
    """A job at this moment; `sisa` is a guess, None while nothing can be said."""

    status: StatusPekerjaan
    sudah: int
    dari: int | None
    pesan: str
    sisa: timedelta | None = None
    diminta_batal: bool = False
    dapat_diulang: bool = False

    @property
    def persen(self) -> int | None:
        """Whole percent done, never 100 before the end."""
        return min(99, 100 * self.sudah // self.dari) if self.dari else None

    @property
    def is_tamat(self) -> bool:
        return self.status in PEKERJAAN_TAMAT


def pekerjaan_for_pengguna(pengguna: Any) -> QuerySet[Pekerjaan]:
    """The user's own jobs, newest first."""
    return Pekerjaan.objects.filter(pemilik=pengguna)


def hasil_for_pengguna(pengguna: Any) -> QuerySet[Pekerjaan]:
    """The user's own jobs that ended in a file."""
    return pekerjaan_for_pengguna(pengguna).exclude(berkas="")


def keadaan(pekerjaan: Pekerjaan) -> Keadaan:
    """Where a job stands now: its row, and while it runs what its process says.

    A job whose process is gone is "terputus", although no row says so yet: reading writes nothing.
    """
    if pekerjaan.status == StatusPekerjaan.BERJALAN:
        if kemajuan.is_hidup(pekerjaan.kunci):
            return _berjalan(pekerjaan)
        pekerjaan.refresh_from_db()  # it may have ended between the two looks
    status = StatusPekerjaan(pekerjaan.status)
    if status == StatusPekerjaan.BERJALAN:
        status = StatusPekerjaan.TERPUTUS
    jenis = get_jenis(pekerjaan.jenis)
    return Keadaan(
        status,
        pekerjaan.sudah,
        pekerjaan.dari,
        pekerjaan.pesan,
        dapat_diulang=status in PEKERJAAN_DAPAT_DIULANG
        and jenis is not None
        and jenis.dapat_diulang,
    )


def _berjalan(pekerjaan: Pekerjaan) -> Keadaan:
    catatan = kemajuan.baca(pekerjaan.kunci)
    assert pekerjaan.mulai_pada is not None
    lama = timezone.now() - pekerjaan.mulai_pada
    sisa = None
    if catatan.dari and catatan.sudah and lama > MULAI_MENAKSIR:
        sisa = lama * max(catatan.dari - catatan.sudah, 0) / catatan.sudah
    return Keadaan(
        StatusPekerjaan.BERJALAN,
        catatan.sudah,
        catatan.dari,
        catatan.pesan,
        sisa,
        kemajuan.is_diminta_batal(pekerjaan.kunci),
    )
