"""Notices as rows of a workbook; the page shows them as a list of its own."""

import django_tables2 as tables

from inti.models import Pemberitahuan
from inti.tables import WaktuColumn


class PemberitahuanTable(tables.Table):
    """Notices, newest first."""

    teks = tables.Column("Pemberitahuan")
    created_at = WaktuColumn("Waktu")
    dibaca_pada = WaktuColumn("Dibaca")

    class Meta:
        model = Pemberitahuan
        fields = ()
        sequence = ("teks", "created_at", "dibaca_pada")
        orderable = False
