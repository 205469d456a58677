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
from laporan.queries import TandaTangan
from opd.models import OPD


@transaction.atomic
def terbitkan(
    tulis: Callable[[str], IO[bytes]],
    *,
    judul: str,
    nama_berkas: str,
    parameter: dict[str, Any],
    saringan: str,
    sidik: str,
    penanda_tangan: TandaTangan | None,
    catatan: str,
    oleh: Pengguna,
) -> LaporanBeku:
    """Keep a report as it is now, under the next number of the year.

    `tulis` writes the file with the document code it is given. The kabupaten's row is locked, so
    that two reports never get the same number.
    """
    kabupaten = Kabupaten.objects.select_for_update().get(pk=cast("int", oleh.kabupaten_id))
    kini = timezone.now()
    tahun = timezone.localtime(kini).year
    terakhir = LaporanBeku.objects.filter(kabupaten=kabupaten, tahun=tahun).aggregate(
        n=Max("nomor")
    )["n"]
    terbitan = LaporanBeku(
        kabupaten=kabupaten,
        nomor=(terakhir or 0) + 1,
        tahun=tahun,
        jenis=JenisLaporan.SEBELUM_SESUDAH,
        judul=judul,
        parameter=parameter,
        saringan=saringan,
        sidik=sidik,
        nama_berkas=nama_berkas,
        penanda_tangan=penanda_tangan._asdict() if penanda_tangan else {},
        catatan=catatan,
        diterbitkan_pada=kini,
        diterbitkan_oleh=oleh,
    )
    with tulis(terbitan.kode) as berkas:
        isi = berkas.read()
    terbitan.sha256 = sha256(isi).hexdigest()
    terbitan.berkas.save(nama_berkas, ContentFile(isi), save=False)
    terbitan.save()
    audit.catat("laporan.terbitkan", terbitan, oleh=oleh, rincian={"sidik": sidik})
    return terbitan


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
