"""Health, for the monitor of the server."""

from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import JsonResponse
from django.views.decorators.http import require_GET


@require_GET
@login_not_required
def sehat(request):
    """200 when the database answers and its schema is that of the running code; 503 otherwise."""
    try:
        tertinggal = len(_migrasi() - MigrationRecorder(connection).applied_migrations().keys())
    except DatabaseError:
        return JsonResponse({"sehat": False, "galat": "basis data tidak menjawab"}, status=503)
    return JsonResponse(
        {"sehat": tertinggal == 0, "migrasi_tertinggal": tertinggal},
        status=503 if tertinggal else 200,
    )


@cache
def _migrasi() -> frozenset[tuple[str, str]]:
    """Those of the code that runs: an upgrade lays newer files beside it before it is restarted."""
    return frozenset(MigrationLoader(None).disk_migrations)
