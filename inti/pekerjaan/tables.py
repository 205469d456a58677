"""The user's own jobs as a table."""

import django_tables2 as tables
from django.template.loader import render_to_string

from inti.choices import StatusPekerjaan
from inti.models import Pekerjaan
from inti.pekerjaan.queries import keadaan
from inti.tables import WaktuColumn


TAMPILAN_STATUS = {  # badge: tone, icon
    StatusPekerjaan.MENUNGGU: ("garis", "hourglass-split"),
    StatusPekerjaan.BERJALAN: ("", "clock-history"),
    StatusPekerjaan.SELESAI: ("baik", "check-circle"),
    StatusPekerjaan.GAGAL: ("galat", "x-circle"),
    StatusPekerjaan.DIBATALKAN: ("garis", "x-lg"),
    StatusPekerjaan.TERPUTUS: ("waspada", "exclamation-triangle"),
}


def render_lencana(status):
    """The badge of a status."""
    nada, ikon_nama = TAMPILAN_STATUS[status]
    isi = {"nada": nada, "ikon_nama": ikon_nama, "teks": status.label}
    return render_to_string("components/lencana.html", isi)


class PekerjaanTable(tables.Table):
    """Jobs, newest first."""

    judul = tables.Column(
        "Pekerjaan", linkify=("inti:pekerjaan_detail", {"kunci": tables.A("kunci")})
    )
    status = tables.Column("Status")
    pesan = tables.Column("Hasil", orderable=False)
    created_at = WaktuColumn("Dimulai")

    empty_hint = "Impor dan laporan besar yang Anda mulai tampil di sini."

    class Meta:
        model = Pekerjaan
        fields = ()
        sequence = ("judul", "status", "pesan", "created_at")
        order_by = "-created_at"
        empty_text = "Belum ada pekerjaan."

    def render_status(self, record):
        return render_lencana(keadaan(record).status)

    def value_status(self, record):
        return keadaan(record).status.label
