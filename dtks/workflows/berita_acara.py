"""Writes to minutes: bound to a list, signed on paper, then the way into the national system."""

import json
from collections.abc import Callable, Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone

from akun.models import Pengguna
from dtks.choices import JenisBeritaAcara, StatusUsulan
from dtks.models import BeritaAcara, UsulanPerbaikan
from dtks.workflows import usulan as workflows_usulan
from inti import audit
from inti.crypto import blind_index
from inti.exceptions import AturanDilanggar, DataBerubah, TransisiTidakSah
from inti.lampiran.workflows import Kiriman, lampirkan


PINDAIAN = "pindaian"  # the place of the signed scan among the attachments


def sidik_daftar(usulan: Iterable[UsulanPerbaikan]) -> str:
    """A keyed hash over a list of corrections as verified; the order does not matter."""
    isi = sorted((u.pk, u.sidik_disetujui, _putusan(u)) for u in usulan)
    return blind_index(json.dumps(isi), "berita_acara")


def _putusan(usulan: UsulanPerbaikan) -> list[list[str]]:
    return sorted([p.elemen, p.keputusan] for p in usulan.perubahan.all())


def is_cocok(berita_acara: BeritaAcara) -> bool:
    """Whether the list is still the one that was printed."""
    return berita_acara.sidik == sidik_daftar(_daftar(berita_acara))


def _daftar(berita_acara: BeritaAcara) -> list[UsulanPerbaikan]:
    """The list; what expired since is on it no longer."""
    usulan = berita_acara.usulan.exclude(status=StatusUsulan.KEDALUWARSA)
    return list(usulan.prefetch_related("perubahan"))


def susun(
    berita_acara: BeritaAcara, usulan: Iterable[UsulanPerbaikan], *, oleh: Pengguna
) -> BeritaAcara:
    """Store new minutes, or change unsigned ones, and bind them to verified corrections.

    Corrections that are no longer chosen become free for other minutes. Raises AturanDilanggar.
    """
    try:
        with transaction.atomic():
            return _susun(berita_acara, list(usulan), oleh)
    except IntegrityError as error:
        raise AturanDilanggar("Nomor ini sudah dipakai di desa itu.") from error


def _susun(
    berita_acara: BeritaAcara, dipilih: list[UsulanPerbaikan], oleh: Pengguna
) -> BeritaAcara:
    if berita_acara.tanggal > timezone.localdate():
        raise AturanDilanggar("Tanggal musyawarah belum terjadi.")
    if berita_acara.jenis != JenisBeritaAcara.SPTJM and not berita_acara.jumlah_hadir:
        raise AturanDilanggar("Isi jumlah hadir; hanya SPTJM yang tanpa musyawarah.")
    if not dipilih:
        raise AturanDilanggar("Pilih sekurangnya satu usulan.")
    is_baru = berita_acara.pk is None
    if not is_baru:
        wajib_belum_ditandatangani(_kunci(berita_acara))
    terkunci = list(
        UsulanPerbaikan.objects.select_for_update(of=("self",))
        .filter(pk__in=[u.pk for u in dipilih])
        .order_by("pk")
    )
    for usulan in terkunci:
        if usulan.desa_id != berita_acara.desa_id:
            raise AturanDilanggar(f"{usulan} bukan usulan desa ini.")
        if usulan.status != StatusUsulan.DIVERIFIKASI:
            raise TransisiTidakSah(f"{usulan} tidak lagi menunggu musyawarah.")
        if usulan.berita_acara_id not in {None, berita_acara.pk}:
            raise AturanDilanggar(f"{usulan} sudah ada pada berita acara lain.")
    berita_acara.sidik = sidik_daftar(terkunci)
    if is_baru:
        berita_acara.dibuat_oleh = oleh
    berita_acara.save()
    berita_acara.usulan.update(berita_acara=None)
    UsulanPerbaikan.objects.filter(pk__in=[u.pk for u in terkunci]).update(
        berita_acara=berita_acara, updated_at=timezone.now()
    )
    audit.catat(
        "berita_acara.buat" if is_baru else "berita_acara.ubah",
        berita_acara,
        oleh=oleh,
        rincian={"jumlah_usulan": len(terkunci)},
    )
    return berita_acara


@transaction.atomic
def tandatangani(berita_acara: BeritaAcara, pindaian: Kiriman, *, oleh: Pengguna) -> BeritaAcara:
    """Keep the scan of the signed paper; the corrections have been through the meeting.

    Refused when the list is no longer the printed one.
    """
    terkunci = _kunci(berita_acara)
    wajib_belum_ditandatangani(terkunci)
    if not pindaian:
        raise AturanDilanggar("Unggah pindaian berita acara yang sudah ditandatangani.")
    if not is_cocok(terkunci):
        raise DataBerubah(
            "Berita acara tidak lagi cocok dengan daftarnya. Susun ulang, cetak, dan tanda tangani lagi."
        )
    lampirkan(terkunci, pindaian, oleh=oleh, untuk=PINDAIAN)
    for usulan in terkunci.usulan.order_by("pk"):
        satu = workflows_usulan.kunci_usulan(usulan)
        workflows_usulan.pindah(satu, "musyawarahkan")
        satu.save(update_fields=["status", "versi", "updated_at"])
        audit.catat("usulan.musyawarahkan", satu, oleh=oleh)
    terkunci.ditandatangani_pada, terkunci.ditandatangani_oleh = timezone.now(), oleh
    terkunci.save(update_fields=["ditandatangani_pada", "ditandatangani_oleh", "updated_at"])
    audit.catat("berita_acara.tandatangani", terkunci, oleh=oleh)
    return terkunci


@transaction.atomic
def usulkan_semua(berita_acara: BeritaAcara, *, oleh: Pengguna) -> int:
    """Note that the village's operator has entered the whole list in SIKS-NG."""
    return _semua(berita_acara, StatusUsulan.DIMUSYAWARAHKAN, workflows_usulan.usulkan, oleh)


@transaction.atomic
def sahkan_semua(berita_acara: BeritaAcara, *, oleh: Pengguna) -> int:
    """Note that the bupati has confirmed the whole list."""
    return _semua(berita_acara, StatusUsulan.DIUSULKAN, workflows_usulan.sahkan, oleh)


@transaction.atomic
def hapus_susunan(berita_acara: BeritaAcara, *, oleh: Pengguna) -> None:
    """Take back minutes that were never signed; their corrections are free again."""
    terkunci = _kunci(berita_acara)
    wajib_belum_ditandatangani(terkunci)
    terkunci.usulan.update(berita_acara=None)
    audit.catat("berita_acara.hapus", terkunci, oleh=oleh)
    terkunci.delete()


def _semua(
    berita_acara: BeritaAcara, dari: str, langkah: Callable[..., UsulanPerbaikan], oleh: Pengguna
) -> int:
    terkunci = _kunci(berita_acara)
    usulan = list(terkunci.usulan.filter(status=dari).order_by("pk"))
    if not usulan:
        raise TransisiTidakSah("Tidak ada usulan pada berita acara ini yang menunggu langkah itu.")
    for satu in usulan:
        langkah(satu, oleh=oleh)
    return len(usulan)


def _kunci(berita_acara: BeritaAcara) -> BeritaAcara:
    return (
        BeritaAcara.objects.select_for_update(of=("self",))
        .select_related("desa__kecamatan")
        .get(pk=berita_acara.pk)
    )


def wajib_belum_ditandatangani(berita_acara: BeritaAcara) -> None:
    """Signed minutes stay as they are, and so do their attachments."""
    if berita_acara.ditandatangani_pada is not None:
        raise TransisiTidakSah("Berita acara ini sudah ditandatangani dan tidak dapat diubah.")
