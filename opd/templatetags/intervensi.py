"""Interventions in badges."""

from django import template
from django.template.loader import render_to_string

from opd.choices import StatusIntervensi


register = template.Library()

LENCANA = {  # status: (tone, icon)
    StatusIntervensi.RENCANA: ("garis", "calendar-event"),
    StatusIntervensi.BERJALAN: ("waspada", "gear"),
    StatusIntervensi.SELESAI: ("baik", "check-circle"),
    StatusIntervensi.BATAL: ("garis", "x-circle"),
}


@register.simple_tag
def lencana_intervensi(status):
    """The badge of an intervention's status."""
    nada, ikon_nama = LENCANA[status]
    teks = StatusIntervensi(status).label
    konteks = {"nada": nada, "ikon_nama": ikon_nama, "teks": teks}
    return render_to_string("components/lencana.html", konteks)
