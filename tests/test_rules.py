"""Every predicate with the right object, the wrong one, and none."""

import re
from datetime import date
from pathlib import Path

import pytest
from rules.permissions import permissions

from akun import rules as akun
from akun.choices import Peran
from dtks import rules as dtks
from inti import rules as inti
from opd import rules as opd
from tests.factories.akun import PenggunaFactory
from tests.factories.bulanan import (
    KunjunganFactory,
    LaporanBulananFactory,
    TindakLanjutFactory,
)
from tests.factories.desa import (
    DesaFactory,
    PerkembanganTemuanFactory,
    SurveiFactory,
    TemuanFactory,
)
from tests.factories.dtks import UsulanPerbaikanFactory
from tests.factories.inti import ImporFactory, LampiranFactory
from tests.factories.opd import KeanggotaanFactory, PencairanFactory, SerahTerimaFactory
from tests.lampiran import lampiran_pada


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("peran", Peran)
def test_has_peran_knows_its_role_only(peran):
    for lain in Peran:
        assert akun.has_peran(peran)(PenggunaFactory.build(peran=lain)) == (lain == peran)
    assert not akun.has_peran(peran)(PenggunaFactory.build(peran=peran, is_active=False))


def test_is_pendamping(petugas):
    orang = petugas()
    desa, lain = orang.penugasan.desa, DesaFactory()
    assert opd.is_pendamping(orang, desa)
    assert opd.is_pendamping(orang, SurveiFactory(desa=desa))
    assert not opd.is_pendamping(orang, lain)
    assert not opd.is_pendamping(orang, SurveiFactory(desa=lain))
    assert opd.is_pendamping(orang, PencairanFactory(pendanaan__intervensi__desa=desa))
    assert not opd.is_pendamping(orang, PencairanFactory(pendanaan__intervensi__desa=lain))
    assert opd.is_pendamping(orang, None)


def test_is_pendamping_ends_with_membership_and_assignment(petugas):
    bekas = petugas(selesai=date(2023, 1, 1))
    assert not opd.is_pendamping(bekas, bekas.penugasan.desa)
    mantan = petugas()
    mantan.keanggotaan.update(selesai=date(2023, 1, 1))
    assert not opd.is_pendamping(mantan, mantan.penugasan.desa)


def test_has_no_pendamping(petugas):
    orang = petugas()
    assert not opd.has_no_pendamping(orang, orang.penugasan.desa)
    assert opd.has_no_pendamping(orang, DesaFactory())
    assert opd.has_no_pendamping(orang, None)


def test_is_bukan_pengaju():
    survei = SurveiFactory(diajukan=True)
    assert not opd.is_bukan_pengaju(survei.diajukan_oleh, survei)
    assert opd.is_bukan_pengaju(PenggunaFactory(), survei)
    assert opd.is_bukan_pengaju(PenggunaFactory(), None)


def test_is_bukan_penangan():
    temuan = TemuanFactory(diusulkan=True, diusulkan_oleh=PenggunaFactory())
    penindak = PerkembanganTemuanFactory(temuan=temuan, dibuat_oleh=PenggunaFactory()).dibuat_oleh
    pengembali = PerkembanganTemuanFactory(
        temuan=temuan, dibuat_oleh=PenggunaFactory(), langkah="kembalikan"
    ).dibuat_oleh
    for penangan in (temuan.dibuat_oleh, temuan.diusulkan_oleh, penindak):
        assert not opd.is_bukan_penangan(penangan, temuan)
    for lain in (pengembali, PenggunaFactory()):
        assert opd.is_bukan_penangan(lain, temuan)
    assert opd.is_bukan_penangan(penindak, None)


def test_is_bukan_pengaju_usulan():
    usulan = UsulanPerbaikanFactory(diajukan=True)
    assert not dtks.is_bukan_pengaju_usulan(usulan.diajukan_oleh, usulan)
    assert dtks.is_bukan_pengaju_usulan(PenggunaFactory(), usulan)
    assert dtks.is_bukan_pengaju_usulan(PenggunaFactory(), None)


def test_is_pembuat_draf():
    draf = UsulanPerbaikanFactory()
    assert dtks.is_pembuat_draf(draf.dibuat_oleh, draf)
    assert not dtks.is_pembuat_draf(PenggunaFactory(), draf)
    diajukan = UsulanPerbaikanFactory(diajukan=True)
    assert not dtks.is_pembuat_draf(diajukan.dibuat_oleh, diajukan)
    assert not dtks.is_pembuat_draf(draf.dibuat_oleh, draf.orang)
    assert dtks.is_pembuat_draf(PenggunaFactory(), None)


def test_is_anggota_penerima():
    serah_terima = SerahTerimaFactory()
    penerima = KeanggotaanFactory(opd=serah_terima.opd_penerima).pengguna
    pemberi = KeanggotaanFactory(opd=serah_terima.penugasan.opd).pengguna
    assert opd.is_anggota_penerima(penerima, serah_terima)
    assert not opd.is_anggota_penerima(pemberi, serah_terima)
    assert opd.is_anggota_penerima(pemberi, None)


def test_is_petugas_penerima():
    siapa_pun, bernama = (
        SerahTerimaFactory(),
        SerahTerimaFactory(petugas_penerima=PenggunaFactory()),
    )
    assert opd.is_petugas_penerima(bernama.petugas_penerima, bernama)
    assert not opd.is_petugas_penerima(PenggunaFactory(), bernama)
    assert opd.is_petugas_penerima(PenggunaFactory(), siapa_pun)
    assert opd.is_petugas_penerima(PenggunaFactory(), None)


def test_is_anggota(petugas):
    orang, lain = petugas(), PenggunaFactory()
    penugasan = orang.penugasan
    for objek in (
        penugasan,
        LaporanBulananFactory(penugasan=penugasan),
        TindakLanjutFactory(opd=penugasan.opd),
    ):
        assert opd.is_anggota(orang, objek)
        assert not opd.is_anggota(lain, objek)
    assert opd.is_anggota(lain, None)


def test_is_penyelia():
    laporan = LaporanBulananFactory()
    penyelia, petugas = (
        KeanggotaanFactory(opd=laporan.penugasan.opd, penyelia=ya).pengguna for ya in (True, False)
    )
    assert opd.is_penyelia(penyelia, laporan)
    assert not opd.is_penyelia(petugas, laporan)
    assert not opd.is_penyelia(penyelia, LaporanBulananFactory())
    assert opd.is_penyelia(petugas, None)


def test_is_bukan_pengaju_laporan():
    laporan = LaporanBulananFactory(diajukan=True)
    assert not opd.is_bukan_pengaju_laporan(laporan.diajukan_oleh, laporan)
    assert opd.is_bukan_pengaju_laporan(PenggunaFactory(), laporan)
    assert opd.is_bukan_pengaju_laporan(PenggunaFactory(), None)


def test_is_pengunjung():
    kunjungan = KunjunganFactory()
    assert opd.is_pengunjung(kunjungan.petugas, kunjungan)
    assert not opd.is_pengunjung(PenggunaFactory(), kunjungan)
    assert opd.is_pengunjung(PenggunaFactory(), None)


def test_is_bukan_pelapor():
    butir = TindakLanjutFactory(dilaporkan=True)
    assert not opd.is_bukan_pelapor(butir.dilaporkan_oleh, butir)
    assert opd.is_bukan_pelapor(PenggunaFactory(), butir)
    assert opd.is_bukan_pelapor(PenggunaFactory(), None)


def test_is_pengimpor_follows_the_right_of_the_kind():
    petugas, sekretariat = PenggunaFactory(), PenggunaFactory(peran="sekretariat")
    analis = PenggunaFactory(peran="analis")
    survei, penugasan = ImporFactory(jenis="survei"), ImporFactory(jenis="penugasan")
    assert inti.is_pengimpor(petugas, survei)
    assert not inti.is_pengimpor(petugas, penugasan)
    assert inti.is_pengimpor(sekretariat, penugasan)
    assert not inti.is_pengimpor(sekretariat, ImporFactory(jenis="tidak-ada"))
    assert [bool(inti.is_pengimpor(p, None)) for p in (petugas, analis)] == [True, False]


def test_is_pembaca_pemilik_and_is_pengubah_pemilik(media, client):
    """The right over a file is that over the record which carries it."""
    survei = SurveiFactory()
    petugas, analis = (PenggunaFactory(peran=peran) for peran in ("petugas", "analis"))
    lampiran = lampiran_pada(client, survei, survei.dibuat_oleh)
    assert inti.is_pembaca_pemilik(analis, lampiran)
    assert not inti.is_pembaca_pemilik(PenggunaFactory(peran="admin"), lampiran)
    assert not inti.is_pengubah_pemilik(analis, lampiran)
    assert [bool(inti.is_pengubah_pemilik(p, None)) for p in (petugas, analis)] == [True, False]
    assert [bool(inti.is_pembaca_pemilik(p, None)) for p in (petugas, analis)] == [True, True]


def test_is_pengubah_pemilik_of_nothing_yet():
    lampiran = LampiranFactory(bundel=None)
    assert inti.is_pembaca_pemilik(lampiran.dibuat_oleh, lampiran)
    assert not inti.is_pembaca_pemilik(PenggunaFactory(), lampiran)
    assert not inti.is_pengubah_pemilik(lampiran.dibuat_oleh, lampiran)


def test_is_pengunggah():
    impor = ImporFactory()
    assert inti.is_pengunggah(impor.dibuat_oleh, impor)
    assert not inti.is_pengunggah(PenggunaFactory(), impor)
    assert inti.is_pengunggah(PenggunaFactory(), None)


def test_every_predicate_is_tested_here():
    dipakai = {n for r in permissions.values() for n in re.findall(r"\w+", r.name)}
    dipakai = {nama for nama in dipakai if not nama.startswith("peran_")}
    diuji = set(re.findall(r"def test_(\w+)\(", Path(__file__).read_text()))
    assert {n for n in dipakai if not any(uji.startswith(n) for uji in diuji)} == set()
