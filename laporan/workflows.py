"""Issuing reports, withdrawing them, and saying who signs."""

from collections.abc import Callable
from hashlib import sha256
from typing import IO, Any, cast

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from akun.models import Pengguna
from inti import audit
from inti.exceptions import AturanDilanggar
from inti.models import Kabupaten
from laporan.choices import JenisLaporan
from laporan.models import LaporanBeku, PenandaTangan
from laporan.queries import VERSI_SIDIK, TandaTangan, tanda_tangan
from opd.models import OPD


PERCOBAAN = 3  # how often a file is written for a number that another report took


def terbitkan(
    tulis: Callable[[str, TandaTangan | None], IO[bytes]],
    *,
    jenis: JenisLaporan,
    judul: str,
    nama_berkas: str,
    parameter: dict[str, Any],
    saringan: str,
    sidik: str,
    catatan: str,
    oleh: Pengguna,
) -> LaporanBeku:
    """Keep a report as it is now, under the next number of the year, signed as of today.

    `tulis` writes the file with the document code and the signatory it is given. That may take
    long, so no lock is held: when another report took the number meanwhile, the file is written
    again under the next one.
    """
    kabupaten = cast("int", oleh.kabupaten_id)
    penanda_tangan = tanda_tangan(kabupaten, pada=timezone.localdate())
    for _ in range(PERCOBAAN):
        kini = timezone.now()
        tahun = timezone.localtime(kini).year
        terbitan = LaporanBeku(
            kabupaten_id=kabupaten,
            nomor=_nomor_berikut(kabupaten, tahun),
            tahun=tahun,
            jenis=jenis,
            judul=judul,
            parameter=parameter,
            saringan=saringan,
            sidik=sidik,
            versi_sidik=VERSI_SIDIK,
            nama_berkas=nama_berkas,
            penanda_tangan=penanda_tangan._asdict() if penanda_tangan else {},
            catatan=catatan,
            diterbitkan_pada=kini,
            diterbitkan_oleh=oleh,
        )
        with tulis(terbitan.kode, penanda_tangan) as berkas:
            isi = berkas.read()
        if _simpan(terbitan, isi):
            return terbitan
    raise AturanDilanggar("Beberapa laporan diterbitkan pada saat yang sama. Ulangi sebentar lagi.")


def _nomor_berikut(kabupaten: int, tahun: int) -> int:
    sudah = LaporanBeku.objects.filter(kabupaten=kabupaten, tahun=tahun)
    return (sudah.aggregate(n=Max("nomor"))["n"] or 0) + 1


@transaction.atomic
def _simpan(terbitan: LaporanBeku, isi: bytes) -> bool:
    """Store row, file and audit; False when the number has been taken."""
    Kabupaten.objects.select_for_update().get(pk=terbitan.kabupaten_id)
    if terbitan.nomor != _nomor_berikut(terbitan.kabupaten_id, terbitan.tahun):
        return False
    terbitan.sha256 = sha256(isi).hexdigest()
    terbitan.berkas.save(terbitan.nama_berkas, ContentFile(isi), save=False)
    terbitan.save()
    audit.catat(
        "laporan.terbitkan",
        terbitan,
        oleh=terbitan.diterbitkan_oleh,
        rincian={"sidik": terbitan.sidik},
    )
    return True


@transaction.atomic
def tarik(terbitan: LaporanBeku, *, alasan: str, oleh: Pengguna) -> LaporanBeku:
    """Withdraw an issued report; its file stays, marked as withdrawn."""
    terkunci = LaporanBeku.objects.select_for_update(of=("self",)).get(pk=terbitan.pk)
    if terkunci.ditarik_pada:
        raise AturanDilanggar("Laporan ini sudah ditarik.")
    terkunci.ditarik_pada, terkunci.ditarik_oleh = timezone.now(), oleh
    terkunci.alasan_tarik = alasan
    terkunci.save(update_fields=["ditarik_pada", "ditarik_oleh", "alasan_tarik", "updated_at"])
    audit.catat("laporan.tarik", terkunci, oleh=oleh, alasan=alasan)
    return terkunci


@transaction.atomic
def tetapkan_penanda_tangan(opd: OPD, *, oleh: Pengguna) -> PenandaTangan:
    """Say which agency's head signs from now on; reports already issued keep theirs."""
    penanda, _ = PenandaTangan.objects.update_or_create(
        kabupaten=oleh.kabupaten, defaults={"opd": opd}
    )
    audit.catat("laporan.tetapkan_penanda_tangan", penanda, oleh=oleh, rincian={"opd": str(opd)})
    return penanda
