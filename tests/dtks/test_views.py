"""Editions of the registry through the door."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from akun.choices import Peran
from dtks.models import SumberData
from inti.models import JejakAudit
from tests.factories.dtks import SumberDataFactory
from tests.factories.inti import KabupatenFactory


pytestmark = pytest.mark.django_db
ISI = {
    "kode": "DTSEN-2025-TW2",
    "jenis": "dtsen",
    "tanggal_data": "2025-06-30",
    "tanggal_terima": "2025-07-20",
    "catatan": "",
}


@pytest.mark.parametrize("peran", list(Peran))
def test_sumber_data_list_says_where_corrections_enter(sign_in, peran):
    SumberDataFactory(kode="DTKS-2020-10")
    SumberDataFactory(kode="ASING", kabupaten=KabupatenFactory(kode="33.19"))

    response = sign_in(peran).get(reverse("dtks:sumber_data_list"))

    assert "melalui operator desa, bukan melalui aplikasi ini" in response.text
    assert [r.record.kode for r in response.context["table"].paginated_rows] == ["DTKS-2020-10"]


@pytest.mark.parametrize("peran", list(Peran))
def test_sumber_data_is_kept_by_admin_and_verifikator(sign_in, peran):
    status = sign_in(peran).get(reverse("dtks:sumber_data_create")).status_code

    assert status == (200 if peran in (Peran.ADMIN, Peran.VERIFIKATOR_DTKS) else 403)


def test_sumber_data_create_and_edit(sign_in):
    client = sign_in("verifikator_dtks")

    client.post(reverse("dtks:sumber_data_create"), ISI)
    sumber = SumberData.objects.get()
    client.post(
        reverse("dtks:sumber_data_edit", args=[sumber.pk]), ISI | {"catatan": "berkas kedua"}
    )

    sumber.refresh_from_db()
    assert (sumber.kode, sumber.catatan) == ("DTSEN-2025-TW2", "berkas kedua")
    assert [j.aksi for j in JejakAudit.objects.all()] == ["sumber_data.ubah", "sumber_data.catat"]


@pytest.mark.parametrize(
    ("ubah", "pesan"),
    [
        ({"tanggal_terima": "2025-01-01"}, "tidak boleh sebelum tanggal data"),
        ({"kode": "DTKS-2020-10"}, "Kode sumber data ini sudah dipakai."),
    ],
)
def test_sumber_data_impossible_is_refused(sign_in, ubah, pesan):
    SumberDataFactory(kode="DTKS-2020-10")

    response = sign_in("admin").post(reverse("dtks:sumber_data_create"), ISI | ubah)

    assert pesan in response.text
    assert SumberData.objects.count() == 1


@pytest.mark.parametrize("jumlah", [1, 3])
def test_sumber_data_list_query_count(sign_in, jumlah, django_assert_num_queries):
    SumberDataFactory.create_batch(jumlah)
    client = sign_in("analis")
    with django_assert_num_queries(4):  # session, user, count, page
        client.get(reverse("dtks:sumber_data_list"))


@pytest.mark.parametrize(
    ("nama", "ubah"),
    [
        ("dtks_sumberdata_diterima_setelah_datanya", {"tanggal_terima": date(2020, 1, 1)}),
        ("dtks_sumberdata_kode_sekali|kode", {"kode": "ADA"}),
    ],
)
def test_constraint_holds(nama, ubah):
    SumberDataFactory(kode="ADA")
    with pytest.raises(IntegrityError, match=nama), transaction.atomic():
        SumberDataFactory(**ubah)
