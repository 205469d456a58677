"""The monthly recap workbook."""

from django.http import FileResponse, Http404
from django.views.decorators.http import require_GET

from inti.bulan import baca_bulan
from inti.decorators import perm_required
from laporan.excel import write_rekap
from laporan.queries.rekap import rekap_for_pengguna
from opd.queries import bulan_terakhir


@require_GET
@perm_required("opd.unduh_rekap_laporan")
def rekap_bulanan(request):
    """`?bulan=2026-10`; without it the last month that has ended."""
    try:
        bulan = baca_bulan(request.GET["bulan"]) if "bulan" in request.GET else bulan_terakhir()
    except ValueError as error:
        raise Http404 from error
    berkas = write_rekap(rekap_for_pengguna(request.user, bulan), pengguna=request.user)
    return FileResponse(berkas, as_attachment=True, filename=f"rekap-bulanan-{bulan:%Y-%m}.xlsx")
