"""The page where the sender of answers that collided chooses, value by value."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from desa.forms.survei import TabrakanForm
from desa.queries import jawaban_kini, putaran_kabupaten, tabrakan_menunggu
from desa.workflows import survei as workflows
from inti.decorators import perm_required
from inti.exceptions import AturanDilanggar
from inti.formulir import kiriman
from opd.queries import desa_for_pengguna


@require_http_methods(["GET", "POST"])
@perm_required("desa.isi_survei", scope=desa_for_pengguna, lookup="kode")
def survei_tabrakan(request, desa, putaran):
    putaran = get_object_or_404(putaran_kabupaten(request.user.kabupaten_id), pk=putaran)
    menunggu = tabrakan_menunggu(request.user).filter(putaran=putaran, desa=desa)
    kini = jawaban_kini(putaran, [desa.pk]).get(desa.pk, {})
    semua = request.GET.get("semua", "")
    form = TabrakanForm(kiriman(request), tabrakan=menunggu, kini=kini, semua=semua)
    if request.method == "POST" and form.is_valid():
        try:
            workflows.putuskan(form.tabrakan, form.pilihan, dilihat=form.dilihat, oleh=request.user)
        except AturanDilanggar as error:
            form.add_error(None, str(error))
        else:
            if menunggu.all().exists():
                messages.info(request, "Pilihan Anda dipakai. Masih ada yang menunggu pilihan.")
                return redirect("desa:survei_tabrakan", putaran.pk, desa.kode)
            messages.success(request, "Pilihan Anda dipakai.")
            return redirect("desa:survei_isi", putaran.pk, desa.kode)
    isi = {"form": form, "putaran": putaran, "desa": desa}
    return render(request, "desa/survei_tabrakan.html", isi)
