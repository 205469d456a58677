"""Table of the register of breaches."""

import django_tables2 as tables
from django.urls import reverse

from dtks.models import InsidenData
from dtks.templatetags.insiden import lencana_insiden
from inti.tables import JUDUL, LEGA, AngkaColumn, WaktuColumn


class InsidenTable(tables.Table):
    judul = tables.Column(
        "Peristiwa",
        linkify=lambda record: reverse("dtks:insiden_detail", args=[record.pk]),
        attrs=JUDUL,
    )
    status = tables.Column("Status")
    diketahui_pada = WaktuColumn("Diketahui (WIB)")
    tenggat_pada = WaktuColumn("Tenggat pemberitahuan")
    tepat = tables.Column("Ketepatan", empty_values=(), orderable=False)
    data_terungkap = tables.Column("Data yang terungkap", attrs=LEGA)
    jumlah_orang = AngkaColumn("Orang")
    terjadi_pada = WaktuColumn("Terjadi", visible=False)
    cara = tables.Column("Bagaimana terungkap", attrs=LEGA, visible=False)
    penanganan = tables.Column("Penanganan dan pemulihan", attrs=LEGA, visible=False)
    orang_diberitahu = WaktuColumn("Orangnya diberi tahu", visible=False)
    lembaga_diberitahu = WaktuColumn("Lembaga diberi tahu", visible=False)
    lembaga = tables.Column("Lembaga", visible=False)
    cara_memberitahu = tables.Column("Cara memberi tahu", attrs=LEGA, visible=False)
    alasan_terlambat = tables.Column("Alasan terlambat", visible=False)
    penutup = tables.Column("Kesimpulan", attrs=LEGA, visible=False)
    ditutup_pada = WaktuColumn("Ditutup", visible=False)

    empty_hint = "Semoga tetap kosong. Bila terjadi, catat di sini segera: 3×24 jam dihitung sejak diketahui."

    class Meta:
        model = InsidenData
        fields = ()
        default = "–"
        empty_text = "Belum ada insiden yang dicatat."

    def render_status(self, value, record):
        return lencana_insiden(record.status)

    def value_status(self, record):
        return record.get_status_display()

    def render_tepat(self, record):
        if record.is_lewat:
            return "lewat tenggat"
        if record.is_berjalan:
            return "berjalan"
        return "tepat waktu" if record.diberitahukan_pada else "–"

    value_tepat = render_tepat
