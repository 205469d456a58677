from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from desa.choices import (
    Arah,
    AsalIsian,
    BidangTemuan,
    JenisDaftar,
    JenisDesa,
    JenisIndikator,
    JenisPutaran,
    JenisTemuan,
    Metode,
    SatuanTerdampak,
    StatusDaftar,
    StatusSurvei,
    StatusTemuan,
)
from desa.models import (
    BatasDesa,
    ButirSasaran,
    DaftarSasaran,
    Desa,
    Indikator,
    Kecamatan,
    KirimanSurvei,
    NamaLainDesa,
    NilaiIndikator,
    PengecualianKunci,
    Periode,
    PerkembanganTemuan,
    ProfilDesa,
    Putaran,
    PutusDeret,
    Survei,
    TabrakanIsian,
    TargetIndikator,
    Temuan,
    VersiIndikator,
)
from desa.stats import Isian
from tests.factories.akun import PenggunaFactory
from tests.factories.inti import KabupatenFactory


class KecamatanFactory(DjangoModelFactory):
    class Meta:
        model = Kecamatan
        django_get_or_create = ["kode"]

    kabupaten = factory.SubFactory(KabupatenFactory)
    kode = "33.18.16"
    nama = "Margoyoso"
    kode_bps = "3318160"


class DesaFactory(DjangoModelFactory):
    class Meta:
        model = Desa

    kecamatan = factory.SubFactory(KecamatanFactory)
    kode = factory.LazyAttributeSequence(lambda o, n: f"{o.kecamatan.kode}.{3001 + n % 6000}")
    nama = factory.Sequence(lambda n: f"Desa Uji {n}")
    jenis = JenisDesa.DESA


class NamaLainDesaFactory(DjangoModelFactory):
    class Meta:
        model = NamaLainDesa

    desa = factory.SubFactory(DesaFactory)
    nama = factory.Sequence(lambda n: f"Nama Lama {n}")
    sumber = "uji"


class ProfilDesaFactory(DjangoModelFactory):
    class Meta:
        model = ProfilDesa

    desa = factory.SubFactory(DesaFactory)
    tahun = 2025
    jumlah_kk = 900
    sumber = "Dukcapil"


class BatasDesaFactory(DjangoModelFactory):
    class Meta:
        model = BatasDesa

    desa = factory.SubFactory(DesaFactory)
    geometri = {
        "type": "Polygon",
        "coordinates": [
            [[111.0, -6.7], [111.1, -6.7], [111.1, -6.8], [111.0, -6.8], [111.0, -6.7]]
        ],
    }
    sumber = "contoh"


class PeriodeFactory(DjangoModelFactory):
    class Meta:
        model = Periode
        django_get_or_create = ["kabupaten", "nama"]

    kabupaten = factory.SubFactory(KabupatenFactory)
    nama = "2021–2030"
    mulai = date(2021, 1, 1)
    selesai = date(2030, 12, 31)


class DaftarSasaranFactory(DjangoModelFactory):
    class Meta:
        model = DaftarSasaran

    class Params:
        ditetapkan = factory.Trait(
            status=StatusDaftar.DITETAPKAN,
            ditetapkan_pada=factory.LazyFunction(timezone.now),
            ditetapkan_oleh=factory.SubFactory(PenggunaFactory, peran="sekretariat"),
        )

    periode = factory.SubFactory(PeriodeFactory)
    jenis = JenisDaftar.DAMPINGAN
    nama = factory.Sequence(lambda n: f"Daftar {n}")
    nomor_dasar_hukum = "410/1/2021"
    tanggal_dasar_hukum = date(2021, 11, 1)
    sumber_data = "DTKS Oktober 2020"
    tanggal_data = date(2020, 10, 31)
    kriteria = "Jumlah jiwa DTKS terbesar per kecamatan"


class ButirSasaranFactory(DjangoModelFactory):
    class Meta:
        model = ButirSasaran

    daftar = factory.SubFactory(DaftarSasaranFactory)
    desa = factory.SubFactory(DesaFactory)
    alasan_lulus = factory.LazyAttribute(
        lambda o: "Mandiri" if getattr(o, "tanggal_lulus", None) else ""
    )


class IndikatorFactory(DjangoModelFactory):
    class Meta:
        model = Indikator

    kode = factory.Sequence(lambda n: f"IND{n}")
    nama = factory.Sequence(lambda n: f"Indikator {n}")
    bidang = "Permukiman"
    jenis = JenisIndikator.PROPORSI
    arah = Arah.TURUN
    batas_lonjakan_persen = 30
    urutan = factory.Sequence(int)


class VersiIndikatorFactory(DjangoModelFactory):
    class Meta:
        model = VersiIndikator

    indikator = factory.SubFactory(IndikatorFactory)
    nomor = 1
    definisi = "Definisi uji."
    label_pembilang = "Rumah tidak layak huni"
    label_penyebut = "Seluruh rumah"
    satuan = "unit"
    satuan_penyebut = "unit"
    sumber_definisi = "uji"
    berlaku_mulai = date(2020, 1, 1)


class TargetIndikatorFactory(DjangoModelFactory):
    class Meta:
        model = TargetIndikator

    periode = factory.SubFactory(PeriodeFactory)
    indikator = factory.SubFactory(IndikatorFactory)
    desa = factory.SubFactory(DesaFactory)
    nilai = 5


class PutusDeretFactory(DjangoModelFactory):
    class Meta:
        model = PutusDeret

    indikator = factory.SubFactory(IndikatorFactory)
    tanggal = date(2023, 1, 1)
    uraian = "Daftar acuan berganti"


class PutaranFactory(DjangoModelFactory):
    """An open round; `tertutup=True` closed last month. Pass `versi=[…]` to ask indicators."""

    class Meta:
        model = Putaran
        skip_postgeneration_save = True

    class Params:
        tertutup = factory.Trait(
            buka=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=90)),
            tutup=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30)),
        )

    periode = factory.SubFactory(PeriodeFactory)
    jenis = JenisPutaran.AWAL
    nomor = factory.Sequence(lambda n: n + 1)
    tanggal_rujukan = factory.LazyFunction(timezone.localdate)
    buka = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=10))
    tutup = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=10))

    @factory.post_generation
    def versi(self, create, extracted, **kwargs):
        if extracted:
            self.versi_indikator.set(extracted)


class PengecualianKunciFactory(DjangoModelFactory):
    class Meta:
        model = PengecualianKunci

    putaran = factory.SubFactory(PutaranFactory)
    desa = factory.SubFactory(DesaFactory)
    sampai = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=5))
    alasan = "Banjir"
    dibuat_oleh = factory.SubFactory(PenggunaFactory, peran="sekretariat")


class SurveiFactory(DjangoModelFactory):
    class Meta:
        model = Survei

    class Params:
        diajukan = factory.Trait(
            status=StatusSurvei.DIAJUKAN,
            diajukan_pada=factory.LazyFunction(timezone.now),
            diajukan_oleh=factory.SelfAttribute("dibuat_oleh"),
        )
        dikembalikan = factory.Trait(
            diajukan=True,
            status=StatusSurvei.DIKEMBALIKAN,
            dikembalikan_pada=factory.LazyFunction(timezone.now),
            dikembalikan_oleh=factory.SubFactory(PenggunaFactory, peran="sekretariat"),
            alasan_kembali="Angka jamban perlu diperiksa.",
        )
        diverifikasi = factory.Trait(
            diajukan=True,
            status=StatusSurvei.DIVERIFIKASI,
            berlaku=True,
            diverifikasi_pada=factory.LazyFunction(timezone.now),
            diverifikasi_oleh=factory.SubFactory(PenggunaFactory, peran="sekretariat"),
        )

    putaran = factory.SubFactory(PutaranFactory)
    desa = factory.SubFactory(DesaFactory)
    dibuat_oleh = factory.SubFactory(PenggunaFactory)


class NilaiIndikatorFactory(DjangoModelFactory):
    """64 of 512; `kosong="tidak_berlaku"` for a reason instead."""

    class Meta:
        model = NilaiIndikator

    class Params:
        kosong = ""

    survei = factory.SubFactory(SurveiFactory)
    versi_indikator = factory.SubFactory(VersiIndikatorFactory)
    pembilang = factory.LazyAttribute(lambda o: None if o.kosong else 64)
    penyebut = factory.LazyAttribute(lambda o: None if o.kosong else 512)
    alasan_kosong = factory.LazyAttribute(lambda o: o.kosong)
    tanggal = factory.LazyAttribute(lambda o: o.survei.putaran.tanggal_rujukan)
    sumber = "Pendataan desa"
    metode = Metode.SENSUS_DESA
    diisi_oleh = factory.SelfAttribute("survei.dibuat_oleh")
    diisi_pada = factory.LazyFunction(timezone.now)


class TemuanFactory(DjangoModelFactory):
    """A problem just recorded; `diusulkan=True` waits for confirmation, `selesai=True` has it."""

    class Meta:
        model = Temuan

    class Params:
        ditangani = factory.Trait(status=StatusTemuan.DITANGANI)
        diusulkan = factory.Trait(
            ditangani=True,
            diusulkan_pada=factory.LazyFunction(timezone.now),
            diusulkan_oleh=factory.SelfAttribute("dibuat_oleh"),
        )
        selesai = factory.Trait(
            diusulkan=True,
            status=StatusTemuan.SELESAI,
            selesai_pada=factory.LazyFunction(timezone.now),
            selesai_oleh=factory.SubFactory(PenggunaFactory, peran="sekretariat"),
        )

    desa = factory.SubFactory(DesaFactory)
    jenis = JenisTemuan.MASALAH
    bidang = BidangTemuan.PERMUKIMAN
    judul = factory.Sequence(lambda n: f"Rumah berlantai tanah {n}")
    jumlah_terdampak = 12
    satuan_terdampak = SatuanTerdampak.KK
    urgensi, keseriusan, pertumbuhan = 4, 4, 3
    tanggal = factory.LazyFunction(timezone.localdate)
    dibuat_oleh = factory.SubFactory(PenggunaFactory)


class PerkembanganTemuanFactory(DjangoModelFactory):
    class Meta:
        model = PerkembanganTemuan

    temuan = factory.SubFactory(TemuanFactory)
    tanggal = factory.LazyFunction(timezone.localdate)
    uraian = "Sudah dibicarakan dengan kepala desa."
    dibuat_oleh = factory.SelfAttribute("temuan.dibuat_oleh")


class KirimanSurveiFactory(DjangoModelFactory):
    class Meta:
        model = KirimanSurvei

    kunci = factory.LazyFunction(uuid4)
    putaran = factory.SubFactory(PutaranFactory)
    desa = factory.SubFactory(DesaFactory)
    sidik = "0" * 64


class TabrakanIsianFactory(DjangoModelFactory):
    """The sender's 40 of 512 where both began from nothing."""

    class Meta:
        model = TabrakanIsian

    putaran = factory.SubFactory(PutaranFactory)
    desa = factory.SubFactory(DesaFactory)
    versi_indikator = factory.SubFactory(VersiIndikatorFactory)
    pemilik = factory.SubFactory(PenggunaFactory)
    asal = AsalIsian.FORMULIR
    data_dasar = factory.LazyAttribute(lambda o: Isian(o.versi_indikator.pk).ke_data())
    data_saya = factory.LazyAttribute(
        lambda o: Isian(o.versi_indikator.pk, Decimal(40), Decimal(512)).ke_data()
    )
