"""Filling a survey by Excel: the workbook out; it comes back through the import pages."""

from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from desa.queries import putaran_for_pengguna
from inti.decorators import perm_required
from opd.excel.survei import write_buku_survei
from opd.forms.buku import BukuForm, UnggahBukuForm
from opd.impor.survei import IMPOR_SURVEI, is_buka
from opd.queries import bagian_buku


@require_GET
@perm_required("desa.impor_survei", scope=putaran_for_pengguna)
def survei_excel(request, putaran):
    bagian = bagian_buku(putaran, request.user)
    return render(
        request,
        "opd/survei_excel.html",
        {
            "putaran": putaran,
            "bagian": bagian,
            "is_buka": is_buka(putaran),
            "form": BukuForm(bagian=bagian),
            "unggah": UnggahBukuForm(jenis=IMPOR_SURVEI),
        },
    )


@require_GET
@perm_required("desa.impor_survei", scope=putaran_for_pengguna)
def survei_excel_unduh(request, putaran):
    bagian = bagian_buku(putaran, request.user)
    form = BukuForm(request.GET, bagian=bagian)
    if not form.is_valid():
        return redirect("opd:survei_excel", putaran.pk)
    dipilih = next(b for b in bagian if b.kode == form.cleaned_data["bagian"])
    berkas = write_buku_survei(
        putaran,
        dipilih.desa,
        untuk=dipilih.nama,
        per_desa=form.cleaned_data["susunan"] == "desa",
    )
    nama = f"isian-putaran-{putaran.nomor}-{slugify(dipilih.nama)}.xlsx"
    return FileResponse(berkas, as_attachment=True, filename=nama)
