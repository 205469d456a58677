"""Two people at the same moment: the pagu holds, one confirmation wins."""

import pytest
from django.db import connection

from desa.workflows import temuan as temuan_workflows
from inti.exceptions import AturanDilanggar
from opd.workflows import intervensi as workflows
from opd.workflows import pendanaan as uang
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import TemuanFactory
from tests.factories.opd import IntervensiFactory, PencairanFactory, PendanaanFactory
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


def test_two_tranches_do_not_exceed_the_pagu_together():
    pendanaan, oleh = PendanaanFactory(pagu=10), PenggunaFactory()
    tahap = [
        PencairanFactory.build(pendanaan=pendanaan, jumlah=6, nomor_bukti=f"LPJ/{n}")
        for n in range(2)
    ]

    hasil = bersamaan(*[lambda t=t: uang.cairkan(t, oleh=oleh) for t in tahap])

    assert ditolak(hasil) == 1
    assert uang.realisasi(pendanaan) == 6


def test_money_and_cancellation_do_not_pass_each_other():
    pendanaan, oleh = PendanaanFactory(), PenggunaFactory()
    tahap = PencairanFactory.build(pendanaan=pendanaan)

    hasil = bersamaan(
        lambda: uang.cairkan(tahap, oleh=oleh),
        lambda: workflows.batalkan(pendanaan.intervensi, alasan="Batal.", oleh=oleh),
    )

    pendanaan.intervensi.refresh_from_db()
    assert ditolak(hasil) == 1
    assert (pendanaan.intervensi.status == "batal") != pendanaan.pencairan.exists()


def test_one_confirmation_wins():
    temuan = TemuanFactory(diusulkan=True)
    dua = PenggunaFactory.create_batch(2, peran="sekretariat")

    hasil = bersamaan(
        *[lambda p=p: temuan_workflows.konfirmasi(temuan, catatan="", oleh=p) for p in dua]
    )

    temuan.refresh_from_db()
    assert ditolak(hasil) == 1
    assert (temuan.status, temuan.perkembangan.count()) == ("selesai", 1)


def test_a_proposal_and_its_handler_cannot_slip_past_the_check():
    """A follow-up by the checker and its confirmation: whichever comes first, both never hold."""
    temuan, orang = TemuanFactory(ditangani=True), PenggunaFactory(peran="sekretariat")
    hari = temuan.tanggal
    temuan_workflows.kembangkan(
        temuan, tanggal=hari, uraian="Selesai.", langkah="usulkan", oleh=temuan.dibuat_oleh
    )

    hasil = bersamaan(
        lambda: temuan_workflows.kembangkan(
            temuan, tanggal=hari, uraian="Saya tinjau.", langkah="catat", oleh=orang
        ),
        lambda: temuan_workflows.konfirmasi(temuan, catatan="", oleh=orang),
    )

    assert ditolak(hasil) == 1
    temuan.refresh_from_db()
    assert temuan.selesai_oleh == orang


def test_only_one_of_two_ends_holds():
    intervensi, oleh = IntervensiFactory(berjalan=True), PenggunaFactory()

    hasil = bersamaan(*[lambda: workflows.batalkan(intervensi, alasan="Batal.", oleh=oleh)] * 2)

    assert ditolak(hasil) == 1
