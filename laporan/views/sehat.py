"""Health, for the monitor of the server."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.http import require_GET


@require_GET
@login_not_required
def sehat(request):
    """200 when the database answers and its schema is that of the code; 503 otherwise."""
    executor = MigrationExecutor(connection)
    tertinggal = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return JsonResponse(
        {"sehat": tertinggal == 0, "migrasi_tertinggal": tertinggal},
        status=503 if tertinggal else 200,
    )
