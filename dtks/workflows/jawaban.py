"""One answer of the national system, recorded by hand: the same steps as an imported row."""

from datetime import date

from django.db import transaction

from akun.models import Pengguna
from dtks.choices import StatusUsulan
from dtks.models import UsulanPerbaikan
from dtks.workflows.kabar import kabari_jawaban
from dtks.workflows.usulan import cabut_jawaban, terima, tolak_pusat


@transaction.atomic
def catat_jawaban(
    usulan: UsulanPerbaikan, *, hasil: str, tanggal: date, alasan: str, oleh: Pengguna
) -> UsulanPerbaikan:
    """Write the answer (`hasil`: "diterima" or "ditolak_pusat") and tell who proposed.

    Refused like a row of an outcome list: base values changed, NIK in use, no reason for a refusal,
    a day before the correction was sent or after today. Raises AturanDilanggar.
    """
    if hasil == StatusUsulan.DITERIMA:
        dijawab = terima(usulan, tanggal=tanggal, oleh=oleh)
    else:
        dijawab = tolak_pusat(usulan, tanggal=tanggal, alasan=alasan, oleh=oleh)
    kabari_jawaban([dijawab])
    return dijawab


def cabut_jawaban_sendiri(
    usulan: UsulanPerbaikan, *, alasan: str, oleh: Pengguna
) -> UsulanPerbaikan:
    """Take back an answer that was recorded by hand; see `cabut_jawaban`."""
    return cabut_jawaban(usulan, oleh=oleh, alasan=alasan, dari_impor=False)
