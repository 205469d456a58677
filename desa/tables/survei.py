"""Tables of surveys."""

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone

from desa.models import Survei
from desa.templatetags.survei import LENCANA, lencana_html
from inti.tables import (
    ANGKA_LEBAR_SAJA,
    JUDUL,
    LEBAR_SAJA,
    TANPA_LABEL,
    AngkaColumn,
    WaktuColumn,
)


class StatusColumn(tables.Column):
    """A status as badge on screen and as word in the workbook."""

    def render(self, record):
        return lencana_html(record.status)

    def value(self, record):
        return LENCANA[record.status][2]


class SurveiTable(tables.Table):
    kecamatan = tables.Column("Kecamatan", accessor="desa__kecamatan__nama")
    desa = tables.Column(
        "Desa",
        accessor="desa",
        order_by=("desa__nama",),
        linkify=lambda record: reverse("desa:survei_detail", args=[record.pk]),
        attrs=JUDUL,
    )
    kode = tables.Column("Kode Kemendagri", accessor="desa__kode", visible=False)
    kode_bps = tables.Column("Kode BPS", accessor="desa__kode_bps", visible=False)
    putaran = tables.Column("Putaran", order_by=("putaran__nomor",), attrs=TANPA_LABEL)
    pendamping = tables.Column("OPD pendamping")
    status = StatusColumn("Status")
    revisi = AngkaColumn("Revisi", attrs=ANGKA_LEBAR_SAJA)
    diajukan_pada = WaktuColumn("Diajukan", attrs=LEBAR_SAJA)
    diverifikasi_pada = WaktuColumn("Diverifikasi")

    class Meta:
        model = Survei
        fields = ()
        order_by = ("kecamatan", "desa")
        empty_text = "Belum ada survei."
        empty_hint = "Buka sebuah putaran, pilih desa, lalu mulai mengisi."
        default = "–"


class AntreanTable(tables.Table):
    desa = tables.Column(
        "Desa",
        accessor="desa",
        order_by=("desa__nama",),
        linkify=lambda record: reverse("desa:survei_periksa", args=[record.pk]),
    )
    kecamatan = tables.Column("Kecamatan", accessor="desa__kecamatan__nama")
    kode = tables.Column("Kode Kemendagri", accessor="desa__kode", visible=False)
    kode_bps = tables.Column("Kode BPS", accessor="desa__kode_bps", visible=False)
    putaran = tables.Column("Putaran", order_by=("putaran__nomor",), attrs=TANPA_LABEL)
    pendamping = tables.Column("OPD pendamping")
    diajukan_oleh = tables.Column("Diajukan oleh")
    diajukan_pada = WaktuColumn("Diajukan")
    umur = AngkaColumn("Menunggu (hari)", empty_values=(), order_by=("diajukan_pada",))
    revisi = AngkaColumn("Revisi", attrs=ANGKA_LEBAR_SAJA)

    class Meta:
        model = Survei
        fields = ()
        empty_text = "Tidak ada yang menunggu verifikasi."
        empty_hint = "Survei yang diajukan petugas muncul di sini, yang paling lama lebih dahulu."
        default = "–"

    def render_umur(self, record):
        return (timezone.now() - record.diajukan_pada).days

    value_umur = render_umur
