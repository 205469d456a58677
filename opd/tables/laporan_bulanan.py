"""Tables of monthly reports."""

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from inti.tables import JUDUL, LEBAR_SAJA, AngkaColumn, TanggalColumn, WaktuColumn
from opd.choices import StatusLaporan
from opd.models import LaporanBulanan, Penugasan
from opd.templatetags.pendampingan import lencana_laporan


class BulanColumn(TanggalColumn):
    """A month as "Oktober 2026"; its first day in Excel."""

    def render(self, value):
        return date_format(value, "F Y")


class LaporanTable(tables.Table):
    desa = tables.Column(
        "Desa",
        accessor="penugasan__desa",
        order_by=("penugasan__desa__nama", "bulan"),
        attrs=JUDUL,
        linkify=lambda record: reverse("opd:laporan_detail", args=[record.pk]),
    )
    kode = tables.Column("Kode Kemendagri", accessor="penugasan__desa__kode", visible=False)
    kode_bps = tables.Column("Kode BPS", accessor="penugasan__desa__kode_bps", visible=False)
    kecamatan = tables.Column(
        "Kecamatan",
        accessor="penugasan__desa__kecamatan",
        order_by=("penugasan__desa__kecamatan__nama", "penugasan__desa__kode"),
    )
    opd = tables.Column("OPD", accessor="penugasan__opd", order_by="penugasan__opd__singkatan")
    bulan = BulanColumn("Bulan")
    status = tables.Column("Status")
    tenggat = TanggalColumn("Tenggat", attrs=LEBAR_SAJA)
    diajukan_pada = WaktuColumn("Diajukan", attrs=LEBAR_SAJA)
    hari_terlambat = AngkaColumn("Terlambat (hari)")
    diterima_pada = WaktuColumn("Diterima", visible=False)
    nihil = tables.Column("Nihil", visible=False)
    alasan_nihil = tables.Column("Alasan nihil", visible=False)
    kegiatan = tables.Column("Kegiatan", visible=False)
    hasil = tables.Column("Hasil", visible=False)
    hambatan = tables.Column("Hambatan", visible=False)
    rencana = tables.Column("Rencana", visible=False)

    empty_hint = "Longgarkan saringan, atau mulai dari halaman kelengkapan laporan."

    class Meta:
        model = LaporanBulanan
        fields = ()
        default = "–"
        empty_text = "Tidak ada laporan yang cocok."

    def render_status(self, record):
        return lencana_laporan(record.status)

    def value_status(self, record):
        return record.get_status_display()

    def value_nihil(self, record):
        return "Ya" if record.nihil else "Tidak"


def url_kelengkapan(record):
    """To the report, or to the assignment from where one is begun."""
    if record.laporan_id:
        return reverse("opd:laporan_detail", args=[record.laporan_id])
    return reverse("opd:penugasan_detail", args=[record.pk])


class KelengkapanTable(tables.Table):
    """One row per assignment that reports on the month, with what came of it."""

    desa = tables.Column(
        "Desa", order_by=("desa__nama", "desa__kode"), attrs=JUDUL, linkify=url_kelengkapan
    )
    kode = tables.Column("Kode Kemendagri", accessor="desa__kode", attrs=LEBAR_SAJA)
    kode_bps = tables.Column("Kode BPS", accessor="desa__kode_bps", visible=False)
    kecamatan = tables.Column(
        "Kecamatan", accessor="desa__kecamatan", order_by=("desa__kecamatan__nama", "desa__kode")
    )
    opd = tables.Column("OPD", order_by=("opd__singkatan", "desa__kode"))
    keadaan = tables.Column(
        "Keadaan", accessor="laporan_status", empty_values=(), order_by="laporan_status"
    )
    tenggat = TanggalColumn("Tenggat", empty_values=(), orderable=False)
    diajukan = WaktuColumn("Diajukan", accessor="laporan_diajukan_pada")
    terlambat = AngkaColumn(
        "Terlambat (hari)", accessor="laporan_terlambat", empty_values=(), orderable=False
    )

    empty_hint = "Longgarkan saringan, atau pilih bulan lain."

    class Meta:
        model = Penugasan
        fields = ()
        default = "–"
        empty_text = "Tidak ada penugasan yang wajib melapor dan cocok."

    def render_keadaan(self, record):
        return lencana_laporan(record.laporan_status)

    def value_keadaan(self, record):
        if record.laporan_status is None:
            return "Belum dibuat"
        return StatusLaporan(record.laporan_status).label

    def value_tenggat(self, record):
        return record.periode.tenggat_laporan(record.bulan)

    def render_tenggat(self, record):
        return f"{self.value_tenggat(record):%d-%m-%Y}"

    def render_terlambat(self, record):
        """Of a report that came; while there is none, the days since its due day."""
        if record.laporan_terlambat is not None:
            return record.laporan_terlambat
        return max(0, (timezone.localdate() - self.value_tenggat(record)).days)

    value_terlambat = render_terlambat
