"""Table of the audit trail."""

import django_tables2 as tables

from akun.kalimat import sebut_aksi, sebut_rincian
from inti.models import JejakAudit
from inti.tables import JUDUL, TANPA_LABEL


class JejakTable(tables.Table):
    """On screen one sentence; in the workbook its parts."""

    pada = tables.DateTimeColumn(verbose_name="Waktu (WIB)", format="d-m-Y H.i", attrs=TANPA_LABEL)
    kalimat = tables.Column("Peristiwa", empty_values=(), exclude_from_export=True, attrs=JUDUL)
    pelaku_nama = tables.Column("Pelaku", visible=False)
    langkah = tables.Column("Aksi", accessor="aksi", visible=False)
    objek_nama = tables.Column("Objek", visible=False)
    alasan = tables.Column("Alasan")
    rincian = tables.Column("Rincian", empty_values=({},))

    class Meta:
        model = JejakAudit
        fields = []
        orderable = False  # always the latest first; the rows are cut off at a limit
        default = "–"
        empty_text = "Tidak ada peristiwa yang cocok."

    def render_kalimat(self, record):
        is_sendiri = record.objek_jenis == "akun.pengguna" and record.objek_id == str(
            record.pelaku_id
        )
        objek = "sendiri" if is_sendiri else record.objek_nama
        return f"{record.pelaku_nama} {sebut_aksi(record.aksi)} {objek}"

    def value_langkah(self, value):
        return sebut_aksi(value)

    def render_rincian(self, value):
        return sebut_rincian(value)
