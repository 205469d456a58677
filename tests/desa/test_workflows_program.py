"""Target lists through their workflow: draft, decided, graduated; each refused step."""

from datetime import date

import pytest

from desa.models import ButirSasaran, DaftarSasaran
from desa.queries import butir_berlaku, desa_sasaran
from desa.workflows import program as workflows
from inti.exceptions import AturanDilanggar, TransisiTidakSah
from inti.models import JejakAudit
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import ButirSasaranFactory, DaftarSasaranFactory, DesaFactory


pytestmark = pytest.mark.django_db


@pytest.fixture
def oleh():
    return PenggunaFactory(peran="sekretariat")


@pytest.fixture
def draf():
    return ButirSasaranFactory().daftar


@pytest.fixture
def tetap():
    return ButirSasaranFactory(daftar=DaftarSasaranFactory(ditetapkan=True)).daftar


LANGKAH_DRAF = {
    "isi_daftar": lambda d, oleh: workflows.isi_daftar(
        d, [ButirSasaran(desa=DesaFactory())], oleh=oleh
    ),
    "ubah_daftar": lambda d, oleh: workflows.ubah_daftar(d, oleh=oleh, berubah=["nama"]),
    "keluarkan": lambda d, oleh: workflows.keluarkan(d.butir.first(), oleh=oleh),
    "hapus_daftar": lambda d, oleh: workflows.hapus_daftar(d, oleh=oleh),
    "tetapkan": lambda d, oleh: workflows.tetapkan(d, oleh=oleh),
}


@pytest.mark.parametrize("langkah", LANGKAH_DRAF)
def test_a_draft_step_writes_one_audit_row(draf, oleh, langkah):
    LANGKAH_DRAF[langkah](draf, oleh)

    assert [j.pelaku_id for j in JejakAudit.objects.all()] == [oleh.pk]


@pytest.mark.parametrize("langkah", LANGKAH_DRAF)
def test_a_decided_list_refuses_every_draft_step(tetap, oleh, langkah):
    with pytest.raises(TransisiTidakSah, match="sudah ditetapkan"):
        LANGKAH_DRAF[langkah](tetap, oleh)

    assert tetap.butir.count() == 1
    assert not JejakAudit.objects.exists()


@pytest.mark.parametrize("langkah", LANGKAH_DRAF)
def test_a_draft_step_rolls_back_when_the_audit_fails(draf, oleh, langkah, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("no audit")

    sebelum = (DaftarSasaran.objects.values_list().get(pk=draf.pk), draf.butir.count())
    monkeypatch.setattr(JejakAudit, "save", fail)

    with pytest.raises(RuntimeError):
        LANGKAH_DRAF[langkah](draf, oleh)

    draf.refresh_from_db()
    assert (DaftarSasaran.objects.values_list().get(pk=draf.pk), draf.butir.count()) == sebelum


def test_isi_daftar_again_changes_the_figures_and_keeps_the_entry(draf, oleh):
    butir = draf.butir.get()

    workflows.isi_daftar(draf, [ButirSasaran(desa=butir.desa, peringkat=9)], oleh=oleh)

    assert list(draf.butir.values_list("pk", "peringkat")) == [(butir.pk, 9)]


@pytest.mark.parametrize(("pembilang", "penyebut"), [(None, 10), (11, 10), (0, 0)])
def test_isi_daftar_impossible_figures_are_refused_in_words(draf, oleh, pembilang, penyebut):
    butir = ButirSasaran(desa=DesaFactory(), pembilang_pemilih=pembilang, penyebut_pemilih=penyebut)

    with pytest.raises(AturanDilanggar, match="tidak melebihi penyebutnya"):
        workflows.isi_daftar(draf, [butir], oleh=oleh)

    assert draf.butir.count() == 1


def test_luluskan_leaves_the_list_from_that_day_on(tetap, oleh):
    butir = tetap.butir.get()

    workflows.luluskan(butir, tanggal=date(2025, 7, 1), alasan="Mandiri", oleh=oleh)

    def sasaran(pada):
        return list(desa_sasaran(tetap.periode, pada=pada))

    assert sasaran(date(2025, 6, 30)) == [butir.desa]
    assert sasaran(date(2025, 7, 1)) == []
    assert list(butir_berlaku(tetap.periode, jenis="dampingan", pada=date(2025, 6, 30))) == [butir]


@pytest.mark.parametrize(
    ("ubah", "pesan"),
    [
        ({"alasan": " "}, "Tulis alasan"),
        ({"tanggal": date(2031, 1, 1)}, "di luar 2021–2030"),
    ],
)
def test_luluskan_without_reason_or_outside_the_period_is_refused(tetap, oleh, ubah, pesan):
    butir = tetap.butir.get()

    with pytest.raises(AturanDilanggar, match=pesan):
        workflows.luluskan(
            butir, **{"tanggal": date(2025, 7, 1), "alasan": "Mandiri"} | ubah, oleh=oleh
        )

    butir.refresh_from_db()
    assert butir.tanggal_lulus is None


def test_luluskan_from_a_draft_is_refused(draf, oleh):
    with pytest.raises(TransisiTidakSah, match="belum ditetapkan"):
        workflows.luluskan(draf.butir.get(), tanggal=date(2025, 7, 1), alasan="x", oleh=oleh)


def test_tetapkan_a_village_that_graduated_may_stand_on_the_next_list(draf, oleh):
    lama = DaftarSasaranFactory(ditetapkan=True)
    ButirSasaranFactory(daftar=lama, desa=draf.butir.get().desa, tanggal_lulus=date(2025, 1, 1))

    assert workflows.tetapkan(draf, oleh=oleh).status == "ditetapkan"
