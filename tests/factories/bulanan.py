from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from inti.bulan import bulan_dari
from opd.choices import StatusHadir, StatusLaporan, StatusRapat, StatusTindakLanjut
from opd.models import KehadiranRapat, Kunjungan, LaporanBulanan, Rapat, TindakLanjut
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import PeriodeFactory
from tests.factories.opd import OPDFactory, PenugasanFactory


class LaporanBulananFactory(DjangoModelFactory):
    """A filled draft on last month; `diajukan`, `diperiksa`, `dikembalikan`, `diterima` go further."""

    class Meta:
        model = LaporanBulanan

    class Params:
        diajukan = factory.Trait(
            status=StatusLaporan.DIAJUKAN,
            diajukan_pada=factory.LazyFunction(timezone.now),
            diajukan_oleh=factory.SelfAttribute("dibuat_oleh"),
            hari_terlambat=0,
        )
        diperiksa = factory.Trait(
            diajukan=True,
            status=StatusLaporan.DIPERIKSA,
            diperiksa_pada=factory.LazyFunction(timezone.now),
            diperiksa_oleh=factory.SubFactory(PenggunaFactory),
        )
        dikembalikan = factory.Trait(
            diajukan=True,
            status=StatusLaporan.DIKEMBALIKAN,
            dikembalikan_pada=factory.LazyFunction(timezone.now),
            dikembalikan_oleh=factory.SubFactory(PenggunaFactory, peran="sekretariat"),
            alasan_kembali="Sebut jumlah rumahnya.",
        )
        diterima = factory.Trait(
            diajukan=True,
            status=StatusLaporan.DITERIMA,
            diterima_pada=factory.LazyFunction(timezone.now),
            diterima_oleh=factory.SubFactory(PenggunaFactory, peran="sekretariat"),
        )

    penugasan = factory.SubFactory(PenugasanFactory)
    bulan = factory.LazyFunction(lambda: bulan_dari(timezone.localdate(), -1))
    tenggat = factory.LazyAttribute(lambda o: o.penugasan.periode.tenggat_laporan(o.bulan))
    kegiatan = "Mendampingi pendataan rumah tidak layak huni."
    hasil = "Dua rumah masuk daftar Baznas."
    rencana = "Mengantar berkas ke Baznas."
    dibuat_oleh = factory.SubFactory(PenggunaFactory)
    diisi_oleh = factory.SelfAttribute("dibuat_oleh")


class KunjunganFactory(DjangoModelFactory):
    class Meta:
        model = Kunjungan

    penugasan = factory.SubFactory(PenugasanFactory)
    tanggal = factory.LazyFunction(timezone.localdate)
    petugas = factory.SubFactory(PenggunaFactory)
    tujuan = "Melihat rumah yang diperbaiki"
    hasil = "Dinding selesai, atap menunggu bahan."


class RapatFactory(DjangoModelFactory):
    """Scheduled for today; `selesai=True` has been held."""

    class Meta:
        model = Rapat

    class Params:
        selesai = factory.Trait(
            status=StatusRapat.SELESAI,
            notulen="OPD melengkapi data jamban.",
            ditutup_pada=factory.LazyFunction(timezone.now),
            ditutup_oleh=factory.SelfAttribute("dibuat_oleh"),
        )

    periode = factory.SubFactory(PeriodeFactory)
    judul = factory.Sequence(lambda n: f"Rapat koordinasi {n}")
    tanggal = factory.LazyFunction(timezone.localdate)
    tempat = "Ruang Pragola"
    agenda = "Kemajuan triwulan"
    dibuat_oleh = factory.SubFactory(PenggunaFactory, peran="sekretariat")


class KehadiranRapatFactory(DjangoModelFactory):
    class Meta:
        model = KehadiranRapat

    class Params:
        hadir = factory.Trait(status=StatusHadir.HADIR, wakil="Sri Contoh")

    rapat = factory.SubFactory(RapatFactory)
    opd = factory.SubFactory(OPDFactory)


class TindakLanjutFactory(DjangoModelFactory):
    """Open, due in two weeks, from a meeting; `dilaporkan=True` waits for the judgement."""

    class Meta:
        model = TindakLanjut

    class Params:
        dilaporkan = factory.Trait(
            status=StatusTindakLanjut.DILAPORKAN,
            hasil="Daftar 12 KK diserahkan, BAST 5/2026.",
            dilaporkan_pada=factory.LazyFunction(timezone.now),
            dilaporkan_oleh=factory.SubFactory(PenggunaFactory),
        )
        memadai = factory.Trait(
            dilaporkan=True,
            status=StatusTindakLanjut.MEMADAI,
            dinilai_pada=factory.LazyFunction(timezone.now),
            dinilai_oleh=factory.SubFactory(PenggunaFactory, peran="sekretariat"),
        )

    rapat = factory.LazyAttribute(
        lambda o: None if o.temuan or o.survei else RapatFactory(selesai=True)
    )
    temuan = None
    survei = None
    opd = factory.SubFactory(OPDFactory)
    uraian = "Serahkan daftar KK tanpa jamban kepada Baznas."
    tenggat = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=14))
    dibuat_oleh = factory.SubFactory(PenggunaFactory, peran="sekretariat")
