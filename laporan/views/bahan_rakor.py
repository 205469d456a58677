"""Bahan Rakor: one sheet for the coordination meeting, on screen, on paper and as PDF."""

from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET

from inti.decorators import perm_required
from inti.pdf import jawab_pdf
from laporan.beranda.bahan_rakor import isi


TEMPLATE = "laporan/bahan_rakor.html"


@require_GET
@perm_required("laporan.lihat_bahan_rakor")
def bahan_rakor(request):
    return render(request, TEMPLATE, isi(request.user) | {"dasar": "base.html"})


@require_GET
@perm_required("laporan.lihat_bahan_rakor")
def bahan_rakor_pdf(request):
    context = isi(request.user) | {"dasar": "layout/pdf.html"}
    html = render_to_string(TEMPLATE, context, request)
    return jawab_pdf(html, f"bahan-rakor-{timezone.localdate()}")
