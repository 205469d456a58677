"""Each constraint of findings, violated straight at the table."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from desa.models import Temuan
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import TemuanFactory


pytestmark = pytest.mark.django_db

KEADAAN = {"diusulkan": {"diusulkan": True}, "selesai": {"selesai": True}, "dicatat": {}}
PELANGGARAN = [  # constraint, state, change
    ("usg_1_sampai_5", "dicatat", {"urgensi": 6}),
    ("usg_1_sampai_5", "dicatat", {"keseriusan": 0}),
    ("usg_1_sampai_5", "dicatat", {"pertumbuhan": 6}),
    ("terdampak_punya_satuan", "dicatat", {"satuan_terdampak": ""}),
    ("terdampak_punya_satuan", "dicatat", {"jumlah_terdampak": None}),
    ("tidak_ditangani_punya_alasan", "dicatat", {"status": "tidak_ditangani"}),
    ("tidak_ditangani_punya_alasan", "dicatat", {"alasan": "Di luar wewenang."}),
    ("diusulkan_punya_waktu_dan_orang", "diusulkan", {"diusulkan_oleh": None}),
    ("diusulkan_punya_waktu_dan_orang", "diusulkan", {"status": "dicatat"}),
    ("selesai_punya_waktu_dan_orang", "diusulkan", {"status": "selesai"}),
    ("selesai_punya_waktu_dan_orang", "selesai", {"selesai_pada": None}),
    ("selesai_punya_waktu_dan_orang", "diusulkan", {"selesai_pada": timezone.now}),
]


@pytest.mark.parametrize(("nama", "keadaan", "ubah"), PELANGGARAN)
def test_constraint_refuses(nama, keadaan, ubah):
    temuan = TemuanFactory(**KEADAAN[keadaan])
    ubah = {k: v() if callable(v) else v for k, v in ubah.items()}

    with pytest.raises(IntegrityError, match=f"desa_temuan_{nama}"), transaction.atomic():
        Temuan.objects.filter(pk=temuan.pk).update(**ubah)


@pytest.mark.parametrize("orang", ["dibuat_oleh", "diusulkan_oleh"])
def test_constraint_refuses_that_the_mentor_confirms(orang):
    temuan = TemuanFactory(selesai=True, diusulkan_oleh=PenggunaFactory())

    with (
        pytest.raises(IntegrityError, match="desa_temuan_selesai_oleh_orang_lain"),
        transaction.atomic(),
    ):
        Temuan.objects.filter(pk=temuan.pk).update(selesai_oleh=getattr(temuan, orang))


def test_priority_is_the_sum_that_the_database_keeps():
    temuan = TemuanFactory(urgensi=5, keseriusan=4, pertumbuhan=1)

    assert Temuan.objects.values_list("prioritas", flat=True).get(pk=temuan.pk) == 10
