"""Who hears of what: surveys and hand-overs in the notices."""

import pytest
from django.utils import timezone

from desa.workflows import survei as survei_workflows
from inti.models import Pemberitahuan
from opd.models import SerahTerima
from opd.workflows import penugasan as penugasan_workflows
from tests.desa.cerita import siapkan
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import NilaiIndikatorFactory, SurveiFactory


pytestmark = pytest.mark.django_db


@pytest.fixture
def cerita():
    return siapkan()


def kabar(pengguna):
    """The notices of a user, oldest first, as (text, address)."""
    semua = Pemberitahuan.objects.filter(penerima=pengguna).order_by("pk")
    return [(p.teks, p.tautan) for p in semua]


def test_steps_of_a_survey_are_told_to_those_who_wait_for_them(cerita):
    luar_kabupaten = PenggunaFactory(peran="sekretariat", kabupaten=None)
    survei = SurveiFactory(putaran=cerita.putaran, desa=cerita.desa, dibuat_oleh=cerita.petugas)
    for versi in cerita.versi:
        NilaiIndikatorFactory(survei=survei, versi_indikator=versi)
    nama = f"Survei {cerita.desa}, {cerita.putaran}"

    survei_workflows.ajukan(survei, oleh=cerita.petugas)
    survei_workflows.kembalikan(survei, oleh=cerita.sekretariat, alasan="Periksa lagi")
    survei_workflows.ajukan(survei, oleh=cerita.petugas)
    survei_workflows.verifikasi(survei, oleh=cerita.sekretariat)

    assert (
        kabar(cerita.sekretariat)
        == [(f"{nama} menunggu verifikasi.", f"/survei/{survei.pk}/periksa/")] * 2
    )
    assert kabar(cerita.petugas) == [
        (f"{nama} dikembalikan.", f"/survei/{survei.pk}/"),
        (f"{nama} diverifikasi.", f"/survei/{survei.pk}/"),
    ]
    assert kabar(luar_kabupaten) == kabar(cerita.petugas_lain) == []


def test_surveys_submitted_together_are_one_notice(cerita):
    surveis = SurveiFactory.create_batch(3, putaran=cerita.putaran, dibuat_oleh=cerita.petugas)
    survei_workflows.ajukan_banyak(surveis, oleh=cerita.petugas)
    assert kabar(cerita.sekretariat) == [
        (f"3 survei {cerita.putaran} menunggu verifikasi.", "/survei/verifikasi/")
    ]


def test_hand_over_is_told_to_the_receiver_and_its_outcome_to_the_secretariat(cerita):
    serah_terima = SerahTerima(
        penugasan=cerita.desa.penugasan.get(),
        opd_penerima=cerita.petugas_lain.keanggotaan.get().opd,
        tanggal=timezone.localdate(),
        nomor_sk="1",
        pekerjaan_terbuka="Tidak ada",
    )
    penugasan_workflows.ajukan_serah_terima(serah_terima, oleh=cerita.sekretariat)
    penugasan_workflows.tolak_serah_terima(serah_terima, oleh=cerita.petugas_lain, alasan="Penuh")
    alamat = f"/serah-terima/{serah_terima.pk}/"
    assert kabar(cerita.petugas_lain) == [
        (f"Serah terima {cerita.desa} menunggu keputusan {serah_terima.opd_penerima}.", alamat)
    ]
    assert kabar(cerita.sekretariat) == [(f"Serah terima {cerita.desa}: ditolak.", alamat)]
    assert kabar(cerita.petugas) == []
