"""Whose data is asked for, and by which token."""

from hashlib import sha256

from django.db.models import QuerySet
from django.utils import timezone

from akun.models import Pengguna
from inti.models import Kabupaten
from terbuka.models import TokenAkses


def kabupaten_terbuka(kode: str = "") -> Kabupaten | None:
    """The kabupaten of a code; without one the only kabupaten, or the first."""
    semua = Kabupaten.objects.order_by("kode")
    return (semua.filter(kode=kode) if kode else semua).first()


def sidik_token(token: str) -> str:
    """The fingerprint under which a token is stored."""
    return sha256(token.encode()).hexdigest()


def token_berlaku(token: str) -> TokenAkses | None:
    """The token in force that this text is; None for any other."""
    return (
        TokenAkses.objects.filter(
            sidik=sidik_token(token), dicabut_pada=None, berlaku_sampai__gte=timezone.localdate()
        )
        .select_related("kabupaten")
        .first()
    )


def token_for_pengguna(pengguna: Pengguna) -> QuerySet[TokenAkses]:
    """The tokens of the user's kabupaten, newest first."""
    return TokenAkses.objects.filter(kabupaten=pengguna.kabupaten_id).select_related("dibuat_oleh")
