"""Writes to survey rounds: open, lock, except one village, and new versions of definitions."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from akun.models import Pengguna
from desa.models import Desa, Indikator, PengecualianKunci, Putaran, Survei, VersiIndikator
from inti import audit
from inti.exceptions import AturanDilanggar, TransisiTidakSah


@transaction.atomic
def simpan_putaran(
    putaran: Putaran, versi_indikator: Iterable[VersiIndikator], *, oleh: Pengguna
) -> Putaran:
    """Store a round and the definitions it asks; once a survey exists the questions stay."""
    versi = list(versi_indikator)
    if not versi:
        raise AturanDilanggar("Pilih sekurangnya satu indikator untuk ditanyakan.")
    if len({v.indikator_id for v in versi}) != len(versi):
        raise AturanDilanggar("Satu indikator hanya boleh ditanyakan dengan satu definisi.")
    baru = putaran.pk is None
    if not baru and Survei.objects.filter(putaran=putaran).exists():
        lama = set(putaran.versi_indikator.values_list("pk", flat=True))
        if lama != {v.pk for v in versi}:
            raise AturanDilanggar(
                "Sudah ada isian; daftar indikator putaran ini tidak berubah lagi."
            )
    putaran.save()
    putaran.versi_indikator.set(versi)
    audit.catat(
        "putaran.buat" if baru else "putaran.ubah",
        putaran,
        oleh=oleh,
        rincian={"jumlah_indikator": len(versi)},
    )
    return putaran


@transaction.atomic
def kunci(putaran: Putaran, *, oleh: Pengguna) -> Putaran:
    """Close a round now, whatever its closing date; excepted villages stay open."""
    terkunci = Putaran.objects.select_for_update(of=("self",)).get(pk=putaran.pk)
    if terkunci.dikunci_pada is not None:
        raise TransisiTidakSah("Putaran ini sudah dikunci.")
    terkunci.dikunci_pada, terkunci.dikunci_oleh = timezone.now(), oleh
    terkunci.save(update_fields=["dikunci_pada", "dikunci_oleh", "updated_at"])
    audit.catat("putaran.kunci", terkunci, oleh=oleh)
    return terkunci


@transaction.atomic
def buka_kunci(putaran: Putaran, *, oleh: Pengguna, alasan: str) -> Putaran:
    """Take the lock off again, with a reason; the opening dates decide once more."""
    terkunci = Putaran.objects.select_for_update(of=("self",)).get(pk=putaran.pk)
    if terkunci.dikunci_pada is None:
        raise TransisiTidakSah("Putaran ini tidak terkunci.")
    terkunci.dikunci_pada = terkunci.dikunci_oleh = None
    terkunci.save(update_fields=["dikunci_pada", "dikunci_oleh", "updated_at"])
    audit.catat("putaran.buka_kunci", terkunci, oleh=oleh, alasan=alasan)
    return terkunci


@transaction.atomic
def kecualikan(
    putaran: Putaran, desa: Desa, *, sampai: date, alasan: str, oleh: Pengguna
) -> PengecualianKunci:
    """Let one village be filled until a day (inclusive) although the round is closed."""
    if sampai < timezone.localdate():
        raise AturanDilanggar("Tanggal pengecualian sudah lewat.")
    pengecualian, _ = PengecualianKunci.objects.update_or_create(
        putaran=putaran,
        desa=desa,
        defaults={"sampai": sampai, "alasan": alasan, "dibuat_oleh": oleh},
    )
    audit.catat("putaran.kecualikan", pengecualian, oleh=oleh, alasan=alasan)
    return pengecualian


@transaction.atomic
def versi_baru(versi: VersiIndikator, *, oleh: Pengguna) -> VersiIndikator:
    """Store the next version of a definition; the older ones keep answering for their rounds."""
    indikator = Indikator.objects.select_for_update().get(pk=versi.indikator_id)
    terakhir = indikator.versi.order_by("-nomor").first()
    if terakhir and versi.berlaku_mulai <= terakhir.berlaku_mulai:
        raise AturanDilanggar(
            f"Versi baru harus berlaku setelah {terakhir.berlaku_mulai:%d-%m-%Y}."
        )
    versi.nomor = terakhir.nomor + 1 if terakhir else 1
    versi.save()
    audit.catat("indikator.versi_baru", versi, oleh=oleh, rincian={"sebanding": versi.sebanding})
    return versi
