"""The page that matches a recipient of help with a family of the registry."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dtks.forms.orang import CariNIKForm
from dtks.workflows.penerima import cocokkan_penerima
from inti.decorators import perm_required
from inti.exceptions import AturanDilanggar
from inti.formulir import kiriman
from opd.queries import keluarga_penerima_for_pengguna


@never_cache
@require_http_methods(["GET", "POST"])
@perm_required("dtks.cocokkan_penerima", scope=keluarga_penerima_for_pengguna)
def penerima_cocokkan(request, penerima):
    """Not by `render_formulir`: a search that finds nobody is stored, too, in the access log."""
    form, desa = CariNIKForm(kiriman(request)), penerima.intervensi.desa
    kembali = reverse("opd:intervensi_detail", args=[penerima.intervensi_id])
    if request.method == "POST" and form.is_valid():
        try:
            cocok = cocokkan_penerima(penerima, form.cleaned_data["nik"], oleh=request.user)
        except AturanDilanggar as error:
            form.add_error(None, str(error))
        else:
            if cocok:
                messages.success(request, f"“{penerima}” dicocokkan dengan keluarganya pada DTKS.")
                return redirect(kembali)
            form.add_error("nik", f"NIK ini tidak tercatat di {desa}. Periksa lalu ketik lagi.")
    isi = {
        "form": form,
        "judul": "Cocokkan penerima dengan DTKS",
        "sub": f"{penerima}, {desa}. NIK seorang anggota keluarga dipakai untuk mencari lalu dibuang; "
        "pencariannya tercatat. Bantuan ganda sesudah itu terlihat per keluarga.",
        "tombol": "Cocokkan",
        "kembali": kembali,
    }
    return render(request, "components/formulir.html", isi)
