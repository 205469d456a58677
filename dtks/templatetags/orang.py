"""Persons on screen: what the matching said, aid, masked names."""

from django import template
from django.template.loader import render_to_string

from dtks.choices import StatusPadan
from dtks.forms.berkas import form_tujuan
from inti.nik import samarkan, samarkan_nama


register = template.Library()

LENCANA_PADAN = {  # what the source says: (tone, icon)
    StatusPadan.PADAN: ("baik", "check-lg"),
    StatusPadan.TIDAK_PADAN: ("waspada", "exclamation-triangle"),
    StatusPadan.MENINGGAL: ("buruk", "x-circle"),
}
BANTUAN = (("pkh", "PKH"), ("bpnt", "BPNT"), ("bpnt_ppkm", "BPNT-PPKM"), ("pbi_jkn", "PBI JKN"))


@register.filter
def lencana_padan(entri):
    """The badge of what the matching with the civil registry said; "–" where nothing is said."""
    if not entri.padan:
        return "–"
    nada, ikon_nama = LENCANA_PADAN[StatusPadan(entri.padan)]
    konteks = {"nada": nada, "ikon_nama": ikon_nama, "teks": entri.get_padan_display()}
    return render_to_string("components/lencana.html", konteks)


@register.filter
def sebut_bantuan(entri):
    """The aid that a source says somebody receives: "PKH, PBI JKN"."""
    return ", ".join(teks for nama, teks in BANTUAN if getattr(entri, nama)) or "–"


@register.simple_tag(takes_context=True)
def tujuan_berkas(context):
    """The question that stands before files which show identities."""
    return form_tujuan(context["request"])["tujuan"]


@register.filter
def samar(nomor):
    """A NIK or No KK: its region, then dots."""
    return samarkan(nomor)


@register.filter
def nama_samar(nama, boleh):
    """A name, whole for those who may see it."""
    return nama if boleh else samarkan_nama(nama)
