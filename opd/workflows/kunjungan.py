"""Writes of field visits."""

from django.db import transaction
from django.utils import timezone

from akun.models import Pengguna
from inti import audit
from inti.exceptions import AturanDilanggar, TransisiTidakSah
from inti.lampiran.workflows import Kiriman, lampirkan
from opd.models import Kunjungan


TANPA_FOTO = Kiriman()


@transaction.atomic
def catat(kunjungan: Kunjungan, *, oleh: Pengguna, foto: Kiriman = TANPA_FOTO) -> Kunjungan:
    """Store a new visit of this officer to the village of the assignment, with its photos."""
    _wajib_tanggal(kunjungan)
    kunjungan.petugas = oleh
    kunjungan.save()
    audit.catat("kunjungan.catat", kunjungan, oleh=oleh)
    lampirkan(kunjungan, foto, oleh=oleh)
    return kunjungan


@transaction.atomic
def ubah(
    kunjungan: Kunjungan, *, oleh: Pengguna, berubah: list[str], foto: Kiriman = TANPA_FOTO
) -> Kunjungan:
    """Correct a visit (its form's `changed_data` in `berubah`); a withdrawn one stays as it is."""
    _kunci(kunjungan)
    _wajib_tanggal(kunjungan)
    kunjungan.save()
    audit.catat("kunjungan.ubah", kunjungan, oleh=oleh, rincian={"berubah": berubah})
    lampirkan(kunjungan, foto, oleh=oleh)
    return kunjungan


@transaction.atomic
def batalkan(kunjungan: Kunjungan, *, alasan: str, oleh: Pengguna) -> Kunjungan:
    """Withdraw a visit that did not take place; it stays in the list, but counts no more."""
    terkunci = _kunci(kunjungan)
    terkunci.dibatalkan_pada, terkunci.dibatalkan_oleh = timezone.now(), oleh
    terkunci.alasan_batal = alasan
    terkunci.save()
    audit.catat("kunjungan.batalkan", terkunci, oleh=oleh, alasan=alasan)
    return terkunci


def _kunci(kunjungan: Kunjungan) -> Kunjungan:
    terkunci = (
        Kunjungan.objects.select_for_update(of=("self",))
        .select_related("penugasan__desa")
        .get(pk=kunjungan.pk)
    )
    wajib_berlaku(terkunci)
    return terkunci


def wajib_berlaku(kunjungan: Kunjungan) -> None:
    """Refuse a visit that was withdrawn."""
    if kunjungan.dibatalkan:
        raise TransisiTidakSah("Kunjungan ini sudah dibatalkan.")


def _wajib_tanggal(kunjungan: Kunjungan) -> None:
    penugasan, tanggal = kunjungan.penugasan, kunjungan.tanggal
    if tanggal > timezone.localdate():
        raise AturanDilanggar("Tanggal kunjungan belum terjadi.")
    if tanggal < penugasan.mulai or (penugasan.selesai and tanggal > penugasan.selesai):
        raise AturanDilanggar("Pada tanggal itu desa ini tidak didampingi OPD Anda.")
