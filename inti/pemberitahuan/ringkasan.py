"""The weekly mail: what a user has not read yet. For installations with a mail server."""

import logging
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from inti.models import Pemberitahuan


log = logging.getLogger(__name__)
TEKS_MAKS = 20


def kirim_ringkasan(*, pada: date | None = None) -> Iterator[tuple[Any, bool]]:
    """Mail every active user with unread notices and an address, once per week (from Monday).

    Yields each user with whether its mail left. A mail that fails is tried again by the next run;
    one that left is not sent again, however often the command runs.
    """
    hari = pada or timezone.localdate()
    senin = hari - timedelta(days=hari.weekday())
    calon = get_user_model().objects.filter(_menunggu(senin)).order_by("pk")
    for pk in list(calon.values_list("pk", flat=True)):
        hasil = _kirim(pk, senin)
        if hasil is not None:
            yield hasil


def _menunggu(senin: date) -> Q:
    return (
        Q(is_active=True, pemberitahuan_baru__gt=0)
        & ~Q(email="")
        & (Q(ringkasan_minggu=None) | Q(ringkasan_minggu__lt=senin))
    )


@transaction.atomic
def _kirim(pk: int, senin: date) -> tuple[Any, bool] | None:
    """One mail, under the account's lock: two runs at once send one."""
    model = get_user_model()
    pengguna = model.objects.select_for_update().filter(_menunggu(senin), pk=pk).first()
    if pengguna is None:
        return None
    baru = Pemberitahuan.objects.filter(penerima=pengguna, dibaca_pada=None)
    isi = {
        "pengguna": pengguna,
        "pemberitahuan": baru[:TEKS_MAKS],
        "jumlah": pengguna.pemberitahuan_baru,
        "alamat": settings.ALAMAT_SITUS + reverse("inti:pemberitahuan_list"),
    }
    try:
        send_mail(
            f"{pengguna.pemberitahuan_baru} pemberitahuan Pati Pendampingan",
            render_to_string("inti/ringkasan.txt", isi),
            None,
            [pengguna.email],
        )
    except OSError:  # SMTP errors are OSErrors, too
        log.exception("weekly digest to account %s failed", pk)
        return pengguna, False
    model.objects.filter(pk=pk).update(ringkasan_minggu=senin)
    return pengguna, True
