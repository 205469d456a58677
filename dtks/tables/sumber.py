"""Tables of the registry."""

import django_tables2 as tables

from dtks.models import SumberData
from inti.tables import TanggalColumn


class SumberDataTable(tables.Table):
    kode = tables.Column("Kode")
    jenis = tables.Column("Jenis")
    tanggal_data = TanggalColumn("Keadaan data")
    tanggal_terima = TanggalColumn("Diterima")
    catatan = tables.Column("Catatan")
    aksi = tables.TemplateColumn(
        template_name="dtks/_aksi_sumber_data.html", verbose_name="", orderable=False
    )

    empty_hint = "Catat terbitan pertama yang diterima kabupaten."

    class Meta:
        model = SumberData
        fields = ()
        default = "–"
        empty_text = "Belum ada sumber data."
