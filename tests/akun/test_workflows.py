"""What the pages cannot show of the account workflows: randomness, rollback, the first admin."""

import re

import pytest
from django.core.management import call_command

from akun import workflows
from akun.models import Pengguna
from inti import audit
from inti.exceptions import AturanDilanggar
from inti.models import JejakAudit
from tests.factories.akun import PenggunaFactory
from tests.factories.inti import KabupatenFactory


pytestmark = pytest.mark.django_db


def test_random_password_is_long_readable_and_never_the_same():
    sandi = {workflows.sandi_acak() for _ in range(200)}
    assert len(sandi) == 200
    assert all(re.fullmatch(r"(?:[A-Za-z3-9]{4}-){3}[A-Za-z3-9]{4}", s) for s in sandi)
    assert not set("".join(sandi)) & set("lIiOo01258BSZQG")


@pytest.mark.parametrize(
    "langkah",
    [
        lambda p, admin: workflows.nonaktifkan(p, oleh=admin, alasan="x"),
        lambda p, admin: workflows.atur_ulang_sandi(p, oleh=admin),
        lambda p, admin: workflows.ganti_sandi(p, "lain-lagi-Uji-2027"),
        lambda p, admin: workflows.ubah(p, oleh=admin, berubah=["nama"]),
        lambda p, admin: workflows.keluarkan(p, oleh=admin),
    ],
    ids=["nonaktifkan", "atur_ulang_sandi", "ganti_sandi", "ubah", "keluarkan"],
)
def test_step_is_undone_when_its_audit_row_fails(monkeypatch, langkah):
    admin, pengguna = PenggunaFactory(peran="admin"), PenggunaFactory(nama="Asli")
    sebelum = Pengguna.objects.filter(pk=pengguna.pk).values().get()

    def gagal(*args, **kwargs):
        raise RuntimeError("audit")

    monkeypatch.setattr(audit, "catat", gagal)
    pengguna.nama = "Baru"
    with pytest.raises(RuntimeError):
        langkah(pengguna, admin)

    assert Pengguna.objects.filter(pk=pengguna.pk).values().get() == sebelum
    assert not JejakAudit.objects.exists()


def test_username_taken_at_the_same_moment_is_a_message():
    PenggunaFactory(username="siti")
    kembar = Pengguna(username="siti", nama="Siti", peran="analis", kabupaten=KabupatenFactory())
    with pytest.raises(AturanDilanggar, match="baru saja disimpan orang lain"):
        workflows.buat(kembar, oleh=PenggunaFactory(peran="admin"))


def test_first_admin_is_made_once(capsys):
    KabupatenFactory()
    call_command("buat_admin_pertama")
    keluaran = capsys.readouterr().out
    sandi = re.search(r"kata sandi (\S+)", keluaran)[1]
    admin = Pengguna.objects.get()
    assert (admin.username, admin.peran, admin.wajib_ganti_sandi) == ("admin", "admin", True)
    assert admin.check_password(sandi)

    call_command("buat_admin_pertama")

    assert "tidak ada yang diubah" in capsys.readouterr().out
    assert Pengguna.objects.count() == 1
    assert [(j.aksi, j.pelaku_nama) for j in JejakAudit.objects.all()] == [
        ("pengguna.buat", "sistem")
    ]
