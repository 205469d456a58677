"""Columns that read well on screen and stay numbers and dates in the workbook."""

import django_tables2 as tables
from django.utils import timezone

from inti.angka import format_angka, format_rupiah


# Classes of a column on a phone, where a row is a card (components/tabel.html); Excel has them all.
JUDUL = {"td": {"class": "judul"}}  # the title of the card; without one the first column
LEGA = {"td": {"class": "lega"}, "th": {"class": "lega"}}  # sentences: no narrow column of words
JUDUL_LEGA = {"td": {"class": "judul lega"}, "th": {"class": "lega"}}
LEBAR_SAJA = {"td": {"class": "kode lebar-saja"}}  # left out: the record's own page has it
ANGKA_LEBAR_SAJA = {"td": {"class": "angka lebar-saja"}, "th": {"class": "angka"}}
TANPA_LABEL = {"td": {"class": "kode tanpa-label"}}  # says by itself what it is

# What headings mean that stand above columns of several lists; on the first sheet of their workbooks.
ARTI_KOLOM = {
    "Kode Kemendagri": "Kode wilayah menurut Kementerian Dalam Negeri, ditulis dengan titik.",
    "Kode BPS": "Kode wilayah menurut Badan Pusat Statistik; tidak sama dengan kode Kemendagri.",
    "OPD pendamping": "Perangkat daerah yang mendampingi desa itu.",
    "Putaran": "Satu kali pendataan semua desa sasaran: awal, lanjutan, atau akhir.",
    "Revisi": "Isian keberapa; isian baru berlaku sesudah diverifikasi.",
    "Diverifikasi": "Saat Sekretariat TKPK menyatakan isiannya benar; sejak itu angkanya dihitung di laporan.",
    "Terlambat sejak": "Hari pertama sesudah batas pengisian, bila belum diajukan.",
    "USG": "Prioritas: mendesak, serius, dan memburuk bila dibiarkan, masing-masing 1 sampai 5; jumlahnya 3 sampai 15.",
    "Penyebab": "Mengapa masalah itu terjadi, menurut yang mencatatnya.",
    "Celah": "Mata rantai yang belum ada: masalah tanpa intervensi, intervensi tanpa masalah, atau dana tanpa indikator.",
    "Putusan": "Membaik, tetap, atau memburuk menurut arah baik indikatornya; tetap berarti persis sama.",
    "Pagu": "Dana yang disediakan menurut semua sumbernya, dalam rupiah.",
    "Realisasi": "Jumlah pencairan yang tercatat, dalam rupiah.",
    "KK": "Banyaknya kepala keluarga penerima.",
    "Peringkat": "Urutan desa; 1 yang angkanya tertinggi.",
    "Skor": "Angka yang memeringkat desa pada daftar sasaran, dalam persen.",
    "Padan": "Cocok dengan data kependudukan Dukcapil.",
}


class AngkaColumn(tables.Column):
    """A number, right-aligned, written the Indonesian way; a number in Excel."""

    def __init__(self, *args, desimal=None, format_excel="bulat", **kwargs):
        self.desimal = desimal
        self.format_excel = format_excel
        kwargs.setdefault("attrs", {"td": {"class": "angka"}, "th": {"class": "angka"}})
        super().__init__(*args, **kwargs)

    def render(self, value):
        return format_angka(value, self.desimal)

    def value(self, value):
        return value


class TanggalColumn(tables.Column):
    """A date as 24-11-2026; a date in Excel."""

    format_excel = "tanggal"

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("attrs", {"td": {"class": "kode"}})
        super().__init__(*args, **kwargs)

    def render(self, value):
        return f"{value:%d-%m-%Y}"

    def value(self, value):
        return value


class WaktuColumn(TanggalColumn):
    """A moment in local time as 24-11-2026 14.03; a date with time in Excel."""

    format_excel = "waktu"

    def render(self, value):
        return f"{timezone.localtime(value):%d-%m-%Y %H.%M}"


class RupiahColumn(AngkaColumn):
    """Whole rupiah: "Rp 12.500.000" on screen, a number with that format in Excel."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, format_excel="rupiah", **kwargs)

    def render(self, value):
        return format_rupiah(value)
