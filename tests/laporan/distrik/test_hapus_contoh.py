"""The example district can be taken away again, unless real work rests on it."""

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management import CommandError

from akun.choices import Peran
from akun.models import Pengguna
from desa.choices import StatusSurvei
from desa.models import Desa, Survei
from desa.workflows import survei as survei_workflows
from dtks.models import InsidenData
from inti.models import Impor, Kabupaten
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import PengecualianKunciFactory
from tests.factories.dtks import InsidenDataFactory
from tests.factories.inti import ImporFactory
from tests.laporan.distrik.conftest import jalankan, jumlah_baris


APP = {"inti", "akun", "desa", "opd", "dtks", "laporan", "terbuka"}


def test_hapus_contoh_leaves_the_reference_data_and_nothing_else(distrik):
    acuan = {"inti.Kabupaten", "desa.Kecamatan", "desa.Desa", "desa.NamaLainDesa", "opd.OPD"} | {
        "desa.Indikator", "desa.VersiIndikator", "desa.PutusDeret", "opd.NamaOPD",
        "opd.JenisBantuan", "dtks.AlasanPerbaikan",
    }  # fmt: skip
    sebelum = jumlah_baris()

    jalankan("hapus_contoh")

    kita = {m._meta.label for m in apps.get_models() if m.__module__.split(".")[0] in APP}
    assert {k: n for k, n in jumlah_baris().items() if k in kita and n} == {
        k: sebelum[k] for k in acuan
    }
    assert not Kabupaten.objects.get().memuat_contoh
    assert jalankan("hapus_contoh") == "Tidak ada data contoh; tidak ada yang dihapus.\n"


def test_hapus_contoh_takes_what_a_newcomer_added_with_an_example_account(distrik):
    survei = Survei.objects.filter(putaran=distrik, status=StatusSurvei.DIAJUKAN).first()
    survei_workflows.verifikasi(survei, oleh=Pengguna.objects.get(username="sekretariat"))
    InsidenDataFactory(dicatat_oleh=Pengguna.objects.get(username="admin"))

    jalankan("hapus_contoh")

    assert not Survei.objects.exists()
    assert not InsidenData.objects.exists()


def test_hapus_contoh_takes_uploaded_workbooks_with_their_files(
    distrik, media, django_capture_on_commit_callbacks
):
    impor = ImporFactory(dibuat_oleh=Pengguna.objects.get(username="sekretariat"))
    impor.berkas.save("survei.xlsx", ContentFile(b"isi"))

    with django_capture_on_commit_callbacks(execute=True):
        jalankan("hapus_contoh")

    assert not Impor.objects.exists()
    assert [p for p in media.rglob("*") if p.is_file()] == []


def test_hapus_contoh_refuses_when_a_real_account_worked_on_it(distrik):
    nyata = PenggunaFactory(username="siti", peran=Peran.SEKRETARIAT)
    survei = Survei.objects.filter(putaran=distrik, status=StatusSurvei.DIAJUKAN).first()
    survei_workflows.verifikasi(survei, oleh=nyata)
    sebelum = jumlah_baris()

    with pytest.raises(CommandError, match="dikerjakan akun siti, yang bukan akun contoh"):
        jalankan("hapus_contoh")

    assert jumlah_baris() == sebelum


def test_hapus_contoh_refuses_when_real_work_rests_on_an_example_account(distrik):
    PengecualianKunciFactory(
        putaran__periode__nama="2027–2030",
        desa=Desa.objects.first(),
        dibuat_oleh=Pengguna.objects.get(username="sekretariat"),
    )
    sebelum = jumlah_baris()

    with pytest.raises(CommandError, match=r"masih dipakai oleh data lain \(pengecualian kunci\)"):
        jalankan("hapus_contoh")

    assert jumlah_baris() == sebelum
