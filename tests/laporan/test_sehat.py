from importlib import import_module

import pytest
from django.db import OperationalError, connection
from django.urls import reverse


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("belum", "status"), [(set(), 200), ({("desa", "9999_baru")}, 503)])
def test_sehat_asks_for_the_migrations_of_the_running_code(client, monkeypatch, belum, status):
    monkeypatch.setattr(import_module("laporan.views.sehat"), "_migrasi", lambda: belum)

    response = client.get(reverse("laporan:sehat"))

    assert (response.status_code, response.json()) == (
        status,
        {"sehat": not belum, "migrasi_tertinggal": len(belum)},
    )


def test_sehat_without_a_database_says_so(client):
    def putus(*_):
        raise OperationalError

    with connection.execute_wrapper(putus):
        response = client.get(reverse("laporan:sehat"))

    assert (response.status_code, response.json()["sehat"]) == (503, False)
