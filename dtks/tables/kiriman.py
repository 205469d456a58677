"""Table of the lists handed over."""

import django_tables2 as tables
from django.urls import reverse

from dtks.models import KirimanUsulan
from inti.tables import JUDUL, AngkaColumn, WaktuColumn


class KirimanTable(tables.Table):
    nomor = tables.Column(
        "Kiriman",
        linkify=lambda record: reverse("dtks:kiriman_detail", args=[record.pk]),
        attrs=JUDUL,
    )
    created_at = WaktuColumn("Disusun")
    dibuat_oleh = tables.Column("Oleh")
    jumlah_usulan = AngkaColumn("Usulan")
    jumlah_diterima = AngkaColumn("Diterima")
    jumlah_ditolak = AngkaColumn("Ditolak")
    jumlah_menunggu = AngkaColumn("Menunggu jawaban")
    catatan = tables.Column("Catatan")

    empty_hint = "Disusun dari usulan yang sudah melewati musyawarah."

    class Meta:
        model = KirimanUsulan
        fields = ()
        default = "–"
        empty_text = "Belum ada kiriman."

    def render_nomor(self, record):
        return str(record)

    value_nomor = render_nomor
