"""An identity opens for a purpose, and hides by itself after a minute."""

import pytest

from akun.choices import Peran
from dtks.models import AksesDataPribadi
from tests.browser import langkah as l
from tests.factories.desa import DesaFactory
from tests.factories.dtks import EntriDataFactory, RekapDesaFactory


pytestmark = pytest.mark.django_db


def test_verifier_finds_a_person_opens_its_number_and_it_hides(orang):
    entri = EntriDataFactory(desa=DesaFactory(nama="Soneyan"), orang__nama="Kasmirah Rekaan")
    RekapDesaFactory(desa=entri.desa, sumber=entri.sumber)
    verifikator = orang(l.given_pengguna(Peran.VERIFIKATOR_DTKS, nama="Rini Contoh"))
    verifikator.page.clock.install()
    l.when_masuk(verifikator)
    l.when_ikuti(verifikator, "Daftar per desa")
    l.then_judul(verifikator, "Desa menurut jumlah orang terdaftar")
    l.when_ikuti(verifikator, "Soneyan")
    l.then_melihat(verifikator, "Mutu data desa ini", "331899••••••••••")
    l.then_tidak_melihat(verifikator, entri.orang.nik)
    l.when_ikuti(verifikator, "Kasmirah Rekaan")
    l.when_ikuti(verifikator, "Buka identitas")
    l.when_pilih(verifikator, "Tujuan", "Mencocokkan dengan KTP atau KK")
    l.when_isi(verifikator, "Keterangan", "KTP dibawa ke balai desa")
    l.when_tekan(verifikator, "Buka dan catat")
    l.then_melihat(verifikator, entri.orang.nik, entri.orang.ibu_kandung)
    assert AksesDataPribadi.objects.get().objek == f"dtks.orang:{entri.orang.pk}"

    verifikator.page.clock.run_for(61_000)

    l.then_judul(verifikator, "Kasmirah Rekaan")
    l.then_tidak_melihat(verifikator, entri.orang.nik)
    verifikator.page.go_back()
    l.then_tidak_melihat(verifikator, entri.orang.nik)
