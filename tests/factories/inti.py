import uuid

import factory
from factory.django import DjangoModelFactory

from inti.choices import JenisLampiran
from inti.models import (
    Bundel,
    Impor,
    JejakAudit,
    Kabupaten,
    KirimanFormulir,
    Lampiran,
    PasanganKolom,
    Pekerjaan,
    Pemberitahuan,
)


class KabupatenFactory(DjangoModelFactory):
    class Meta:
        model = Kabupaten
        django_get_or_create = ["kode"]

    kode = "33.18"
    nama = "Kabupaten Pati"
    provinsi = "Jawa Tengah"


class JejakAuditFactory(DjangoModelFactory):
    class Meta:
        model = JejakAudit

    kabupaten_kode = "33.18"
    aksi = "survei.ajukan"
    objek_jenis = "desa.survei"
    objek_id = "1"
    pelaku_nama = "Siti Contoh"


class ImporFactory(DjangoModelFactory):
    class Meta:
        model = Impor

    kabupaten = factory.SubFactory(KabupatenFactory)
    kunci = factory.LazyFunction(uuid.uuid4)
    jenis = "survei"
    nama_berkas = "survei.xlsx"
    sha256 = "0" * 64
    ukuran = 1
    dibuat_oleh = factory.SubFactory("tests.factories.akun.PenggunaFactory")


class BundelFactory(DjangoModelFactory):
    class Meta:
        model = Bundel

    jenis = "desa.survei"


class LampiranFactory(DjangoModelFactory):
    """A row only; a real file comes through `tests.lampiran`."""

    class Meta:
        model = Lampiran

    kunci = factory.LazyFunction(uuid.uuid4)
    nama = "Surat keterangan"
    jenis = JenisLampiran.PDF
    berkas = "lampiran/00/00.pdf"
    sha256 = "0" * 64
    ukuran = 1
    dibuat_oleh = factory.SubFactory("tests.factories.akun.PenggunaFactory")


class PasanganKolomFactory(DjangoModelFactory):
    class Meta:
        model = PasanganKolom

    kabupaten = factory.SubFactory(KabupatenFactory)
    jenis = "sasaran"
    sidik = factory.Sequence(lambda n: f"{n:064x}")
    kolom = {"0": "kode_desa"}
    diubah_oleh = factory.SubFactory(
        "tests.factories.akun.PenggunaFactory", kabupaten=factory.SelfAttribute("..kabupaten")
    )


class PekerjaanFactory(DjangoModelFactory):
    class Meta:
        model = Pekerjaan

    kunci = factory.LazyFunction(uuid.uuid4)
    pemilik = factory.SubFactory("tests.factories.akun.PenggunaFactory")
    jenis = "uji"
    judul = "Pekerjaan uji"


class KirimanFormulirFactory(DjangoModelFactory):
    class Meta:
        model = KirimanFormulir

    pengguna = factory.SubFactory("tests.factories.akun.PenggunaFactory")
    kunci = factory.LazyFunction(uuid.uuid4)
    sidik = "0" * 64
    tujuan = "/"


class PemberitahuanFactory(DjangoModelFactory):
    class Meta:
        model = Pemberitahuan

    penerima = factory.SubFactory("tests.factories.akun.PenggunaFactory")
    teks = "Survei dikembalikan."
    tautan = "/survei/"
    kunci = factory.Sequence(lambda n: f"uji:{n}")
