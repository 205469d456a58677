"""Reminding the mentors of villages that have not submitted a round: by hand, and before it closes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse

from akun.models import Pengguna
from desa.models import Desa, Putaran
from inti import audit
from inti.exceptions import AturanDilanggar
from inti.pemberitahuan.workflows import beri_tahu
from opd.queries import desa_belum_diajukan, petugas_per_opd


HARI_SEBELUM_TUTUP = (7, 3, 1)
SEMINGGU = 7


@transaction.atomic
def ingatkan(putaran: Putaran, desa: Sequence[Any], *, oleh: Pengguna, pada: date) -> int:
    """Remind the officers of these villages' mentors; returns how many were told.

    `desa` come from `desa_belum_diajukan`. An officer hears of a round by hand once a day at most.
    """
    if putaran.dikunci_pada:
        raise AturanDilanggar("Putaran ini sudah dikunci; tidak ada yang dapat diisi lagi.")
    if not desa:
        raise AturanDilanggar("Pilih sekurangnya satu desa yang akan diingatkan.")
    jumlah = _kabari(putaran, desa, pada, f"ingatkan:{pada}")
    rincian = {"desa": len(desa), "petugas": jumlah}
    audit.catat("putaran.ingatkan", putaran, oleh=oleh, rincian=rincian)
    return jumlah


@transaction.atomic
def ingatkan_otomatis(putaran: Putaran, *, pada: date) -> int:
    """What is due on a day for one round: seven, three and one day before it closes, then weekly."""
    sisa = (putaran.tutup - pada).days
    if putaran.dikunci_pada or pada < putaran.buka:
        return 0
    if sisa >= 0:
        tahap = min((h for h in HARI_SEBELUM_TUTUP if sisa <= h), default=None)
        if tahap is None:
            return 0
        kunci = f"tutup:{tahap}"
    else:
        kunci = f"lewat:{-sisa // SEMINGGU}"
    return _kabari(putaran, list(desa_belum_diajukan(putaran)), pada, kunci)


def sebut_tenggat(putaran: Putaran, pada: date) -> str:
    """ "tutup 30-11-2026 (6 hari lagi)", or "terlambat 12 hari"."""
    sisa = (putaran.tutup - pada).days
    if sisa < 0:
        return f"terlambat {-sisa} hari"
    kapan = f"{sisa} hari lagi" if sisa else "hari ini"
    return f"tutup {putaran.tutup:%d-%m-%Y} ({kapan})"


def _kabari(putaran: Putaran, desa: Sequence[Any], pada: date, kunci: str) -> int:
    """One sentence per mentor, to all its officers."""
    per_opd: dict[int, list[Desa]] = {}
    for satu in desa:
        if satu.pendamping_id:
            per_opd.setdefault(satu.pendamping_id, []).append(satu)
    jumlah = 0
    for opd_id, petugas in petugas_per_opd(per_opd).items():
        daftar = per_opd[opd_id]
        siapa = str(daftar[0]) if len(daftar) == 1 else f"{len(daftar)} desa dampingan"
        jumlah += beri_tahu(
            petugas,
            f"{siapa} belum diajukan pada {putaran}: {sebut_tenggat(putaran, pada)}.",
            tautan=reverse("desa:putaran_detail", args=[putaran.pk]),
            kunci=f"putaran:{putaran.pk}:{opd_id}:{kunci}",
        )
    return jumlah
