"""Balance of change between two editions of the registry, on screen and as a workbook."""

from urllib.parse import urlencode

from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from inti.decorators import perm_required
from laporan.excel import write_neraca_dtks
from laporan.forms import NeracaDTKSForm, SumberForm
from laporan.presentation.neraca_dtks import baris_neraca, kalimat_rentang, liputan_neraca
from laporan.queries.neraca_dtks import (
    menurut_opd,
    neraca_for_pengguna,
    sumber_untuk_neraca,
)
from laporan.stats.neraca_dtks import jumlahkan


@require_GET
@perm_required("laporan.lihat_perbaikan_data")
def neraca_dtks(request):
    """`?dari=&sampai=` name the editions, `kecamatan`, `opd` and `desa` narrow the villages."""
    context = _muat(request)
    if context is None:
        return render(request, "laporan/neraca_dtks.html")
    jumlah = jumlahkan(satu.neraca for satu in context["semua"])
    context |= {
        "jumlah": jumlah,
        "baris": baris_neraca(jumlah),
        "liputan": liputan_neraca(jumlah),
        "rentang": kalimat_rentang(jumlah),
        "per_opd": [
            (nama, len(satu), jumlahkan(satu))
            for nama, satu in menurut_opd(context["semua"]).items()
        ],
    }
    return render(request, "laporan/neraca_dtks.html", context)


@require_GET
@perm_required("laporan.lihat_perbaikan_data")
def neraca_dtks_excel(request):
    context = _muat(request)
    if context is None:
        return redirect("laporan:neraca_dtks")
    berkas = write_neraca_dtks(
        context["semua"],
        context["dari"],
        context["sampai"],
        saringan=context["saringan"].dalam_kata(),
        pengguna=request.user,
    )
    nama = f"neraca-dtks-{timezone.localdate():%Y-%m-%d}.xlsx"
    return FileResponse(berkas, as_attachment=True, filename=nama)


def _muat(request):
    """What the URL selects; None while there is no edition."""
    sumber = sumber_untuk_neraca(request.user)
    if not sumber:
        return None
    pilihan = SumberForm(request.GET, sumber=sumber)
    dari, sampai = pilihan.terpilih()
    semua = neraca_for_pengguna(request.user, dari, sampai)
    saringan = NeracaDTKSForm(request.GET, semua=semua)
    parameter = {"dari": dari.pk, "sampai": sampai.pk, **saringan.terpilih()}
    return {
        "pilihan": pilihan,
        "saringan": saringan,
        "dari": dari,
        "sampai": sampai,
        "semua": saringan.saring(semua),
        "kueri": "?" + urlencode(parameter),
        "kueri_sumber": urlencode({"dari": dari.pk, "sampai": sampai.pk}),
    }
