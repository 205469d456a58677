"""Reads of meetings and action points."""

from django.db.models import Case, Count, Q, QuerySet, When
from django.utils import timezone

from akun.choices import Peran
from akun.models import Pengguna
from opd.choices import StatusHadir, StatusTindakLanjut
from opd.models import Rapat, TindakLanjut
from opd.queries.lingkup import desa_for_pengguna, opd_id_aktif


def rapat_for_pengguna(pengguna: Pengguna) -> QuerySet[Rapat]:
    """The meetings of the kabupaten; for a petugas those to which its OPD is invited."""
    queryset = Rapat.objects.filter(periode__kabupaten=pengguna.kabupaten_id)
    if pengguna.peran == Peran.PETUGAS:
        return queryset.filter(kehadiran__opd__in=opd_id_aktif(pengguna)).distinct()
    return queryset


def rapat_with_jumlah(queryset: QuerySet[Rapat]) -> QuerySet[Rapat]:
    """Add `jumlah_diundang`, `jumlah_hadir`, `jumlah_tindak_lanjut` and `jumlah_terbuka`."""
    return queryset.annotate(
        jumlah_diundang=Count("kehadiran", distinct=True),
        jumlah_hadir=Count(
            "kehadiran", filter=Q(kehadiran__status=StatusHadir.HADIR), distinct=True
        ),
        jumlah_tindak_lanjut=Count("tindak_lanjut", distinct=True),
        jumlah_terbuka=Count(
            "tindak_lanjut",
            filter=Q(tindak_lanjut__status__in=BELUM_SELESAI),
            distinct=True,
        ),
    )


BELUM_SELESAI = (StatusTindakLanjut.TERBUKA, StatusTindakLanjut.DILAPORKAN)


def tindak_lanjut_for_pengguna(pengguna: Pengguna) -> QuerySet[TindakLanjut]:
    """Action points of the kabupaten; for a petugas those of its OPD or about its villages."""
    queryset = TindakLanjut.objects.filter(opd__kabupaten=pengguna.kabupaten_id).select_related(
        "opd", "desa__kecamatan", "rapat", "temuan", "survei__putaran", "pemilik"
    )
    if pengguna.peran == Peran.PETUGAS:
        return queryset.filter(
            Q(opd__in=opd_id_aktif(pengguna)) | Q(desa__in=desa_for_pengguna(pengguna))
        )
    return queryset


def belum_selesai_dahulu(queryset: QuerySet[TindakLanjut]) -> QuerySet[TindakLanjut]:
    """What still has to be done or judged first, each part by its due date."""
    selesai = Case(When(status__in=BELUM_SELESAI, then=0), default=1)
    return queryset.order_by(selesai, "tenggat", "pk")


def tindak_lanjut_terlambat(queryset: QuerySet[TindakLanjut]) -> QuerySet[TindakLanjut]:
    """Those that were due before today and have not been reported done."""
    return queryset.filter(status=StatusTindakLanjut.TERBUKA, tenggat__lt=timezone.localdate())
