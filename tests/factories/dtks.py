from datetime import date

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from dtks.choices import JenisKelamin, JenisSumber, StatusPadan, TindakanAkses, TujuanAkses
from dtks.models import (
    AksesDataPribadi,
    EntriData,
    HasilBaris,
    Keluarga,
    Orang,
    RekapDesa,
    SumberData,
)
from inti.crypto import blind_index
from inti.impor import StatusBaris
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
    no_kk = factory.Sequence(lambda n: f"331899150115{9000 + n:04}")
    no_kk_indeks = factory.LazyAttribute(lambda k: k.no_kk and blind_index(k.no_kk, "no_kk"))
    desa = factory.SubFactory(DesaFactory)
    alamat = "Dukuh Contoh RT 01 RW 02"
    rt, rw = "001", "002"
    tanggal_data = date(2025, 6, 30)


class OrangFactory(DjangoModelFactory):
    """A man born on 17 August 1980; his NIK is of an unused kecamatan (33.18.99)."""

    class Meta:
        model = Orang

    kabupaten = factory.SubFactory(KabupatenFactory)
    nik = factory.Sequence(lambda n: f"331899170880{1 + n:04}")
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
