"""Tables of areas."""

import django_tables2 as tables
from django.urls import reverse

from desa.models import Desa


SEMPIT_SEMBUNYI = {"td": {"class": "kode lebar-saja"}}  # the village page has it


class DesaTable(tables.Table):
    nama = tables.Column(
        "Desa",
        linkify=lambda record: reverse("desa:desa_detail", args=[record.kode]),
        attrs={"td": {"class": "nama"}},
    )
    jenis = tables.Column("Jenis", attrs=SEMPIT_SEMBUNYI)
    kecamatan = tables.Column("Kecamatan", order_by=("kecamatan__nama", "kode"))
    kode = tables.Column("Kode Kemendagri", attrs={"td": {"class": "kode"}})
    kode_bps = tables.Column("Kode BPS", attrs=SEMPIT_SEMBUNYI)
    kode_pos = tables.Column("Kode pos", attrs=SEMPIT_SEMBUNYI)
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
