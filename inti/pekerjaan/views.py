"""The pages of long work: progress, cancel, do again, the result, the list of one's own."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.exceptions import AturanDilanggar
from inti.pekerjaan import workflows
from inti.pekerjaan.queries import hasil_for_pengguna, keadaan, pekerjaan_for_pengguna
from inti.pekerjaan.tables import PekerjaanTable, render_lencana


DAFTAR_PEKERJAAN = Daftar(
    "Pekerjaan saya",
    PekerjaanTable,
    "components/daftar.html",
    keterangan="Impor dan laporan besar yang saya mulai.",
)


@require_GET
@perm_required("inti.pakai_pekerjaan")
def pekerjaan_list(request):
    return render_daftar(request, DAFTAR_PEKERJAAN, pekerjaan_for_pengguna(request.user))


@require_GET
@perm_required("inti.pakai_pekerjaan", scope=pekerjaan_for_pengguna, lookup="kunci")
def pekerjaan_detail(request, pekerjaan):
    """Asked again every two seconds while it runs; without scripts the page reloads itself."""
    kini = keadaan(pekerjaan)
    context = {"pekerjaan": pekerjaan, "kini": kini, "lencana": render_lencana(kini.status)}
    template = "inti/_pekerjaan_keadaan.html" if request.htmx else "inti/pekerjaan_detail.html"
    return render(request, template, context)


@require_POST
@perm_required("inti.pakai_pekerjaan", scope=pekerjaan_for_pengguna, lookup="kunci")
def pekerjaan_batalkan(request, pekerjaan):
    try:
        workflows.batalkan(pekerjaan)
    except AturanDilanggar as tolak:
        messages.error(request, str(tolak))
    return redirect("inti:pekerjaan_detail", pekerjaan.kunci)


@require_POST
@perm_required("inti.pakai_pekerjaan", scope=pekerjaan_for_pengguna, lookup="kunci")
def pekerjaan_ulangi(request, pekerjaan):
    try:
        pekerjaan = workflows.ulangi(pekerjaan)
    except AturanDilanggar as tolak:
        messages.error(request, str(tolak))
    return redirect("inti:pekerjaan_detail", pekerjaan.kunci)


@require_GET
@perm_required("inti.pakai_pekerjaan", scope=hasil_for_pengguna, lookup="kunci")
def pekerjaan_berkas(request, pekerjaan):
    try:
        isi = pekerjaan.berkas.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(isi, as_attachment=True, filename=pekerjaan.nama_berkas)
