"""Table of accounts."""

import django_tables2 as tables
from django.template.loader import render_to_string

from akun.models import Pengguna
from inti.tables import LEBAR_SAJA, TANPA_LABEL


class PenggunaTable(tables.Table):
    nama = tables.Column("Nama", linkify=("opd:pengguna_detail", {"pk": tables.A("pk")}))
    username = tables.Column("Nama pengguna")
    peran = tables.Column("Peran", attrs=TANPA_LABEL)
    opd = tables.Column("OPD", accessor="keanggotaan_kini", orderable=False, empty_values=([],))
    jabatan = tables.Column("Jabatan", attrs=LEBAR_SAJA)
    last_login = tables.DateTimeColumn(verbose_name="Terakhir masuk", format="d-m-Y H.i")
    keadaan = tables.Column("Keadaan", accessor="is_active", order_by=("is_active", "nama"))

    class Meta:
        model = Pengguna
        fields = []
        order_by = "nama"
        default = "–"
        empty_text = "Tidak ada pengguna yang cocok."

    def render_opd(self, value):
        return ", ".join(f"{k.opd}{' (penyelia)' if k.penyelia else ''}" for k in value)

    def render_keadaan(self, value):
        aktif = {"nada": "baik", "ikon_nama": "check-circle", "teks": "Aktif"}
        nonaktif = {"nada": "garis", "ikon_nama": "x-circle", "teks": "Nonaktif"}
        return render_to_string("components/lencana.html", aktif if value else nonaktif)

    def value_keadaan(self, value):
        return "Aktif" if value else "Nonaktif"
