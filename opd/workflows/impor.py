"""Writes of the import of agencies, which remember how to be taken back."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from akun.models import Pengguna
from inti.impor.banyak import simpan_banyak, urungkan_banyak
from opd.models import OPD, NamaOPD


FIELD_OPD = ["nama", "singkatan", "jenis", "sumber", "catatan"]
FIELD_NAMA = ["opd_id", "nama", "singkatan", "mulai", "selesai"]


@transaction.atomic
def catat_opd(
    opd: Sequence[OPD], nama_lama: Sequence[NamaOPD], *, oleh: Pengguna
) -> dict[str, Any]:
    """Store new and changed agencies and former names; today's name begins the day after those."""
    hasil = {"opd": simpan_banyak(opd, FIELD_OPD, oleh=oleh, aksi="opd")}
    for nama in nama_lama:
        nama.opd_id = nama.opd.pk  # some agencies have only just been stored
    hasil["nama"] = simpan_banyak(nama_lama, FIELD_NAMA, oleh=oleh, aksi="nama_opd")
    kini = _nama_berjalan({nama.opd_id for nama in nama_lama})
    hasil["kini"] = simpan_banyak(kini, FIELD_NAMA, oleh=oleh, aksi="nama_opd")
    return hasil


@transaction.atomic
def urungkan_opd(jejak: Mapping[str, Any], *, oleh: Pengguna) -> None:
    """Take new agencies and names away again, and give the others what they had."""
    urungkan_banyak(NamaOPD, jejak["kini"], oleh=oleh, aksi="nama_opd")
    urungkan_banyak(NamaOPD, jejak["nama"], oleh=oleh, aksi="nama_opd")
    urungkan_banyak(OPD, jejak["opd"], oleh=oleh, aksi="opd")


def _nama_berjalan(opd_ids: set[int]) -> list[NamaOPD]:
    """Today's name as the running entry of the history, for agencies that have none yet."""
    belum = (
        OPD.objects.filter(pk__in=opd_ids)
        .exclude(riwayat_nama__in=NamaOPD.objects.filter(selesai=None))
        .annotate(hari_terakhir=Max("riwayat_nama__selesai"))
        .order_by("pk")
    )
    return [
        NamaOPD(
            opd=opd,
            nama=opd.nama,
            singkatan=opd.singkatan,
            mulai=opd.hari_terakhir + timedelta(days=1),
        )
        for opd in belum
    ]
