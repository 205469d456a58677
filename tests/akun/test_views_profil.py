"""The own page."""

from datetime import date

import pytest
from django.urls import reverse

from akun.choices import URAIAN_PERAN, Peran
from tests.factories.akun import PenggunaFactory
from tests.factories.opd import KeanggotaanFactory


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("peran", Peran)
def test_profile_says_who_one_is_and_what_one_may_do(sign_in, peran):
    pengguna = PenggunaFactory(peran=peran, nama="Siti Aminah", jabatan="Analis", nip="1" * 18)
    html = sign_in(pengguna).get(reverse("akun:profil")).text
    for teks in ("Siti Aminah", "Analis", "1" * 18, peran.label, *URAIAN_PERAN[peran]):
        assert teks in html


def test_petugas_sees_the_own_memberships_without_links_to_end_them(sign_in):
    anggota = KeanggotaanFactory(penyelia=True, opd__nama="Dinas Kesehatan")
    KeanggotaanFactory(
        pengguna=anggota.pengguna, opd__nama="Dinas Lama", selesai=date(2023, 12, 31)
    )
    KeanggotaanFactory(opd__nama="Dinas Orang Lain")
    html = sign_in(anggota.pengguna).get(reverse("akun:profil")).text
    assert "Dinas Kesehatan" in html
    assert "Penyelia" in html
    assert "31 Desember 2023" in html
    assert "Dinas Orang Lain" not in html
    assert "Akhiri" not in html


@pytest.mark.parametrize("jumlah", [1, 3])
def test_profile_query_count(sign_in, jumlah, django_assert_num_queries):
    pengguna = PenggunaFactory()
    for _ in range(jumlah):
        KeanggotaanFactory(pengguna=pengguna)
    client = sign_in(pengguna)
    with django_assert_num_queries(4):  # session, pengguna, second factor, memberships
        html = client.get(reverse("akun:profil")).text
    assert html.count("sekarang") == jumlah
