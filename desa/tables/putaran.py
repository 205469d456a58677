"""Tables of survey rounds."""

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from desa.models import Desa, Putaran
from desa.queries import BELUM_DIAJUKAN
from desa.stats import terlambat_sejak
from desa.tables.survei import StatusColumn
from desa.templatetags.survei import lencana_putaran, sebut_keadaan
from inti.tables import JUDUL, AngkaColumn, TanggalColumn, WaktuColumn


class PutaranTable(tables.Table):
    """Rounds with how many villages stand where; the numbers come from putaran_with_kemajuan."""

    putaran = tables.Column(
        "Putaran",
        accessor="pk",
        order_by=("periode__mulai", "nomor"),
    )
    periode = tables.Column("Periode")
    keadaan = tables.Column("Keadaan", empty_values=(), orderable=False)
    tanggal_rujukan = TanggalColumn("Tanggal rujukan", visible=False)
    buka = TanggalColumn("Dibuka", visible=False)
    tutup = TanggalColumn("Ditutup")
    jumlah_desa = AngkaColumn("Desa")
    jumlah_belum = AngkaColumn("Belum")
    jumlah_draf = AngkaColumn("Draf")
    jumlah_diajukan = AngkaColumn("Diajukan")
    jumlah_dikembalikan = AngkaColumn("Dikembalikan")
    jumlah_diverifikasi = AngkaColumn("Diverifikasi")

    class Meta:
        model = Putaran
        fields = ()
        order_by = "-putaran"
        empty_text = "Belum ada putaran."
        empty_hint = "Sekretariat TKPK membuat putaran setelah daftar sasaran ditetapkan."

    def render_putaran(self, record):
        return format_html(
            '<a href="{}">{}</a>', reverse("desa:putaran_detail", args=[record.pk]), record
        )

    def value_putaran(self, record):
        return str(record)

    def render_keadaan(self, record):
        return lencana_putaran(record)

    def value_keadaan(self, record):
        return sebut_keadaan(record)[1]


class KelengkapanTable(tables.Table):
    """One row per village of a round; `dapat_diisi` are the villages this user may fill."""

    kecamatan = tables.Column("Kecamatan", accessor="kecamatan__nama")
    nama = tables.Column("Desa", attrs=JUDUL)
    kode = tables.Column("Kode Kemendagri", visible=False)
    kode_bps = tables.Column("Kode BPS", visible=False)
    pendamping = tables.Column("OPD pendamping")
    status = StatusColumn("Status")
    terisi = AngkaColumn("Terisi")
    revisi = AngkaColumn("Revisi", visible=False)
    diajukan_pada = WaktuColumn("Diajukan")
    terlambat = TanggalColumn("Terlambat sejak", empty_values=(), orderable=False)
    sampai = TanggalColumn("Boleh diisi sampai", visible=False)
    aksi = tables.Column("", empty_values=(), orderable=False)

    class Meta:
        model = Desa
        fields = ()
        order_by = ("kecamatan", "nama")
        empty_text = "Tidak ada desa yang cocok."
        default = "–"

    def __init__(self, *args, putaran, dapat_diisi, **kwargs):
        super().__init__(*args, **kwargs)
        self.putaran, self.dapat_diisi = putaran, dapat_diisi

    def render_nama(self, record):
        if not record.survei_id:
            return str(record)
        return format_html(
            '<a href="{}">{}</a>', reverse("desa:survei_detail", args=[record.survei_id]), record
        )

    def value_nama(self, record):
        return str(record)

    def render_terlambat(self, record):
        sejak = self.value_terlambat(record)
        return date_format(sejak, "d-m-Y") if sejak else "–"

    def value_terlambat(self, record):
        return terlambat_sejak(
            record.status, self.putaran.tutup, record.sampai, timezone.localdate()
        )

    def render_aksi(self, record):
        if record.pk not in self.dapat_diisi or record.status not in BELUM_DIAJUKAN:
            return ""
        url = reverse("desa:survei_isi", args=[self.putaran.pk, record.kode])
        return format_html('<a class="btn btn-sm btn-outline-primary" href="{}">Isi</a>', url)
