"""Table of the audit trail."""

import django_tables2 as tables

from akun.kalimat import sebut_aksi, sebut_rincian
from inti.models import JejakAudit


class JejakTable(tables.Table):
    """On screen one sentence; in the workbook its parts."""

    pada = tables.DateTimeColumn(verbose_name="Waktu (WIB)", format="d-m-Y H.i")
    kalimat = tables.Column("Peristiwa", empty_values=(), exclude_from_export=True)
    pelaku_nama = tables.Column("Pelaku", visible=False)
    langkah = tables.Column("Aksi", accessor="aksi", visible=False)
    objek_nama = tables.Column("Objek", visible=False)
    alasan = tables.Column("Alasan")
    rincian = tables.Column("Rincian")

    class Meta:
        model = JejakAudit
        fields = []
        orderable = False  # always the latest first; the rows are cut off at a limit
        default = "–"
        empty_text = "Tidak ada peristiwa yang cocok."

    def render_kalimat(self, record):
        return f"{record.pelaku_nama} {sebut_aksi(record.aksi)} {record.objek_nama}"

    def value_langkah(self, value):
        return sebut_aksi(value)

    def render_rincian(self, value):
        return sebut_rincian(value)
