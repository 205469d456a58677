"""The audit trail: who did what to which record, when and why."""

from functools import partial

from django.views.decorators.http import require_GET

from akun.choices import Peran
from akun.forms import JejakFilter
from akun.queries import jejak_for_pengguna, pengguna_for_pengguna
from akun.tables import JejakTable
from desa.queries import periode_berjalan
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required


BATAS = 10_000


@require_GET
@perm_required("akun.lihat_audit")
def audit_list(request):
    """All of the kabupaten for an admin; for the secretariat the programme's running period."""
    pengguna = request.user
    jejak, periode = jejak_for_pengguna(pengguna), None
    if pengguna.peran != Peran.ADMIN and (periode := periode_berjalan(pengguna.kabupaten_id)):
        jejak = jejak.filter(pada__date__range=(periode.mulai, periode.selesai))
    daftar = Daftar(
        judul="Jejak audit",
        table_class=JejakTable,
        template="akun/audit_list.html",
        filterset_class=partial(JejakFilter, pelaku_queryset=pengguna_for_pengguna(pengguna)),
        keterangan=f"Perubahan keadaan, terbaru dahulu, paling banyak {BATAS} baris.",
        batas=BATAS,
    )
    return render_daftar(request, daftar, jejak, periode=periode, batas=BATAS)
