"""The completeness grid: villages × rounds of a period, who is late and since when."""

from functools import partial

from django.utils import timezone
from django.views.decorators.http import require_GET

from desa.choices import StatusDaftar
from desa.forms.putaran import KelengkapanPeriodeFilter
from desa.models import ButirSasaran
from desa.queries import (
    desa_with_kelengkapan,
    periode_berjalan,
    periode_for_pengguna,
    putaran_for_pengguna,
)
from desa.queries.putaran import DISURVEI
from desa.tables.kelengkapan import KelengkapanPeriodeTable
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from opd.queries import desa_for_pengguna, desa_with_opd


@require_GET
@perm_required("desa.lihat_program")
def kelengkapan(request):
    periode = _periode(request)
    putaran = list(putaran_for_pengguna(request.user).filter(periode=periode).order_by("nomor"))
    hari_ini = timezone.localdate()
    desa = desa_for_pengguna(request.user).filter(pk__in=_ditanyai(periode))
    rows = desa_with_kelengkapan(desa_with_opd(desa), putaran, pada=hari_ini)
    daftar = Daftar(
        judul="Kelengkapan survei",
        table_class=partial(KelengkapanPeriodeTable, putaran=putaran),
        template="desa/kelengkapan.html",
        filterset_class=KelengkapanPeriodeFilter,
        keterangan=f"Kelengkapan survei periode {periode}, satu baris per desa, satu kolom per "
        "putaran. Terlambat berarti belum diajukan setelah tanggal tutup.",
    )
    return render_daftar(request, daftar, rows, periode=periode, putaran=putaran)


def _periode(request):
    """The period asked for, else the running one."""
    dipilih = request.GET.get("periode", "")
    if dipilih.isdigit() and len(dipilih) < 10:
        periode = periode_for_pengguna(request.user).filter(pk=dipilih).first()
        if periode:
            return periode
    return periode_berjalan(request.user.kabupaten_id)


def _ditanyai(periode):
    """Ids of the villages that a decided list of the period names, graduated ones included."""
    return ButirSasaran.objects.filter(
        daftar__periode=periode,
        daftar__jenis__in=DISURVEI,
        daftar__status=StatusDaftar.DITETAPKAN,
    ).values("desa")
