"""What nobody will ask for any more: undecided uploads, files sent ahead of forms never sent, old jobs.

No record of what was ever submitted, attached or applied is touched; of its files only those of
decided imports that hold personal data.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from inti.choices import PEKERJAAN_TAMAT, StatusPekerjaan
from inti.exceptions import TransisiTidakSah
from inti.impor import get_jenis
from inti.impor.workflows import DIPUTUS, MENUNGGU, batalkan, buang_berkas
from inti.lampiran.workflows import hapus_lampiran
from inti.models import Impor, KirimanFormulir, Lampiran, Pekerjaan, Pemberitahuan
from inti.pekerjaan import kemajuan


SEHARI = timedelta(days=1)  # a stored file gets its row within seconds
Pembersih = Callable[[datetime], int]  # removes what is older, returns how many

_LAIN: dict[str, Pembersih] = {}


def daftarkan(apa: str, pembersih: Pembersih) -> None:
    """Let an app clean up after itself; called when its `bersih` module is loaded."""
    _LAIN[apa] = pembersih


def bersihkan(*, hari: int) -> dict[str, int]:
    """Remove what has been lying for `hari` days; returns how many of each. May be run again."""
    batas = timezone.now() - timedelta(days=hari)
    return {
        "impor yang tidak diputuskan": _impor(batas),
        "berkas impor berisi data pribadi": _berkas_impor(batas),
        "lampiran yang tidak jadi dipakai": _lampiran(batas),
        "pekerjaan lama": _pekerjaan(batas),
        "pemberitahuan yang sudah dibaca": _pemberitahuan(batas),
        "kunci formulir lama": _kiriman(batas),
        "berkas tanpa catatan": _berkas_yatim(),
    } | {apa: pembersih(batas) for apa, pembersih in _LAIN.items()}


def _impor(batas: datetime) -> int:
    """Cancel uploads that wait for a decision; their files go with it."""
    jumlah = 0
    for impor in Impor.objects.filter(status__in=MENUNGGU, updated_at__lt=batas):
        try:
            batalkan(impor, oleh=None)
            jumlah += 1
        except TransisiTidakSah:  # decided at this very moment
            continue
    return jumlah


def _berkas_impor(batas: datetime) -> int:
    """Drop files of decided imports that hold personal data: what they said is stored or refused."""
    jumlah = 0
    lama = Impor.objects.filter(status__in=DIPUTUS, updated_at__lt=batas).exclude(berkas="")
    for impor in lama:
        jenis = get_jenis(impor.jenis)
        if jenis is not None and jenis.is_pribadi:
            buang_berkas(impor)
            jumlah += 1
    return jumlah


@transaction.atomic
def _lampiran(batas: datetime) -> int:
    return hapus_lampiran(Lampiran.objects.filter(bundel=None, created_at__lt=batas))


def _pekerjaan(batas: datetime) -> int:
    """Remove jobs that ended long ago, and those whose worker died long ago."""
    lama = Pekerjaan.objects.filter(updated_at__lt=batas)
    jumlah = 0
    for pekerjaan in lama.filter(status__in=[*PEKERJAAN_TAMAT, StatusPekerjaan.BERJALAN]):
        if kemajuan.is_hidup(pekerjaan.kunci):
            continue
        kemajuan.bersihkan(pekerjaan.kunci)
        pekerjaan.berkas.delete(save=False)
        pekerjaan.delete()
        jumlah += 1
    if settings.PEKERJAAN_LATAR:
        call_command("prune_db_task_results", verbosity=0)
    return jumlah


def _pemberitahuan(batas: datetime) -> int:
    jumlah, _ = Pemberitahuan.objects.filter(dibaca_pada__lt=batas).delete()
    return jumlah


def _kiriman(batas: datetime) -> int:
    jumlah, _ = KirimanFormulir.objects.filter(diterima_pada__lt=batas).delete()
    return jumlah


def _berkas_yatim() -> int:
    """Remove stored files that no row points to: a process died between the two writes."""
    semua = chain(
        Lampiran.objects.values_list("berkas", "mini"),
        Impor.objects.exclude(berkas="").values_list("berkas", "salinan"),
    )
    dipakai = set(chain.from_iterable(semua))
    akar = Path(settings.MEDIA_ROOT)
    batas = (timezone.now() - SEHARI).timestamp()
    jumlah = 0
    for jalur in chain((akar / "lampiran").rglob("*.*"), (akar / "impor").glob("*.*")):
        if str(jalur.relative_to(akar)) not in dipakai and jalur.stat().st_mtime < batas:
            jalur.unlink()
            jumlah += 1
    return jumlah
