"""Deciding on a submitted survey. Maker ≠ checker is looked at under the row lock."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from akun.models import Pengguna
from desa.models import NilaiIndikator, Survei
from desa.workflows.survei.jaga import (
    kunci_survei,
    pindah,
    wajib_pemeriksa_lain,
    wajib_versi,
)
from desa.workflows.survei.kabar import kabari_putusan
from desa.workflows.survei.periksa import tanpa_peringatan
from inti import audit
from inti.exceptions import AturanDilanggar


@transaction.atomic
def kembalikan(
    survei: Survei,
    *,
    oleh: Pengguna,
    alasan: str,
    komentar: Mapping[int, str] | None = None,
    dicentang: Iterable[int] = (),
    versi: int | None = None,
) -> Survei:
    """Return to the officer with a reason, and comments per value (NilaiIndikator id → text)."""
    terkunci = kunci_survei(survei)
    wajib_versi(terkunci, versi)
    wajib_pemeriksa_lain(terkunci, oleh)
    if not alasan.strip():
        raise AturanDilanggar("Tuliskan alasan pengembalian supaya petugas tahu yang diperbaiki.")
    pindah(terkunci, "kembalikan")
    terkunci.alasan_kembali = alasan.strip()
    terkunci.dikembalikan_pada, terkunci.dikembalikan_oleh = timezone.now(), oleh
    terkunci.save(
        update_fields=[
            "status",
            "versi",
            "alasan_kembali",
            "dikembalikan_pada",
            "dikembalikan_oleh",
            "updated_at",
        ]
    )
    _catat_pemeriksaan(terkunci, komentar or {}, dicentang)
    audit.catat(
        "survei.kembalikan",
        terkunci,
        oleh=oleh,
        alasan=terkunci.alasan_kembali,
        rincian={"komentar": sum(bool(k.strip()) for k in (komentar or {}).values())},
    )
    kabari_putusan(terkunci)
    return terkunci


@transaction.atomic
def verifikasi(survei: Survei, *, oleh: Pengguna, versi: int | None = None) -> Survei:
    """Accept the survey: it is in force from now on, the revision before it no longer.

    Maker ≠ checker is looked at under the row lock. All values count as ticked.
    """
    terkunci = kunci_survei(survei)
    wajib_versi(terkunci, versi)
    wajib_pemeriksa_lain(terkunci, oleh)
    pindah(terkunci, "verifikasi")
    Survei.objects.filter(putaran=terkunci.putaran_id, desa=terkunci.desa_id, berlaku=True).update(
        berlaku=False, updated_at=timezone.now()
    )
    terkunci.berlaku = True
    terkunci.diverifikasi_pada, terkunci.diverifikasi_oleh = timezone.now(), oleh
    terkunci.save(
        update_fields=[
            "status",
            "versi",
            "berlaku",
            "diverifikasi_pada",
            "diverifikasi_oleh",
            "updated_at",
        ]
    )
    terkunci.nilai.update(dicentang=True, komentar="")
    audit.catat("survei.verifikasi", terkunci, oleh=oleh, rincian={"revisi": terkunci.revisi})
    kabari_putusan(terkunci)
    return terkunci


@transaction.atomic
def verifikasi_banyak(surveis: Iterable[Survei], *, oleh: Pengguna) -> list[Survei]:
    """Accept several submitted surveys at once, all or none; each must be free of warnings."""
    terkunci = [kunci_survei(s) for s in sorted(surveis, key=lambda s: s.pk)]
    if not terkunci:
        raise AturanDilanggar("Pilih sekurangnya satu survei.")
    bersih = {s.pk for s in tanpa_peringatan(terkunci)}
    for survei in terkunci:
        if survei.pk not in bersih:
            raise AturanDilanggar(f"{survei} punya peringatan; periksa survei itu satu per satu.")
        verifikasi(survei, oleh=oleh)
    return terkunci


def _catat_pemeriksaan(
    survei: Survei, komentar: Mapping[int, str], dicentang: Iterable[int]
) -> None:
    """Keep the checker's ticks and comments; a comment on a value takes its tick away."""
    dicentang = set(dicentang)
    nilai = list(survei.nilai.all())
    for n in nilai:
        n.komentar = komentar.get(n.pk, "").strip()
        n.dicentang = n.pk in dicentang and not n.komentar
    NilaiIndikator.objects.bulk_update(nilai, ["komentar", "dicentang"])
