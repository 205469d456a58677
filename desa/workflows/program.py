"""Writes to target lists: fill while draft, then freeze; villages graduate, nothing is deleted."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from akun.models import Pengguna
from desa.choices import StatusDaftar
from desa.models import ButirSasaran, DaftarSasaran
from inti import audit
from inti.exceptions import AturanDilanggar, TransisiTidakSah


UBAHAN_BUTIR = [
    "peringkat",
    "pembilang_pemilih",
    "penyebut_pemilih",
    "skor_pemilih",
    "keterangan",
]


@transaction.atomic
def isi_daftar(
    daftar: DaftarSasaran, butir: Sequence[ButirSasaran], *, oleh: Pengguna
) -> DaftarSasaran:
    """Add villages to a draft list, or change the figures of those already on it."""
    terkunci = _kunci_draf(daftar)
    for b in butir:
        b.daftar = terkunci
    ButirSasaran.objects.bulk_create(
        butir,
        batch_size=200,
        update_conflicts=True,
        unique_fields=["daftar", "desa"],
        update_fields=[*UBAHAN_BUTIR, "updated_at"],
    )
    audit.catat("daftar_sasaran.isi", terkunci, oleh=oleh, rincian={"jumlah_desa": len(butir)})
    return terkunci


@transaction.atomic
def keluarkan(butir: ButirSasaran, *, oleh: Pengguna) -> None:
    """Take a village off a draft list."""
    _kunci_draf(butir.daftar)
    audit.catat("daftar_sasaran.keluarkan", butir, oleh=oleh)
    butir.delete()


@transaction.atomic
def tetapkan(daftar: DaftarSasaran, *, oleh: Pengguna) -> DaftarSasaran:
    """Freeze a list by its legal basis; from now on its villages do not change.

    A village stands on one decided list of the same kind per period; else it would count twice.
    """
    terkunci = _kunci_draf(daftar)
    if not terkunci.butir.exists():
        raise AturanDilanggar("Daftar masih kosong; masukkan desanya dulu.")
    if not terkunci.nomor_dasar_hukum or not terkunci.tanggal_dasar_hukum:
        raise AturanDilanggar("Isi nomor dan tanggal dasar hukum sebelum daftar ditetapkan.")
    ganda = ButirSasaran.objects.filter(
        daftar__periode=terkunci.periode_id,
        daftar__jenis=terkunci.jenis,
        daftar__status=StatusDaftar.DITETAPKAN,
        tanggal_lulus=None,
        desa__in=terkunci.butir.values("desa_id"),
    ).select_related("desa", "daftar")
    if pertama := ganda.first():
        raise AturanDilanggar(f"{pertama.desa} sudah ada pada “{pertama.daftar}”.")
    terkunci.status = StatusDaftar.DITETAPKAN
    terkunci.ditetapkan_pada, terkunci.ditetapkan_oleh = timezone.now(), oleh
    terkunci.save(update_fields=["status", "ditetapkan_pada", "ditetapkan_oleh", "updated_at"])
    audit.catat("daftar_sasaran.tetapkan", terkunci, oleh=oleh)
    return terkunci


@transaction.atomic
def luluskan(butir: ButirSasaran, *, tanggal: date, oleh: Pengguna, alasan: str) -> ButirSasaran:
    """A village leaves a decided list from a day on; it stays in every figure before that day."""
    terkunci = ButirSasaran.objects.select_for_update(of=("self",)).get(pk=butir.pk)
    if terkunci.tanggal_lulus is not None:
        raise TransisiTidakSah("Desa ini sudah dinyatakan lulus.")
    if terkunci.daftar.status != StatusDaftar.DITETAPKAN:
        raise TransisiTidakSah("Daftar belum ditetapkan; keluarkan saja desanya dari draf.")
    terkunci.tanggal_lulus = tanggal
    terkunci.save(update_fields=["tanggal_lulus", "updated_at"])
    audit.catat("daftar_sasaran.luluskan", terkunci, oleh=oleh, alasan=alasan)
    return terkunci


def _kunci_draf(daftar: DaftarSasaran) -> DaftarSasaran:
    terkunci = DaftarSasaran.objects.select_for_update(of=("self",)).get(pk=daftar.pk)
    if terkunci.status != StatusDaftar.DRAF:
        raise TransisiTidakSah("Daftar ini sudah ditetapkan dan tidak dapat diubah.")
    return terkunci
