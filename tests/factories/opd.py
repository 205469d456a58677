from datetime import date

import factory
from factory.django import DjangoModelFactory

from opd.choices import (
    JenisOPD,
    JenisPelaksana,
    JenisPenerima,
    KelompokProgram,
    StatusIntervensi,
    StrategiProgram,
    SumberDana,
)
from opd.models import (
    OPD,
    Intervensi,
    JenisBantuan,
    Keanggotaan,
    KemajuanIntervensi,
    NamaOPD,
    PejabatOPD,
    Pencairan,
    Pendanaan,
    PenerimaBantuan,
    Penugasan,
    SerahTerima,
)
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


class JenisBantuanFactory(DjangoModelFactory):
    class Meta:
        model = JenisBantuan
        django_get_or_create = ["kode"]

    kode = "RTLH"
    nama = "Perbaikan rumah tidak layak huni"
    satuan = "unit"


class IntervensiFactory(DjangoModelFactory):
    """Planned by Baznas; with `penugasan` by the mentoring OPD itself. `rampung=True` is finished."""

    class Meta:
        model = Intervensi

    class Params:
        berjalan = factory.Trait(status=StatusIntervensi.BERJALAN)
        rampung = factory.Trait(
            status=StatusIntervensi.SELESAI,
            realisasi_volume=4,
            tanggal_selesai=factory.SelfAttribute("selesai"),
        )

    desa = factory.SubFactory(DesaFactory)
    nama = factory.Sequence(lambda n: f"Bedah rumah {n}")
    jenis = factory.SubFactory(JenisBantuanFactory)
    jenis_pelaksana = factory.LazyAttribute(
        lambda o: JenisPelaksana.PENDAMPING if o.penugasan else JenisPelaksana.BAZNAS
    )
    penugasan = None
    pelaksana = factory.LazyAttribute(lambda o: "" if o.penugasan else "Baznas Kabupaten Pati")
    strategi = StrategiProgram.BEBAN
    kelompok = KelompokProgram.BANTUAN_SOSIAL
    mulai = date(2026, 3, 1)
    selesai = date(2026, 6, 30)
    target_volume = 5
    dibuat_oleh = factory.SubFactory(PenggunaFactory)


class PenerimaBantuanFactory(DjangoModelFactory):
    class Meta:
        model = PenerimaBantuan

    intervensi = factory.SubFactory(IntervensiFactory)
    jenis = JenisPenerima.KELUARGA
    label = "RT 02/RW 01, rumah no. 14"


class PendanaanFactory(DjangoModelFactory):
    class Meta:
        model = Pendanaan

    intervensi = factory.SubFactory(IntervensiFactory)
    sumber = SumberDana.BAZNAS_UPZ
    tahun = 2026
    pagu = 75_000_000
    dibuat_oleh = factory.SelfAttribute("intervensi.dibuat_oleh")


class PencairanFactory(DjangoModelFactory):
    class Meta:
        model = Pencairan

    pendanaan = factory.SubFactory(PendanaanFactory)
    tanggal = date(2026, 4, 1)
    jumlah = 10_000_000
    nomor_bukti = factory.Sequence(lambda n: f"LPJ/{n}/2026")
    dibuat_oleh = factory.SelfAttribute("pendanaan.dibuat_oleh")


class KemajuanIntervensiFactory(DjangoModelFactory):
    class Meta:
        model = KemajuanIntervensi

    intervensi = factory.SubFactory(IntervensiFactory)
    tanggal = date(2026, 4, 15)
    persen = 40
    catatan = "Dua rumah selesai dinding."
    dibuat_oleh = factory.SelfAttribute("intervensi.dibuat_oleh")
