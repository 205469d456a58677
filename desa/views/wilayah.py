"""Pages of areas."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from inti.decorators import perm_required


@require_GET
@perm_required("desa.lihat_desa")
def cari(request):
    return render(request, "desa/cari.html")
