"""Tables of reports that are lists."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from desa.templatetags.temuan import lencana_temuan, status_temuan
from inti.tables import (
    JUDUL,
    JUDUL_LEGA,
    LEBAR_SAJA,
    LEGA,
    TANPA_LABEL,
    AngkaColumn,
    RupiahColumn,
    WaktuColumn,
)
from laporan.models import LaporanBeku
from laporan.presentation.matriks import sebut_bergerak, sebut_dituju
from opd.templatetags.intervensi import lencana_intervensi


class MatriksTable(tables.Table):
    """The chain of every village, in the order problem → cause → intervention → indicator."""

    desa = tables.Column("Desa", attrs=TANPA_LABEL)
    kecamatan = tables.Column("Kecamatan", accessor="desa__kecamatan__nama", visible=False)
    kode = tables.Column("Kode Kemendagri", accessor="desa__kode", visible=False)
    kode_bps = tables.Column("Kode BPS", accessor="desa__kode_bps", visible=False)
    opd = tables.Column("OPD pendamping", visible=False)
    temuan = tables.Column("Masalah atau potensi", attrs=JUDUL_LEGA)
    usg = AngkaColumn("USG", accessor="temuan__prioritas", visible=False)
    status_temuan = tables.Column("Status temuan", accessor="temuan", visible=False)
    penyebab = tables.Column("Penyebab", accessor="temuan__penyebab", attrs=LEGA)
    intervensi = tables.Column("Intervensi", attrs=LEGA)
    oleh = tables.Column("Pelaksana", accessor="intervensi__oleh", visible=False)
    status = tables.Column("Status intervensi", accessor="intervensi", visible=False)
    pagu = RupiahColumn("Pagu", accessor="intervensi__pagu", visible=False)
    realisasi = RupiahColumn("Realisasi", accessor="intervensi__realisasi", visible=False)
    dituju = tables.Column("Indikator", attrs=LEGA)
    celah = tables.Column("Celah", attrs={"td": {"class": "celah"}})

    empty_hint = "Longgarkan saringan, atau catat masalah dari halaman sebuah desa."

    class Meta:
        orderable = False
        default = "–"
        empty_text = "Belum ada masalah atau intervensi yang cocok."

    def render_desa(self, value):
        return format_html(
            '<div><a href="{}">{}</a> <small class="redup">{}</small></div>',
            reverse("desa:desa_detail", args=[value.kode]),
            value,
            value.kecamatan,
        )

    def value_desa(self, value):
        return str(value)

    def render_temuan(self, value):
        return format_html(
            '<div><a href="{}">{}</a> <small class="redup">USG {}</small> {}</div>',
            reverse("desa:temuan_detail", args=[value.pk]),
            value,
            value.prioritas,
            lencana_temuan(value),
        )

    def value_temuan(self, value):
        return str(value)

    def value_status_temuan(self, value):
        return status_temuan(value)[2]

    def render_intervensi(self, value):
        return format_html(
            '<div><a href="{}">{}</a> <small class="redup">{}</small> {}</div>',
            reverse("opd:intervensi_detail", args=[value.pk]),
            value,
            value.oleh,
            lencana_intervensi(value.status),
        )

    def value_intervensi(self, value):
        return str(value)

    def value_status(self, value):
        return value.get_status_display()

    def render_dituju(self, value):
        if not value:
            return "–"
        return format_html(
            "<div>{}</div>",
            format_html_join(
                "",
                '<div>{} <small class="{}">{} {}</small></div>',
                (
                    (nama, putusan or "redup", teks or "belum dapat dibandingkan", putusan)
                    for nama, teks, putusan in map(sebut_dituju, value)
                ),
            ),
        )

    def value_dituju(self, value):
        return "; ".join(" ".join(filter(None, sebut_dituju(d))) for d in value)

    def render_celah(self, value):
        return (
            format_html_join(
                " ", '<span class="lencana lencana-waspada">{}</span>', ((c,) for c in value)
            )
            or "–"
        )

    def value_celah(self, value):
        return "; ".join(value)


class BergerakTable(tables.Table):
    """Indicators that changed where no intervention aims at them."""

    desa = tables.Column(
        "Desa",
        accessor="desa__nama",
        linkify=lambda record: reverse("laporan:sebelum_sesudah_desa", args=[record.desa.kode]),
        attrs=JUDUL,
    )
    kecamatan = tables.Column("Kecamatan", accessor="desa__kecamatan")
    kode = tables.Column("Kode Kemendagri", accessor="desa__kode", visible=False)
    kode_bps = tables.Column("Kode BPS", accessor="desa__kode_bps", visible=False)
    opd = tables.Column("OPD pendamping", accessor="desa__opd")
    indikator = tables.Column("Indikator", accessor="indikator__nama")
    perubahan = tables.Column("Perubahan", empty_values=())
    putusan = tables.Column("Putusan", accessor="pasangan__putusan")

    empty_hint = (
        "Setiap indikator yang berubah dituju sebuah intervensi, atau belum ada dua putaran."
    )

    class Meta:
        orderable = False
        default = "–"
        empty_text = "Tidak ada indikator yang bergerak tanpa intervensi."

    def render_perubahan(self, record):
        return sebut_bergerak(record)


class TerbitanTable(tables.Table):
    kode = tables.Column("Kode", order_by=("tahun", "nomor"), attrs=LEBAR_SAJA)
    judul = tables.Column(
        "Laporan",
        attrs=JUDUL,
        linkify=lambda record: reverse("laporan:terbitan_detail", args=[record.pk]),
    )
    saringan = tables.Column("Saringan")
    diterbitkan_pada = WaktuColumn("Diterbitkan")
    diterbitkan_oleh = tables.Column("Oleh", accessor="diterbitkan_oleh__nama")
    keadaan = tables.Column("Keadaan", accessor="ditarik_pada", empty_values=())
    sidik = tables.Column("Sidik data", visible=False)
    sha256 = tables.Column("Sidik berkas", visible=False)
    catatan = tables.Column("Catatan", visible=False)

    empty_hint = "Terbitkan dari halaman Sebelum–sesudah: saringannya ikut dibekukan."

    class Meta:
        model = LaporanBeku
        fields = ()
        default = "–"
        empty_text = "Belum ada laporan yang diterbitkan."

    def render_keadaan(self, record):
        return "ditarik" if record.ditarik_pada else "berlaku"

    value_keadaan = render_keadaan
