"""Before and after: all target villages, one indicator, one village; as page, PDF and workbook."""

from django.http import FileResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET

from desa.queries import indikator_for_pengguna
from inti.decorators import perm_required
from inti.pdf import jawab_pdf
from laporan import presentation
from laporan.excel import write_perbandingan
from laporan.queries import putaran_berjalan, semua_putaran
from laporan.stats import Sebanding, uji
from laporan.views.pilihan import muat_pembanding, muat_perbandingan
from opd.queries import desa_for_pengguna


SEMUA = "laporan/sebelum_sesudah.html"
PANAS = "laporan/panas.html"
SATU_INDIKATOR = "laporan/sebelum_sesudah_indikator.html"
SATU_DESA = "laporan/sebelum_sesudah_desa.html"


@require_GET
@perm_required("laporan.lihat_laporan")
def sebelum_sesudah(request):
    return render(request, SEMUA, _semua(request))


@require_GET
@perm_required("laporan.lihat_laporan")
def sebelum_sesudah_panas(request):
    return render(request, PANAS, _panas(request))


@require_GET
@perm_required("laporan.lihat_laporan")
def sebelum_sesudah_panas_pdf(request):
    return _pdf(request, PANAS, _panas(request), "tabel-panas")


@require_GET
@perm_required("laporan.lihat_laporan", scope=indikator_for_pengguna, lookup="kode")
def sebelum_sesudah_indikator(request, indikator):
    return render(request, SATU_INDIKATOR, _satu_indikator(request, indikator))


@require_GET
@perm_required("laporan.lihat_laporan", scope=desa_for_pengguna, lookup="kode")
def sebelum_sesudah_desa(request, desa):
    return render(request, SATU_DESA, _satu_desa(request, desa))


@require_GET
@perm_required("laporan.lihat_laporan")
def sebelum_sesudah_pdf(request):
    return _pdf(request, SEMUA, _semua(request), "semua-desa")


@require_GET
@perm_required("laporan.lihat_laporan", scope=indikator_for_pengguna, lookup="kode")
def sebelum_sesudah_indikator_pdf(request, indikator):
    return _pdf(request, SATU_INDIKATOR, _satu_indikator(request, indikator), indikator.kode)


@require_GET
@perm_required("laporan.lihat_laporan", scope=desa_for_pengguna, lookup="kode")
def sebelum_sesudah_desa_pdf(request, desa):
    return _pdf(request, SATU_DESA, _satu_desa(request, desa), f"{desa.kode}-{desa.nama}")


@require_GET
@perm_required("laporan.lihat_laporan")
def sebelum_sesudah_excel(request):
    context = muat_perbandingan(request)
    if context["laporan"] is None:
        return redirect("laporan:sebelum_sesudah")
    berkas = write_perbandingan(
        context["laporan"],
        muat_pembanding(request, context),
        saringan=context["saringan"].dalam_kata(),
        pengguna=request.user,
    )
    return FileResponse(berkas, as_attachment=True, filename=f"{_nama_berkas('semua-desa')}.xlsx")


def _semua(request):
    context = muat_perbandingan(request)
    laporan = context["laporan"]
    if laporan is None:
        return context
    semua = laporan.hitungan()
    pembanding = muat_pembanding(request, context)
    hasil = pembanding and pembanding.hasil()
    baris = presentation.baris_semua(semua, context["kueri"], hasil)
    context |= {
        "baris": baris,
        "kalimat": presentation.kalimat_umum(baris),
        "sisihan": presentation.sisihan(laporan, semua),
        **_keterangan(context),
    }
    if pembanding:
        context["kalimat_pembanding"] = presentation.kalimat_pembanding_umum(semua, hasil)
        context["catatan_pembanding"] = presentation.catatan_pembanding(pembanding)
    return context


def _panas(request):
    context = muat_perbandingan(request)
    laporan = context["laporan"]
    if laporan is None:
        return context
    return context | {
        "panas": presentation.susun_panas(laporan, context["kueri"]),
        **_keterangan(context),
    }


def _keterangan(context):
    """What is said around the figures of many villages."""
    laporan = context["laporan"]
    return {
        "liputan": presentation.liputan(laporan),
        "berjalan": putaran_berjalan(context["pilihan"].putaran.values(), laporan),
        "catatan_regresi": presentation.catatan_regresi(laporan),
    }


def _satu_indikator(request, indikator):
    context = muat_perbandingan(request, ("opd", "kecamatan"), indikator=indikator) | {
        "indikator": indikator
    }
    laporan = context["laporan"]
    if laporan is None or not laporan.indikator:
        return context | {"laporan": None}
    (hitungan,) = laporan.hitungan()
    isi, pasangan, ringkasan, _ = hitungan
    baris = presentation.baris_per_desa(laporan, hitungan, context["kueri"])
    pembanding = muat_pembanding(request, context)
    hasil_uji = uji([p.selisih for p in pasangan if isinstance(p, Sebanding)])
    if pembanding:
        hasil = pembanding.hasil()[isi.id]
        context |= {
            "kalimat_pembanding": presentation.kalimat_pembanding(isi, hasil),
            "catatan_pembanding": presentation.catatan_pembanding(pembanding),
            "rincian_pembanding": presentation.rincian_pembanding(isi, hasil, ringkasan.selang),
        }
    kelompok = [laporan, pembanding.pembanding] if pembanding else [laporan]
    semua = _semua_putaran(context, [s.id for k in kelompok for s in k.sasaran])
    return context | {
        "isi": isi,
        "baris": baris,
        "deret": presentation.deret_indikator(laporan, semua, baris, pembanding),
        "kalimat": presentation.kalimat_indikator(hitungan),
        "statistik": presentation.statistik(hitungan, hasil_uji),
        "sisihan": presentation.sisihan(laporan, [hitungan]),
        **_keterangan(context),
        "grafik": presentation.grafik(indikator.nama, isi.satuan_selisih, baris),
    }


def _satu_desa(request, desa):
    context = muat_perbandingan(request, (), desa=desa) | {"desa": desa}
    laporan = context["laporan"]
    if laporan is None:
        return context
    baris = presentation.baris_per_indikator(laporan, context["kueri"])
    persen = [b for b in baris if not b.satuan]
    return context | {
        "sasaran": laporan.sasaran[0],
        "baris": baris,
        "kalimat": presentation.kalimat_desa(baris),
        "catatan_regresi": presentation.catatan_regresi(laporan),
        "grafik": presentation.grafik(f"Desa {desa.nama}", "poin persen", persen),
        "deret": presentation.deret_desa(laporan, _semua_putaran(context, [desa.pk]), baris),
    }


def _semua_putaran(context, desa):
    return semua_putaran(context["laporan"], context["pilihan"].putaran.values(), desa)


def _pdf(request, template, context, nama):
    html = render_to_string(template, context | {"dasar": "layout/pdf.html"}, request)
    return jawab_pdf(html, _nama_berkas(nama))


def _nama_berkas(bagian):
    return f"sebelum-sesudah-{bagian}-{timezone.localdate():%Y-%m-%d}".lower().replace(" ", "-")
