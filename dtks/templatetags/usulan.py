"""Corrections on screen: status, the steps of the path, masked values."""

from django import template
from django.template.loader import render_to_string

from dtks.choices import Elemen, StatusUsulan
from dtks.elemen import tampilkan
from inti.nik import samarkan


register = template.Library()

LENCANA = {  # status: (tone, icon, word)
    StatusUsulan.DRAF: ("", "pencil", "Draf"),
    StatusUsulan.DIAJUKAN: ("waspada", "hourglass-split", "Menunggu verifikasi"),
    StatusUsulan.DIKEMBALIKAN: ("buruk", "arrow-counterclockwise", "Dikembalikan"),
    StatusUsulan.DITOLAK: ("buruk", "x-circle", "Ditolak"),
    StatusUsulan.DIVERIFIKASI: ("baik", "check-lg", "Diverifikasi"),
    StatusUsulan.DIMUSYAWARAHKAN: ("baik", "people", "Dimusyawarahkan"),
    StatusUsulan.DIUSULKAN: ("baik", "send", "Diusulkan di SIKS-NG"),
    StatusUsulan.DISAHKAN: ("baik", "shield-lock", "Disahkan"),
    StatusUsulan.DITERIMA: ("baik", "check-circle", "Diterima pusat"),
    StatusUsulan.DITOLAK_PUSAT: ("buruk", "x-circle", "Ditolak pusat"),
    StatusUsulan.KEDALUWARSA: ("garis", "clock-history", "Kedaluwarsa"),
    StatusUsulan.DIBATALKAN: ("garis", "x-lg", "Dibatalkan"),
}
JALUR = [
    (StatusUsulan.DRAF, "Draf"),
    (StatusUsulan.DIAJUKAN, "Diajukan"),
    (StatusUsulan.DIVERIFIKASI, "Diverifikasi"),
    (StatusUsulan.DIMUSYAWARAHKAN, "Musyawarah"),
    (StatusUsulan.DIUSULKAN, "Diusulkan"),
    (StatusUsulan.DISAHKAN, "Disahkan"),
    (StatusUsulan.DITERIMA, "Hasil"),
]
LETAK = {  # a status beside the path stands at this step of it
    StatusUsulan.DIKEMBALIKAN: StatusUsulan.DRAF,
    StatusUsulan.DIBATALKAN: StatusUsulan.DRAF,
    StatusUsulan.DITOLAK: StatusUsulan.DIAJUKAN,
    StatusUsulan.DITOLAK_PUSAT: StatusUsulan.DITERIMA,
}


def lencana_html(status):
    """The badge of a status."""
    nada, ikon_nama, teks = LENCANA[StatusUsulan(status)]
    return render_to_string(
        "components/lencana.html", {"nada": nada, "ikon_nama": ikon_nama, "teks": teks}
    )


@register.simple_tag
def lencana_usulan(status):
    """The badge of a correction's status."""
    return lencana_html(status)


@register.simple_tag
def jalur_usulan(usulan):
    """The steps of the path as (word, is it the present one)."""
    kini = LETAK.get(usulan.status, usulan.status)
    return [(teks, status == kini) for status, teks in JALUR]


@register.simple_tag
def nilai_elemen(elemen, teks, boleh_nama=False):
    """A value for the screen; numbers masked, names only for those who may see them."""
    return tampilkan(elemen, teks, boleh_nama=boleh_nama)


@register.simple_tag
def nik_usulan(usulan):
    """The masked NIK of a correction's person: the proposed one, else the one on record."""
    baru = next((p.baru for p in usulan.perubahan.all() if p.elemen == Elemen.NIK), "")
    return samarkan(baru or (usulan.orang.nik if usulan.orang else ""))
