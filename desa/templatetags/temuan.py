"""Findings in words and badges."""

from django import template
from django.template.loader import render_to_string

from desa.choices import StatusTemuan
from inti.angka import format_angka


register = template.Library()

LENCANA = {  # status: (tone, icon)
    StatusTemuan.DICATAT: ("garis", "flag"),
    StatusTemuan.DIRENCANAKAN: ("", "calendar-event"),
    StatusTemuan.DITANGANI: ("waspada", "gear"),
    StatusTemuan.SELESAI: ("baik", "check-circle"),
    StatusTemuan.TIDAK_DITANGANI: ("garis", "x-circle"),
}


def status_temuan(temuan):
    """(tone, icon, word); one that waits for its confirmation says so."""
    if temuan.status == StatusTemuan.DITANGANI and temuan.diusulkan_pada:
        return "waspada", "hourglass-split", "Menunggu konfirmasi"
    return *LENCANA[temuan.status], temuan.get_status_display()


@register.simple_tag
def lencana_temuan(temuan):
    """The badge of a finding's status."""
    nada, ikon_nama, teks = status_temuan(temuan)
    konteks = {"nada": nada, "ikon_nama": ikon_nama, "teks": teks}
    return render_to_string("components/lencana.html", konteks)


@register.filter
def terdampak(temuan):
    """ "12 KK"; empty when nobody counted."""
    if temuan.jumlah_terdampak is None:
        return ""
    return f"{format_angka(temuan.jumlah_terdampak)} {temuan.get_satuan_terdampak_display()}"
