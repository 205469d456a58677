"""The import pages, one set for every kind of workbook: upload, preview, decide, history."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from inti.choices import StatusImpor, StatusPekerjaan
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.excel.periksa import BerkasDitolak
from inti.exceptions import AturanDilanggar, DataBerubah
from inti.formulir import kiriman
from inti.impor import daftar_jenis, get_jenis, pekerjaan, workflows
from inti.impor.forms import BentrokForm, PasanganForm, TerapkanForm, UnggahForm
from inti.impor.pasangan import guess, saved_mappings
from inti.impor.tables import ImporTable, sebut_jumlah
from inti.impor.tampilan import isi_ringkasan, langkah_lanjut, sebut_parameter, tulis_templat
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
    form = UnggahForm(data, berkas, jenis=jenis)
    parameter = jenis.form_class(data, pengguna=request.user, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid() and parameter.is_valid():
        try:
            impor = workflows.unggah(
                jenis, **form.cleaned_data, parameter=parameter.mentah(), oleh=request.user
            )
            if impor.status == StatusImpor.DIBACA:
                return _ke_pekerjaan(pekerjaan.mulai_periksa(impor, oleh=request.user))
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
    if impor.status not in workflows.MENUNGGU:
        return _render_impor(
            request,
            impor,
            "inti/impor_hasil.html",
            hasil=isi_ringkasan(impor),
            lanjutan=langkah_lanjut(impor),
        )
    if impor.status == StatusImpor.DIBACA:
        return _render_menunggu(request, impor)
    try:
        workflows.pastikan_dapat_diputus(impor)
    except (AturanDilanggar, BerkasDitolak) as masalah:
        return _render_impor(request, impor, "inti/impor_gagal.html", masalah=str(masalah))
    if impor.status == StatusImpor.DIPASANGKAN:
        return redirect("inti:impor_pasangkan", impor.pk)
    return _render_pratinjau(request, impor, TerapkanForm(ringkasan=impor.ringkasan))


@require_http_methods(["GET", "POST"])
@perm_required("inti.putuskan_impor", scope=impor_for_pengguna)
def impor_pasangkan(request, impor):
    tajuk = impor.ringkasan.get("tajuk")
    if impor.status not in workflows.MENUNGGU or not tajuk:
        return redirect("inti:impor_detail", impor.pk)
    jenis = get_jenis(impor.jenis)
    form = PasanganForm(
        request.POST or None,
        jenis=jenis,
        tajuk=tajuk,
        terpilih=guess(jenis, tajuk, saved_mappings(jenis, impor.kabupaten_id)),
    )
    if request.method == "POST" and form.is_valid():
        workflows.pasangkan(impor, form.pasangan(), oleh=request.user)
        return _periksa(request, impor)
    return _render_impor(
        request, impor, "inti/impor_pasangkan.html", form=form, tajuk=tajuk, semua_form=[form]
    )


@require_http_methods(["GET", "POST"])
@perm_required("inti.putuskan_impor", scope=impor_for_pengguna)
def impor_pilih(request, impor):
    if impor.status != StatusImpor.DIPERIKSA or not impor.ringkasan["bentrok"][1]:
        return redirect("inti:impor_detail", impor.pk)
    try:
        bentrok = workflows.check_impor(impor).bentrok
    except (AturanDilanggar, BerkasDitolak):  # the detail page says why
        return redirect("inti:impor_detail", impor.pk)
    form = BentrokForm(kiriman(request), bentrok=bentrok, semua=request.GET.get("semua", ""))
    if request.method == "POST" and form.is_valid():
        return _periksa(
            request, impor, lambda: workflows.pilih(impor, form.pilihan(), oleh=request.user)
        )
    return _render_impor(request, impor, "inti/impor_pilih.html", form=form)


@require_POST
@perm_required("inti.putuskan_impor", scope=impor_for_pengguna)
def impor_periksa(request, impor):
    return _periksa(request, impor)


@require_POST
@perm_required("inti.putuskan_impor", scope=impor_for_pengguna)
def impor_terapkan(request, impor):
    form = None
    if impor.status == StatusImpor.DIPERIKSA:
        form = TerapkanForm(request.POST, ringkasan=impor.ringkasan)
        if not form.is_valid():
            return _render_pratinjau(request, impor, form)
    putusan = workflows.Putusan(
        sidik=request.POST.get("sidik", ""),
        lewati_galat="lewati_galat" in request.POST,
        alasan=form.cleaned_data.get("alasan", "") if form else "",
    )
    if form and pekerjaan.is_besar(impor):
        return _ke_pekerjaan(pekerjaan.mulai_terapkan(impor, putusan, oleh=request.user))
    try:
        selesai = workflows.terapkan(impor, putusan, oleh=request.user)
    except DataBerubah as masalah:
        messages.error(request, str(masalah))
        return _periksa(request, impor)
    except (AturanDilanggar, BerkasDitolak) as masalah:
        messages.error(request, str(masalah))
    else:
        jumlah = sebut_jumlah(selesai.ringkasan["jumlah"])
        messages.success(request, f"Impor diterapkan: {jumlah}.")
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
        {"impor": impor, "jenis": get_jenis(impor.jenis), "hasil": isi_ringkasan(impor)},
    )


@require_GET
@perm_required("inti.impor_berkas", scope=impor_for_pengguna)
def impor_bertanda(request, impor):
    try:
        berkas = workflows.mark_impor(impor)
    except (AturanDilanggar, BerkasDitolak) as masalah:
        messages.error(request, str(masalah))
        return redirect("inti:impor_detail", impor.pk)
    pokok, _, akhiran = impor.nama_berkas.rpartition(".")
    nama = f"{pokok}-bertanda-{timezone.localdate():%Y%m%d}.{akhiran}"
    return FileResponse(berkas, as_attachment=True, filename=nama)


def _render_impor(request, impor, template, **context):
    context |= {
        "impor": impor,
        "jenis": get_jenis(impor.jenis),
        "parameter": sebut_parameter(impor),
    }
    return render(request, template, context)


def _render_pratinjau(request, impor, form):
    return _render_impor(
        request,
        impor,
        "inti/impor_pratinjau.html",
        hasil=isi_ringkasan(impor),
        form=form,
        semua_form=[form],
    )


def _render_menunggu(request, impor):
    """A file that a job still checks: to the job's page, for whoever owns it."""
    berjalan = pekerjaan.pekerjaan_periksa(impor)
    if berjalan is not None and berjalan.pemilik_id == request.user.pk:
        return redirect("inti:pekerjaan_detail", berjalan.kunci)
    masalah = "Berkas ini sedang diperiksa."
    return _render_impor(request, impor, "inti/impor_gagal.html", masalah=masalah)


def _ke_pekerjaan(satu):
    """To the job's page while there is something to wait for or to read, else to its result."""
    if satu.status == StatusPekerjaan.SELESAI:
        return redirect(satu.tautan)
    return redirect("inti:pekerjaan_detail", satu.kunci)


def _periksa(request, impor, langkah=None):
    """Check again, by `langkah` where there is one; with nothing left to decide, to the upload."""
    if langkah is None and pekerjaan.is_besar(impor):
        return _ke_pekerjaan(pekerjaan.mulai_periksa(impor, oleh=request.user))
    try:
        langkah() if langkah else workflows.periksa(impor)
    except (workflows.TanpaPerubahan, BerkasDitolak) as akhir:
        messages.info(request, str(akhir))
        return redirect("inti:impor_create", impor.jenis)
    except AturanDilanggar as masalah:
        messages.error(request, str(masalah))
    return redirect("inti:impor_detail", impor.pk)


def _jenis_atau_404(request, kode):
    jenis = get_jenis(kode)
    if jenis is None:
        raise Http404
    if not request.user.has_perm(jenis.izin):
        raise PermissionDenied
    return jenis
