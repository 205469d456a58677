"""Action points through the pages, from each of their three origins to the judgement."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from inti.models import JejakAudit
from opd.models import TindakLanjut
from tests.factories.akun import PenggunaFactory
from tests.factories.bulanan import RapatFactory, TindakLanjutFactory
from tests.factories.desa import SurveiFactory, TemuanFactory


pytestmark = pytest.mark.django_db


@pytest.fixture
def pendamping(petugas):
    return petugas()


def alamat(nama, *args):
    return reverse(f"opd:{nama}", args=args)


def isi(opd, **lain):
    return {
        "uraian": "Periksa ulang daftar rumah",
        "opd": opd.pk,
        "tenggat": (timezone.localdate() + timedelta(days=14)).isoformat(),
    } | lain


@pytest.mark.parametrize("asal", ["rapat", "temuan", "survei"])
def test_each_origin_leads_to_a_point_on_list_and_page(sign_in, pendamping, asal):
    desa, opd = pendamping.penugasan.desa, pendamping.penugasan.opd
    dari = {
        "rapat": RapatFactory,
        "temuan": lambda: TemuanFactory(desa=desa, dibuat_oleh=pendamping),
        "survei": lambda: SurveiFactory(desa=desa),
    }[asal]()
    client = sign_in("sekretariat")

    response = client.post(alamat(f"{asal}_tindak_lanjut", dari.pk), isi(opd))

    butir = TindakLanjut.objects.get()
    assert response.url == alamat("tindak_lanjut_detail", butir.pk)
    assert (getattr(butir, asal), butir.desa) == (dari, None if asal == "rapat" else desa)
    sebutan = str(dari.putaran if asal == "survei" else dari)
    assert sebutan in client.get(alamat("tindak_lanjut_list")).text
    assert sebutan in client.get(alamat("tindak_lanjut_detail", butir.pk)).text
    if asal != "rapat":
        halaman = reverse(f"desa:{asal}_detail", args=[dari.pk])
        assert alamat(f"{asal}_tindak_lanjut", dari.pk) in client.get(halaman).text


def test_reported_found_wanting_reported_again_and_adequate(sign_in, pendamping):
    butir = TindakLanjutFactory(opd=pendamping.penugasan.opd)
    penilai = PenggunaFactory(peran="sekretariat")
    for hasil, putusan, catatan in (
        ("Surat dikirim", "belum_memadai", "Lampirkan daftarnya"),
        ("Daftar 12 KK diserahkan", "memadai", ""),
    ):
        sign_in(pendamping).post(alamat("tindak_lanjut_laporkan", butir.pk), {"hasil": hasil})
        data = {"catatan": catatan, "alasan": catatan}
        sign_in(penilai).post(alamat(f"tindak_lanjut_{putusan}", butir.pk), data)
    butir.refresh_from_db()
    assert (butir.status, butir.hasil, butir.dinilai_oleh) == (
        "memadai", "Daftar 12 KK diserahkan", penilai,
    )  # fmt: skip
    assert [j.aksi for j in JejakAudit.objects.order_by("pk") if "tindak" in j.aksi] == [
        "tindak_lanjut.laporkan",
        "tindak_lanjut.nyatakan_belum_memadai",
        "tindak_lanjut.laporkan",
        "tindak_lanjut.nyatakan_memadai",
    ]


def test_past_due_day_is_refused(sign_in, pendamping):
    response = sign_in("sekretariat").post(
        alamat("rapat_tindak_lanjut", RapatFactory().pk),
        isi(pendamping.penugasan.opd, tenggat="2020-01-01"),
    )
    assert "Tenggat sudah lewat." in response.text
    assert not TindakLanjut.objects.exists()


def test_point_has_exactly_one_origin():
    with pytest.raises(IntegrityError, match="tindaklanjut"), transaction.atomic():
        TindakLanjutFactory(temuan=TemuanFactory(), rapat=RapatFactory())


@pytest.mark.parametrize("jumlah", [1, 3])
def test_list_queries_do_not_grow(sign_in, django_assert_max_num_queries, jumlah):
    for _ in range(jumlah):
        TindakLanjutFactory(temuan=TemuanFactory())
    client = sign_in("sekretariat")
    client.get(alamat("tindak_lanjut_list"))
    with django_assert_max_num_queries(8):
        assert client.get(alamat("tindak_lanjut_list")).context["jumlah"] == jumlah
