"""Tables of the registry."""

import django_tables2 as tables
from django.utils import timezone

from dtks.models import SumberData
from inti.tables import TanggalColumn


class SumberDataTable(tables.Table):
    kode = tables.Column("Kode")
    jenis = tables.Column("Jenis")
    tanggal_data = TanggalColumn("Keadaan data")
    tanggal_terima = TanggalColumn("Diterima")
    simpan_sampai = TanggalColumn("Disimpan sampai")
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

    def render_simpan_sampai(self, record, value):
        teks = f"{value:%d-%m-%Y}"
        if record.dihapus_pada:
            return f"{teks} (data orang sudah dihapus)"
        return f"{teks} (lewat)" if value < timezone.localdate() else teks
