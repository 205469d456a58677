"""Surveys through their workflow: fill, submit, return, verify, revise."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from desa.choices import StatusSurvei
from desa.models import NilaiIndikator, Survei
from desa.stats import Isian
from desa.workflows import survei as workflows
from desa.workflows.putaran import kunci
from inti.exceptions import AturanDilanggar, DataBerubah, TransisiTidakSah
from inti.models import JejakAudit
from tests.desa.cerita import desa_ditanya
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import (
    DesaFactory,
    NilaiIndikatorFactory,
    PengecualianKunciFactory,
    PutaranFactory,
    SurveiFactory,
    VersiIndikatorFactory,
)


pytestmark = pytest.mark.django_db


@pytest.fixture
def versi():
    return VersiIndikatorFactory(indikator__wajib=True)


@pytest.fixture
def putaran(versi):
    return PutaranFactory(versi=[versi])


@pytest.fixture
def pengisi():
    return PenggunaFactory()


@pytest.fixture
def pemeriksa():
    return PenggunaFactory(peran="sekretariat")


def isian(versi, pembilang=64, penyebut=512, **lain):
    return Isian(
        versi.pk,
        pembilang=Decimal(pembilang),
        penyebut=Decimal(penyebut),
        sumber="Pendataan desa",
        **lain,
    )


def isi_dan_ajukan(putaran, desa, versi, pengisi, **angka):
    survei = workflows.simpan(putaran, desa, [isian(versi, **angka)], oleh=pengisi)
    return workflows.ajukan(survei, oleh=pengisi)


def test_simpan_begins_survei_and_stores_parts(putaran, versi, pengisi):
    desa = desa_ditanya(putaran)

    survei = workflows.simpan(putaran, desa, [isian(versi)], oleh=pengisi)

    nilai = NilaiIndikator.objects.get()
    assert (survei.status, survei.revisi, survei.versi) == (StatusSurvei.DRAF, 1, 2)
    assert (nilai.pembilang, nilai.penyebut, nilai.tanggal, nilai.diisi_oleh) == (
        64,
        512,
        putaran.tanggal_rujukan,
        pengisi,
    )


def test_simpan_village_outside_the_lists_of_the_round_is_refused(putaran, versi, pengisi):
    desa = DesaFactory(nama="Soneyan")

    with pytest.raises(AturanDilanggar, match="tidak menanyakan: Soneyan"):
        workflows.simpan(putaran, desa, [isian(versi)], oleh=pengisi)
    with pytest.raises(AturanDilanggar, match="tidak menanyakan: Soneyan"):
        workflows.simpan_banyak(putaran, {desa.pk: [isian(versi)]}, oleh=pengisi)

    assert not Survei.objects.exists()


def test_simpan_stale_version_changes_nothing(putaran, versi, pengisi):
    desa = desa_ditanya(putaran)
    survei = workflows.simpan(putaran, desa, [isian(versi)], oleh=pengisi)

    with pytest.raises(DataBerubah):
        workflows.simpan(putaran, desa, [isian(versi, 1)], oleh=pengisi, versi=survei.versi - 1)

    assert NilaiIndikator.objects.get().pembilang == 64


def test_simpan_blank_removes_the_value(putaran, versi, pengisi):
    desa = desa_ditanya(putaran)
    workflows.simpan(putaran, desa, [isian(versi)], oleh=pengisi)

    workflows.simpan(putaran, desa, [Isian(versi.pk)], oleh=pengisi)

    assert not NilaiIndikator.objects.exists()


@pytest.mark.parametrize(
    ("salah", "field"),
    [
        ({"pembilang": 513}, "pembilang"),
        ({"penyebut": 0}, "penyebut"),
        ({"pembilang": -1}, "pembilang"),
        ({"pembilang": Decimal("1.5")}, "pembilang"),
        ({"alasan_kosong": "tidak_berlaku"}, "alasan_kosong"),
    ],
)
def test_simpan_impossible_answer_stores_nothing(putaran, versi, pengisi, salah, field):
    with pytest.raises(workflows.IsianTidakSah) as galat:
        workflows.simpan(putaran, desa_ditanya(putaran), [isian(versi, **salah)], oleh=pengisi)

    assert [k.field for k in galat.value.kesalahan[versi.pk]] == [field]
    assert not Survei.objects.exists()


def test_simpan_closed_round_is_refused_unless_excepted(versi, pengisi):
    putaran = PutaranFactory(tertutup=True, versi=[versi])
    desa = desa_ditanya(putaran)
    with pytest.raises(AturanDilanggar, match="tidak terbuka"):
        workflows.simpan(putaran, desa, [isian(versi)], oleh=pengisi)

    PengecualianKunciFactory(putaran=putaran, desa=desa)

    assert workflows.simpan(putaran, desa, [isian(versi)], oleh=pengisi).status == "draf"


@pytest.mark.parametrize("langkah", ["simpan", "ajukan", "simpan_banyak", "ajukan_banyak"])
def test_lock_set_after_the_page_was_read_wins(putaran, versi, pengisi, pemeriksa, langkah):
    """The instance that the caller holds still says "open"."""
    desa = desa_ditanya(putaran)
    survei = workflows.simpan(putaran, desa, [isian(versi)], oleh=pengisi)
    kunci(putaran, oleh=pemeriksa)
    jalankan = {
        "simpan": lambda: workflows.simpan(putaran, desa, [isian(versi, 1)], oleh=pengisi),
        "ajukan": lambda: workflows.ajukan(survei, oleh=pengisi),
        "simpan_banyak": lambda: workflows.simpan_banyak(
            putaran, {desa.pk: [isian(versi, 1)]}, oleh=pengisi
        ),
        "ajukan_banyak": lambda: workflows.ajukan_banyak([survei], oleh=pengisi),
    }

    with pytest.raises(AturanDilanggar, match="tidak terbuka"):
        jalankan[langkah]()

    assert putaran.dikunci_pada is None
    assert Survei.objects.get().status == StatusSurvei.DRAF
    assert NilaiIndikator.objects.get().pembilang == 64


def test_ajukan_blank_core_indicator_is_refused(putaran, versi, pengisi):
    survei = SurveiFactory(putaran=putaran)

    with pytest.raises(workflows.BelumSiap) as galat:
        workflows.ajukan(survei, oleh=pengisi)

    assert [p.kode for p in galat.value.peringatan[versi.pk]] == ["kosong_wajib"]


def test_ajukan_jump_needs_a_reason(putaran, versi, pengisi):
    desa = desa_ditanya(putaran)
    lama = PutaranFactory(
        periode=putaran.periode, tanggal_rujukan=putaran.tanggal_rujukan - timedelta(days=400)
    )
    NilaiIndikatorFactory(
        survei=SurveiFactory(putaran=lama, desa=desa, diverifikasi=True), versi_indikator=versi
    )
    survei = workflows.simpan(putaran, desa, [isian(versi, 10)], oleh=pengisi)
    with pytest.raises(workflows.BelumSiap) as galat:
        workflows.ajukan(survei, oleh=pengisi)
    assert [p.kode for p in galat.value.peringatan[versi.pk]] == ["lonjakan"]

    workflows.simpan(
        putaran, desa, [isian(versi, 10, alasan_lonjakan="54 rumah dibedah")], oleh=pengisi
    )

    assert workflows.ajukan(survei, oleh=pengisi).status == StatusSurvei.DIAJUKAN


def test_kembalikan_then_resubmit(putaran, versi, pengisi, pemeriksa):
    survei = isi_dan_ajukan(putaran, desa_ditanya(putaran), versi, pengisi)
    nilai = survei.nilai.get()

    workflows.kembalikan(
        survei, oleh=pemeriksa, alasan="Periksa lagi", komentar={nilai.pk: "Beda dari PUPR"}
    )

    nilai.refresh_from_db()
    survei.refresh_from_db()
    assert (survei.status, survei.alasan_kembali) == ("dikembalikan", "Periksa lagi")
    assert (nilai.komentar, nilai.dicentang) == ("Beda dari PUPR", False)
    assert workflows.ajukan(survei, oleh=pengisi).status == "diajukan"


def test_verifikasi_by_the_one_who_submitted_is_refused(putaran, versi, pemeriksa):
    survei = isi_dan_ajukan(putaran, desa_ditanya(putaran), versi, pemeriksa)

    with pytest.raises(AturanDilanggar, match="tidak boleh diperiksa"):
        workflows.verifikasi(survei, oleh=pemeriksa)

    survei.refresh_from_db()
    assert (survei.status, survei.berlaku) == ("diajukan", False)


def test_revision_replaces_the_survey_in_force_only_when_verified(
    putaran, versi, pengisi, pemeriksa
):
    desa = desa_ditanya(putaran)
    pertama = isi_dan_ajukan(putaran, desa, versi, pengisi)
    workflows.verifikasi(pertama, oleh=pemeriksa)

    kedua = isi_dan_ajukan(putaran, desa, versi, pengisi, pembilang=60)
    pertama.refresh_from_db()
    assert (kedua.revisi, pertama.berlaku) == (2, True)
    workflows.verifikasi(kedua, oleh=pemeriksa)

    pertama.refresh_from_db()
    kedua.refresh_from_db()
    assert (pertama.berlaku, kedua.berlaku) == (False, True)
    assert list(JejakAudit.objects.values_list("aksi", flat=True)) == [
        "survei.verifikasi",
        "survei.ajukan",
        "survei.verifikasi",
        "survei.ajukan",
    ]


def test_verifikasi_twice_is_refused(putaran, versi, pengisi, pemeriksa):
    survei = isi_dan_ajukan(putaran, desa_ditanya(putaran), versi, pengisi)
    workflows.verifikasi(survei, oleh=pemeriksa)

    with pytest.raises(TransisiTidakSah):
        workflows.verifikasi(survei, oleh=pemeriksa)


@pytest.mark.parametrize("jumlah", [2, 30])
def test_simpan_banyak_and_ajukan_banyak_query_count(
    putaran, versi, pengisi, jumlah, django_assert_num_queries
):
    desa = [desa_ditanya(putaran) for _ in range(jumlah)]
    with django_assert_num_queries(28):  # seven of them tell the secretariat
        surveis = workflows.simpan_banyak(
            putaran, {d.pk: [isian(versi)] for d in desa}, oleh=pengisi
        )
        workflows.ajukan_banyak(surveis, oleh=pengisi)

    assert Survei.objects.filter(status="diajukan", diajukan_oleh=pengisi).count() == jumlah
    assert timezone.localdate() <= putaran.tutup
