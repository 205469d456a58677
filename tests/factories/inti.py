import uuid

import factory
from factory.django import DjangoModelFactory

from inti.models import Impor, JejakAudit, Kabupaten


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
