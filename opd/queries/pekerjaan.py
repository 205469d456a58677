"""The work in a village: what is open, for a hand-over; what a month saw, for its report."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format

from desa.choices import STATUS_TERBUKA, TEMUAN_TERBUKA
from desa.models import PerkembanganTemuan, Survei, Temuan
from inti.bulan import akhir_bulan
from opd.choices import INTERVENSI_TERBUKA, StatusIntervensi
from opd.models import Intervensi, KemajuanIntervensi, Kunjungan, Penugasan, TindakLanjut
from opd.queries.laporan_bulanan import tagihan_laporan
from opd.queries.rapat import BELUM_SELESAI


class Pekerjaan(NamedTuple):
    """One piece of work in words, and where to look at it ("" and 0: nowhere)."""

    jenis: str
    uraian: str
    url_nama: str = ""
    pk: int = 0


def pekerjaan_terbuka(penugasan: Penugasan) -> list[Pekerjaan]:
    """What whoever takes a village over has to finish, as of today."""
    return list(_terbuka(penugasan))


def _terbuka(penugasan: Penugasan) -> Iterator[Pekerjaan]:
    desa = penugasan.desa_id
    survei = Survei.objects.filter(desa=desa, status__in=STATUS_TERBUKA)
    for s in survei.select_related("putaran"):
        uraian = f"{s.putaran}, {s.get_status_display().lower()}"
        yield Pekerjaan("Survei", uraian, "desa:survei_detail", s.pk)
    for t in tagihan_laporan([penugasan], timezone.localdate()):
        uraian = f"{date_format(t.bulan, 'F Y')}, tenggat {date_format(t.tenggat)}"
        yield Pekerjaan("Laporan bulanan", uraian)
    for butir in TindakLanjut.objects.filter(desa=desa, status__in=BELUM_SELESAI):
        keadaan = butir.get_status_display().lower()
        uraian = f"{butir.uraian} (tenggat {date_format(butir.tenggat)}, {keadaan})"
        yield Pekerjaan("Tindak lanjut", uraian, "opd:tindak_lanjut_detail", butir.pk)
    for temuan in Temuan.objects.filter(desa=desa, status__in=TEMUAN_TERBUKA):
        uraian = f"{temuan.judul} ({temuan.get_status_display().lower()})"
        yield Pekerjaan(temuan.get_jenis_display(), uraian, "desa:temuan_detail", temuan.pk)
    for i in Intervensi.objects.filter(penugasan=penugasan, status__in=INTERVENSI_TERBUKA):
        uraian = f"{i.nama} ({i.get_status_display().lower()}, sampai {date_format(i.selesai)})"
        yield Pekerjaan("Intervensi", uraian, "opd:intervensi_detail", i.pk)


def pekerjaan_bulan(penugasan: Penugasan, bulan: date) -> list[Pekerjaan]:
    """What the system knows was done in the village in a month, to look at while reporting on it.

    Facts only: what came of them is for the officer to say.
    """
    return list(_bulan(penugasan, bulan, akhir_bulan(bulan)))


def _bulan(penugasan: Penugasan, awal: date, akhir: date) -> Iterator[Pekerjaan]:
    desa, masa = penugasan.desa_id, (awal, akhir)
    for i in (
        Intervensi.objects.filter(desa=desa, mulai__lte=akhir)
        .exclude(status=StatusIntervensi.BATAL)
        .exclude(tanggal_selesai__lt=awal)
        .exclude(status=StatusIntervensi.RENCANA)
    ):
        uraian = f"{i.nama} ({i.get_status_display().lower()})"
        yield Pekerjaan("Intervensi", uraian, "opd:intervensi_detail", i.pk)
    for k in KemajuanIntervensi.objects.filter(
        intervensi__desa=desa, tanggal__range=masa
    ).select_related("intervensi"):
        uraian = f"{k.intervensi.nama}: {k.persen}% pada {date_format(k.tanggal)}"
        yield Pekerjaan("Kemajuan", uraian, "opd:intervensi_detail", k.intervensi_id)
    for p in PerkembanganTemuan.objects.filter(
        temuan__desa=desa, tanggal__range=masa
    ).select_related("temuan"):
        uraian = f"{p.temuan.judul}: {p.get_langkah_display().lower()}, {date_format(p.tanggal)}"
        yield Pekerjaan("Temuan", uraian, "desa:temuan_detail", p.temuan_id)
    for kunjungan in Kunjungan.objects.filter(
        penugasan__desa=desa, tanggal__range=masa, dibatalkan_pada=None
    ):
        uraian = f"{date_format(kunjungan.tanggal)}: {kunjungan.tujuan}"
        yield Pekerjaan("Kunjungan", uraian, "opd:kunjungan_detail", kunjungan.pk)
    for s in Survei.objects.filter(desa=desa, diajukan_pada__date__range=masa).select_related(
        "putaran"
    ):
        uraian = f"{s.putaran}, diajukan {date_format(timezone.localdate(s.diajukan_pada))}"
        yield Pekerjaan("Survei", uraian, "desa:survei_detail", s.pk)
    for butir in TindakLanjut.objects.filter(desa=desa, dilaporkan_pada__date__range=masa):
        uraian = (
            f"{butir.uraian} (dilaporkan {date_format(timezone.localdate(butir.dilaporkan_pada))})"
        )
        yield Pekerjaan("Tindak lanjut", uraian, "opd:tindak_lanjut_detail", butir.pk)
