"""Assignments never overlap: examples, every refused step, and a brute-force comparison."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inti.exceptions import AturanDilanggar, TransisiTidakSah
from inti.models import JejakAudit
from opd import workflows
from opd.models import Penugasan, SerahTerima
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import DesaFactory, PeriodeFactory
from tests.factories.opd import OPDFactory, PenugasanFactory, SerahTerimaFactory


pytestmark = pytest.mark.django_db
AWAL = date(2024, 1, 1)
HARI = 40  # the brute-force calendar; open ends reach beyond it

masa = st.tuples(st.integers(0, HARI - 1), st.none() | st.integers(0, 15)).map(
    lambda m: (
        AWAL + timedelta(days=m[0]),
        None if m[1] is None else AWAL + timedelta(days=m[0] + m[1]),
    )
)


def hari_hari(mulai, selesai):
    """Every day of an assignment, one by one."""
    akhir = selesai or AWAL + timedelta(days=3 * HARI)
    return {mulai + timedelta(days=n) for n in range((akhir - mulai).days + 1)}


@given(masa, masa)
def test_bertumpuk_equals_a_shared_day(satu, lain):
    a, b = (Penugasan(mulai=mulai, selesai=selesai) for mulai, selesai in (satu, lain))

    assert workflows.bertumpuk(a, b) == bool(hari_hari(*satu) & hari_hari(*lain))
    assert workflows.bertumpuk(b, a) == workflows.bertumpuk(a, b)


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(masa, min_size=1, max_size=6))
def test_tugaskan_accepts_exactly_the_free_days(db, daftar_masa):
    with transaction.atomic():
        desa, oleh, terisi = DesaFactory(), PenggunaFactory(), set()
        for mulai, selesai in daftar_masa:
            hari = hari_hari(mulai, selesai)
            usul = Penugasan(
                periode=PeriodeFactory(), opd=OPDFactory(), desa=desa, mulai=mulai, selesai=selesai
            )
            database = Penugasan.objects.filter(desa=desa).bertumpuk(mulai=mulai, selesai=selesai)
            assert database.exists() == bool(terisi & hari)
            if terisi & hari:
                with pytest.raises(AturanDilanggar, match="sudah didampingi"):
                    workflows.tugaskan(usul, oleh=oleh)
            else:
                workflows.tugaskan(usul, oleh=oleh)
                terisi |= hari
        transaction.set_rollback(True)


def usul(**ubah):
    isi = {
        "periode": PeriodeFactory(),
        "opd": OPDFactory(),
        "desa": DesaFactory(),
        "mulai": date(2022, 1, 1),
        "nomor_sk": "410/1",
    }
    return Penugasan(**isi | ubah)


def test_tugaskan_outside_the_period_is_refused():
    with pytest.raises(AturanDilanggar, match="di luar 2021–2030"):
        workflows.tugaskan(usul(mulai=date(2020, 12, 31)), oleh=PenggunaFactory())


def test_tugaskan_banyak_is_all_or_nothing():
    desa = DesaFactory()
    with pytest.raises(AturanDilanggar):
        workflows.tugaskan_banyak(
            [usul(), usul(desa=desa), usul(desa=desa)], oleh=PenggunaFactory()
        )

    assert not Penugasan.objects.exists()
    assert not JejakAudit.objects.exists()


def test_tugaskan_rolls_back_when_the_audit_fails(monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("no audit")

    monkeypatch.setattr(JejakAudit.objects, "bulk_create", fail)
    with pytest.raises(RuntimeError):
        workflows.tugaskan(usul(), oleh=PenggunaFactory())

    assert not Penugasan.objects.exists()


def test_akhiri_twice_is_refused():
    penugasan, oleh = PenugasanFactory(), PenggunaFactory()
    workflows.akhiri(penugasan, selesai=date(2023, 1, 1), alasan="Lulus", oleh=oleh)

    with pytest.raises(TransisiTidakSah):
        workflows.akhiri(penugasan, selesai=date(2024, 1, 1), alasan="Lulus", oleh=oleh)

    assert [j.aksi for j in JejakAudit.objects.all()] == ["penugasan.akhiri"]


def test_akhiri_while_a_hand_over_waits_is_refused():
    serah_terima = SerahTerimaFactory()

    with pytest.raises(AturanDilanggar, match="masih menunggu"):
        workflows.akhiri(
            serah_terima.penugasan, selesai=date(2026, 1, 1), alasan="x", oleh=PenggunaFactory()
        )


@pytest.mark.parametrize(
    ("ubah", "pesan"),
    [
        ({"opd_penerima": "sama"}, "OPD penerima sama"),
        ({"tanggal": date(2022, 1, 1)}, "setelah penugasan dimulai"),
    ],
)
def test_ajukan_serah_terima_impossible_is_refused(ubah, pesan):
    penugasan = PenugasanFactory()
    isi = {"opd_penerima": OPDFactory(), "tanggal": date(2026, 1, 1)} | ubah
    if isi["opd_penerima"] == "sama":
        isi["opd_penerima"] = penugasan.opd

    with pytest.raises(AturanDilanggar, match=pesan):
        workflows.ajukan_serah_terima(
            SerahTerima(penugasan=penugasan, nomor_sk="1", pekerjaan_terbuka="-", **isi),
            oleh=PenggunaFactory(),
        )


def test_ajukan_serah_terima_of_an_ended_assignment_is_refused():
    with pytest.raises(TransisiTidakSah):
        workflows.ajukan_serah_terima(
            SerahTerima(
                penugasan=PenugasanFactory(selesai=date(2023, 1, 1)),
                opd_penerima=OPDFactory(),
                tanggal=date(2026, 1, 1),
            ),
            oleh=PenggunaFactory(),
        )


@pytest.mark.parametrize("status", ["diterima", "ditolak", "dibatalkan"])
@pytest.mark.parametrize("langkah", ["terima", "tolak", "batalkan"])
def test_a_decided_hand_over_is_not_decided_again(status, langkah):
    serah_terima, oleh = SerahTerimaFactory(), PenggunaFactory()
    dulu = {"diterima": "terima", "ditolak": "tolak", "dibatalkan": "batalkan"}[status]

    def putuskan(nama):
        alasan = {} if nama == "terima" else {"alasan": "Sebab"}
        return getattr(workflows, f"{nama}_serah_terima")(serah_terima, oleh=oleh, **alasan)

    putuskan(dulu)
    with pytest.raises(TransisiTidakSah, match="sudah di"):
        putuskan(langkah)

    serah_terima.refresh_from_db()
    assert serah_terima.status == status


@pytest.mark.parametrize(
    ("nama", "buat"),
    [
        (
            "opd_penugasan_selesai_setelah_mulai",
            lambda: PenugasanFactory(selesai=date(2021, 1, 1)),
        ),
        (
            "opd_serahterima_diputus_punya_waktu_dan_orang",
            lambda: SerahTerimaFactory(status="ditolak"),
        ),
        (
            "opd_serahterima_diterima_punya_penugasan_baru",
            lambda: SerahTerimaFactory(
                status="diterima", diputus_pada=timezone.now(), diputus_oleh=PenggunaFactory()
            ),
        ),
        (
            "opd_serahterima_satu_menunggu|penugasan_id",
            lambda: SerahTerimaFactory(penugasan=SerahTerimaFactory().penugasan),
        ),
    ],
)
def test_constraint_holds(nama, buat):
    with pytest.raises(IntegrityError, match=nama), transaction.atomic():
        buat()


def test_two_running_mentors_are_refused_by_the_database():
    ada = PenugasanFactory()

    with (
        pytest.raises(IntegrityError, match="opd_penugasan_satu_pendamping_berjalan|desa_id"),
        transaction.atomic(),
    ):
        PenugasanFactory(desa=ada.desa)
