"""Pages of the registry's sources."""

from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from dtks.forms.sumber import SumberDataForm
from dtks.models import SumberData
from dtks.queries import sumber_data_for_pengguna
from dtks.tables.sumber import SumberDataTable
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.formulir import kiriman, render_formulir
from inti.workflows import simpan


@require_GET
@perm_required("dtks.lihat_sumber_data")
def sumber_data_list(request):
    daftar = Daftar(
        judul="Sumber data kesejahteraan sosial",
        table_class=SumberDataTable,
        template="dtks/sumber_data_list.html",
        keterangan="Terbitan DTKS dan DTSEN yang dipakai kabupaten.",
    )
    return render_daftar(request, daftar, sumber_data_for_pengguna(request.user))


@require_http_methods(["GET", "POST"])
@perm_required("dtks.kelola_sumber_data")
def sumber_data_create(request):
    return _sumber_data(
        request, SumberData(kabupaten=request.user.kabupaten), aksi="sumber_data.catat"
    )


@require_http_methods(["GET", "POST"])
@perm_required("dtks.kelola_sumber_data", scope=sumber_data_for_pengguna)
def sumber_data_edit(request, sumber):
    return _sumber_data(request, sumber, aksi="sumber_data.ubah")


def _sumber_data(request, sumber, *, aksi):
    form = SumberDataForm(kiriman(request), instance=sumber)
    return render_formulir(
        request,
        form,
        judul="Ubah sumber data" if sumber.pk else "Catat sumber data",
        simpan=lambda: simpan(
            form.instance, oleh=request.user, aksi=aksi, berubah=form.changed_data
        ),
        berhasil="Sumber data disimpan.",
        kembali=reverse("dtks:sumber_data_list"),
    )
