"""The import pages, one set for every kind of workbook: upload, preview, decide, history."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from inti.choices import StatusImpor
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.excel.periksa import BerkasDitolak
from inti.exceptions import AturanDilanggar
from inti.impor import daftar_jenis, get_jenis, workflows
from inti.impor.forms import TerapkanForm, UnggahForm
from inti.impor.tables import ImporTable, sebut_jumlah
from inti.impor.tampilan import Pratinjau, Riwayat, sebut_parameter, tulis_templat
from inti.queries import impor_for_pengguna


@require_GET
@perm_required("inti.impor_berkas")
def impor_list(request):
    daftar = Daftar(
        "Impor Excel",
        ImporTable,
        "inti/impor_list.html",
        context={"jenis": daftar_jenis(request.user)},
    )
    return render_daftar(request, daftar, impor_for_pengguna(request.user))


@require_http_methods(["GET", "POST"])
@perm_required("inti.impor_berkas")
def impor_create(request, kode):
    jenis = _jenis_atau_404(request, kode)
    data, berkas = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = UnggahForm(data, berkas)
    parameter = jenis.form_class(data, pengguna=request.user, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid() and parameter.is_valid():
        try:
            impor = workflows.unggah(
                jenis,
                **form.cleaned_data,
                parameter=parameter.mentah(),
                nilai=parameter.cleaned_data,
                oleh=request.user,
            )
            return redirect("inti:impor_detail", impor.pk)
        except BerkasDitolak as tolak:
            form.add_error("berkas", str(tolak))
        except workflows.TanpaPerubahan as hasil:
            messages.info(request, str(hasil))
            return redirect("inti:impor_create", kode)
    isi = {"jenis": jenis, "form": form, "parameter": parameter, "semua_form": [parameter, form]}
    return render(request, "inti/impor_create.html", isi)


@require_GET
@perm_required("inti.impor_berkas")
def impor_templat(request, kode):
    jenis = _jenis_atau_404(request, kode)
    return FileResponse(
        tulis_templat(jenis), as_attachment=True, filename=f"templat-{jenis.kode}.xlsx"
    )


@require_GET
@perm_required("inti.impor_berkas", scope=impor_for_pengguna)
def impor_detail(request, impor):
    if impor.status != StatusImpor.DIPERIKSA:
        return _render_impor(request, impor, "inti/impor_hasil.html", riwayat=Riwayat(impor))
    try:
        hasil = workflows.check_impor(impor)
    except (AturanDilanggar, BerkasDitolak) as masalah:
        return _render_impor(request, impor, "inti/impor_gagal.html", masalah=str(masalah))
    return _render_pratinjau(request, impor, hasil, TerapkanForm(hasil=hasil))


@require_POST
@perm_required("inti.putuskan_impor", scope=impor_for_pengguna)
def impor_terapkan(request, impor):
    try:
        hasil = workflows.check_impor(impor)
        form = TerapkanForm(request.POST, hasil=hasil)
        if not form.is_valid():
            return _render_pratinjau(request, impor, hasil, form)
        selesai = workflows.terapkan(
            impor,
            hasil.bacaan,
            sidik=form.cleaned_data["sidik"],
            lewati_galat=form.cleaned_data.get("lewati_galat", False),
            alasan=form.cleaned_data.get("alasan", ""),
            oleh=request.user,
        )
    except (AturanDilanggar, BerkasDitolak) as masalah:
        messages.error(request, str(masalah))
    else:
        messages.success(request, f"Impor diterapkan: {sebut_jumlah(selesai.jumlah)}.")
    return redirect("inti:impor_detail", impor.pk)


@require_POST
@perm_required("inti.putuskan_impor", scope=impor_for_pengguna)
def impor_batalkan(request, impor):
    try:
        workflows.batalkan(impor, oleh=request.user)
    except AturanDilanggar as masalah:
        messages.error(request, str(masalah))
        return redirect("inti:impor_detail", impor.pk)
    messages.success(request, "Impor dibatalkan. Tidak ada data yang berubah.")
    return redirect("inti:impor_list")


@require_http_methods(["GET", "POST"])
@perm_required("inti.putuskan_impor", scope=impor_for_pengguna)
def impor_urungkan(request, impor):
    if request.method == "POST":
        try:
            workflows.urungkan(impor, oleh=request.user)
        except AturanDilanggar as masalah:
            messages.error(request, str(masalah))
        else:
            messages.success(request, "Impor diurungkan. Data kembali seperti sebelumnya.")
        return redirect("inti:impor_detail", impor.pk)
    return render(
        request,
        "inti/impor_urungkan.html",
        {"impor": impor, "jenis": get_jenis(impor.jenis), "riwayat": Riwayat(impor)},
    )


@require_GET
@perm_required("inti.impor_berkas", scope=impor_for_pengguna)
def impor_bertanda(request, impor):
    try:
        berkas = workflows.mark_impor(impor)
    except (AturanDilanggar, BerkasDitolak) as masalah:
        messages.error(request, str(masalah))
        return redirect("inti:impor_detail", impor.pk)
    nama = f"{impor.nama_berkas.removesuffix('.xlsx')}-bertanda-{timezone.localdate():%Y%m%d}.xlsx"
    return FileResponse(berkas, as_attachment=True, filename=nama)


def _render_impor(request, impor, template, **context):
    context |= {
        "impor": impor,
        "jenis": get_jenis(impor.jenis),
        "parameter": sebut_parameter(impor),
    }
    return render(request, template, context)


def _render_pratinjau(request, impor, hasil, form):
    return _render_impor(
        request,
        impor,
        "inti/impor_pratinjau.html",
        hasil=Pratinjau(hasil),
        form=form,
        semua_form=[form],
    )


def _jenis_atau_404(request, kode):
    jenis = get_jenis(kode)
    if jenis is None:
        raise Http404
    if not request.user.has_perm(jenis.izin):
        raise PermissionDenied
    return jenis
