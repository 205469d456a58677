"""Tables of meetings and action points."""

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone

from inti.tables import JUDUL, JUDUL_LEGA, LEBAR_SAJA, AngkaColumn, TanggalColumn, WaktuColumn
from opd.models import Rapat, TindakLanjut
from opd.templatetags.pendampingan import lencana_rapat, lencana_tindak_lanjut


BERBARIS = {"td": {"class": "lebar-saja"}}  # like LEBAR_SAJA, but its words may wrap


class RapatTable(tables.Table):
    judul = tables.Column(
        "Rapat",
        attrs=JUDUL,
        linkify=lambda record: reverse("opd:rapat_detail", args=[record.pk]),
    )
    tanggal = TanggalColumn("Tanggal")
    tempat = tables.Column("Tempat", attrs=LEBAR_SAJA)
    status = tables.Column("Status")
    jumlah_diundang = AngkaColumn("OPD diundang")
    jumlah_hadir = AngkaColumn("OPD hadir")
    jumlah_tindak_lanjut = AngkaColumn("Tindak lanjut")
    jumlah_terbuka = AngkaColumn("Belum selesai")
    agenda = tables.Column("Agenda", visible=False)
    notulen = tables.Column("Notulen", visible=False)

    empty_hint = "Sekretariat TKPK menjadwalkan rapat koordinasi di sini."

    class Meta:
        model = Rapat
        fields = ()
        default = "–"
        empty_text = "Belum ada rapat."

    def render_status(self, record):
        return lencana_rapat(record.status)

    def value_status(self, record):
        return record.get_status_display()


class TindakLanjutTable(tables.Table):
    uraian = tables.Column(
        "Tindak lanjut",
        attrs=JUDUL_LEGA,
        linkify=lambda record: reverse("opd:tindak_lanjut_detail", args=[record.pk]),
    )
    opd = tables.Column("OPD", order_by="opd__singkatan")
    pemilik = tables.Column("Pemegang", order_by="pemilik__nama", attrs=BERBARIS)
    desa = tables.Column("Desa", order_by=("desa__nama", "desa__kode"))
    kode = tables.Column("Kode Kemendagri", accessor="desa__kode", visible=False)
    kode_bps = tables.Column("Kode BPS", accessor="desa__kode_bps", visible=False)
    kecamatan = tables.Column("Kecamatan", accessor="desa__kecamatan", visible=False)
    asal = tables.Column("Asal", empty_values=(), orderable=False, attrs=BERBARIS)
    tenggat = TanggalColumn("Tenggat")
    status = tables.Column("Keadaan", order_by=("status", "tenggat"))
    lewat = AngkaColumn("Lewat tenggat (hari)", empty_values=(), orderable=False, visible=False)
    hasil = tables.Column("Hasil", visible=False)
    dilaporkan_pada = WaktuColumn("Dilaporkan", visible=False)
    dinilai_pada = WaktuColumn("Dinilai", visible=False)
    catatan_nilai = tables.Column("Catatan penilaian", visible=False)

    empty_hint = "Tindak lanjut dibuat dari rapat, temuan, atau survei."

    class Meta:
        model = TindakLanjut
        fields = ()
        default = "–"
        empty_text = "Tidak ada tindak lanjut yang cocok."

    def render_asal(self, record):
        return str(record.rapat or record.temuan or record.survei.putaran)

    value_asal = render_asal

    def render_status(self, record):
        return lencana_tindak_lanjut(record)

    def value_status(self, record):
        return record.get_status_display()

    def render_lewat(self, record):
        return record.hari_lewat(timezone.localdate())

    value_lewat = render_lewat
