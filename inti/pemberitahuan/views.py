"""The pages of notices: the list, open one, mark all as read."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.pemberitahuan import workflows
from inti.pemberitahuan.queries import pemberitahuan_for_pengguna
from inti.pemberitahuan.tables import PemberitahuanTable


TERBARU = 100
DAFTAR_PEMBERITAHUAN = Daftar(
    "Pemberitahuan",
    PemberitahuanTable,
    "components/daftar.html",
    keterangan=f"{TERBARU} pemberitahuan terbaru.",
    per_halaman=TERBARU,
    batas=TERBARU,
    isi="inti/_pemberitahuan.html",
)


@require_GET
@perm_required("inti.baca_pemberitahuan")
def pemberitahuan_list(request):
    return render_daftar(request, DAFTAR_PEMBERITAHUAN, pemberitahuan_for_pengguna(request.user))


@require_POST
@perm_required("inti.baca_pemberitahuan", scope=pemberitahuan_for_pengguna)
def pemberitahuan_buka(request, pemberitahuan):
    """Read it, and go to the page it speaks of."""
    satu = pemberitahuan_for_pengguna(request.user).filter(pk=pemberitahuan.pk)
    workflows.tandai_dibaca(satu)
    return redirect(pemberitahuan.tautan or "inti:pemberitahuan_list")


@require_POST
@perm_required("inti.baca_pemberitahuan")
def pemberitahuan_baca_semua(request):
    jumlah = workflows.tandai_dibaca(pemberitahuan_for_pengguna(request.user))
    messages.success(request, f"{jumlah} pemberitahuan ditandai sudah dibaca.")
    return redirect("inti:pemberitahuan_list")
