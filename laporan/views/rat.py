"""The tables of RAT (the year's plan) and LP2KD (what came of it), with the district's poverty rate."""

from django.http import FileResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from inti.decorators import perm_required
from laporan.excel import write_rat
from laporan.forms import TahunForm
from laporan.presentation import susun_kemiskinan
from laporan.queries import anggaran, intervensi_tahun, kemiskinan_kabupaten
from opd.queries import intervensi_for_pengguna


@require_GET
@perm_required("opd.lihat_intervensi")
def rat(request):
    """Interventions under way in the year of the URL; money of that budget year only."""
    form, isi, _ = _muat(request)
    return render(
        request,
        "laporan/rat.html",
        {
            "pilihan": form,
            "isi": isi,
            "kelompok_dana": [
                ("sumber dana", isi.menurut_sumber),
                ("OPD atau pelaksana", isi.menurut_pelaksana),
                ("strategi", isi.menurut_strategi),
            ],
            "kemiskinan": susun_kemiskinan(kemiskinan_kabupaten(request.user.kabupaten)),
        },
    )


@require_GET
@perm_required("opd.lihat_intervensi")
def rat_excel(request):
    """The same tables as a workbook, with every intervention behind them."""
    _, isi, intervensi = _muat(request)
    berkas = write_rat(isi, intervensi, pengguna=request.user)
    return FileResponse(berkas, as_attachment=True, filename=f"rat-lp2kd-{isi.tahun}.xlsx")


def _muat(request):
    """The choice of the year, its tables, and the interventions in them."""
    form = TahunForm(request.GET, hari_ini=timezone.localdate())
    tahun = form.terpilih()
    intervensi = intervensi_tahun(intervensi_for_pengguna(request.user), tahun)
    return form, anggaran(intervensi, tahun=tahun), intervensi
