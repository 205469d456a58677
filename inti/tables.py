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
