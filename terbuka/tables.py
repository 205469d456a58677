"""The table of tokens."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from inti.tables import JUDUL, TANPA_LABEL, TanggalColumn, WaktuColumn
from terbuka.models import TokenAkses


class TokenTable(tables.Table):
    nama = tables.Column("Sistem", attrs=JUDUL)
    awalan = tables.Column("Token", attrs={"td": {"class": "kode"}})
    lingkup = tables.Column("Lingkup")
    penanggung_jawab = tables.Column("Penanggung jawab")
    berlaku_sampai = TanggalColumn("Berlaku sampai")
    terakhir_dipakai = WaktuColumn("Terakhir dipakai")
    keadaan = tables.Column("Keadaan", orderable=False)
    dibuat_oleh = tables.Column("Dibuat oleh", accessor="dibuat_oleh__nama", visible=False)
    alasan_cabut = tables.Column("Alasan dicabut", visible=False)
    aksi = tables.Column("", empty_values=(), orderable=False, attrs=TANPA_LABEL)

    empty_hint = "Buat satu bila sistem lain perlu membaca data terbatas."

    class Meta:
        model = TokenAkses
        fields = ()
        default = "–"
        empty_text = "Belum ada token."

    def render_awalan(self, value):
        return f"{value}…"

    def render_aksi(self, record):
        if record.dicabut_pada:
            return ""
        return format_html(
            '<a class="btn btn-sm btn-outline-danger" href="{}">Cabut<span class="visually-hidden"> {}</span></a>',
            reverse("terbuka:token_cabut", args=[record.pk]),
            record.nama,
        )
