"""What nobody will ask for any more: undecided uploads, files sent ahead of forms never sent, old jobs.

Nothing that was ever submitted, attached or applied is touched.
"""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from inti.choices import PEKERJAAN_TAMAT, StatusImpor, StatusPekerjaan
from inti.exceptions import TransisiTidakSah
from inti.impor.workflows import batalkan
from inti.lampiran.workflows import hapus_lampiran
from inti.models import Impor, KirimanFormulir, Lampiran, Pekerjaan, Pemberitahuan
from inti.pekerjaan import kemajuan


SEHARI = timedelta(days=1)  # a stored file gets its row within seconds


def bersihkan(*, hari: int) -> dict[str, int]:
    """Remove what has been lying for `hari` days; returns how many of each. May be run again."""
    batas = timezone.now() - timedelta(days=hari)
    return {
        "impor yang tidak diputuskan": _impor(batas),
        "lampiran yang tidak jadi dipakai": _lampiran(batas),
        "pekerjaan lama": _pekerjaan(batas),
        "pemberitahuan yang sudah dibaca": _pemberitahuan(batas),
        "kunci formulir lama": _kiriman(batas),
        "berkas tanpa catatan": _berkas_yatim(),
    }


def _impor(batas: datetime) -> int:
    """Cancel uploads that wait for a decision; their files go with it."""
    jumlah = 0
    for impor in Impor.objects.filter(status=StatusImpor.DIPERIKSA, updated_at__lt=batas):
        try:
            batalkan(impor, oleh=None)
            jumlah += 1
        except TransisiTidakSah:  # decided at this very moment
            continue
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
    dipakai = {
        nama
        for pasangan in Lampiran.objects.values_list("berkas", "mini")
        for nama in pasangan
        if nama
    }
    akar = Path(settings.MEDIA_ROOT)
    batas = (timezone.now() - SEHARI).timestamp()
    jumlah = 0
    for jalur in (akar / "lampiran").rglob("*.*"):
        if str(jalur.relative_to(akar)) not in dipakai and jalur.stat().st_mtime < batas:
            jalur.unlink()
            jumlah += 1
    return jumlah
