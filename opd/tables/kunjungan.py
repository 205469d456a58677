"""Tables of field visits."""

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone

from desa.models import Desa
from inti.tables import JUDUL, LEBAR_SAJA, AngkaColumn, TanggalColumn
from opd.models import Kunjungan


class DesaKunjunganTable(tables.Table):
    desa = tables.Column(
        "Desa",
        accessor="nama",
        order_by=("nama", "kode"),
        attrs=JUDUL,
        linkify=lambda record: f"{reverse('opd:kunjungan_list')}?q={record.kode}",
    )
    kode = tables.Column("Kode Kemendagri", attrs=LEBAR_SAJA)
    kode_bps = tables.Column("Kode BPS", visible=False)
    kecamatan = tables.Column("Kecamatan", order_by=("kecamatan__nama", "kode"))
    pendamping = tables.Column("OPD pendamping")
    kunjungan_terakhir = TanggalColumn("Kunjungan terakhir")
    hari = AngkaColumn("Hari yang lalu", empty_values=(), order_by="-kunjungan_terakhir")

    empty_hint = "Longgarkan saringan."

    class Meta:
        model = Desa
        fields = ()
        default = "–"
        empty_text = "Tidak ada desa yang cocok."

    def render_hari(self, record):
        if record.kunjungan_terakhir is None:
            return "belum pernah"
        return (timezone.localdate() - record.kunjungan_terakhir).days

    def value_hari(self, record):
        return record.kunjungan_terakhir and self.render_hari(record)


class KunjunganTable(tables.Table):
    desa = tables.Column(
        "Desa",
        accessor="penugasan__desa",
        order_by=("penugasan__desa__nama", "tanggal"),
        attrs=JUDUL,
        linkify=lambda record: reverse("opd:kunjungan_detail", args=[record.pk]),
    )
    kode = tables.Column("Kode Kemendagri", accessor="penugasan__desa__kode", visible=False)
    kode_bps = tables.Column("Kode BPS", accessor="penugasan__desa__kode_bps", visible=False)
    kecamatan = tables.Column(
        "Kecamatan",
        accessor="penugasan__desa__kecamatan",
        order_by=("penugasan__desa__kecamatan__nama", "penugasan__desa__kode"),
        attrs=LEBAR_SAJA,
    )
    tanggal = TanggalColumn("Tanggal")
    opd = tables.Column("OPD", accessor="penugasan__opd", order_by="penugasan__opd__singkatan")
    petugas = tables.Column("Petugas", order_by="petugas__nama", attrs=LEBAR_SAJA)
    tujuan = tables.Column("Tujuan")
    hasil = tables.Column("Hasil", visible=False)
    lintang = tables.Column("Lintang", visible=False)
    bujur = tables.Column("Bujur", visible=False)
    alasan_batal = tables.Column("Dibatalkan karena", visible=False)

    empty_hint = "Petugas mencatatnya dari halaman penugasan atau dari berandanya."

    class Meta:
        model = Kunjungan
        fields = ()
        default = "–"
        empty_text = "Tidak ada kunjungan yang cocok."

    def render_tujuan(self, record):
        return f"{record.tujuan} (dibatalkan)" if record.dibatalkan else record.tujuan

    def value_tujuan(self, record):
        return record.tujuan
