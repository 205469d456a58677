from datetime import date, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from dtks.choices import JenisKelamin, JenisSumber, StatusPadan, TindakanAkses, TujuanAkses
from dtks.models import (
    AksesDataPribadi,
    AlasanPerbaikan,
    BeritaAcara,
    EntriData,
    HasilBaris,
    InsidenData,
    JadwalUsulan,
    JawabanPusat,
    Keluarga,
    KirimanUsulan,
    Orang,
    PerubahanElemen,
    RantaiAkses,
    RekapDesa,
    SumberData,
    UsulanPerbaikan,
)
from inti.crypto import blind_index
from inti.impor import StatusBaris
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import DesaFactory
from tests.factories.inti import ImporFactory, KabupatenFactory


class SumberDataFactory(DjangoModelFactory):
    class Meta:
        model = SumberData

    kabupaten = factory.SubFactory(KabupatenFactory)
    kode = factory.Sequence(lambda n: f"DTSEN-2025-TW{n}")
    jenis = JenisSumber.DTSEN
    tanggal_data = date(2025, 6, 30)
    tanggal_terima = date(2025, 7, 20)


class KeluargaFactory(DjangoModelFactory):
    """No KK of an unused kecamatan (33.18.99): no real family can have it."""

    class Meta:
        model = Keluarga

    kabupaten = factory.SubFactory(KabupatenFactory)
    no_kk = factory.Sequence(lambda n: f"331899150115{2000 + n:04}")
    no_kk_indeks = factory.LazyAttribute(lambda k: k.no_kk and blind_index(k.no_kk, "no_kk"))
    desa = factory.SubFactory(DesaFactory)
    alamat = "Dukuh Contoh RT 01 RW 02"
    rt, rw = "001", "002"
    tanggal_data = date(2025, 6, 30)


class OrangFactory(DjangoModelFactory):
    """A man born on 17 August 1980; his NIK is of an unused kecamatan (33.18.99).

    Numbers that tests write themselves end below 2000.
    """

    class Meta:
        model = Orang

    kabupaten = factory.SubFactory(KabupatenFactory)
    nik = factory.Sequence(lambda n: f"331899170880{2000 + n:04}")
    nik_indeks = factory.LazyAttribute(lambda o: o.nik and blind_index(o.nik, "nik"))
    alasan_tanpa_nik = factory.LazyAttribute(lambda o: "" if o.nik else "kosong")
    nama = factory.Sequence(lambda n: f"Warga Rekaan {n}")
    tanggal_lahir = date(1980, 8, 17)
    jenis_kelamin = JenisKelamin.LAKI_LAKI
    ibu_kandung = "Ibu Rekaan"
    tanggal_data = date(2025, 6, 30)


class EntriDataFactory(DjangoModelFactory):
    class Meta:
        model = EntriData

    sumber = factory.SubFactory(SumberDataFactory)
    desa = factory.SubFactory(DesaFactory)
    orang = factory.SubFactory(OrangFactory)
    keluarga = factory.SubFactory(KeluargaFactory, desa=factory.SelfAttribute("..desa"))
    id_dtks = factory.Sequence(lambda n: f"CTH{n:012}")
    hubungan = "KEPALA KELUARGA"
    padan = StatusPadan.PADAN


class HasilBarisFactory(DjangoModelFactory):
    class Meta:
        model = HasilBaris

    impor = factory.SubFactory(ImporFactory)
    sumber = factory.SubFactory(SumberDataFactory)
    nomor = factory.Sequence(lambda n: n + 2)
    status = StatusBaris.BARU


class RekapDesaFactory(DjangoModelFactory):
    class Meta:
        model = RekapDesa

    sumber = factory.SubFactory(SumberDataFactory)
    desa = factory.SubFactory(DesaFactory)
    jumlah_baris = jumlah_jiwa = 10
    jumlah_keluarga = 4
    jumlah_tanpa_nik = jumlah_ganda = jumlah_tanggal_mustahil = jumlah_ditolak = 0


class AksesDataPribadiFactory(DjangoModelFactory):
    class Meta:
        model = AksesDataPribadi

    kabupaten = factory.SubFactory(KabupatenFactory)
    urutan = factory.Sequence(lambda n: n + 1)
    pada = factory.LazyFunction(timezone.now)
    pelaku_nama = "Petugas Rekaan"
    tindakan = TindakanAkses.BUKA
    tujuan = TujuanAkses.VERIFIKASI
    objek = "dtks.orang:1"
    jumlah_orang = 1
    sidik = "0" * 64


class RantaiAksesFactory(DjangoModelFactory):
    class Meta:
        model = RantaiAkses

    kabupaten = factory.SubFactory(KabupatenFactory)


class AlasanPerbaikanFactory(DjangoModelFactory):
    """A death, unless told otherwise."""

    class Meta:
        model = AlasanPerbaikan
        django_get_or_create = ["kabupaten", "kode"]

    kabupaten = factory.SubFactory(KabupatenFactory)
    kode = "meninggal"
    nama = "Meninggal"
    jenis = "nonaktif"
    alur = "meninggal"
    elemen = factory.LazyFunction(list)
    dokumen = factory.LazyFunction(lambda: ["akta_kematian"])
    perlu_tanggal = True


class UsulanPerbaikanFactory(DjangoModelFactory):
    """A draft that a listed person has died."""

    class Meta:
        model = UsulanPerbaikan

    class Params:
        diajukan = factory.Trait(
            status="diajukan",
            diajukan_pada=factory.LazyFunction(timezone.now),
            diajukan_oleh=factory.SelfAttribute("dibuat_oleh"),
            sidik="0" * 32,
        )

    kabupaten = factory.SubFactory(KabupatenFactory)
    kunci_kirim = factory.Faker("uuid4", cast_to=None)
    sumber = factory.SubFactory(SumberDataFactory)
    desa = factory.SubFactory(DesaFactory)
    alasan = factory.SubFactory(AlasanPerbaikanFactory)
    jenis = factory.SelfAttribute("alasan.jenis")
    orang = factory.LazyAttribute(
        lambda usulan: EntriDataFactory(desa=usulan.desa, sumber=usulan.sumber).orang
    )
    dibuat_oleh = factory.SubFactory(PenggunaFactory)


class PerubahanElemenFactory(DjangoModelFactory):
    class Meta:
        model = PerubahanElemen

    usulan = factory.SubFactory(UsulanPerbaikanFactory)
    elemen = "aktif"
    lama = "ya"
    baru = "tidak"


class JadwalUsulanFactory(DjangoModelFactory):
    class Meta:
        model = JadwalUsulan

    kabupaten = factory.SubFactory(KabupatenFactory)
    kegiatan = "Musyawarah desa"
    mulai = date(2026, 12, 1)
    selesai = date(2026, 12, 14)


class BeritaAcaraFactory(DjangoModelFactory):
    class Meta:
        model = BeritaAcara

    kabupaten = factory.SubFactory(KabupatenFactory)
    desa = factory.SubFactory(DesaFactory)
    jenis = "musdes"
    nomor = factory.Sequence(lambda n: f"470/{n}/2026")
    tanggal = date(2026, 3, 10)
    tempat = "Balai Desa"
    pimpinan = "Kepala Rekaan"
    jabatan_pimpinan = "Kepala Desa"
    jumlah_hadir = 30
    sidik = "0" * 32
    dibuat_oleh = factory.SubFactory(PenggunaFactory)


class InsidenDataFactory(DjangoModelFactory):
    """A breach that became known an hour ago."""

    class Meta:
        model = InsidenData

    class Params:
        ditangani = factory.Trait(
            status="ditangani",
            penanganan="Akses dicabut, kunci diputar.",
            ditangani_pada=factory.LazyFunction(timezone.now),
            ditangani_oleh=factory.SelfAttribute("dicatat_oleh"),
        )
        diberitahukan = factory.Trait(
            ditangani=True,
            status="diberitahukan",
            lembaga="Kementerian Komunikasi dan Digital",
            cara_memberitahu="Surat 480/12/2026",
            orang_diberitahu=factory.SelfAttribute("diketahui_pada"),
            lembaga_diberitahu=factory.SelfAttribute("diketahui_pada"),
            diberitahukan_pada=factory.LazyFunction(timezone.now),
            diberitahukan_oleh=factory.SelfAttribute("dicatat_oleh"),
        )
        selesai = factory.Trait(
            penutup="Laptop dinas kini terenkripsi.",
            ditutup_pada=factory.LazyFunction(timezone.now),
            ditutup_oleh=factory.SelfAttribute("dicatat_oleh"),
        )

    kabupaten = factory.SubFactory(KabupatenFactory)
    judul = "Laptop verifikator hilang"
    diketahui_pada = factory.LazyFunction(lambda: timezone.now() - timedelta(hours=1))
    tenggat_pada = factory.LazyAttribute(lambda i: i.diketahui_pada + timedelta(hours=72))
    cara = "Tas dicuri di terminal; layar tidak terkunci."
    data_terungkap = "NIK, nama, dan alamat warga satu desa"
    jumlah_orang = 412
    dicatat_oleh = factory.SubFactory(PenggunaFactory, peran="admin")


class KirimanUsulanFactory(DjangoModelFactory):
    class Meta:
        model = KirimanUsulan

    kabupaten = factory.SubFactory(KabupatenFactory)
    nomor = factory.Sequence(lambda n: n + 1)
    dibuat_oleh = factory.SubFactory(PenggunaFactory)


class JawabanPusatFactory(DjangoModelFactory):
    class Meta:
        model = JawabanPusat

    usulan = factory.SubFactory(UsulanPerbaikanFactory)
    impor = factory.SubFactory(ImporFactory)
    baris = factory.Sequence(lambda n: n + 2)
