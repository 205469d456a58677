"""Table of minutes."""

import django_tables2 as tables
from django.urls import reverse

from dtks.models import BeritaAcara
from inti.tables import JUDUL, LEBAR_SAJA, AngkaColumn, TanggalColumn, WaktuColumn


class BeritaAcaraTable(tables.Table):
    nomor = tables.Column(
        "Nomor",
        linkify=lambda record: reverse("dtks:berita_acara_detail", args=[record.pk]),
        attrs=JUDUL,
    )
    jenis = tables.Column("Jenis", accessor="get_jenis_display", order_by=("jenis",))
    kecamatan = tables.Column("Kecamatan", accessor="desa__kecamatan__nama", attrs=LEBAR_SAJA)
    desa = tables.Column("Desa", accessor="desa", order_by=("desa__nama",))
    kode = tables.Column("Kode Kemendagri", accessor="desa__kode", visible=False)
    kode_bps = tables.Column("Kode BPS", accessor="desa__kode_bps", visible=False)
    tanggal = TanggalColumn("Tanggal")
    jumlah_usulan = AngkaColumn("Usulan")
    ditandatangani_pada = WaktuColumn("Pindaian diterima")

    empty_hint = "Disusun dari usulan yang sudah diverifikasi, per desa."

    class Meta:
        model = BeritaAcara
        fields = ()
        default = "–"
        empty_text = "Belum ada berita acara."
