"""Tables of assignments."""

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse

from inti.tables import LEBAR_SAJA, TanggalColumn
from opd.models import Penugasan, SerahTerima


class PenugasanTable(tables.Table):
    desa = tables.Column(
        "Desa",
        attrs={"td": {"class": "nama"}},
        order_by=("desa__nama", "desa__kode"),
        linkify=("opd:penugasan_detail", {"pk": tables.A("pk")}),
    )
    kecamatan = tables.Column(
        "Kecamatan", accessor="desa__kecamatan", order_by=("desa__kecamatan__nama", "desa__kode")
    )
    kode = tables.Column("Kode Kemendagri", accessor="desa__kode", attrs=LEBAR_SAJA)
    kode_bps = tables.Column("Kode BPS", accessor="desa__kode_bps", visible=False)
    opd = tables.Column(
        "OPD",
        order_by=("opd__singkatan", "desa__kode"),
        linkify=lambda record: reverse("opd:opd_detail", args=[record.opd_id]),
    )
    mulai = TanggalColumn("Mulai")
    selesai = TanggalColumn("Selesai")
    status = tables.Column("Status", order_by=("selesai", "mulai"))
    nomor_sk = tables.Column("Nomor SK", attrs=LEBAR_SAJA)
    periode = tables.Column("Periode", visible=False)
    keterangan = tables.Column("Keterangan", visible=False)

    empty_hint = "Longgarkan saringan, atau tugaskan OPD ke desa sasaran."

    class Meta:
        model = Penugasan
        fields = ()
        default = "–"
        empty_text = "Tidak ada penugasan yang cocok."

    def render_status(self, value):
        return render_to_string("opd/_status_penugasan.html", {"status": value})

    def value_status(self, value):
        return value


class SerahTerimaTable(tables.Table):
    desa = tables.Column(
        "Desa",
        accessor="penugasan__desa",
        order_by=("penugasan__desa__nama", "pk"),
        attrs={"td": {"class": "nama"}},
        linkify=("opd:serah_terima_detail", {"pk": tables.A("pk")}),
    )
    kecamatan = tables.Column("Kecamatan", accessor="penugasan__desa__kecamatan", orderable=False)
    kode = tables.Column("Kode Kemendagri", accessor="penugasan__desa__kode", attrs=LEBAR_SAJA)
    kode_bps = tables.Column("Kode BPS", accessor="penugasan__desa__kode_bps", visible=False)
    dari = tables.Column("Dari", accessor="penugasan__opd", order_by="penugasan__opd__singkatan")
    kepada = tables.Column("Kepada", accessor="opd_penerima", order_by="opd_penerima__singkatan")
    tanggal = TanggalColumn("Berlaku mulai")
    status = tables.Column("Status")
    nomor_sk = tables.Column("Nomor SK", visible=False)
    pekerjaan_terbuka = tables.Column("Pekerjaan yang belum selesai", visible=False)
    alasan = tables.Column("Alasan", visible=False)

    empty_hint = "Sekretariat mengajukannya dari halaman sebuah penugasan."

    class Meta:
        model = SerahTerima
        fields = ()
        default = "–"
        empty_text = "Belum ada serah terima."

    def render_status(self, record):
        return render_to_string("opd/_status_serah_terima.html", {"serah_terima": record})

    def value_status(self, record):
        return record.get_status_display()
