"""Matches a recipient of help with a family of the registry, so that double aid shows by family."""

from django.db import transaction

from akun.models import Pengguna
from dtks.queries import entri_for_pengguna
from dtks.workflows.identitas import cari_nik
from opd.models import PenerimaBantuan
from opd.workflows.intervensi import cocokkan


@transaction.atomic
def cocokkan_penerima(penerima: PenerimaBantuan, nik: str, *, oleh: Pengguna) -> bool:
    """Find the family of the person with this NIK in the recipient's village; whether there is one.

    The search is logged with or without a result; the intervention keeps the family's number only.
    """
    orang = cari_nik(nik, oleh=oleh)
    entri = entri_for_pengguna(oleh).filter(orang=orang, desa=penerima.desa_id).first()
    if orang is None or entri is None:
        return False
    cocokkan(penerima, keluarga=entri.keluarga_id, oleh=oleh)
    return True
