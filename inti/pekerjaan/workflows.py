"""Every write to jobs: begin, do, end, cancel, do again."""

import logging
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from inti.choices import StatusPekerjaan
from inti.excel.periksa import BerkasDitolak
from inti.exceptions import AturanDilanggar, TransisiTidakSah
from inti.models import Pekerjaan
from inti.pekerjaan import kemajuan
from inti.pekerjaan.jenis import Hasil, get_jenis
from inti.pekerjaan.queries import keadaan
from inti.pemberitahuan.workflows import beri_tahu


log = logging.getLogger(__name__)
GALAT = "Terjadi kesalahan; tidak ada yang disimpan. Ulangi, atau hubungi pengelola bila berulang."


def mulai(
    kode: str,
    *,
    judul: str,
    oleh: Any,
    parameter: dict[str, Any] | None = None,
    kunci: UUID | None = None,
) -> Pekerjaan:
    """Begin a job of a registered kind; the same `kunci` of the same person begins it once.

    Call it outside a transaction: without a worker the work is done here, before this returns.
    """
    pekerjaan, baru = Pekerjaan.objects.get_or_create(
        kunci=kunci or uuid4(),
        defaults={
            "pemilik": oleh,
            "jenis": kode,
            "judul": judul,
            "parameter": parameter or {},
        },
    )
    if pekerjaan.pemilik_id != oleh.pk:
        raise AturanDilanggar("Kunci kirim ini sudah dipakai. Muat ulang halaman.")
    if baru:
        kerjakan.enqueue(str(pekerjaan.kunci))
        pekerjaan.refresh_from_db()
    return pekerjaan


@task()
def kerjakan(kunci: str) -> None:
    """Do a waiting job to its end, whatever end; one that does not wait any more is left alone."""
    with kemajuan.pegang(UUID(kunci)) as lapor:
        sekarang = timezone.now()
        menunggu = Pekerjaan.objects.filter(kunci=kunci, status=StatusPekerjaan.MENUNGGU)
        if not menunggu.update(
            status=StatusPekerjaan.BERJALAN, mulai_pada=sekarang, updated_at=sekarang
        ):
            return
        pekerjaan = Pekerjaan.objects.select_related("pemilik__kabupaten").get(kunci=kunci)
        status, hasil = _jalankan(pekerjaan, lapor)
        _tutup(pekerjaan, status, hasil, lapor.catatan)


def batalkan(pekerjaan: Pekerjaan) -> None:
    """Stop a job: one that waits never begins, one that runs is asked to stop.

    A running one is asked through a file: its own transaction may hold the database's only lock.
    """
    sekarang = timezone.now()
    menunggu = Pekerjaan.objects.filter(pk=pekerjaan.pk, status=StatusPekerjaan.MENUNGGU)
    if pekerjaan.status == StatusPekerjaan.MENUNGGU and menunggu.update(
        status=StatusPekerjaan.DIBATALKAN, selesai_pada=sekarang, updated_at=sekarang
    ):
        return
    if keadaan(pekerjaan).is_tamat:
        raise TransisiTidakSah("Pekerjaan ini sudah berakhir.")
    kemajuan.minta_batal(pekerjaan.kunci)


def ulangi(pekerjaan: Pekerjaan) -> Pekerjaan:
    """Do a job again that failed, was cancelled or cut off; returns the new one.

    Asking twice gives the same new job.
    """
    if not keadaan(pekerjaan).dapat_diulang:
        raise TransisiTidakSah("Pekerjaan ini tidak dapat diulang.")
    with transaction.atomic():
        terkunci = Pekerjaan.objects.select_for_update().get(pk=pekerjaan.pk)
        if terkunci.status == StatusPekerjaan.BERJALAN:
            _akhiri(terkunci, StatusPekerjaan.TERPUTUS)
    kemajuan.bersihkan(pekerjaan.kunci)
    return mulai(
        pekerjaan.jenis,
        judul=pekerjaan.judul,
        oleh=pekerjaan.pemilik,
        parameter=pekerjaan.parameter,
        kunci=uuid5(pekerjaan.kunci, "ulang"),
    )


def _jalankan(pekerjaan: Pekerjaan, lapor: kemajuan.Kemajuan) -> tuple[StatusPekerjaan, Hasil]:
    jenis = get_jenis(pekerjaan.jenis)
    if jenis is None:
        return StatusPekerjaan.GAGAL, Hasil("Jenis pekerjaan ini sudah tidak ada di aplikasi.")
    try:
        return StatusPekerjaan.SELESAI, jenis.jalankan(pekerjaan, lapor)
    except kemajuan.Dibatalkan:
        return StatusPekerjaan.DIBATALKAN, Hasil("Dibatalkan; tidak ada yang disimpan.")
    except (AturanDilanggar, BerkasDitolak) as tolak:
        return StatusPekerjaan.GAGAL, Hasil(str(tolak))
    except Exception:  # whatever it is: the owner is told, the worker goes on, the log has it all
        log.exception("job %s (%s) failed", pekerjaan.kunci, pekerjaan.jenis)
        return StatusPekerjaan.GAGAL, Hasil(GALAT)


@transaction.atomic
def _tutup(
    pekerjaan: Pekerjaan, status: StatusPekerjaan, hasil: Hasil, catatan: kemajuan.Catatan
) -> None:
    pekerjaan.sudah, pekerjaan.dari = catatan.sudah, catatan.dari
    pekerjaan.pesan, pekerjaan.tautan = hasil.pesan[:500], hasil.tautan
    if hasil.berkas is not None:
        pekerjaan.nama_berkas = hasil.nama_berkas
        pekerjaan.berkas.save("", File(hasil.berkas), save=False)
    _akhiri(pekerjaan, status)
    if settings.PEKERJAAN_LATAR and status != StatusPekerjaan.DIBATALKAN:
        beri_tahu(
            [pekerjaan.pemilik],
            f"{pekerjaan.judul}: {status.label.lower()}.",
            tautan=reverse("inti:pekerjaan_detail", args=[pekerjaan.kunci]),
            kunci=f"pekerjaan:{pekerjaan.kunci}",
        )


def _akhiri(pekerjaan: Pekerjaan, status: StatusPekerjaan) -> None:
    pekerjaan.status, pekerjaan.selesai_pada = status, timezone.now()
    pekerjaan.save()
