"""Making and withdrawing tokens, and noting that one was used."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from akun.models import Pengguna
from inti import audit
from inti.exceptions import AturanDilanggar
from terbuka.models import TokenAkses
from terbuka.queries.token import sidik_token


AWALAN = "pp_"  # by which scanners of leaked secrets can know our tokens
BERLAKU_MAKS = timedelta(days=366)
CATAT_SETIAP = timedelta(hours=1)  # a token in steady use costs one write an hour


@transaction.atomic
def buat_token(token: TokenAkses, *, oleh: Pengguna) -> str:
    """Store a token and return its text, which nobody can read again.

    Raises AturanDilanggar when it would end today or earlier, or later than in a year.
    """
    hari_ini = timezone.localdate()
    if not hari_ini < token.berlaku_sampai <= hari_ini + BERLAKU_MAKS:
        raise AturanDilanggar("Token berlaku paling lama satu tahun, dan sekurangnya sampai besok.")
    teks = AWALAN + secrets.token_urlsafe(32)
    token.dibuat_oleh = oleh
    token.sidik, token.awalan = sidik_token(teks), teks[:8]
    token.save()
    audit.catat(
        "token.buat",
        token,
        oleh=oleh,
        rincian={"lingkup": token.lingkup, "berlaku_sampai": str(token.berlaku_sampai)},
    )
    return teks


@transaction.atomic
def cabut_token(token: TokenAkses, *, alasan: str, oleh: Pengguna) -> TokenAkses:
    """End a token at once. Raises AturanDilanggar when it was withdrawn before."""
    terkunci = TokenAkses.objects.select_for_update(of=("self",)).get(pk=token.pk)
    if terkunci.dicabut_pada:
        raise AturanDilanggar("Token ini sudah dicabut.")
    terkunci.dicabut_pada, terkunci.dicabut_oleh = timezone.now(), oleh
    terkunci.alasan_cabut = alasan
    terkunci.save(update_fields=["dicabut_pada", "dicabut_oleh", "alasan_cabut", "updated_at"])
    audit.catat("token.cabut", terkunci, oleh=oleh, alasan=alasan)
    return terkunci


def catat_pemakaian(token: TokenAkses) -> None:
    """Note that a token was used, at most once an hour; bookkeeping, as of a session."""
    kini = timezone.now()
    if token.terakhir_dipakai is None or token.terakhir_dipakai < kini - CATAT_SETIAP:
        TokenAkses.objects.filter(pk=token.pk).update(terakhir_dipakai=kini)
