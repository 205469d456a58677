"""Tables of agencies."""

import django_tables2 as tables
from django.template.loader import render_to_string

from inti.tables import LEBAR_SAJA, TANPA_LABEL, AngkaColumn
from opd.models import OPD


class OPDTable(tables.Table):
    singkatan = tables.Column("Singkatan", attrs=TANPA_LABEL)
    nama = tables.Column("Nama", linkify=("opd:opd_detail", {"pk": tables.A("pk")}))
    jenis = tables.Column("Jenis", attrs=LEBAR_SAJA)
    jumlah_desa = AngkaColumn("Desa dampingan kini")
    dikonfirmasi = tables.Column("Konfirmasi nama", order_by=("dikonfirmasi", "nama"))
    aktif = tables.Column("Keadaan", order_by=("aktif", "nama"))

    empty_hint = "Longgarkan saringan atau periksa ejaannya."

    class Meta:
        model = OPD
        fields = ()
        sequence = ["nama", "singkatan", "..."]
        order_by = "nama"
        default = "–"
        empty_text = "Tidak ada OPD yang cocok."

    def render_dikonfirmasi(self, value):
        return _lencana(value, "Dikonfirmasi", "Belum dikonfirmasi")

    def value_dikonfirmasi(self, value):
        return "Dikonfirmasi" if value else "Belum dikonfirmasi"

    def render_aktif(self, value):
        return _lencana(value, "Aktif", "Tidak aktif")

    def value_aktif(self, value):
        return "Aktif" if value else "Tidak aktif"


def _lencana(value, ya, tidak):
    context = (
        {"nada": "baik", "ikon_nama": "check-circle", "teks": ya}
        if value
        else {"nada": "waspada", "ikon_nama": "exclamation-triangle", "teks": tidak}
    )
    return render_to_string("components/lencana.html", context)
