"""Reads over accounts."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from akun.choices import Peran
from akun.models import Pengguna
from inti.models import JejakAudit


# Kinds of records whose history the secretariat reads.
JENIS_PROGRAM = [
    "desa.daftarsasaran",
    "desa.periode",
    "desa.putaran",
    "desa.survei",
    "inti.impor",
    "opd.penugasan",
    "opd.serahterima",
]


def pengguna_for_pengguna(pengguna: Pengguna) -> QuerySet[Pengguna]:
    """The accounts of the same kabupaten."""
    return Pengguna.objects.filter(kabupaten=pengguna.kabupaten_id).select_related("kabupaten")


def sekretariat_aktif(kabupaten_id: int) -> QuerySet[Pengguna]:
    """The people of a kabupaten's secretariat."""
    return Pengguna.objects.filter(kabupaten=kabupaten_id, peran=Peran.SEKRETARIAT, is_active=True)


def sesi_aktif(pengguna: Pengguna) -> QuerySet[UserSession]:
    """The sessions in which an account is signed in now, latest first."""
    berlaku = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return UserSession.objects.filter(user=pengguna, session_key__in=berlaku).order_by(
        "-created_at"
    )


def has_dua_langkah(pengguna: Pengguna) -> bool:
    """Whether signing in asks this account for a code."""
    return Authenticator.objects.filter(user=pengguna, type=Authenticator.Type.TOTP).exists()


def jejak_for_pengguna(pengguna: Pengguna) -> QuerySet[JejakAudit]:
    """The audit rows this user may read, latest first.

    An admin reads all of the kabupaten; the secretariat what happened to the programme, not to
    accounts and master data.
    """
    if pengguna.kabupaten is None:
        return JejakAudit.objects.none()
    jejak = JejakAudit.objects.filter(kabupaten_kode=pengguna.kabupaten.kode)
    if pengguna.peran == Peran.ADMIN:
        return jejak
    return jejak.filter(objek_jenis__in=JENIS_PROGRAM)
