"""Reads over accounts."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from akun.models import Pengguna


def pengguna_for_pengguna(pengguna: Pengguna) -> QuerySet[Pengguna]:
    """The accounts of the same kabupaten."""
    return Pengguna.objects.filter(kabupaten=pengguna.kabupaten_id).select_related("kabupaten")


def sesi_aktif(pengguna: Pengguna) -> QuerySet[UserSession]:
    """The sessions in which an account is signed in now, latest first."""
    berlaku = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return UserSession.objects.filter(user=pengguna, session_key__in=berlaku).order_by(
        "-created_at"
    )


def has_dua_langkah(pengguna: Pengguna) -> bool:
    """Whether signing in asks this account for a code."""
    return Authenticator.objects.filter(user=pengguna, type=Authenticator.Type.TOTP).exists()
