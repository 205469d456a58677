"""The tables of RAT (the year's plan) and LP2KD (what came of it), with the district's poverty rate."""

from functools import cache
from pathlib import Path

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from inti.acuan import read_csv
from inti.angka import format_angka
from inti.decorators import perm_required
from laporan.forms import TahunForm
from laporan.queries import anggaran, intervensi_tahun
from opd.queries import intervensi_for_pengguna


KEMISKINAN = Path(__file__).parent.parent / "acuan" / "kemiskinan_kabupaten.csv"


@require_GET
@perm_required("opd.lihat_intervensi")
def rat(request):
    """Interventions under way in the year of the URL; money of that budget year only."""
    form = TahunForm(request.GET, hari_ini=timezone.localdate())
    tahun = form.terpilih()
    intervensi = intervensi_tahun(intervensi_for_pengguna(request.user), tahun)
    isi = anggaran(intervensi, tahun=tahun)
    return render(
        request,
        "laporan/rat.html",
        {
            "pilihan": form,
            "tahun": tahun,
            "isi": isi,
            "kelompok_dana": [
                ("Sumber dana", isi.menurut_sumber),
                ("OPD atau pelaksana", isi.menurut_pelaksana),
                ("Strategi", isi.menurut_strategi),
            ],
            "kemiskinan": _kemiskinan(request.user.kabupaten.kode),
        },
    )


@cache
def _kemiskinan(kode):
    """The series of the district that the file is about (Pati), in Indonesian numbers."""
    if kode != "33.18":
        return []
    return [
        (
            b["tahun"],
            f"{format_angka(b['persen'], 2)}%",
            format_angka(b["jumlah_ribu"], 2) if b["jumlah_ribu"] else "–",
            b["sumber"],
        )
        for b in read_csv(KEMISKINAN)
    ]
