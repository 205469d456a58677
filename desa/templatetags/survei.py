"""Answers of a survey in words: "64 dari 512 KK (12,5%)", "▼ 1,6 poin persen (membaik)"."""

from django import template
from django.template.loader import render_to_string
from django.utils import timezone

from desa.choices import AlasanKosong, JenisIndikator, Metode, StatusSurvei
from desa.queries import BELUM
from desa.stats import keadaan_putaran, persen
from inti.angka import format_angka


register = template.Library()

LENCANA = {  # status: (tone, icon, word)
    BELUM: ("garis", "three-dots", "Belum diisi"),
    StatusSurvei.DRAF: ("", "pencil", "Draf"),
    StatusSurvei.DIAJUKAN: ("waspada", "hourglass-split", "Menunggu verifikasi"),
    StatusSurvei.DIKEMBALIKAN: ("buruk", "arrow-counterclockwise", "Dikembalikan"),
    StatusSurvei.DIVERIFIKASI: ("baik", "check-circle", "Diverifikasi"),
}


@register.simple_tag
def jawaban(nilai, versi):
    """An answer (Isian or NilaiIndikator) in words; `versi` gives the units."""
    if nilai is None:
        return "belum diisi"
    if nilai.alasan_kosong:
        teks = AlasanKosong(nilai.alasan_kosong).label.lower()
        return f"{teks}: {nilai.keterangan_kosong}" if nilai.keterangan_kosong else teks
    if nilai.nilai is not None:
        return f"{format_angka(nilai.nilai)} {versi.satuan}"
    if nilai.pembilang is None or not nilai.penyebut:
        return "sama seperti sebelumnya" if nilai.sama_seperti_sebelumnya else "belum diisi"
    bagian = format_angka(persen(nilai.pembilang, nilai.penyebut), 1)
    dari = f"{format_angka(nilai.pembilang)} dari {format_angka(nilai.penyebut)}"
    return f"{dari} {versi.satuan} ({bagian}%)"


@register.simple_tag
def selisih(perubahan, versi):
    """The size of a change with its symbol: "▼ 1,6 poin persen", "▲ 3 orang", "= tetap"."""
    if perubahan is None:
        return ""
    if perubahan.selisih == 0:
        return "= tetap"
    if versi.indikator.jenis == JenisIndikator.PROPORSI:
        besar = abs(perubahan.selisih)
        teks = "<0,1" if besar < 0.05 else format_angka(besar, 1)
        return f"{perubahan.simbol} {teks} poin persen"
    return f"{perubahan.simbol} {format_angka(abs(perubahan.selisih))} {versi.satuan}"


@register.filter
def awal_kecil(teks):
    """The text with a small first letter, unless it begins with an abbreviation ("KK miskin")."""
    return teks if teks[1:2].isupper() else teks[:1].lower() + teks[1:]


@register.filter
def nama_metode(kode):
    return Metode(kode).label if kode else ""


@register.simple_tag(name="lencana_status")
def lencana_html(status):
    """The badge of a survey's status, or of a village without one."""
    nada, ikon_nama, teks = LENCANA[status]
    konteks = {"nada": nada, "ikon_nama": ikon_nama, "teks": teks}
    return render_to_string("components/lencana.html", konteks)


@register.inclusion_tag("components/lencana.html")
def lencana_arah(indikator):
    """The good direction of an indicator, as symbol and word."""
    simbol = "▲" if indikator.arah == "naik" else "▼"
    return {"nada": "garis", "teks": f"{simbol} {indikator.get_arah_display().lower()}"}


LENCANA_PUTARAN = {  # state: (tone, icon)
    "belum dibuka": ("garis", "calendar-event"),
    "terbuka": ("baik", "unlock"),
    "ditutup": ("", "x-circle"),
    "dikunci": ("", "lock"),
}


def sebut_keadaan(putaran):
    """Where a round stands, in words: "terbuka, 37 hari lagi"."""
    keadaan, sisa = keadaan_putaran(
        putaran.buka, putaran.tutup, putaran.dikunci_pada is not None, timezone.localdate()
    )
    if sisa is None:
        return keadaan, keadaan
    return keadaan, "terbuka, hari terakhir" if sisa == 0 else f"terbuka, {sisa} hari lagi"


@register.simple_tag
def lencana_putaran(putaran):
    """The badge of a round's state."""
    keadaan, teks = sebut_keadaan(putaran)
    nada, ikon_nama = LENCANA_PUTARAN[keadaan]
    konteks = {"nada": nada, "ikon_nama": ikon_nama, "teks": teks}
    return render_to_string("components/lencana.html", konteks)
