"""Pages of agencies."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from opd.forms.opd import OPDFilter
from opd.models import Keanggotaan
from opd.queries import opd_for_pengguna, opd_with_jumlah, penugasan_for_pengguna
from opd.tables.opd import OPDTable


@require_GET
@perm_required("opd.lihat_opd")
def opd_list(request):
    daftar = Daftar(
        judul="Organisasi Perangkat Daerah",
        table_class=OPDTable,
        template="opd/opd_list.html",
        filterset_class=OPDFilter,
        keterangan="OPD pendamping dan jumlah desa yang didampinginya hari ini.",
    )
    return render_daftar(request, daftar, opd_with_jumlah(opd_for_pengguna(request.user)))


@require_GET
@perm_required("opd.lihat_opd", scope=opd_for_pengguna)
def opd_detail(request, opd):
    context = {
        "opd": opd,
        "riwayat_nama": opd.riwayat_nama.all(),
        "daftar_pejabat": opd.pejabat.all(),
    }
    if request.user.has_perm("opd.lihat_penugasan"):
        hari_ini = timezone.localdate()
        penugasan = penugasan_for_pengguna(request.user).filter(opd=opd).order_by("-mulai", "pk")
        context["penugasan_kini"], context["penugasan_lalu"] = [], []
        for p in penugasan:
            berjalan = p.selesai is None or p.selesai >= hari_ini
            context["penugasan_kini" if berjalan else "penugasan_lalu"].append(p)
    if request.user.has_perm("opd.lihat_keanggotaan"):
        context["keanggotaan"] = (
            Keanggotaan.objects.filter(opd=opd).select_related("pengguna").order_by("-mulai")
        )
    return render(request, "opd/opd_detail.html", context)
