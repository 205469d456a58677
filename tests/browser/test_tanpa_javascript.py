"""The forms of entry and verification do their work without JavaScript."""

import pytest

from akun.choices import Peran
from desa.models import Survei
from tests.browser import langkah as l
from tests.factories.desa import (
    ButirSasaranFactory,
    DaftarSasaranFactory,
    PutaranFactory,
    VersiIndikatorFactory,
)
from tests.factories.opd import PenugasanFactory


pytestmark = pytest.mark.django_db


@pytest.fixture
def penugasan():
    versi = VersiIndikatorFactory(indikator__nama="Rumah tidak layak huni", indikator__wajib=True)
    butir = ButirSasaranFactory(daftar=DaftarSasaranFactory(ditetapkan=True))
    PutaranFactory(periode=butir.daftar.periode, versi=[versi], nomor=1)
    return PenugasanFactory(desa=butir.desa, periode=butir.daftar.periode)


def test_survey_is_filled_returned_and_verified_without_javascript(orang, penugasan):
    petugas = orang(l.given_pengguna(Peran.PETUGAS, opd=penugasan.opd), javascript=False)
    sekretariat = orang(l.given_pengguna(Peran.SEKRETARIAT), javascript=False)

    l.when_masuk(petugas)
    l.when_ikuti(petugas, "Isi putaran")
    l.when_jawab(petugas, "Rumah tidak layak huni", "64", "512")
    l.when_isi(petugas, "Sumber angka", "Pendataan desa")
    l.when_tekan(petugas, "Periksa & ajukan")
    l.when_tekan(petugas, "Ajukan survei")
    l.then_judul(petugas, "Survei diterima")

    l.when_masuk(sekretariat)
    l.when_ikuti(sekretariat, penugasan.desa.nama)
    l.when_isi(sekretariat, "Alasan pengembalian (wajib bila dikembalikan)", "Hitung ulang.")
    l.when_tekan(sekretariat, "Kembalikan")

    l.when_pilih_menu(petugas, "Beranda")
    l.then_melihat(petugas, "Hitung ulang.")
    l.when_ikuti(petugas, "Perbaiki isian")
    l.when_jawab(petugas, "Rumah tidak layak huni", "60", "512")
    l.when_tekan(petugas, "Periksa & ajukan")
    l.when_tekan(petugas, "Ajukan survei")

    l.when_pilih_menu(sekretariat, "Beranda")
    l.when_ikuti(sekretariat, penugasan.desa.nama)
    l.when_tekan(sekretariat, "Verifikasi")
    l.then_melihat(sekretariat, "Antrean verifikasi kosong.")
    assert Survei.objects.get().berlaku
