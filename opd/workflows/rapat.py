"""Writes of coordination meetings: invitation, attendance, minutes."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from akun.models import Pengguna
from inti import audit
from inti.exceptions import AturanDilanggar, TransisiTidakSah
from inti.lampiran.workflows import Kiriman, lampirkan
from opd.choices import StatusHadir, StatusRapat
from opd.models import OPD, KehadiranRapat, Rapat


TANPA_BERKAS = Kiriman()


@transaction.atomic
def jadwalkan(rapat: Rapat, opd: Iterable[OPD], *, oleh: Pengguna) -> Rapat:
    """Store a new meeting and invite agencies to it."""
    rapat.dibuat_oleh = oleh
    rapat.save()
    _undang(rapat, opd)
    audit.catat("rapat.jadwalkan", rapat, oleh=oleh)
    return rapat


@transaction.atomic
def ubah(rapat: Rapat, opd: Iterable[OPD], *, oleh: Pengguna, berubah: list[str]) -> Rapat:
    """Change a scheduled meeting and its invitations; recorded attendance is never dropped."""
    _kunci(rapat)
    rapat.save()
    opd = list(opd)
    rapat.kehadiran.filter(status=StatusHadir.DIUNDANG).exclude(opd__in=opd).delete()
    _undang(rapat, opd)
    audit.catat("rapat.ubah", rapat, oleh=oleh, rincian={"berubah": berubah})
    return rapat


@transaction.atomic
def catat_kehadiran(
    rapat: Rapat, kehadiran: Mapping[int, tuple[str, str]], *, oleh: Pengguna
) -> Rapat:
    """Store who came: OPD id → (StatusHadir, the representative's name)."""
    terkunci = _kunci(rapat)
    baris = list(terkunci.kehadiran.select_related("opd"))
    for satu in baris:
        satu.status, satu.wakil = kehadiran[satu.opd_id]
        satu.wakil = satu.wakil.strip()
        if (satu.status == StatusHadir.HADIR) != bool(satu.wakil):
            raise AturanDilanggar(f"{satu.opd}: tulis nama yang hadir, hanya bila OPD itu hadir.")
    KehadiranRapat.objects.bulk_update(baris, ["status", "wakil"])
    audit.catat("rapat.catat_kehadiran", terkunci, oleh=oleh)
    return terkunci


@transaction.atomic
def selesaikan(
    rapat: Rapat, *, notulen: str, oleh: Pengguna, berkas: Kiriman = TANPA_BERKAS
) -> Rapat:
    """Close a meeting that has been held, with its minutes; its text changes no more.

    The signed scan may follow later (`inti.lampiran`).
    """
    terkunci = _kunci(rapat)
    if terkunci.tanggal > timezone.localdate():
        raise AturanDilanggar("Rapat ini belum berlangsung.")
    if not notulen.strip():
        raise AturanDilanggar("Tulis notulennya.")
    if terkunci.kehadiran.filter(status=StatusHadir.DIUNDANG).exists():
        raise AturanDilanggar("Catat dahulu kehadiran semua OPD yang diundang.")
    terkunci.notulen = notulen.strip()
    lampirkan(terkunci, berkas, oleh=oleh)
    return _tutup(terkunci, StatusRapat.SELESAI, "rapat.selesaikan", oleh)


@transaction.atomic
def batalkan(rapat: Rapat, *, alasan: str, oleh: Pengguna) -> Rapat:
    """Call a scheduled meeting off, with a reason."""
    terkunci = _kunci(rapat)
    terkunci.alasan_batal = alasan
    return _tutup(terkunci, StatusRapat.DIBATALKAN, "rapat.batalkan", oleh)


def wajib_tidak_batal(rapat: Rapat) -> None:
    """Refuse a meeting that was called off."""
    if rapat.status == StatusRapat.DIBATALKAN:
        raise TransisiTidakSah("Rapat ini dibatalkan.")


def _undang(rapat: Rapat, opd: Iterable[OPD]) -> None:
    ada = set(rapat.kehadiran.values_list("opd_id", flat=True))
    KehadiranRapat.objects.bulk_create(
        KehadiranRapat(rapat=rapat, opd=o) for o in opd if o.pk not in ada
    )


def _kunci(rapat: Rapat) -> Rapat:
    terkunci = Rapat.objects.select_for_update(of=("self",)).get(pk=rapat.pk)
    if terkunci.status != StatusRapat.DIJADWALKAN:
        raise TransisiTidakSah(f"Rapat ini sudah {terkunci.get_status_display().lower()}.")
    return terkunci


def _tutup(rapat: Rapat, status: StatusRapat, aksi: str, oleh: Pengguna) -> Rapat:
    rapat.status = status
    rapat.ditutup_pada, rapat.ditutup_oleh = timezone.now(), oleh
    rapat.save()
    audit.catat(aksi, rapat, oleh=oleh, alasan=rapat.alasan_batal)
    return rapat
