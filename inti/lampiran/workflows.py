"""Every write to attachments: upload, attach, withdraw, carry over.

A file is stored before its row and removed when the row is refused, so that a crash leaves at most
a file nobody points to, never a row without its file.
"""

import secrets
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from inti import audit
from inti.choices import JenisLampiran
from inti.exceptions import AturanDilanggar, TransisiTidakSah
from inti.lampiran.berkas import Olahan
from inti.lampiran.jenis import get_pemilik
from inti.models import Berlampiran, Bundel, Lampiran


AKHIRAN = {JenisLampiran.FOTO: "jpg", JenisLampiran.PDF: "pdf", JenisLampiran.EXCEL: "xlsx"}
PER_CATATAN_MAKS = 200  # attachments of one record, withdrawn ones included


class Kiriman(NamedTuple):
    """What a form brings: files that came with it, and keys of those uploaded ahead."""

    olahan: Sequence[Olahan] = ()
    kunci: Sequence[UUID] = ()

    def __bool__(self) -> bool:
        return bool(self.olahan or self.kunci)


def unggah(olahan: Olahan, *, oleh: Any) -> Lampiran:
    """Store a file ahead of its record. The same key by the same person is stored once.

    Raises AturanDilanggar for a key that is somebody else's.
    """
    lama = Lampiran.objects.filter(kunci=olahan.kunci).first()
    if lama is None:
        lampiran = _baru(olahan, oleh)
        try:
            with transaction.atomic():
                lampiran.save()
        except IntegrityError:  # the same send at the same time: the first one is kept
            _hapus_berkas(_berkas(lampiran))
            lama = Lampiran.objects.get(kunci=olahan.kunci)
        else:
            return lampiran
    if lama.dibuat_oleh_id != oleh.pk:
        raise AturanDilanggar("Kunci unggahan ini sudah dipakai. Muat ulang halaman.")
    return lama


@transaction.atomic
def lampirkan(
    objek: Berlampiran, kiriman: Kiriman, *, oleh: Any, untuk: str = ""
) -> list[Lampiran]:
    """Attach what a form brought to a stored record; a repeat attaches nothing again.

    The caller has checked scope and right; the record's own lock (`Pemilik.jaga`) is asked here.
    Raises AturanDilanggar when a file uploaded ahead is gone or hangs on another record.
    """
    if not kiriman:
        return []
    kunci = [*kiriman.kunci, *(unggah(satu, oleh=oleh).kunci for satu in kiriman.olahan)]
    terkunci = _kunci_pemilik(objek)
    get_pemilik(terkunci._meta.label_lower).jaga(terkunci)
    bundel = _bundel(terkunci)
    objek.bundel = bundel
    ada = list(Lampiran.objects.select_for_update().filter(kunci__in=kunci, dibuat_oleh=oleh))
    if len(ada) < len(set(kunci)) or any(satu.bundel_id not in {None, bundel.pk} for satu in ada):
        raise AturanDilanggar("Berkas yang diunggah sudah tidak tersimpan. Pilih lagi berkasnya.")
    baru = [satu for satu in ada if satu.bundel_id is None]
    if bundel.lampiran.count() + len(baru) > PER_CATATAN_MAKS:
        raise AturanDilanggar(f"Satu catatan paling banyak memuat {PER_CATATAN_MAKS} lampiran.")
    for satu in baru:
        satu.bundel, satu.untuk = bundel, untuk
        satu.save(update_fields=["bundel", "untuk", "updated_at"])
    if baru:
        rincian = {"jumlah": len(baru), "untuk": untuk} if untuk else {"jumlah": len(baru)}
        audit.catat("lampiran.tambah", terkunci, oleh=oleh, rincian=rincian)
    return ada


@transaction.atomic
def tarik(lampiran: Lampiran, *, oleh: Any, alasan: str) -> Lampiran:
    """Withdraw an attachment with a reason: no list shows it any more, but nothing is deleted."""
    terkunci = Lampiran.objects.select_for_update(of=("self",)).get(pk=lampiran.pk)
    if terkunci.ditarik_pada or terkunci.bundel_id is None:
        raise TransisiTidakSah("Lampiran ini sudah ditarik.")
    if not alasan.strip():
        raise AturanDilanggar("Tuliskan alasan penarikan.")
    pemilik = pemilik_dari(terkunci)
    get_pemilik(pemilik._meta.label_lower).jaga(_kunci_pemilik(pemilik))
    terkunci.ditarik_pada, terkunci.ditarik_oleh = timezone.now(), oleh
    terkunci.alasan_tarik = alasan.strip()
    terkunci.save(update_fields=["ditarik_pada", "ditarik_oleh", "alasan_tarik", "updated_at"])
    audit.catat("lampiran.tarik", pemilik, oleh=oleh, alasan=terkunci.alasan_tarik)
    return terkunci


def pemilik_dari(lampiran: Lampiran) -> Berlampiran:
    """The record that an attached file belongs to."""
    assert lampiran.bundel is not None
    pemilik = get_pemilik(lampiran.bundel.jenis)
    return pemilik.model._default_manager.get(bundel=lampiran.bundel_id)


@transaction.atomic
def salin(asal: Iterable[tuple[Berlampiran, Berlampiran]]) -> None:
    """Let records begin with the attachments of others (old, new): a revision of a survey.

    Rows of their own, the same files; a constant number of queries per pair with attachments.
    """
    for lama, baru in asal:
        if lama.bundel_id is None:
            continue
        bundel = _bundel(baru)
        salinan = list(Lampiran.objects.aktif().filter(bundel=lama.bundel_id))
        for satu in salinan:
            satu.pk, satu.kunci, satu.bundel = None, uuid4(), bundel
        Lampiran.objects.bulk_create(salinan)


@transaction.atomic
def buang(objek: Berlampiran) -> None:
    """Remove the attachments of a record that its own workflow is about to delete (a draft)."""
    bundel = objek.bundel
    if bundel is None:
        return
    objek.bundel = None
    objek.save(update_fields=["bundel"])
    hapus_lampiran(Lampiran.objects.filter(bundel=bundel))
    bundel.delete()


def hapus_lampiran(queryset: Any) -> int:
    """Delete rows, and after the commit those of their files that no other row shares."""
    berkas = [nama for satu in queryset for nama in _berkas(satu)]
    jumlah, _ = queryset.delete()
    dipakai = set(Lampiran.objects.filter(berkas__in=berkas).values_list("berkas", flat=True))
    dipakai |= set(Lampiran.objects.filter(mini__in=berkas).values_list("mini", flat=True))
    transaction.on_commit(partial(_hapus_berkas, [b for b in berkas if b not in dipakai]))
    return jumlah


def _baru(olahan: Olahan, oleh: Any) -> Lampiran:
    lampiran = Lampiran(
        kunci=olahan.kunci,
        nama=olahan.nama,
        jenis=olahan.jenis,
        sha256=olahan.sha256,
        ukuran=len(olahan.isi),
        dibuat_oleh=oleh,
    )
    acak = secrets.token_hex(16)
    lampiran.berkas.save(f"{acak}.{AKHIRAN[olahan.jenis]}", ContentFile(olahan.isi), save=False)
    if gambar := olahan.gambar:
        lampiran.mini.save(f"{acak}-mini.jpg", ContentFile(gambar.mini), save=False)
        lampiran.lebar, lampiran.tinggi = gambar.lebar, gambar.tinggi
        lampiran.diambil_pada = gambar.diambil_pada
        lampiran.lintang, lampiran.bujur = gambar.lintang, gambar.bujur
    return lampiran


def _bundel(objek: Berlampiran) -> Bundel:
    """The record's bundle; the caller holds the record's lock, or has just made it."""
    if objek.bundel is None:
        objek.bundel = Bundel.objects.create(jenis=objek._meta.label_lower)
        type(objek)._default_manager.filter(pk=objek.pk).update(bundel=objek.bundel)
    return objek.bundel


def _kunci_pemilik(objek: Berlampiran) -> Berlampiran:
    return type(objek)._default_manager.select_for_update(of=("self",)).get(pk=objek.pk)


def _berkas(lampiran: Lampiran) -> list[str]:
    return [f.name for f in (lampiran.berkas, lampiran.mini) if f.name]


def _hapus_berkas(nama: Iterable[str]) -> None:
    for satu in nama:
        default_storage.delete(satu)
