from datetime import date

import factory
from factory.django import DjangoModelFactory

from opd.choices import JenisOPD
from opd.models import OPD, Keanggotaan, NamaOPD, PejabatOPD, Penugasan, SerahTerima
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import DesaFactory, PeriodeFactory
from tests.factories.inti import KabupatenFactory


class OPDFactory(DjangoModelFactory):
    class Meta:
        model = OPD

    kabupaten = factory.SubFactory(KabupatenFactory)
    nama = factory.Sequence(lambda n: f"Dinas Uji {n}")
    singkatan = factory.Sequence(lambda n: f"Disuji{n}")
    jenis = JenisOPD.DINAS


class NamaOPDFactory(DjangoModelFactory):
    class Meta:
        model = NamaOPD

    opd = factory.SubFactory(OPDFactory)
    nama = "Dinas Lama"
    singkatan = "Dislama"
    selesai = date(2024, 7, 4)


class PejabatOPDFactory(DjangoModelFactory):
    class Meta:
        model = PejabatOPD

    opd = factory.SubFactory(OPDFactory)
    nama = "Sri Contoh"
    jabatan = "Kepala Dinas"
    mulai = date(2024, 1, 1)


class KeanggotaanFactory(DjangoModelFactory):
    class Meta:
        model = Keanggotaan

    pengguna = factory.SubFactory(PenggunaFactory)
    opd = factory.SubFactory(OPDFactory)
    mulai = date(2022, 1, 1)


class PenugasanFactory(DjangoModelFactory):
    class Meta:
        model = Penugasan

    periode = factory.SubFactory(PeriodeFactory)
    opd = factory.SubFactory(OPDFactory)
    desa = factory.SubFactory(DesaFactory)
    mulai = date(2022, 1, 1)
    nomor_sk = "410/1/2021"
    dibuat_oleh = factory.SubFactory(PenggunaFactory, peran="sekretariat")


class SerahTerimaFactory(DjangoModelFactory):
    class Meta:
        model = SerahTerima

    penugasan = factory.SubFactory(PenugasanFactory)
    opd_penerima = factory.SubFactory(OPDFactory)
    tanggal = date(2026, 1, 1)
    nomor_sk = "410/2/2026"
    pekerjaan_terbuka = "Perbaikan tiga rumah belum selesai."
    dibuat_oleh = factory.SubFactory(PenggunaFactory, peran="sekretariat")
