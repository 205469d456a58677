"""Tables of persons, families, ranked villages and of the access log."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from dtks.models import AksesDataPribadi, EntriData, Keluarga
from dtks.templatetags.orang import lencana_padan, nama_samar, sebut_bantuan
from inti.nik import samarkan
from inti.tables import JUDUL, LEBAR_SAJA, TANPA_LABEL, AngkaColumn, TanggalColumn, WaktuColumn


class NamaSamarMixin:
    """A table of people; `boleh_nama`: the reader may see whole names and birth dates."""

    def __init__(self, *args, boleh_nama=False, **kwargs):
        self.boleh_nama = boleh_nama
        super().__init__(*args, **kwargs)

    def nama(self, teks):
        return nama_samar(teks, self.boleh_nama)


class OrangTable(NamaSamarMixin, tables.Table):
    nama = tables.Column(
        "Nama",
        accessor="orang__nama",
        linkify=lambda record: reverse("dtks:orang_detail", args=[record.orang_id]),
        attrs=JUDUL,
    )
    nik = tables.Column("NIK", accessor="orang", orderable=False, attrs={"td": {"class": "kode"}})
    lahir = TanggalColumn("Lahir", accessor="orang__tanggal_lahir")
    hubungan = tables.Column("Hubungan")
    rt = tables.Column(
        "RT/RW", accessor="keluarga", order_by=("keluarga__rw", "keluarga__rt"), attrs=LEBAR_SAJA
    )
    padan = tables.Column("Padan", empty_values=())
    desil = AngkaColumn("Desil")
    bantuan = tables.Column("Bantuan", empty_values=(), orderable=False)

    empty_hint = "Ubah saringan, atau muat daftarnya lewat Impor Excel."

    class Meta:
        model = EntriData
        fields = ()
        default = "–"
        empty_text = "Tidak ada orang yang cocok."

    def render_nama(self, value):
        return self.nama(value)

    def render_nik(self, value):
        return samarkan(value.nik)

    def render_lahir(self, value):
        return f"{value:%d-%m-%Y}" if self.boleh_nama else f"{value:%Y}"

    def render_rt(self, value):
        return f"{value.rt or '–'}/{value.rw or '–'}"

    def render_padan(self, record):
        return lencana_padan(record)

    def render_bantuan(self, record):
        return sebut_bantuan(record)


class KeluargaTable(NamaSamarMixin, tables.Table):
    kepala = tables.Column(
        "Kepala keluarga",
        empty_values=(),
        linkify=lambda record: reverse("dtks:keluarga_detail", args=[record.pk]),
        attrs=JUDUL,
    )
    no_kk = tables.Column("Nomor KK", orderable=False, attrs={"td": {"class": "kode"}})
    alamat = tables.Column("Alamat", empty_values=(), order_by=("alamat",))
    rt = tables.Column("RT")
    rw = tables.Column("RW")
    jumlah_anggota = AngkaColumn("Anggota")

    empty_hint = "Muat daftarnya lewat Impor Excel."

    class Meta:
        model = Keluarga
        fields = ()
        default = "–"
        empty_text = "Belum ada keluarga pada sumber ini."

    def render_kepala(self, record):
        return self.nama(record.kepala) if record.kepala else "Tanpa kepala keluarga"

    def render_no_kk(self, value):
        return samarkan(value)

    def render_alamat(self, record):
        return (record.alamat if self.boleh_nama else "") or "–"


class PeringkatTable(tables.Table):
    kecamatan = tables.Column("Kecamatan", accessor="desa__kecamatan__nama")
    peringkat = AngkaColumn("Peringkat")
    kode = tables.Column("Kode Kemendagri", accessor="desa__kode", visible=False)
    kode_bps = tables.Column("Kode BPS", accessor="desa__kode_bps", visible=False)
    desa = tables.Column("Desa", accessor="desa", attrs=JUDUL)
    jiwa = AngkaColumn("Orang", accessor="rekap__jumlah_jiwa")
    baris = AngkaColumn("Baris", accessor="rekap__jumlah_baris", visible=False)
    keluarga = AngkaColumn("Keluarga", accessor="rekap__jumlah_keluarga")
    padan = AngkaColumn("Padan", accessor="rekap__jumlah_padan")
    meninggal = AngkaColumn("Meninggal", accessor="rekap__jumlah_meninggal", visible=False)
    tanpa_nik = AngkaColumn("Tanpa NIK", accessor="rekap__jumlah_tanpa_nik")
    ganda = AngkaColumn("Ganda", accessor="rekap__jumlah_ganda")
    mustahil = AngkaColumn("Tanggal mustahil", accessor="rekap__jumlah_tanggal_mustahil")
    ditolak = AngkaColumn("Ditolak", accessor="rekap__jumlah_ditolak", visible=False)

    empty_hint = "Muat daftar penerima lewat Impor Excel."

    class Meta:
        default = "–"
        empty_text = "Belum ada hitungan pada sumber ini."
        orderable = False  # the order is the ranking

    def __init__(self, *args, boleh_orang=False, **kwargs):
        self.boleh_orang = boleh_orang
        super().__init__(*args, **kwargs)

    def render_desa(self, value):
        if not self.boleh_orang:
            return str(value)
        url = reverse("dtks:orang_list", args=[value.kode])
        return format_html('<a href="{}">{}</a>', url, value)

    def value_desa(self, value):
        return str(value)


class AksesTable(tables.Table):
    urutan = AngkaColumn("Nomor", attrs={"td": {"class": "angka lebar-saja"}})
    pada = WaktuColumn("Waktu (WIB)", attrs=TANPA_LABEL)
    pelaku_nama = tables.Column("Pelaku", attrs=JUDUL)
    tindakan = tables.Column("Tindakan", accessor="get_tindakan_display")
    tujuan = tables.Column("Tujuan", accessor="get_tujuan_display")
    keterangan = tables.Column("Keterangan")
    objek = tables.Column("Catatan", attrs={"td": {"class": "kode"}})
    jumlah_orang = AngkaColumn("Orang")

    empty_hint = "Setiap kali identitas dibuka, dicari, atau diekspor, barisnya muncul di sini."

    class Meta:
        model = AksesDataPribadi
        fields = ()
        orderable = False  # always the latest first; the rows are cut off at a limit
        default = "–"
        empty_text = "Tidak ada akses yang cocok."
