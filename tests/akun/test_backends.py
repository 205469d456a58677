"""Rights come from rules only."""

import pytest
from django.contrib.auth.models import Permission

from akun.models import Pengguna
from tests.factories.akun import PenggunaFactory


pytestmark = pytest.mark.django_db


def test_right_of_role_is_held_without_a_query(django_assert_num_queries):
    admin = PenggunaFactory(peran="admin")
    petugas = PenggunaFactory(peran="petugas")
    with django_assert_num_queries(0):
        assert admin.has_perm("akun.kelola_pengguna")
        assert not petugas.has_perm("akun.kelola_pengguna")


def test_permission_row_gives_no_right():
    petugas = PenggunaFactory(peran="petugas")
    izin = Permission.objects.get(codename="change_pengguna")
    petugas.user_permissions.add(izin)
    petugas = Pengguna.objects.get(pk=petugas.pk)
    assert not petugas.has_perm("akun.change_pengguna")
    assert petugas.get_all_permissions() == set()


def test_inactive_account_has_no_right():
    assert not PenggunaFactory(peran="admin", is_active=False).has_perm("akun.kelola_pengguna")


def test_unknown_right_is_refused():
    assert not PenggunaFactory(peran="admin").has_perm("akun.tidak_ada")
