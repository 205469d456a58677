"""Writes to the registry of areas that need more than one record."""

from django.db import transaction
from django.utils import timezone

from akun.models import Pengguna
from desa.models import Desa, NamaLainDesa
from inti.exceptions import AturanDilanggar
from inti.teks import normalkan_nama
from inti.workflows import simpan


@transaction.atomic
def catat_nama_lain(alias: NamaLainDesa, *, oleh: Pengguna) -> NamaLainDesa:
    """Store another spelling of a village's name.

    Refuses the official name of any village in the same kecamatan: an alias never overrides one,
    or a file would match two villages.
    """
    _wajib_bukan_nama_resmi(alias)
    if NamaLainDesa.objects.filter(
        desa=alias.desa_id, nama_normal=normalkan_nama(alias.nama)
    ).exists():
        raise AturanDilanggar("Nama lain ini sudah tercatat untuk desa tersebut.")
    return simpan(alias, oleh=oleh, aksi="nama_lain.tambah")


@transaction.atomic
def ubah_desa(desa: Desa, *, oleh: Pengguna, berubah: list[str]) -> Desa:
    """Store a corrected village; a former official name stays findable as an alias."""
    lama = Desa.objects.select_for_update(of=("self",)).get(pk=desa.pk)
    simpan(desa, oleh=oleh, aksi="desa.ubah", berubah=berubah)
    if normalkan_nama(lama.nama) != normalkan_nama(desa.nama):
        NamaLainDesa.objects.get_or_create(
            desa=desa,
            nama_normal=normalkan_nama(lama.nama),
            defaults={
                "nama": lama.nama,
                "sumber": f"nama resmi sampai {timezone.localdate():%d-%m-%Y}",
            },
        )
    return desa


def _wajib_bukan_nama_resmi(alias: NamaLainDesa) -> None:
    resmi = Desa.objects.filter(
        kecamatan=alias.desa.kecamatan_id, nama_normal=normalkan_nama(alias.nama)
    ).first()
    if resmi == alias.desa:
        raise AturanDilanggar("Ini sudah nama resmi desa tersebut.")
    if resmi:
        raise AturanDilanggar(
            f"“{alias.nama}” adalah nama resmi {resmi} ({resmi.kode}) di kecamatan yang sama, "
            "jadi tidak dapat menjadi nama lain desa ini."
        )
