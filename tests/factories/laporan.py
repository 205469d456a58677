import hashlib
from decimal import Decimal

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from laporan.choices import JenisLaporan
from laporan.models import KemiskinanKabupaten, LaporanBeku, PenandaTangan
from tests.factories.akun import PenggunaFactory
from tests.factories.inti import KabupatenFactory
from tests.factories.opd import OPDFactory


class PenandaTanganFactory(DjangoModelFactory):
    class Meta:
        model = PenandaTangan

    kabupaten = factory.SubFactory(KabupatenFactory)
    opd = factory.SubFactory(OPDFactory)


class KemiskinanKabupatenFactory(DjangoModelFactory):
    class Meta:
        model = KemiskinanKabupaten

    kabupaten = factory.SubFactory(KabupatenFactory)
    tahun = factory.Sequence(lambda n: 2000 + n % 16)
    persen = Decimal("9.50")
    sumber = "BPS, angka rekaan"


class LaporanBekuFactory(DjangoModelFactory):
    class Meta:
        model = LaporanBeku

    kabupaten = factory.SubFactory(KabupatenFactory)
    nomor = factory.Sequence(lambda n: n + 1)
    tahun = 2026
    jenis = JenisLaporan.SEBELUM_SESUDAH
    judul = "Sebelum dan sesudah pendampingan"
    parameter = factory.LazyFunction(dict)
    sidik = "0" * 64
    berkas = factory.LazyFunction(lambda: ContentFile(b"isi", "laporan.xlsx"))
    nama_berkas = "laporan.xlsx"
    sha256 = hashlib.sha256(b"isi").hexdigest()
    diterbitkan_pada = factory.LazyFunction(timezone.now)
    diterbitkan_oleh = factory.SubFactory(PenggunaFactory, peran="analis")
