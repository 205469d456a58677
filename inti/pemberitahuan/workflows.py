"""Every write to notices: tell, read.

How many unread ones a user has is kept on its account (`pemberitahuan_baru`), which every request
reads anyway: the bell in the header costs no query.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from inti.models import Pemberitahuan


def beri_tahu(penerima: Iterable[Any], teks: str, *, tautan: str, kunci: str) -> int:
    """Tell users one sentence with the page to look at; returns how many had not heard it yet.

    `kunci` names the event ("survei:12:dikembalikan:3"): the same event is told to each once, also
    when two tell it at the same moment. Runs in the caller's transaction, so that what was rolled
    back was never told. `teks` carries no personal data. A constant number of queries.
    """
    ids = {p.pk for p in penerima if p.is_active}
    with transaction.atomic():
        sudah = Pemberitahuan.objects.filter(penerima__in=ids, kunci=kunci)
        baru = ids - set(sudah.values_list("penerima", flat=True))
        if not baru:
            return 0
        Pemberitahuan.objects.bulk_create(
            [
                Pemberitahuan(penerima_id=pk, teks=teks[:300], tautan=tautan, kunci=kunci)
                for pk in sorted(baru)
            ],
            ignore_conflicts=True,
        )
        _hitung(baru)
    return len(baru)


@transaction.atomic
def tandai_dibaca(pemberitahuan: QuerySet[Pemberitahuan]) -> int:
    """Mark notices as read; returns how many were new."""
    baru = pemberitahuan.filter(dibaca_pada=None)
    penerima = set(baru.values_list("penerima", flat=True))
    sekarang = timezone.now()
    jumlah = baru.update(dibaca_pada=sekarang, updated_at=sekarang)
    _hitung(penerima)
    return jumlah


def _hitung(penerima_ids: Iterable[int]) -> None:
    """Count the unread ones again, under the accounts' row locks in the order of their keys."""
    pengguna = get_user_model().objects.filter(pk__in=list(penerima_ids))
    list(pengguna.select_for_update().order_by("pk").values_list("pk"))
    baru = (
        Pemberitahuan.objects.filter(penerima=OuterRef("pk"), dibaca_pada=None)
        .order_by()
        .values("penerima")
        .annotate(n=Count("pk"))
        .values("n")
    )
    pengguna.update(pemberitahuan_baru=Coalesce(Subquery(baru, output_field=IntegerField()), 0))
