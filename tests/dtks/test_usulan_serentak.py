"""Two people decide on the same corrections at the same moment: exactly one wins."""

from functools import partial
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from dtks.models import EntriData, KirimanUsulan, UsulanPerbaikan
from dtks.workflows import kiriman as workflows_kiriman
from dtks.workflows import usulan as workflows
from inti.choices import StatusImpor
from inti.exceptions import AturanDilanggar
from inti.impor import workflows as workflows_impor
from inti.models import JejakAudit
from tests.dtks.test_jawaban import TAJUK
from tests.dtks.test_usulan import S, diajukan, pada_status, setuju
from tests.factories.akun import PenggunaFactory
from tests.factories.dtks import EntriDataFactory
from tests.impor import buku, unggah
from tests.serentak import bersamaan


pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite lets one writer in at a time; the test database lives in one connection",
    ),
]


def kalah(hasil):
    return [isinstance(satu, AturanDilanggar) for satu in hasil].count(True)


@pytest.fixture
def dua():
    return PenggunaFactory.create_batch(2, peran="verifikator_dtks")


@pytest.fixture
def usulan(petugas):
    orang = petugas()
    entri = EntriDataFactory(desa=orang.penugasan.desa)
    entri.petugas = orang
    return diajukan(entri)


def putusan():
    aksi = JejakAudit.objects.filter(aksi__startswith="usulan.").exclude(
        aksi__in=["usulan.buat", "usulan.ajukan"]
    )
    return list(aksi.values_list("aksi", flat=True))


def test_two_verifiers_one_wins(usulan, dua):
    isi = setuju(usulan)
    hasil = bersamaan(*[lambda p=p: workflows.verifikasi(usulan, putusan=isi, oleh=p) for p in dua])
    usulan.refresh_from_db()
    assert (kalah(hasil), usulan.status, putusan()) == (1, "diverifikasi", ["usulan.verifikasi"])


def test_verify_and_refuse_one_wins(usulan, dua):
    isi = setuju(usulan)
    hasil = bersamaan(
        lambda: workflows.verifikasi(usulan, putusan=isi, oleh=dua[0]),
        lambda: workflows.tolak(usulan, alasan="Bukan warga desa ini", oleh=dua[1]),
    )
    usulan.refresh_from_db()
    assert kalah(hasil) == 1
    assert (usulan.status, putusan()) in [
        ("diverifikasi", ["usulan.verifikasi"]),
        ("ditolak", ["usulan.tolak"]),
    ]


def test_two_lists_of_one_correction_one_is_made(usulan, dua):
    pada_status(usulan, S.DIMUSYAWARAHKAN, dua[0])
    semua = UsulanPerbaikan.objects.filter(pk=usulan.pk)
    hasil = bersamaan(*[lambda p=p: workflows_kiriman.susun(semua, oleh=p) for p in dua])
    assert (kalah(hasil), KirimanUsulan.objects.count()) == (1, 1)


def test_two_outcome_lists_of_one_correction_one_answers(usulan, dua, client, media, tmp_path):
    pada_status(usulan, S.DISAHKAN, dua[0])
    usulan.perubahan.update(keputusan="disetujui")
    langkah = []
    for orang, isi in zip(dua, (["Diterima"], ["Ditolak", "Tidak layak"]), strict=True):
        client.force_login(orang)
        baris = [usulan.nomor, "", "", "", *isi]
        jalur = buku(tmp_path / f"{orang.pk}.xlsx", [TAJUK, baris])
        impor = unggah(client, "jawaban", jalur, tanggal=timezone.localdate(), kunci=uuid4())
        putusan_ini = workflows_impor.Putusan(workflows_impor.check_impor(impor).sidik)
        langkah.append(partial(workflows_impor.terapkan, impor, putusan_ini, oleh=orang))
    hasil = bersamaan(*langkah)
    usulan.refresh_from_db()
    menang = next(satu for satu in hasil if not isinstance(satu, AturanDilanggar))
    assert (kalah(hasil), menang.status) == (1, StatusImpor.DITERAPKAN)
    assert usulan.jawaban.impor_id == menang.pk
    assert EntriData.objects.get().aktif is (usulan.status == "ditolak_pusat")
