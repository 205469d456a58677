"""Two people at the same moment: one wins, the other is told, nothing is stored twice."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection

from desa.models import KirimanSurvei, Survei, TabrakanIsian
from desa.stats import Isian
from desa.workflows import survei as workflows
from inti.exceptions import AturanDilanggar
from inti.models import JejakAudit
from tests.desa.cerita import siapkan
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import NilaiIndikatorFactory, SurveiFactory
from tests.serentak import bersamaan


pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite lets one writer in at a time; the test database lives in one connection",
    ),
]


def ditolak(hasil):
    return [isinstance(h, AturanDilanggar) for h in hasil].count(True)


@pytest.fixture
def cerita():
    return siapkan(jumlah_indikator=1)


@pytest.fixture
def diajukan(cerita):
    survei = SurveiFactory(
        putaran=cerita.putaran, desa=cerita.desa, dibuat_oleh=cerita.petugas, diajukan=True
    )
    NilaiIndikatorFactory(survei=survei, versi_indikator=cerita.versi[0])
    return survei


def isian(cerita, pembilang):
    return [Isian(cerita.versi[0].pk, Decimal(pembilang), Decimal(50), sumber="Pendataan")]


def simpan(cerita, pembilang, **lain):
    return lambda: workflows.simpan(
        cerita.putaran, cerita.desa, isian(cerita, pembilang), oleh=cerita.petugas, **lain
    )


def test_two_verifiers_one_wins(diajukan):
    dua = PenggunaFactory.create_batch(2, peran="sekretariat")

    hasil = bersamaan(*[lambda p=p: workflows.verifikasi(diajukan, oleh=p) for p in dua])

    diajukan.refresh_from_db()
    assert (ditolak(hasil), diajukan.berlaku) == (1, True)
    assert [j.aksi for j in JejakAudit.objects.all()] == ["survei.verifikasi"]


def test_verify_and_return_one_wins(diajukan):
    satu, dua = PenggunaFactory.create_batch(2, peran="sekretariat")

    hasil = bersamaan(
        lambda: workflows.verifikasi(diajukan, oleh=satu),
        lambda: workflows.kembalikan(diajukan, oleh=dua, alasan="Periksa lagi"),
    )

    diajukan.refresh_from_db()
    assert ditolak(hasil) == 1
    assert (diajukan.status, diajukan.berlaku) in [("diverifikasi", True), ("dikembalikan", False)]


def test_verify_and_withdraw_one_wins(cerita, diajukan):
    hasil = bersamaan(
        lambda: workflows.verifikasi(diajukan, oleh=cerita.sekretariat),
        lambda: workflows.tarik(diajukan, oleh=cerita.petugas),
    )

    diajukan.refresh_from_db()
    assert ditolak(hasil) == 1
    assert (diajukan.status, diajukan.berlaku) in [("diverifikasi", True), ("draf", False)]


def test_two_first_savers_begin_one_survey(cerita):
    hasil = bersamaan(simpan(cerita, 10, versi=0), simpan(cerita, 20, versi=0))

    survei = Survei.objects.get()
    assert ditolak(hasil) == 1
    assert (survei.versi, survei.nilai.get().pembilang in (10, 20)) == (2, True)


def test_two_savers_of_one_version_one_is_stale(cerita):
    survei = simpan(cerita, 5)()

    hasil = bersamaan(
        simpan(cerita, 10, versi=survei.versi), simpan(cerita, 20, versi=survei.versi)
    )

    survei.refresh_from_db()
    assert (ditolak(hasil), survei.versi) == (1, 3)


def test_one_send_arriving_a_hundred_times_is_stored_once(cerita):
    kunci = uuid4()

    def kirim():
        return workflows.gabungkan(
            cerita.putaran,
            cerita.desa,
            isian(cerita, 10),
            dasar={},
            oleh=cerita.petugas,
            versi=0,
            kunci_kirim=kunci,
        )

    def kirim_berulang():
        return [kirim() for _ in range(20)]

    hasil = bersamaan(*[kirim_berulang] * 5)

    survei = Survei.objects.get()
    assert (ditolak(hasil), survei.versi, survei.nilai.count()) == (0, 2, 1)
    assert (KirimanSurvei.objects.count(), TabrakanIsian.objects.count()) == (1, 0)


def test_saving_while_it_is_submitted_never_changes_a_submitted_answer(cerita):
    survei = simpan(cerita, 10)()

    hasil = bersamaan(lambda: workflows.ajukan(survei, oleh=cerita.petugas), simpan(cerita, 20))

    survei.refresh_from_db()
    disimpan = not isinstance(hasil[1], AturanDilanggar)
    assert (survei.status, survei.nilai.get().pembilang) == ("diajukan", 20 if disimpan else 10)
    assert survei.versi == 3 + disimpan


def test_two_revisions_one_opens(cerita, diajukan):
    workflows.verifikasi(diajukan, oleh=cerita.sekretariat)

    hasil = bersamaan(
        *[lambda: workflows.buka_revisi(diajukan, oleh=cerita.petugas, alasan="Tertukar")] * 2
    )

    assert ditolak(hasil) == 1
    assert sorted(Survei.objects.values_list("revisi", "berlaku")) == [(1, True), (2, False)]
