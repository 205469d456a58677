"""Tables of areas."""

import django_tables2 as tables
from django.urls import reverse

from desa.models import Desa
from inti.tables import LEBAR_SAJA, TANPA_LABEL


class DesaTable(tables.Table):
    nama = tables.Column(
        "Desa",
        linkify=lambda record: reverse("desa:desa_detail", args=[record.kode]),
        attrs={"td": {"class": "nama"}},
    )
    jenis = tables.Column("Jenis", attrs=LEBAR_SAJA)
    kecamatan = tables.Column("Kecamatan", order_by=("kecamatan__nama", "kode"))
    kode = tables.Column("Kode Kemendagri", attrs=TANPA_LABEL)
    kode_bps = tables.Column("Kode BPS", attrs=LEBAR_SAJA)
    kode_pos = tables.Column("Kode pos", attrs=LEBAR_SAJA)
    sasaran = tables.Column(
        "Sasaran", empty_values=(), order_by=("-is_dampingan", "-is_pembanding", "kode")
    )
    pendamping = tables.Column("OPD pendamping", order_by=("pendamping", "kode"))

    empty_hint = "Longgarkan saringan, atau pakai sebagian nama atau kodenya saja."

    class Meta:
        model = Desa
        fields = ()
        sequence = ["nama", "kode", "jenis", "kecamatan", "sasaran", "pendamping", "..."]
        empty_text = "Tidak ada desa yang cocok."
        default = "–"

    def render_sasaran(self, record):
        nama = []
        if record.is_dampingan:
            nama.append("Dampingan")
        if record.is_pembanding:
            nama.append("Pembanding")
        return ", ".join(nama) or "–"

    def value_sasaran(self, record):
        return self.render_sasaran(record).replace("–", "")
