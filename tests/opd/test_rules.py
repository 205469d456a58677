"""Predicates with the right object, a wrong one, and none."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.desa import DesaFactory, SurveiFactory
from tests.factories.opd import KeanggotaanFactory, PenugasanFactory, SerahTerimaFactory


pytestmark = pytest.mark.django_db
KEMARIN = timezone.localdate() - timedelta(days=1)


def test_isi_survei_asks_who_mentors_today(petugas):
    pengguna, lain = petugas(), petugas()
    desa = pengguna.penugasan.desa

    assert pengguna.has_perm("desa.isi_survei", desa)
    assert pengguna.has_perm("desa.isi_survei", SurveiFactory(desa=desa))
    assert pengguna.has_perm("desa.isi_survei")
    assert not lain.has_perm("desa.isi_survei", desa)
    assert not petugas(selesai=KEMARIN).has_perm("desa.isi_survei", DesaFactory())


def test_isi_survei_ends_with_the_assignment(petugas):
    pengguna = petugas(selesai=KEMARIN)

    assert not pengguna.has_perm("desa.isi_survei", pengguna.penugasan.desa)


def test_terima_serah_terima_asks_for_a_running_membership():
    serah_terima = SerahTerimaFactory()
    penerima = KeanggotaanFactory(opd=serah_terima.opd_penerima).pengguna
    bekas = KeanggotaanFactory(opd=serah_terima.opd_penerima, selesai=KEMARIN).pengguna
    penyerah = KeanggotaanFactory(opd=serah_terima.penugasan.opd).pengguna

    hak = "opd.terima_serah_terima"
    assert penerima.has_perm(hak, serah_terima)
    assert penerima.has_perm(hak)
    assert not bekas.has_perm(hak, serah_terima)
    assert not penyerah.has_perm(hak, serah_terima)


def test_sekretariat_fills_only_villages_without_mentor(sign_in):
    pengguna = sign_in("sekretariat").pengguna

    assert pengguna.has_perm("desa.isi_survei", DesaFactory())
    assert not pengguna.has_perm("desa.isi_survei", PenugasanFactory().desa)
    assert pengguna.has_perm("desa.isi_survei", PenugasanFactory(selesai=KEMARIN).desa)
