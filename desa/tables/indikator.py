"""The dictionary as a table; its columns are those of the workbook "Kamus"."""

import django_tables2 as tables

from desa.models import VersiIndikator
from inti.tables import AngkaColumn, TanggalColumn


class YaTidakColumn(tables.BooleanColumn):
    def value(self, value):
        return "Ya" if value else "Tidak"


class KamusTable(tables.Table):
    kode = tables.Column("Kode", accessor="indikator__kode")
    nama = tables.Column("Nama", accessor="indikator__nama")
    bidang = tables.Column("Bidang", accessor="indikator__bidang")
    jenis = tables.Column("Jenis", accessor="indikator__get_jenis_display")
    arah = tables.Column("Arah yang baik", accessor="indikator__get_arah_display")
    wajib = YaTidakColumn(verbose_name="Inti", accessor="indikator__wajib")
    aktif = YaTidakColumn(verbose_name="Aktif", accessor="indikator__aktif")
    nomor = AngkaColumn("Versi")
    berlaku_mulai = TanggalColumn("Berlaku mulai")
    sebanding = YaTidakColumn(verbose_name="Sebanding dengan versi sebelumnya")
    definisi = tables.Column("Definisi")
    label_pembilang = tables.Column("Pembilang atau yang dihitung")
    satuan = tables.Column("Satuan")
    label_penyebut = tables.Column("Penyebut")
    satuan_penyebut = tables.Column("Satuan penyebut")
    batas_lonjakan = AngkaColumn("Batas lonjakan (%)", accessor="indikator__batas_lonjakan_persen")
    konsep = tables.Column("Konsep")
    klasifikasi = tables.Column("Klasifikasi")
    ukuran = tables.Column("Ukuran")
    sumber_definisi = tables.Column("Sumber definisi")

    class Meta:
        model = VersiIndikator
        fields = ()
        orderable = False
        empty_text = "Tidak ada indikator yang cocok."
        default = ""
