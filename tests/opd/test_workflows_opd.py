"""Each step on an agency: one audit row, and nothing when the audit fails."""

from datetime import date

import pytest

from inti.models import JejakAudit
from opd import workflows
from opd.models import OPD, NamaOPD, PejabatOPD
from opd.queries import nama_opd_pada
from tests.factories.akun import PenggunaFactory
from tests.factories.opd import OPDFactory


pytestmark = pytest.mark.django_db
LANGKAH = {
    "opd.ganti_nama": lambda opd, oleh: workflows.ganti_nama(
        NamaOPD(opd=opd, nama="Baru", singkatan="Baru", mulai=date(2024, 7, 5)), oleh=oleh
    ),
    "opd.ganti_pejabat": lambda opd, oleh: workflows.ganti_pejabat(
        PejabatOPD(opd=opd, nama="Budi", jabatan="Kepala", mulai=date(2024, 1, 1)), oleh=oleh
    ),
    "opd.konfirmasi": lambda opd, oleh: workflows.konfirmasi(opd, sumber="Perda", oleh=oleh),
    "opd.nonaktifkan": lambda opd, oleh: workflows.nonaktifkan(opd, alasan="Dilebur", oleh=oleh),
}


def keadaan(opd):
    return (
        OPD.objects.values("nama", "singkatan", "dikonfirmasi", "aktif").get(pk=opd.pk),
        NamaOPD.objects.count(),
        PejabatOPD.objects.count(),
    )


@pytest.mark.parametrize("aksi", LANGKAH)
def test_a_step_writes_one_audit_row(aksi):
    opd, oleh = OPDFactory(), PenggunaFactory(peran="admin")

    LANGKAH[aksi](opd, oleh)

    assert list(JejakAudit.objects.values_list("aksi", "pelaku_id")) == [(aksi, oleh.pk)]


@pytest.mark.parametrize("aksi", LANGKAH)
def test_a_step_rolls_back_when_the_audit_fails(aksi, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("no audit")

    opd = OPDFactory()
    sebelum = keadaan(opd)
    monkeypatch.setattr(JejakAudit, "save", fail)

    with pytest.raises(RuntimeError):
        LANGKAH[aksi](opd, PenggunaFactory(peran="admin"))

    assert keadaan(opd) == sebelum


def test_a_report_of_the_past_finds_the_name_of_its_time():
    opd = OPDFactory(nama="Dinas Lama")
    LANGKAH["opd.ganti_nama"](opd, PenggunaFactory(peran="admin"))
    opd.refresh_from_db()

    assert [nama_opd_pada(opd, tanggal) for tanggal in (date(2024, 7, 4), date(2024, 7, 5))] == [
        "Dinas Lama",
        "Baru",
    ]
