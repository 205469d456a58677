"""Writes to memberships: which user works for which agency, from when to when.

Accounts are written by akun.workflows; what concerns account and membership together stands here.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from akun import workflows as akun
from akun.choices import Peran
from akun.models import Pengguna
from inti import audit
from inti.exceptions import AturanDilanggar, TransisiTidakSah
from inti.workflows import simpan
from opd.models import Keanggotaan


@transaction.atomic
def buat_pengguna(
    pengguna: Pengguna, keanggotaan: Keanggotaan | None, *, oleh: Pengguna | None
) -> str:
    """A new account, for a petugas together with its OPD; returns the first password."""
    sandi = akun.buat(pengguna, oleh=oleh)
    if keanggotaan is not None:
        keanggotaan.pengguna = pengguna
        tambah_keanggotaan(keanggotaan, oleh=oleh)
    return sandi


@transaction.atomic
def ubah_pengguna(pengguna: Pengguna, *, oleh: Pengguna, berubah: list[str]) -> Pengguna:
    """Store changed data of an account; who is no longer a petugas leaves its OPDs today."""
    akun.ubah(pengguna, oleh=oleh, berubah=berubah)
    if pengguna.peran != Peran.PETUGAS:
        hari_ini = timezone.localdate()
        for keanggotaan in pengguna.keanggotaan.filter(selesai=None):
            akhiri_keanggotaan(keanggotaan, selesai=max(hari_ini, keanggotaan.mulai), oleh=oleh)
    return pengguna


@transaction.atomic
def tambah_keanggotaan(keanggotaan: Keanggotaan, *, oleh: Pengguna | None) -> Keanggotaan:
    """Let a petugas work for an agency from a day on.

    Raises AturanDilanggar for another role, or when the person is a member on one of the days.
    """
    pengguna = Pengguna.objects.select_for_update().get(pk=keanggotaan.pengguna_id)
    if pengguna.peran != Peran.PETUGAS:
        raise AturanDilanggar("Hanya petugas yang menjadi anggota OPD.")
    ada = pengguna.keanggotaan.filter(opd=keanggotaan.opd_id)
    if any(k.selesai is None or k.selesai >= keanggotaan.mulai for k in ada):
        raise AturanDilanggar(f"{pengguna} masih anggota {keanggotaan.opd} pada tanggal itu.")
    return simpan(keanggotaan, oleh=oleh, aksi="keanggotaan.tambah")


@transaction.atomic
def akhiri_keanggotaan(keanggotaan: Keanggotaan, *, selesai: date, oleh: Pengguna) -> Keanggotaan:
    """End a running membership; `selesai` is the last day on which it holds."""
    terkunci = Keanggotaan.objects.select_for_update(of=("self",)).get(pk=keanggotaan.pk)
    if terkunci.selesai is not None:
        raise TransisiTidakSah("Keanggotaan ini sudah berakhir.")
    if selesai < terkunci.mulai:
        raise AturanDilanggar("Tanggal selesai tidak boleh sebelum tanggal mulai.")
    terkunci.selesai = selesai
    terkunci.save(update_fields=["selesai", "updated_at"])
    audit.catat("keanggotaan.akhiri", terkunci, oleh=oleh)
    return terkunci
