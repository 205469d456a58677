"""The example district, built once for all tests of this folder."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from desa.models import Putaran
from tests.conftest import KUNCI_UJI


def jalankan(nama):
    out = StringIO()
    call_command(nama, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="package")
def contoh(django_db_setup, django_db_blocker, tmp_path_factory):
    """Reference and example data, made once for this folder; each test rolls its own changes back."""
    tempat = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("berkas"), **KUNCI_UJI)
    with django_db_blocker.unblock(), tempat, transaction.atomic():
        jalankan("muat_acuan")
        jalankan("isi_contoh")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def distrik(contoh, db):
    return Putaran.objects.order_by("nomor").last()


def jumlah_baris():
    return {m._meta.label: m.objects.count() for m in apps.get_models()}
