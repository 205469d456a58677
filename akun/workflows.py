"""Writes to accounts. Whoever changes an account leaves a row in the audit trail.

Passwords that an admin hands out are random, hold for one sign-in only, and exist in clear text
nowhere but on the page that shows them once.
"""

import secrets

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from akun.choices import Peran
from akun.models import Pengguna
from inti import audit
from inti.exceptions import AturanDilanggar
from inti.models import Kabupaten
from inti.workflows import simpan


# Letters and digits that nobody mistakes for another when read from paper.
HURUF_SANDI = "abcdefghjkmnpqrstuvwxyzACDEFHJKLMNPRTUVWXY34679"
PANJANG_SANDI = 16


def sandi_acak() -> str:
    """A random password in groups of four ("k7Rm-…"); about 88 bits."""
    huruf = [secrets.choice(HURUF_SANDI) for _ in range(PANJANG_SANDI)]
    return "-".join("".join(huruf[i : i + 4]) for i in range(0, PANJANG_SANDI, 4))


@transaction.atomic
def buat(pengguna: Pengguna, *, oleh: Pengguna | None) -> str:
    """Store a new account; returns its first password, to be shown once.

    `oleh` is None for the first admin, whom nobody could have made.
    """
    sandi = sandi_acak()
    pengguna.set_password(sandi)
    pengguna.wajib_ganti_sandi = True
    simpan(pengguna, oleh=oleh, aksi="pengguna.buat", berubah=["peran"])
    return sandi


@transaction.atomic
def buat_admin_pertama(username: str, *, kabupaten: Kabupaten) -> str | None:
    """The first admin of a fresh installation: its password, or None when an admin exists."""
    list(Kabupaten.objects.select_for_update().filter(pk=kabupaten.pk))
    if Pengguna.objects.filter(peran=Peran.ADMIN, kabupaten=kabupaten).exists():
        return None
    admin = Pengguna(username=username, nama="Admin", peran=Peran.ADMIN, kabupaten=kabupaten)
    return buat(admin, oleh=None)


@transaction.atomic
def ubah(pengguna: Pengguna, *, oleh: Pengguna, berubah: list[str]) -> Pengguna:
    """Store changed data of an account. A new role ends its sessions: rights follow at once."""
    lama = _kunci(pengguna)
    if lama.peran != pengguna.peran:
        _wajib_ada_admin_lain(lama)
        akhiri_sesi(lama)
    return simpan(pengguna, oleh=oleh, aksi="pengguna.ubah", berubah=berubah)


@transaction.atomic
def ganti_sandi(pengguna: Pengguna, sandi: str) -> Pengguna:
    """The user's own change of password: duty done, every session ended."""
    pengguna.set_password(sandi)
    pengguna.wajib_ganti_sandi = False
    pengguna.save(update_fields=["password", "wajib_ganti_sandi"])
    akhiri_sesi(pengguna)
    audit.catat("pengguna.ganti_sandi", pengguna, oleh=pengguna)
    return pengguna


@transaction.atomic
def atur_ulang_sandi(pengguna: Pengguna, *, oleh: Pengguna) -> str:
    """A new random password for somebody who forgot theirs; returned to be shown once."""
    terkunci = _kunci(pengguna)
    _wajib_bukan_diri_sendiri(terkunci, oleh, "Ganti kata sandi Anda sendiri di halaman profil.")
    sandi = sandi_acak()
    terkunci.set_password(sandi)
    terkunci.wajib_ganti_sandi = True
    terkunci.save(update_fields=["password", "wajib_ganti_sandi"])
    akhiri_sesi(terkunci)
    audit.catat("pengguna.atur_ulang_sandi", terkunci, oleh=oleh)
    return sandi


@transaction.atomic
def nonaktifkan(pengguna: Pengguna, *, oleh: Pengguna, alasan: str) -> Pengguna:
    """Shut an account: signed out everywhere at once; its records stay."""
    terkunci = _kunci(pengguna)
    if not terkunci.is_active:
        raise AturanDilanggar("Akun ini sudah nonaktif.")
    _wajib_ada_admin_lain(terkunci)
    terkunci.is_active = False
    terkunci.save(update_fields=["is_active"])
    akhiri_sesi(terkunci)
    audit.catat("pengguna.nonaktifkan", terkunci, oleh=oleh, alasan=alasan)
    return terkunci


@transaction.atomic
def aktifkan(pengguna: Pengguna, *, oleh: Pengguna, alasan: str) -> Pengguna:
    """Open a shut account again; its password stays what it was."""
    terkunci = _kunci(pengguna)
    if terkunci.is_active:
        raise AturanDilanggar("Akun ini sudah aktif.")
    terkunci.is_active = True
    terkunci.save(update_fields=["is_active"])
    audit.catat("pengguna.aktifkan", terkunci, oleh=oleh, alasan=alasan)
    return terkunci


@transaction.atomic
def hapus_dua_langkah(pengguna: Pengguna, *, oleh: Pengguna, alasan: str) -> None:
    """Remove the second factor of somebody whose phone is lost, and end the sessions."""
    terkunci = _kunci(pengguna)
    _wajib_bukan_diri_sendiri(terkunci, oleh, "Verifikasi Anda sendiri diatur di halaman profil.")
    if not Authenticator.objects.filter(user=terkunci).delete()[0]:
        raise AturanDilanggar("Akun ini tidak memakai verifikasi dua langkah.")
    akhiri_sesi(terkunci)
    audit.catat("pengguna.hapus_dua_langkah", terkunci, oleh=oleh, alasan=alasan)


@transaction.atomic
def keluarkan(pengguna: Pengguna, *, oleh: Pengguna) -> int:
    """Sign an account out of every device; returns of how many."""
    jumlah = akhiri_sesi(pengguna)
    audit.catat("pengguna.keluarkan", pengguna, oleh=oleh)
    return jumlah


def akhiri_sesi(pengguna: Pengguna, *, kecuali: str | None = None) -> int:
    """Sign an account out of every device, or all but one session; returns how many."""
    sesi = UserSession.objects.filter(user=pengguna).exclude(session_key=kecuali)
    kunci = list(sesi.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=kunci).delete()
    sesi.delete()
    return len(kunci)


def _kunci(pengguna: Pengguna) -> Pengguna:
    return Pengguna.objects.select_for_update().get(pk=pengguna.pk)


def _wajib_bukan_diri_sendiri(pengguna: Pengguna, oleh: Pengguna, pesan: str) -> None:
    if pengguna.pk == oleh.pk:
        raise AturanDilanggar(pesan)


def _wajib_ada_admin_lain(pengguna: Pengguna) -> None:
    """The last active admin stays one, or nobody could administer. Locks the admins in order."""
    if pengguna.peran != Peran.ADMIN or not pengguna.is_active:
        return
    admin = Pengguna.objects.select_for_update().filter(
        kabupaten=pengguna.kabupaten_id, peran=Peran.ADMIN, is_active=True
    )
    if [a.pk for a in admin.order_by("pk")] == [pengguna.pk]:
        raise AturanDilanggar("Ini admin aktif yang terakhir; angkat admin lain lebih dahulu.")
