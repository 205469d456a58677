"""Breaches on screen: status, path, clock."""

from django import template
from django.template.loader import render_to_string

from dtks.choices import StatusInsiden


register = template.Library()

LENCANA = {  # status: (tone, icon)
    StatusInsiden.DICATAT: ("buruk", "exclamation-triangle"),
    StatusInsiden.DITANGANI: ("waspada", "hourglass-split"),
    StatusInsiden.DIBERITAHUKAN: ("baik", "send"),
    StatusInsiden.DITUTUP: ("garis", "check-circle"),
    StatusInsiden.BUKAN: ("garis", "x-lg"),
}


@register.simple_tag
def lencana_insiden(status):
    """The badge of a breach's status."""
    satu = StatusInsiden(status)
    nada, ikon_nama = LENCANA[satu]
    isi = {"nada": nada, "ikon_nama": ikon_nama, "teks": satu.label}
    return render_to_string("components/lencana.html", isi)


@register.simple_tag
def jalur_insiden(insiden):
    """The steps of the path as (word, is it the present one)."""
    jalur = [status for status in StatusInsiden if status != StatusInsiden.BUKAN]
    return [(status.label, status == insiden.status) for status in jalur]
