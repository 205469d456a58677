"""Tables of corrections, their calendar and reasons. Names of persons stay out of the workbook."""

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone

from dtks.models import AlasanPerbaikan, JadwalUsulan, UsulanPerbaikan
from dtks.queries import desa_bernama
from dtks.templatetags.orang import nama_samar
from dtks.templatetags.usulan import LENCANA, lencana_html
from inti.tables import JUDUL, LEBAR_SAJA, AngkaColumn, TanggalColumn, WaktuColumn


class StatusUsulanColumn(tables.Column):
    """A status as badge on screen and as word in the workbook."""

    def render(self, record):
        return lencana_html(record.status)

    def value(self, record):
        return LENCANA[record.status][2]


class UsulanTable(tables.Table):
    """Corrections as one user reads them: persons by name in the villages where it may see them."""

    nomor = tables.Column(
        "Nomor",
        accessor="nomor",
        order_by=("pk",),
        linkify=lambda record: reverse("dtks:usulan_detail", args=[record.pk]),
    )
    orang = tables.Column(
        "Orang",
        accessor="sebutan",
        orderable=False,
        exclude_from_export=True,
        attrs=JUDUL,
        linkify=lambda record: reverse("dtks:usulan_detail", args=[record.pk]),
    )
    alasan = tables.Column("Yang terjadi", order_by=("alasan__urutan",))
    kecamatan = tables.Column("Kecamatan", accessor="desa__kecamatan__nama", attrs=LEBAR_SAJA)
    desa = tables.Column("Desa", accessor="desa", order_by=("desa__nama",))
    kode = tables.Column("Kode Kemendagri", accessor="desa__kode", visible=False)
    kode_bps = tables.Column("Kode BPS", accessor="desa__kode_bps", visible=False)
    opd = tables.Column("OPD", accessor="opd__singkatan", attrs=LEBAR_SAJA)
    status = StatusUsulanColumn("Status")
    diajukan_pada = WaktuColumn("Diajukan")
    dijawab_pada = TanggalColumn("Dijawab")

    empty_hint = "Usulan dibuat petugas dari halaman “Laporkan perubahan”."

    class Meta:
        model = UsulanPerbaikan
        fields = ()
        default = "–"
        empty_text = "Belum ada usulan perbaikan."

    def __init__(self, *args, pengguna, **kwargs):
        self.bernama = set(desa_bernama(pengguna).values_list("pk", flat=True))
        super().__init__(*args, **kwargs)

    def render_orang(self, record, value):
        return nama_samar(value, record.desa_id in self.bernama)


class AntreanUsulanTable(tables.Table):
    nomor = tables.Column(
        "Nomor",
        accessor="nomor",
        order_by=("pk",),
        linkify=lambda record: reverse("dtks:usulan_periksa", args=[record.pk]),
    )
    alasan = tables.Column("Yang terjadi", order_by=("alasan__urutan",))
    kecamatan = tables.Column("Kecamatan", accessor="desa__kecamatan__nama", attrs=LEBAR_SAJA)
    desa = tables.Column("Desa", accessor="desa", order_by=("desa__nama",), attrs=JUDUL)
    kode = tables.Column("Kode Kemendagri", accessor="desa__kode", visible=False)
    kode_bps = tables.Column("Kode BPS", accessor="desa__kode_bps", visible=False)
    diajukan_oleh = tables.Column("Diajukan oleh")
    diajukan_pada = WaktuColumn("Diajukan")
    umur = AngkaColumn("Menunggu (hari)", empty_values=(), order_by=("diajukan_pada",))

    empty_hint = "Usulan yang diajukan petugas muncul di sini, yang paling lama lebih dahulu."

    class Meta:
        model = UsulanPerbaikan
        fields = ()
        default = "–"
        empty_text = "Tidak ada usulan yang menunggu."

    def render_umur(self, record):
        return (timezone.now() - record.diajukan_pada).days

    value_umur = render_umur


class JadwalTable(tables.Table):
    kegiatan = tables.Column("Kegiatan")
    mulai = TanggalColumn("Mulai")
    selesai = TanggalColumn("Selesai")
    keterangan = tables.Column("Keterangan")
    aksi = tables.TemplateColumn(
        template_name="dtks/_aksi_jadwal.html", verbose_name="", orderable=False
    )

    empty_hint = "Catat musyawarah, batas input, dan pengumuman hasil menurut edaran tahun ini."

    class Meta:
        model = JadwalUsulan
        fields = ()
        default = "–"
        empty_text = "Belum ada jadwal."


class AlasanTable(tables.Table):
    nama = tables.Column(
        "Yang terjadi",
        order_by=("urutan",),
        linkify=lambda record: reverse("dtks:alasan_edit", args=[record.pk]),
    )
    jenis = tables.Column("Jenis usulan", accessor="get_jenis_display", order_by=("jenis",))
    alur = tables.Column("Alur pada neraca", accessor="get_alur_display", order_by=("alur",))
    aktif = tables.BooleanColumn(verbose_name="Dipakai", yesno="ya,tidak")

    class Meta:
        model = AlasanPerbaikan
        fields = ()
        default = "–"
        empty_text = "Belum ada alasan."
