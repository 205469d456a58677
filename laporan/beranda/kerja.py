"""Work that waits beside the surveys, counted for the homes in one query."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import QuerySet

from akun.models import Pengguna
from desa.models import Desa
from inti.queries import hitung_sekaligus
from laporan.beranda.program import Program
from opd.choices import StatusTindakLanjut
from opd.models import Kunjungan, TindakLanjut
from opd.queries import (
    BELUM_SELESAI,
    LAMA_HARI,
    tindak_lanjut_for_pengguna,
    tindak_lanjut_terlambat,
)


class SudahDikunjungi(NamedTuple):
    """When a village was visited last, and how long ago; None when never."""

    terakhir: date | None
    hari: int | None

    @property
    def lama(self) -> bool:
        """Whether nobody came for so long that it is worth a word."""
        return self.hari is None or self.hari > LAMA_HARI


def hitung_kerja(pengguna: Pengguna, program: Program, **lain: QuerySet) -> dict[str, int]:
    """Counts for a home of the whole programme, and those of `lain`, in one query.

    `tindak_terbuka`, `tindak_terlambat`, `tindak_dinilai`: action points not finished, overdue,
    waiting for a judgement; `jarang_dikunjungi`: target villages without a visit in LAMA_HARI days.
    """
    tindak_lanjut = tindak_lanjut_for_pengguna(pengguna)
    sejak = program.hari_ini - timedelta(days=LAMA_HARI)
    baru = Kunjungan.objects.filter(tanggal__gte=sejak, dibatalkan_pada=None)
    sasaran = Desa.objects.filter(pk__in=list(program.sasaran))
    return hitung_sekaligus(
        tindak_terbuka=tindak_lanjut.filter(status__in=BELUM_SELESAI),
        tindak_terlambat=tindak_lanjut_terlambat(tindak_lanjut),
        tindak_dinilai=tindak_lanjut.filter(status=StatusTindakLanjut.DILAPORKAN),
        jarang_dikunjungi=sasaran.exclude(pk__in=baru.values("penugasan__desa")),
        **lain,
    )


def tindak_lanjut_terbuka(pengguna: Pengguna) -> list[TindakLanjut]:
    """Action points that are not finished, the earliest due day first."""
    terbuka = tindak_lanjut_for_pengguna(pengguna).filter(status__in=BELUM_SELESAI)
    return list(terbuka.order_by("tenggat", "pk"))


def sejak_kunjungan(terakhir: date | None, hari_ini: date) -> SudahDikunjungi:
    """How long ago a village was visited."""
    return SudahDikunjungi(terakhir, (hari_ini - terakhir).days if terakhir else None)
