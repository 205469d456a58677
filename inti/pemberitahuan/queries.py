"""Notices as their receiver sees them."""

from typing import Any

from django.db.models import QuerySet

from inti.models import Pemberitahuan


def pemberitahuan_for_pengguna(pengguna: Any) -> QuerySet[Pemberitahuan]:
    """The user's own notices, newest first."""
    return Pemberitahuan.objects.filter(penerima=pengguna)
