"""Table of the keys in use."""

import django_tables2 as tables
from django.template.loader import render_to_string

from inti.putar import KEADAAN
from inti.tables import JUDUL, AngkaColumn


LENCANA = {
    "aktif": ("baik", "check-circle"),
    "lama": ("waspada", "clock-history"),
    "hilang": ("galat", "x-circle"),
    "salah": ("galat", "exclamation-triangle"),
}


class KunciTable(tables.Table):
    sebutan = tables.Column("Data", attrs=JUDUL)
    kunci = tables.Column("Nama kunci", attrs={"td": {"class": "kode"}})
    jumlah = AngkaColumn("Nilai")
    keadaan = tables.Column("Keadaan")

    empty_hint = "Data pribadi masuk lewat impor daftar penerima."

    class Meta:
        default = "–"
        empty_text = "Belum ada data pribadi yang disimpan."

    def render_keadaan(self, value):
        nada, ikon_nama = LENCANA[value]
        konteks = {"nada": nada, "ikon_nama": ikon_nama, "teks": KEADAAN[value]}
        return render_to_string("components/lencana.html", konteks)

    def value_keadaan(self, value):
        return KEADAAN[value]
