"""Villages × rounds of a period: where each stands, and since when it is late."""

from datetime import timedelta

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from desa.models import Desa
from desa.templatetags.survei import LENCANA, lencana_html
from inti.tables import JUDUL, AngkaColumn, TanggalColumn


class PutaranColumn(tables.Column):
    """The status of one round as a badge that leads to the survey; a word in the workbook."""

    def __init__(self, putaran):
        self.putaran = putaran
        super().__init__(f"Putaran {putaran.nomor}", accessor=f"status_{putaran.pk}")

    def render(self, value, record):
        survei = getattr(record, f"survei_{self.putaran.pk}")
        if survei is None:
            return lencana_html(value)
        url = reverse("desa:survei_detail", args=[survei])
        return format_html('<a href="{}">{}</a>', url, lencana_html(value))

    def value(self, value):
        return LENCANA[value][2]


class KelengkapanPeriodeTable(tables.Table):
    """One row per village, one column per round; the figures come from desa_with_kelengkapan."""

    nama = tables.Column(
        "Desa",
        linkify=lambda record: reverse("desa:desa_detail", args=[record.kode]),
        attrs=JUDUL,
    )
    kecamatan = tables.Column("Kecamatan", order_by=("kecamatan__nama", "kode"))
    kode = tables.Column("Kode Kemendagri", visible=False)
    kode_bps = tables.Column("Kode BPS", visible=False)
    pendamping = tables.Column("OPD pendamping", order_by=("pendamping", "kode"))
    sejak = TanggalColumn(
        "Terlambat sejak", accessor="batas_lewat", order_by=("batas_lewat", "kode")
    )
    hari = AngkaColumn("Hari", accessor="batas_lewat", order_by=("batas_lewat", "kode"))

    class Meta:
        model = Desa
        fields = ()
        order_by = ("kecamatan", "nama")
        empty_text = "Tidak ada desa yang cocok."
        empty_hint = "Longgarkan saringan, atau pilih periode lain."
        default = "–"

    def __init__(self, *args, putaran, **kwargs):
        kolom = [(f"putaran_{p.pk}", PutaranColumn(p)) for p in putaran]
        urutan = [
            "nama",
            "kecamatan",
            "kode",
            "kode_bps",
            "pendamping",
            *(nama for nama, _ in kolom),
            "...",
        ]
        super().__init__(*args, extra_columns=kolom, sequence=urutan, **kwargs)
        self.hari_ini = timezone.localdate()

    def render_nama(self, record):
        return str(record)

    def value_nama(self, record):
        return str(record)

    def render_sejak(self, value):
        return date_format(self.value_sejak(value), "d-m-Y")

    def value_sejak(self, value):
        return value + timedelta(days=1)

    def render_hari(self, value):
        return self.value_hari(value)

    def value_hari(self, value):
        return (self.hari_ini - value).days
