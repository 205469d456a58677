"""Tables of the programme."""

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse

from desa.models import ButirSasaran, DaftarSasaran, Periode, TargetIndikator
from inti.tables import AngkaColumn, TanggalColumn


class PeriodeTable(tables.Table):
    nama = tables.Column("Periode")
    mulai = TanggalColumn("Mulai")
    selesai = TanggalColumn("Selesai")
    dasar_hukum = tables.Column("Dasar hukum")
    jumlah_daftar = AngkaColumn("Daftar sasaran")
    jumlah_putaran = AngkaColumn("Putaran")
    aksi = tables.TemplateColumn(
        template_name="desa/_aksi_periode.html", verbose_name="", orderable=False
    )

    empty_hint = "Program dimulai dari sebuah periode."

    class Meta:
        model = Periode
        fields = ()
        default = "–"
        empty_text = "Belum ada periode."


class DaftarSasaranTable(tables.Table):
    nama = tables.Column("Daftar", linkify=("desa:daftar_detail", {"pk": tables.A("pk")}))
    periode = tables.Column("Periode", order_by=("periode__mulai", "pk"))
    jenis = tables.Column("Jenis")
    status = tables.Column("Status")
    jumlah_desa = AngkaColumn("Desa")
    jumlah_lulus = AngkaColumn("Sudah lulus")
    nomor_dasar_hukum = tables.Column("Dasar hukum")
    tanggal_dasar_hukum = TanggalColumn("Tanggal")
    sumber_data = tables.Column("Sumber data")

    empty_hint = "Buat daftar, isi desanya, lalu tetapkan."

    class Meta:
        model = DaftarSasaran
        fields = ()
        default = "–"
        empty_text = "Belum ada daftar sasaran."

    def render_status(self, record):
        return render_to_string("desa/_status_daftar.html", {"status": record.status})

    def value_status(self, record):
        return record.get_status_display()


class ButirTable(tables.Table):
    desa = tables.Column(
        "Desa",
        attrs={"td": {"class": "nama"}},
        order_by=("desa__nama", "desa__kode"),
        linkify=lambda record: reverse("desa:desa_detail", args=[record.desa.kode]),
    )
    kecamatan = tables.Column(
        "Kecamatan", accessor="desa__kecamatan", order_by=("desa__kecamatan__nama", "desa__kode")
    )
    kode = tables.Column("Kode Kemendagri", accessor="desa__kode", attrs={"td": {"class": "kode"}})
    kode_bps = tables.Column("Kode BPS", accessor="desa__kode_bps", visible=False)
    peringkat = AngkaColumn("Peringkat")
    pembilang_pemilih = AngkaColumn("Angka pemilih")
    penyebut_pemilih = AngkaColumn("Penyebut")
    skor_pemilih = AngkaColumn("Skor", desimal=2, format_excel="desimal")
    keterangan = tables.Column("Keterangan")
    tanggal_lulus = TanggalColumn("Lulus")
    alasan_lulus = tables.Column("Alasan lulus", visible=False)
    aksi = tables.TemplateColumn(
        template_name="desa/_aksi_butir.html", verbose_name="", orderable=False
    )

    empty_hint = "Tambah desa per kecamatan atau isi dari Excel, lalu lengkapi angkanya."

    class Meta:
        model = ButirSasaran
        fields = ()
        default = "–"
        empty_text = "Belum ada desa pada daftar ini."


class TargetTable(tables.Table):
    indikator = tables.Column("Indikator", order_by=("indikator__urutan", "pk"))
    periode = tables.Column("Periode", order_by=("periode__mulai", "indikator__urutan"))
    sasaran = tables.Column("Berlaku untuk", empty_values=(), orderable=False)
    arah = tables.Column("Arah yang baik", accessor="indikator__get_arah_display", orderable=False)
    nilai = AngkaColumn("Target", format_excel="desimal")
    satuan = tables.Column("Satuan", orderable=False)
    aksi = tables.TemplateColumn(
        template_name="desa/_aksi_target.html", verbose_name="", orderable=False
    )

    empty_hint = "Tetapkan target per daftar, dan per desa bila berbeda."

    class Meta:
        model = TargetIndikator
        fields = ()
        default = "–"
        empty_text = "Belum ada target."

    def render_sasaran(self, record):
        if record.daftar:
            return f"Semua desa pada {record.daftar}"
        return f"{record.desa}, {record.desa.kecamatan} ({record.desa.kode})"
