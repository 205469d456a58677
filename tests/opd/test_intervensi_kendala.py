"""Each constraint of interventions and their money, violated straight at the table."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from opd.models import PenerimaBantuan
from opd.stats import kunci_penerima
from tests.factories.opd import (
    IntervensiFactory,
    KemajuanIntervensiFactory,
    PencairanFactory,
    PendanaanFactory,
    PenerimaBantuanFactory,
    PenugasanFactory,
)


pytestmark = pytest.mark.django_db

PELANGGARAN = [  # factory, constraint, change
    (IntervensiFactory, "pelaksana_tunggal", {"pelaksana": ""}),
    (IntervensiFactory, "pelaksana_tunggal", {"jenis_pelaksana": "pendamping"}),
    (IntervensiFactory, "selesai_setelah_mulai", {"selesai": date(2026, 2, 28)}),
    (IntervensiFactory, "target_positif", {"target_volume": 0}),
    (IntervensiFactory, "selesai_punya_volume_dan_tanggal", {"status": "selesai"}),
    (IntervensiFactory, "selesai_punya_volume_dan_tanggal", {"realisasi_volume": 3}),
    (IntervensiFactory, "selesai_punya_volume_dan_tanggal", {"tanggal_selesai": date(2026, 4, 1)}),
    (IntervensiFactory, "batal_punya_alasan", {"status": "batal"}),
    (IntervensiFactory, "batal_punya_alasan", {"alasan_batal": "Dana tidak turun."}),
    (PendanaanFactory, "pagu_positif", {"pagu": 0}),
    (PendanaanFactory, "tahun_wajar", {"tahun": 26}),
    (PencairanFactory, "jumlah_positif", {"jumlah": 0}),
    (PencairanFactory, "batal_punya_waktu_orang_alasan", {"dibatalkan_pada": timezone.now}),
    (PencairanFactory, "batal_punya_waktu_orang_alasan", {"alasan_batal": "Keliru."}),
    (KemajuanIntervensiFactory, "persen_sampai_100", {"persen": 101}),
    (PenerimaBantuanFactory, "hanya_keluarga_dicocokkan", {"jenis": "objek", "keluarga_dtks": 1}),
]


@pytest.mark.parametrize(("pabrik", "nama", "ubah"), PELANGGARAN)
def test_constraint_refuses(pabrik, nama, ubah):
    objek = pabrik()
    model = type(objek)
    ubah = {k: v() if callable(v) else v for k, v in ubah.items()}

    with (
        pytest.raises(IntegrityError, match=f"opd_{model._meta.model_name}_{nama}"),
        transaction.atomic(),
    ):
        model.objects.filter(pk=objek.pk).update(**ubah)


def test_own_assignment_needs_no_name_of_an_implementer():
    intervensi = IntervensiFactory(penugasan=PenugasanFactory())

    assert (intervensi.jenis_pelaksana, intervensi.pelaksana) == ("pendamping", "")


@pytest.mark.parametrize(
    ("pabrik", "induk", "sama"),
    [
        (PendanaanFactory, "intervensi", {}),
        (KemajuanIntervensiFactory, "intervensi", {}),
        (PenerimaBantuanFactory, "intervensi", {}),
        (PencairanFactory, "pendanaan", {"nomor_bukti": "LPJ/1"}),
    ],
)
def test_the_same_is_stored_once(pabrik, induk, sama):
    pertama = pabrik(**sama)

    with pytest.raises(IntegrityError), transaction.atomic():
        pabrik(**{induk: getattr(pertama, induk)}, **sama)


def test_a_tranche_that_was_taken_back_frees_its_proof():
    batal = PencairanFactory(nomor_bukti="LPJ/1")
    type(batal).objects.filter(pk=batal.pk).update(
        dibatalkan_pada=timezone.now(), dibatalkan_oleh=batal.dibuat_oleh, alasan_batal="Keliru."
    )

    assert PencairanFactory(pendanaan=batal.pendanaan, nomor_bukti="LPJ/1").pk


@pytest.mark.parametrize(
    "label", ["rt 2 rw 1 rumah no 14", "RT 02 / RW 01 – Rumah No. 14", "Rt.002/Rw.1 rumah no.14"]
)
def test_a_recipient_is_known_however_its_label_is_written(label):
    assert kunci_penerima(label) == PenerimaBantuanFactory().kunci == "rt-2-rw-1-rumah-no-14"


def test_recipients_with_other_numbers_differ():
    assert kunci_penerima("RT 1/RW 11") != kunci_penerima("RT 11/RW 1")
    assert not PenerimaBantuan.objects.exists()
