"""Agencies through the door: list, page, dated names and heads, confirmation, deactivation."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from akun.choices import Peran
from inti.models import JejakAudit
from opd.models import OPD, NamaOPD, PejabatOPD
from tests.factories.inti import KabupatenFactory
from tests.factories.opd import (
    KeanggotaanFactory,
    NamaOPDFactory,
    OPDFactory,
    PejabatOPDFactory,
    PenugasanFactory,
)
from tests.workbook import baca_data


pytestmark = pytest.mark.django_db


@pytest.fixture
def opd():
    return OPDFactory(nama="Badan Perencanaan", singkatan="Bappeda")


def singkatan(response):
    return [row.record.singkatan for row in response.context["table"].paginated_rows]


def test_opd_list_counts_only_running_assignments(sign_in, opd):
    PenugasanFactory.create_batch(2, opd=opd)
    PenugasanFactory(opd=opd, selesai=date(2023, 1, 1))
    OPDFactory(nama="Dinas Lengang", singkatan="Lengang", dikonfirmasi=True, aktif=False)
    client = sign_in("analis")

    def found(**params):
        return singkatan(client.get(reverse("opd:opd_list"), params))

    baris = client.get(reverse("opd:opd_list")).context["table"].paginated_rows
    assert {r.record.singkatan: r.record.jumlah_desa for r in baris} == {"Bappeda": 2, "Lengang": 0}
    assert found(desa="tanpa") == ["Lengang"]
    assert found(desa="ada") == ["Bappeda"]
    assert found(konfirmasi="belum") == ["Bappeda"]
    assert found(keadaan="tidak") == ["Lengang"]
    assert found(q="perenc") == ["Bappeda"]


def test_opd_list_excel(sign_in, opd):
    PenugasanFactory(opd=opd)

    assert baca_data(sign_in("analis").get(reverse("opd:opd_list"), {"unduh": "xlsx"})) == [
        ["Nama", "Singkatan", "Jenis", "Desa dampingan kini", "Konfirmasi nama", "Keadaan"],
        ["Badan Perencanaan", "Bappeda", "Dinas", 1, "Belum dikonfirmasi", "Aktif"],
    ]


@pytest.mark.parametrize("jumlah", [1, 3])
def test_opd_list_query_count(sign_in, jumlah, django_assert_num_queries):
    OPDFactory.create_batch(jumlah)
    client = sign_in("analis")
    with django_assert_num_queries(4):  # session, user, count, page
        response = client.get(reverse("opd:opd_list"))
    assert len(singkatan(response)) == jumlah


@pytest.mark.parametrize(
    ("peran", "melihat"),
    [(Peran.ADMIN, True), (Peran.SEKRETARIAT, True), (Peran.ANALIS, False), (Peran.PETUGAS, False)],
)
def test_opd_detail_shows_members_to_admin_and_sekretariat(sign_in, opd, peran, melihat):
    KeanggotaanFactory(opd=opd, pengguna__nama="Siti Petugas")

    response = sign_in(peran).get(reverse("opd:opd_detail", args=[opd.pk]))

    assert ("Siti Petugas" in response.text) is melihat


def test_opd_detail_shows_villages_now_and_before(sign_in, opd):
    kini = PenugasanFactory(opd=opd)
    lalu = PenugasanFactory(opd=opd, selesai=date(2023, 1, 1))

    response = sign_in("analis").get(reverse("opd:opd_detail", args=[opd.pk]))

    assert (response.context["penugasan_kini"], response.context["penugasan_lalu"]) == (
        [kini],
        [lalu],
    )


def test_opd_detail_of_another_kabupaten_is_not_found(sign_in):
    lain = OPDFactory(kabupaten=KabupatenFactory(kode="33.19"))

    assert sign_in("analis").get(reverse("opd:opd_detail", args=[lain.pk])).status_code == 404


@pytest.mark.parametrize("jumlah", [1, 3])
def test_opd_detail_query_count(sign_in, opd, jumlah, django_assert_num_queries):
    PenugasanFactory.create_batch(jumlah, opd=opd)
    KeanggotaanFactory.create_batch(jumlah, opd=opd)
    client = sign_in("sekretariat")
    with django_assert_num_queries(7):  # session, user, OPD, assignments, members, names, heads
        client.get(reverse("opd:opd_detail", args=[opd.pk]))


@pytest.mark.parametrize(
    "nama", ["opd_edit", "opd_ganti_nama", "opd_ganti_pejabat", "opd_konfirmasi", "opd_nonaktifkan"]
)
@pytest.mark.parametrize("peran", [p for p in Peran if p != Peran.ADMIN])
def test_opd_is_kept_by_the_admin_only(sign_in, opd, nama, peran):
    response = sign_in(peran).post(reverse(f"opd:{nama}", args=[opd.pk]), {})

    assert response.status_code == 403


def test_opd_create_twice_says_so(sign_in, opd):
    client, isi = sign_in("admin"), {"nama": "Dinas Baru", "singkatan": "Disbaru", "jenis": "dinas"}

    response = client.post(reverse("opd:opd_create"), isi)
    ulang = client.post(reverse("opd:opd_create"), isi)

    baru = OPD.objects.get(singkatan="Disbaru")
    assert response.url == reverse("opd:opd_detail", args=[baru.pk])
    assert "Singkatan ini sudah dipakai OPD lain." in ulang.text
    assert [j.aksi for j in JejakAudit.objects.all()] == ["opd.catat"]


def test_opd_ganti_nama_closes_the_former_one(sign_in, opd):
    sign_in("admin").post(
        reverse("opd:opd_ganti_nama", args=[opd.pk]),
        {"nama": "Badan Riset", "singkatan": "Bapperida", "mulai": "2024-07-05"},
    )

    opd.refresh_from_db()
    assert (opd.nama, opd.singkatan) == ("Badan Riset", "Bapperida")
    assert list(NamaOPD.objects.order_by("pk").values_list("singkatan", "mulai", "selesai")) == [
        ("Bappeda", None, date(2024, 7, 4)),
        ("Bapperida", date(2024, 7, 5), None),
    ]


@pytest.mark.parametrize(
    ("mulai", "pesan"),
    [
        (timezone.localdate() + timedelta(days=1), "pada atau setelah hari pertama"),
        (date(2020, 1, 1), "masih berlaku pada tanggal itu"),
    ],
)
def test_opd_ganti_nama_impossible_day_changes_nothing(sign_in, opd, mulai, pesan):
    NamaOPDFactory(opd=opd, selesai=date(2022, 1, 1))

    response = sign_in("admin").post(
        reverse("opd:opd_ganti_nama", args=[opd.pk]),
        {"nama": "Baru", "singkatan": "Baru", "mulai": mulai.isoformat()},
    )

    opd.refresh_from_db()
    assert pesan in response.text
    assert (opd.nama, NamaOPD.objects.count()) == ("Badan Perencanaan", 1)


def test_opd_ganti_nama_of_another_opd_is_refused(sign_in, opd):
    OPDFactory(singkatan="Dipakai")

    response = sign_in("admin").post(
        reverse("opd:opd_ganti_nama", args=[opd.pk]),
        {"nama": "Baru", "singkatan": "Dipakai", "mulai": "2024-01-01"},
    )

    assert "sudah dipakai OPD lain" in response.text
    assert not NamaOPD.objects.exists()


def test_opd_ganti_pejabat_closes_the_former_term(sign_in, opd):
    lama = PejabatOPDFactory(opd=opd, mulai=date(2022, 1, 1))

    sign_in("admin").post(
        reverse("opd:opd_ganti_pejabat", args=[opd.pk]),
        {
            "nama": "Budi",
            "nip": "19700101 199503 1 001",
            "jabatan": "Kepala",
            "plt": "on",
            "mulai": "2024-01-01",
        },
    )

    lama.refresh_from_db()
    baru = PejabatOPD.objects.get(nama="Budi")
    assert lama.selesai == date(2023, 12, 31)
    assert (baru.nip, baru.plt, baru.selesai) == ("197001011995031001", True, None)


def test_opd_konfirmasi_stores_the_source_and_is_done_once(sign_in, opd):
    client, url = sign_in("admin"), reverse("opd:opd_konfirmasi", args=[opd.pk])

    client.post(url, {"sumber": "Perda 13/2016"})
    ulang = client.post(url, {"sumber": "Perda lain"})

    opd.refresh_from_db()
    assert (opd.dikonfirmasi, opd.sumber) == (True, "Perda 13/2016")
    assert "sudah dikonfirmasi" in ulang.text


def test_opd_nonaktifkan_while_mentoring_is_refused(sign_in, opd):
    penugasan = PenugasanFactory(opd=opd)
    client, url = sign_in("admin"), reverse("opd:opd_nonaktifkan", args=[opd.pk])

    response = client.post(url, {"alasan": "Dilebur"})
    assert "masih mendampingi 1 desa" in response.text

    penugasan.selesai = date(2023, 1, 1)
    penugasan.save()
    client.post(url, {"alasan": "Dilebur"})
    opd.refresh_from_db()
    assert opd.aktif is False

    client.post(reverse("opd:opd_aktifkan", args=[opd.pk]), {"alasan": "Keliru"})
    opd.refresh_from_db()
    assert opd.aktif is True


@pytest.mark.parametrize(
    ("nama", "buat"),
    [
        ("opd_opd_singkatan_sekali|singkatan", lambda o: OPDFactory(singkatan=o.singkatan)),
        ("opd_opd_nama_sekali|nama", lambda o: OPDFactory(nama=o.nama)),
        (
            "opd_namaopd_selesai_setelah_mulai",
            lambda o: NamaOPDFactory(opd=o, mulai=date(2025, 1, 1), selesai=date(2024, 1, 1)),
        ),
        (
            "opd_namaopd_satu_berjalan|opd_id",
            lambda o: NamaOPDFactory.create_batch(2, opd=o, selesai=None),
        ),
        (
            "opd_pejabatopd_selesai_setelah_mulai",
            lambda o: PejabatOPDFactory(opd=o, selesai=date(2020, 1, 1)),
        ),
        (
            "opd_pejabatopd_satu_menjabat|opd_id",
            lambda o: PejabatOPDFactory.create_batch(2, opd=o),
        ),
        (
            "opd_keanggotaan_selesai_setelah_mulai",
            lambda o: KeanggotaanFactory(opd=o, selesai=date(2020, 1, 1)),
        ),
    ],
)
def test_constraint_holds(opd, nama, buat):
    with pytest.raises(IntegrityError, match=nama), transaction.atomic():
        buat(opd)
