"""States of the mentoring's records, as badges and in words."""

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html

from opd.choices import StatusHadir, StatusLaporan, StatusRapat, StatusTindakLanjut


register = template.Library()

LENCANA = {  # status: (tone, icon)
    StatusLaporan: {
        StatusLaporan.DRAF: ("garis", "pencil"),
        StatusLaporan.DIAJUKAN: ("waspada", "hourglass-split"),
        StatusLaporan.DIPERIKSA: ("waspada", "clipboard-check"),
        StatusLaporan.DIKEMBALIKAN: ("buruk", "arrow-counterclockwise"),
        StatusLaporan.DITERIMA: ("baik", "check-circle"),
    },
    StatusRapat: {
        StatusRapat.DIJADWALKAN: ("waspada", "calendar-event"),
        StatusRapat.SELESAI: ("baik", "check-circle"),
        StatusRapat.DIBATALKAN: ("garis", "x-circle"),
    },
    StatusHadir: {
        StatusHadir.DIUNDANG: ("garis", "three-dots"),
        StatusHadir.HADIR: ("baik", "check-circle"),
        StatusHadir.IZIN: ("waspada", "info-circle"),
        StatusHadir.TIDAK_HADIR: ("buruk", "x-circle"),
    },
    StatusTindakLanjut: {
        StatusTindakLanjut.TERBUKA: ("garis", "flag"),
        StatusTindakLanjut.DILAPORKAN: ("waspada", "hourglass-split"),
        StatusTindakLanjut.MEMADAI: ("baik", "check-circle"),
        StatusTindakLanjut.DIBATALKAN: ("", "x-circle"),
    },
}


def lencana_html(nada, ikon_nama, teks):
    konteks = {"nada": nada, "ikon_nama": ikon_nama, "teks": teks}
    return render_to_string("components/lencana.html", konteks)


def lencana_pilihan(pilihan, nilai):
    """The badge of one value of a status."""
    nada, ikon_nama = LENCANA[pilihan][nilai]
    return lencana_html(nada, ikon_nama, pilihan(nilai).label)


@register.simple_tag
def lencana_laporan(status):
    """The badge of a monthly report; of a month without one."""
    if not status:
        return lencana_html("garis", "three-dots", "Belum dibuat")
    return lencana_pilihan(StatusLaporan, status)


@register.simple_tag
def lencana_rapat(status):
    return lencana_pilihan(StatusRapat, status)


@register.simple_tag
def lencana_hadir(status):
    return lencana_pilihan(StatusHadir, status)


@register.simple_tag
def lencana_tindak_lanjut(butir):
    """The badge of an action point, and a second one when it is overdue."""
    lencana = lencana_pilihan(StatusTindakLanjut, butir.status)
    if hari := butir.hari_lewat(timezone.localdate()):
        lewat = lencana_html("galat", "exclamation-triangle", f"Lewat {hari} hari")
        lencana = format_html("{} {}", lencana, lewat)
    return lencana
