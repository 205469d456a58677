"""Findings through their workflow: each step, from where it may start, who may confirm."""

from datetime import timedelta

import pytest
from django.utils import timezone

from desa.choices import StatusTemuan
from desa.models import Temuan
from desa.workflows import temuan as workflows
from inti.exceptions import AturanDilanggar, TransisiTidakSah
from inti.models import JejakAudit
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import DesaFactory, TemuanFactory


pytestmark = pytest.mark.django_db


def kembangkan(langkah):
    return lambda t, oleh: workflows.kembangkan(
        t, tanggal=timezone.localdate(), uraian="Sudah ditinjau.", langkah=langkah, oleh=oleh
    )


LANGKAH = {
    "catat": kembangkan("catat"),
    "rencanakan": kembangkan("rencanakan"),
    "tangani": kembangkan("tangani"),
    "usulkan": kembangkan("usulkan"),
    "konfirmasi": lambda t, oleh: workflows.konfirmasi(t, catatan="Rumah dilihat.", oleh=oleh),
    "kembalikan": lambda t, oleh: workflows.kembalikan(t, alasan="Belum beratap.", oleh=oleh),
    "hentikan": lambda t, oleh: workflows.hentikan(t, alasan="Sengketa tanah.", oleh=oleh),
    "buka_lagi": lambda t, oleh: workflows.buka_lagi(t, alasan="Sengketa usai.", oleh=oleh),
}
KEADAAN = {  # state → how to make it
    "dicatat": {},
    "direncanakan": {"status": "direncanakan"},
    "ditangani": {"ditangani": True},
    "diusulkan": {"diusulkan": True},
    "selesai": {"selesai": True},
    "tidak_ditangani": {"status": "tidak_ditangani", "alasan": "Sengketa tanah."},
}
SAH = {  # (state, step) → state after it; all others are refused
    ("dicatat", "catat"): "dicatat",
    ("direncanakan", "catat"): "direncanakan",
    ("ditangani", "catat"): "ditangani",
    ("dicatat", "rencanakan"): "direncanakan",
    ("dicatat", "tangani"): "ditangani",
    ("direncanakan", "tangani"): "ditangani",
    ("ditangani", "usulkan"): "diusulkan",
    ("diusulkan", "konfirmasi"): "selesai",
    ("diusulkan", "kembalikan"): "ditangani",
    ("dicatat", "hentikan"): "tidak_ditangani",
    ("direncanakan", "hentikan"): "tidak_ditangani",
    ("ditangani", "hentikan"): "tidak_ditangani",
    ("tidak_ditangani", "buka_lagi"): "dicatat",
}


def keadaan(temuan):
    temuan.refresh_from_db()
    menunggu = temuan.status == StatusTemuan.DITANGANI and temuan.diusulkan_pada
    return "diusulkan" if menunggu else temuan.status


@pytest.mark.parametrize("langkah", LANGKAH)
@pytest.mark.parametrize("awal", KEADAAN)
def test_step_from_every_state(awal, langkah):
    temuan, oleh = TemuanFactory(**KEADAAN[awal]), PenggunaFactory(peran="sekretariat")

    if (awal, langkah) not in SAH:
        with pytest.raises(TransisiTidakSah):
            LANGKAH[langkah](temuan, oleh)
        assert (keadaan(temuan), temuan.perkembangan.count()) == (awal, 0)
        return
    LANGKAH[langkah](temuan, oleh)

    assert keadaan(temuan) == SAH[awal, langkah]
    (kabar,) = temuan.perkembangan.all()
    assert (kabar.langkah, kabar.dibuat_oleh) == (langkah, oleh)
    assert [j.aksi for j in JejakAudit.objects.all()] == [f"temuan.{langkah}"]


@pytest.mark.parametrize("penangan", ["dibuat_oleh", "diusulkan_oleh", "penindak"])
def test_whoever_recorded_or_handled_it_does_not_confirm(penangan):
    temuan = TemuanFactory(ditangani=True)
    penindak, pengusul = PenggunaFactory(), PenggunaFactory()
    LANGKAH["catat"](temuan, penindak)
    LANGKAH["usulkan"](temuan, pengusul)
    temuan.refresh_from_db()
    orang = {"penindak": penindak}.get(penangan) or getattr(temuan, penangan)

    with pytest.raises(AturanDilanggar, match="tidak mencatat atau menanganinya"):
        LANGKAH["konfirmasi"](temuan, orang)

    assert keadaan(temuan) == "diusulkan"


def test_who_returned_it_may_confirm_it_later():
    temuan, sekretariat = TemuanFactory(diusulkan=True), PenggunaFactory(peran="sekretariat")
    LANGKAH["kembalikan"](temuan, sekretariat)
    LANGKAH["usulkan"](temuan, temuan.dibuat_oleh)
    LANGKAH["konfirmasi"](temuan, sekretariat)

    assert keadaan(temuan) == "selesai"
    assert temuan.selesai_oleh == sekretariat


@pytest.mark.parametrize(
    "langkah",
    [
        lambda t, oleh: workflows.hentikan(t, alasan=" ", oleh=oleh),
        lambda t, oleh: workflows.kembangkan(
            t,
            tanggal=timezone.localdate() + timedelta(days=1),
            uraian="Besok.",
            langkah="catat",
            oleh=oleh,
        ),
        lambda t, oleh: workflows.kembangkan(
            t, tanggal=t.tanggal - timedelta(days=1), uraian="Dulu.", langkah="catat", oleh=oleh
        ),
    ],
)
def test_step_without_reason_or_with_an_impossible_day_is_refused(langkah):
    temuan = TemuanFactory()

    with pytest.raises(AturanDilanggar):
        langkah(temuan, PenggunaFactory())

    assert not temuan.perkembangan.exists()


def test_a_finding_of_tomorrow_is_refused():
    temuan = TemuanFactory.build(
        desa=DesaFactory(), tanggal=timezone.localdate() + timedelta(days=1)
    )

    with pytest.raises(AturanDilanggar, match="belum terjadi"):
        workflows.catat(temuan, oleh=PenggunaFactory())

    assert not Temuan.objects.exists()


def test_ubah_is_refused_while_it_waits():
    temuan = TemuanFactory(diusulkan=True)
    temuan.judul = "Lain"

    with pytest.raises(TransisiTidakSah, match="menunggu konfirmasi"):
        workflows.ubah(temuan, oleh=PenggunaFactory(), berubah=["judul"])


@pytest.mark.parametrize("langkah", ["catat", "hentikan"])
def test_step_rolls_back_when_the_audit_fails(langkah, monkeypatch):
    temuan = TemuanFactory()

    def fail(*args, **kwargs):
        raise RuntimeError("no audit")

    monkeypatch.setattr(JejakAudit, "save", fail)
    with pytest.raises(RuntimeError):
        LANGKAH[langkah](temuan, PenggunaFactory())

    assert (keadaan(temuan), temuan.perkembangan.count()) == ("dicatat", 0)
