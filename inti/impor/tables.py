"""The history of imports as a table."""

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils import timezone

from inti.angka import format_angka
from inti.choices import StatusImpor
from inti.impor import StatusBaris, get_jenis
from inti.models import Impor


TAMPILAN_STATUS = {  # badge: tone, icon
    StatusImpor.DIBACA: ("waspada", "hourglass-split"),
    StatusImpor.DIPASANGKAN: ("waspada", "pencil"),
    StatusImpor.DIPERIKSA: ("waspada", "hourglass-split"),
    StatusImpor.DITERAPKAN: ("baik", "check-circle"),
    StatusImpor.DIBATALKAN: ("garis", "x-lg"),
    StatusImpor.DIURUNGKAN: ("garis", "arrow-counterclockwise"),
}


class WaktuColumn(tables.Column):
    """A moment as 24-11-2026 14.03; a date with time in Excel."""

    format_excel = "waktu"

    def render(self, value):
        return f"{timezone.localtime(value):%d-%m-%Y %H.%M}"

    def value(self, value):
        return value


class ImporTable(tables.Table):
    """The history of imports, newest first."""

    berkas = tables.Column(
        "Berkas", accessor="nama_berkas", linkify=("inti:impor_detail", {"pk": tables.A("pk")})
    )
    jenis = tables.Column("Jenis")
    status = tables.Column("Status")
    hasil = tables.Column("Hasil pemeriksaan", accessor="ringkasan", orderable=False)
    dibuat_oleh = tables.Column("Diunggah oleh", accessor="dibuat_oleh__nama")
    created_at = WaktuColumn("Waktu")

    empty_hint = "Pilih jenis impor di atas untuk mulai."

    class Meta:
        model = Impor
        fields = ()
        order_by = "-created_at"
        empty_text = "Belum ada impor."

    def render_jenis(self, value):
        jenis = get_jenis(value)
        return jenis.judul if jenis else value

    def render_status(self, record):
        nada, ikon = TAMPILAN_STATUS[record.status]
        konteks = {"nada": nada, "ikon_nama": ikon, "teks": record.get_status_display()}
        return render_to_string("components/lencana.html", konteks)

    def value_status(self, record):
        return record.get_status_display()

    def render_hasil(self, value):
        return sebut_jumlah(value.get("jumlah", {}))


def sebut_jumlah(jumlah: dict[str, int]) -> str:
    """ "120 baru, 3 ditolak": every status that occurs."""
    bagian = [
        f"{format_angka(jumlah[status.value])} {status.label.lower()}"
        for status in StatusBaris
        if jumlah.get(status.value)
    ]
    return ", ".join(bagian)
