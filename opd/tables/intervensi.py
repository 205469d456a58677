"""Tables of interventions and of double aid."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from inti.tables import (
    ANGKA_LEBAR_SAJA,
    JUDUL_LEGA,
    LEBAR_SAJA,
    LEGA,
    TANPA_LABEL,
    AngkaColumn,
    RupiahColumn,
    TanggalColumn,
)
from opd.models import Intervensi, JenisBantuan, PenerimaBantuan
from opd.templatetags.intervensi import lencana_intervensi


def desa_dan_kecamatan(desa):
    """A village with its kecamatan behind it in small print: village names repeat."""
    return format_html('<span>{} <small class="redup">{}</small></span>', desa, desa.kecamatan)


class IntervensiTable(tables.Table):
    nama = tables.Column(
        "Kegiatan",
        linkify=lambda record: reverse("opd:intervensi_detail", args=[record.pk]),
        attrs=JUDUL_LEGA,
    )
    desa = tables.Column("Desa", order_by=("desa__nama", "desa__kode"), attrs=TANPA_LABEL)
    kecamatan = tables.Column("Kecamatan", accessor="desa__kecamatan__nama", visible=False)
    kode = tables.Column("Kode Kemendagri", accessor="desa__kode", visible=False)
    kode_bps = tables.Column("Kode BPS", accessor="desa__kode_bps", visible=False)
    pendamping = tables.Column("OPD pendamping", visible=False)
    oleh = tables.Column("Pelaksana", orderable=False)
    jenis_pelaksana = tables.Column("Jenis pelaksana", visible=False)
    jenis = tables.Column("Jenis bantuan", accessor="jenis__nama", visible=False)
    target_volume = AngkaColumn("Target", visible=False, format_excel="desimal")
    realisasi_volume = AngkaColumn("Realisasi volume", visible=False, format_excel="desimal")
    satuan = tables.Column("Satuan", accessor="jenis__satuan", visible=False)
    jumlah_kk = AngkaColumn("KK", visible=False)
    jumlah_laki_laki = AngkaColumn("Laki-laki", visible=False)
    jumlah_perempuan = AngkaColumn("Perempuan", visible=False)
    strategi = tables.Column("Strategi", visible=False)
    kelompok = tables.Column("Kelompok program", visible=False)
    inovasi = tables.BooleanColumn("Inovasi", visible=False)
    status = tables.Column("Status")
    mulai = TanggalColumn("Mulai", attrs=LEBAR_SAJA)
    selesai = TanggalColumn("Rencana selesai", visible=False)
    tanggal_selesai = TanggalColumn("Selesai", visible=False)
    kemajuan_persen = AngkaColumn("Maju (%)", attrs=ANGKA_LEBAR_SAJA)
    pagu = RupiahColumn("Pagu")
    realisasi = RupiahColumn("Realisasi")
    alasan_ganda = tables.Column("Alasan bantuan ganda", visible=False)

    empty_hint = "Longgarkan saringan, atau rencanakan dari halaman sebuah desa."

    class Meta:
        model = Intervensi
        fields = ()
        empty_text = "Tidak ada intervensi yang cocok."
        default = "–"

    def render_desa(self, value):
        return desa_dan_kecamatan(value)

    def value_desa(self, value):
        return str(value)

    def render_status(self, record):
        return lencana_intervensi(record.status)

    def value_status(self, record):
        return record.get_status_display()

    def value_inovasi(self, value):
        return "Ya" if value else "Tidak"


class GandaTable(tables.Table):
    """Rows of penerima_ganda; those of one recipient stand together."""

    label = tables.Column("Penerima", attrs=JUDUL_LEGA)
    jenis = tables.Column("Jenis", visible=False)
    keluarga_dtks = tables.Column("Keluarga DTKS", visible=False)
    desa = tables.Column("Desa", accessor="intervensi__desa", attrs=TANPA_LABEL)
    kecamatan = tables.Column(
        "Kecamatan", accessor="intervensi__desa__kecamatan__nama", visible=False
    )
    kode = tables.Column("Kode Kemendagri", accessor="intervensi__desa__kode", visible=False)
    kode_bps = tables.Column("Kode BPS", accessor="intervensi__desa__kode_bps", visible=False)
    tahun = tables.Column("Tahun", accessor="intervensi__mulai__year")
    intervensi = tables.Column(
        "Intervensi",
        linkify=lambda record: reverse("opd:intervensi_detail", args=[record.intervensi_id]),
    )
    oleh = tables.Column("Pelaksana", accessor="intervensi__oleh")
    sumber = tables.Column("Sumber dana", empty_values=())
    alasan = tables.Column("Alasan", accessor="intervensi__alasan_ganda", attrs=LEGA)

    empty_hint = "Penerima yang sama dari dua sumber pada satu tahun muncul di sini."

    class Meta:
        model = PenerimaBantuan
        fields = ()
        orderable = False
        empty_text = "Tidak ada bantuan ganda."
        default = "–"

    def render_label(self, record):
        cocok = ", dicocokkan dengan DTKS" if record.keluarga_dtks else ""
        jenis = record.get_jenis_display()
        return format_html(
            '<span>{} <small class="redup">{}{}</small></span>', record.label, jenis, cocok
        )

    def value_label(self, value):
        return value

    def render_desa(self, value):
        return desa_dan_kecamatan(value)

    def value_desa(self, value):
        return str(value)

    def value_keluarga_dtks(self, value):
        """Whether it was matched; the number of a family says nothing to a reader."""
        return "dicocokkan"

    def render_sumber(self, record):
        nama = dict.fromkeys(p.get_sumber_display() for p in record.intervensi.pendanaan.all())
        return ", ".join(nama) or "belum ada dana"


class JenisBantuanTable(tables.Table):
    kode = tables.Column(
        "Kode", linkify=lambda record: reverse("opd:jenis_bantuan_edit", args=[record.pk])
    )
    nama = tables.Column("Nama")
    satuan = tables.Column("Satuan")
    urutan = AngkaColumn("Urutan")
    aktif = tables.BooleanColumn("Dipakai")

    class Meta:
        model = JenisBantuan
        fields = ()
        empty_text = "Belum ada jenis bantuan."

    def render_aktif(self, value):
        return "Ya" if value else "Tidak"

    value_aktif = render_aktif
