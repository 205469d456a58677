"""Tables of findings."""

import django_tables2 as tables
from django.urls import reverse

from desa.models import Temuan
from desa.templatetags.temuan import lencana_temuan, status_temuan
from inti.tables import JUDUL_LEGA, LEBAR_SAJA, TANPA_LABEL, AngkaColumn, TanggalColumn


class TemuanTable(tables.Table):
    judul = tables.Column(
        "Temuan",
        linkify=lambda record: reverse("desa:temuan_detail", args=[record.pk]),
        attrs=JUDUL_LEGA,
    )
    desa = tables.Column("Desa", order_by=("desa__nama", "desa__kode"), attrs=TANPA_LABEL)
    kecamatan = tables.Column("Kecamatan", accessor="desa__kecamatan__nama")
    kode = tables.Column("Kode Kemendagri", accessor="desa__kode", visible=False)
    kode_bps = tables.Column("Kode BPS", accessor="desa__kode_bps", visible=False)
    pendamping = tables.Column("OPD pendamping", attrs=LEBAR_SAJA)
    jenis = tables.Column("Jenis", visible=False)
    bidang = tables.Column("Bidang", visible=False)
    jumlah_terdampak = AngkaColumn("Terdampak", visible=False)
    satuan_terdampak = tables.Column("Satuan", visible=False)
    penyebab = tables.Column("Penyebab", visible=False)
    lokasi = tables.Column("Lokasi", visible=False)
    indikator = tables.Column("Indikator", visible=False)
    prioritas = AngkaColumn("USG")
    jumlah_intervensi = AngkaColumn("Intervensi")
    status = tables.Column("Status")
    tanggal = TanggalColumn("Ditemukan", attrs=LEBAR_SAJA)
    uraian = tables.Column("Uraian", visible=False)

    empty_hint = "Longgarkan saringan, atau catat temuan dari halaman sebuah desa."

    class Meta:
        model = Temuan
        fields = ()
        empty_text = "Tidak ada temuan yang cocok."
        default = "–"

    def render_status(self, record):
        return lencana_temuan(record)

    def value_status(self, record):
        return status_temuan(record)[2]
