"""Outcomes of the corrections that were sent, on screen and as a workbook."""

from urllib.parse import urlencode

from django.http import FileResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from inti.decorators import perm_required
from laporan.excel import write_hasil_usulan
from laporan.forms import HasilUsulanForm
from laporan.queries.hasil_usulan import usulan_terkirim
from laporan.stats.hasil_usulan import hasil_menurut, peringkat_alasan, ringkas_hasil


KELOMPOK = {
    "Per kiriman": lambda u: u.kiriman,
    "Per OPD": lambda u: u.opd,
    "Per jenis": lambda u: u.jenis,
    "Per desa": lambda u: f"{u.kode_desa} {u.desa}",
}


@require_GET
@perm_required("laporan.lihat_perbaikan_data")
def hasil_usulan(request):
    context = _muat(request)
    semua, hari_ini = context["semua"], timezone.localdate()
    return render(
        request,
        "laporan/hasil_usulan.html",
        context
        | {
            "jumlah": ringkas_hasil("Semua", semua, hari_ini),
            "alasan": peringkat_alasan(semua),
            "menunggu": [(u, (hari_ini - u.dikirim).days) for u in semua if not u.dijawab],
            "boleh_usulan": request.user.has_perm("dtks.lihat_usulan"),
        },
    )


@require_GET
@perm_required("laporan.lihat_perbaikan_data")
def hasil_usulan_excel(request):
    context = _muat(request)
    berkas = write_hasil_usulan(
        context["semua"],
        context["kelompok"],
        saringan=context["pilihan"].dalam_kata(),
        pengguna=request.user,
    )
    nama = f"hasil-usulan-{timezone.localdate():%Y-%m-%d}.xlsx"
    return FileResponse(berkas, as_attachment=True, filename=nama)


def _muat(request):
    semua = usulan_terkirim(request.user)
    pilihan = HasilUsulanForm(request.GET, semua=semua)
    semua = pilihan.saring(semua)
    hari_ini = timezone.localdate()
    return {
        "pilihan": pilihan,
        "semua": semua,
        "kelompok": {n: hasil_menurut(semua, k, hari_ini) for n, k in KELOMPOK.items()},
        "kueri": "?" + urlencode(pilihan.terpilih()),
    }
