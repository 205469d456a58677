"""What all tests share: a client whose GET may not write, a cheap hasher, the fixed cast."""

import re

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections, connection
from django.test import Client
from hypothesis import settings as hypothesis_settings

from akun.choices import Peran
from tests.factories.akun import PenggunaFactory
from tests.factories.opd import KeanggotaanFactory, PenugasanFactory


WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE|ALTER|CREATE|DROP)\b", re.IGNORECASE)
# The session is the bookkeeping of signing in (the idle mark), not the programme's data; so is
# when a token was used last.
BOOKKEEPING = re.compile(
    r'"?(django_session|inti_cache)"?|"terbuka_tokenakses" SET "terakhir_dipakai" = %s WHERE'
)

BASIS_DATA = {"db", "transactional_db", "django_db_setup", "live_server"}  # fixtures
KUNCI_UJI = {"KUNCI_DATA": f"uji:{'A' * 43}=", "KUNCI_INDEKS": f"{'B' * 42}A="}

# A first call may import scipy, and the machine may be busy: time is no reason to fail.
hypothesis_settings.register_profile("tanpa_batas_waktu", deadline=None)
hypothesis_settings.load_profile("tanpa_batas_waktu")


class GetWrites(AssertionError):
    """A GET wrote to the database."""


def refuse_writes(execute, sql, params, many, context):
    if WRITES.match(sql) and not BOOKKEEPING.search(sql):
        raise GetWrites(sql)
    return execute(sql, params, many, context)


class ReadOnlyGetClient(Client):
    """Django's client, except that a GET which writes fails the test."""

    def get(self, *args, **kwargs):
        if kwargs.get("follow"):
            return super().get(*args, **kwargs)
        with connection.execute_wrapper(refuse_writes):
            return super().get(*args, **kwargs)


def tutup(response):
    """Close the response's file but not the database connection, in which the test's transaction lives.

    Django's test client does the same by itself, except for streamed responses.
    """
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL only what works with a database: the rest says the same as on SQLite."""
    if connection.vendor == "postgresql":
        lain = {
            satu
            for satu in items
            if not (satu.get_closest_marker("django_db") or BASIS_DATA & {*satu.fixturenames})
        }
        config.hook.pytest_deselected(items=list(lain))
        items[:] = [satu for satu in items if satu not in lain]


@pytest.fixture
def client():
    return ReadOnlyGetClient()


@pytest.fixture(autouse=True)
def _quick_settings(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.WHITENOISE_AUTOREFRESH = True  # no collectstatic before the tests
    settings.WAJIB_2FA = False
    for nama, kunci in KUNCI_UJI.items():
        setattr(settings, nama, kunci)


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def sign_in(client):
    """`sign_in(pengguna)` or `sign_in("sekretariat")`: the client, signed in."""

    def sign_in_as(who):
        pengguna = PenggunaFactory(peran=who) if isinstance(who, str) else who
        client.force_login(pengguna)
        client.pengguna = pengguna
        return client

    return sign_in_as


@pytest.fixture
def petugas():
    """`petugas()` makes an officer and the assignment of its OPD; `.penugasan` is set on it."""

    def make(**penugasan):
        anggota = KeanggotaanFactory(pengguna__peran=Peran.PETUGAS)
        anggota.pengguna.penugasan = PenugasanFactory(opd=anggota.opd, **penugasan)
        return anggota.pengguna

    return make
