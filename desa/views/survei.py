"""Surveys: the list, one survey to read, and the steps of the one who filled it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from desa.choices import STATUS_TERBUKA, StatusSurvei
from desa.forms.survei import AjukanForm, RevisiForm, SurveiFilter
from desa.queries import baris_survei, riwayat_revisi, survei_kini, susun_bagian, tabrakan_menunggu
from desa.tables.survei import SurveiTable
from desa.workflows import survei as workflows
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.exceptions import AturanDilanggar
from inti.forms import KonfirmasiForm
from inti.formulir import kiriman, render_formulir
from opd.queries import survei_for_pengguna, survei_with_opd


DAFTAR_SURVEI = Daftar(
    judul="Survei",
    table_class=SurveiTable,
    template="desa/survei_list.html",
    filterset_class=SurveiFilter,
    keterangan="Survei yang berlaku dan yang sedang dikerjakan, satu baris per desa dan putaran.",
)


@require_GET
@perm_required("desa.lihat_survei")
def survei_list(request):
    surveis = survei_for_pengguna(request.user).filter(pk__in=survei_kini().values("pk"))
    return render_daftar(request, DAFTAR_SURVEI, survei_with_opd(surveis))


@require_GET
@perm_required("desa.lihat_survei", scope=survei_for_pengguna)
def survei_detail(request, survei):
    riwayat = riwayat_revisi(survei)
    return render(
        request,
        "desa/survei_detail.html",
        {
            "survei": next(s for s, _ in riwayat if s.pk == survei.pk),
            "bagian": susun_bagian(baris_survei(survei.putaran, survei.desa, survei)),
            "riwayat": riwayat,
            "terbuka": next((s for s, _ in riwayat if s.status in STATUS_TERBUKA), None),
        },
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.isi_survei", scope=survei_for_pengguna)
def survei_ajukan(request, survei):
    """The check page: what is blank, warned or jumped, as links; then submit."""
    awal = {"versi": survei.versi, "catatan": survei.catatan}
    form = AjukanForm(kiriman(request), initial=awal)
    if request.method == "POST" and form.is_valid():
        try:
            workflows.ajukan(survei, oleh=request.user, **form.cleaned_data)
        except AturanDilanggar as error:
            survei.refresh_from_db()
            if (survei.status, survei.diajukan_oleh) != (StatusSurvei.DIAJUKAN, request.user):
                messages.error(request, str(error))
                return redirect("desa:survei_ajukan", survei.pk)
        return redirect("desa:survei_tanda_terima", survei.pk)
    bagian = susun_bagian(baris_survei(survei.putaran, survei.desa, survei))
    baris = [(b, isi) for b in bagian for isi in b.baris if isi.peringatan]
    return render(
        request,
        "desa/survei_ajukan.html",
        {
            "survei": survei,
            "form": form,
            "wajib": [(b, isi) for b, isi in baris if isi.belum_selesai],
            "kosong": [(b, isi) for b, isi in baris if isi.nilai is None and not isi.belum_selesai],
            "beralasan": [(b, isi) for b, isi in baris if isi.nilai and not isi.belum_selesai],
            "terisi": sum(b.terisi for b in bagian),
            "jumlah": sum(len(b.baris) for b in bagian),
            "menunggu": tabrakan_menunggu(request.user)
            .filter(putaran=survei.putaran_id, desa=survei.desa_id)
            .count(),
        },
    )


@require_GET
@perm_required("desa.lihat_survei", scope=survei_for_pengguna)
def survei_tanda_terima(request, survei):
    if survei.status == StatusSurvei.DRAF:
        return redirect("desa:survei_detail", survei.pk)
    return render(request, "desa/survei_tanda_terima.html", {"survei": survei})


@require_http_methods(["GET", "POST"])
@perm_required("desa.isi_survei", scope=survei_for_pengguna)
def survei_tarik(request, survei):
    return render_formulir(
        request,
        KonfirmasiForm(kiriman(request)),
        judul=f"Tarik survei {survei.desa}?",
        sub=f"{survei} kembali menjadi draf dan keluar dari antrean verifikasi. Isiannya tidak hilang.",
        simpan=lambda: workflows.tarik(survei, oleh=request.user),
        berhasil="Survei ditarik; Anda dapat memperbaikinya.",
        kembali=_url(survei),
        tujuan=_url_isi,
        tombol="Tarik survei",
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.isi_survei", scope=survei_for_pengguna)
def survei_buang(request, survei):
    return render_formulir(
        request,
        KonfirmasiForm(kiriman(request)),
        judul=f"Buang draf {survei.desa}?",
        sub=f"Semua isian {survei} dihapus dan tidak dapat dikembalikan.",
        simpan=lambda: workflows.buang_draf(survei, oleh=request.user),
        berhasil="Draf dibuang.",
        kembali=_url(survei),
        tujuan=lambda _: reverse("desa:putaran_detail", args=[survei.putaran_id]),
        tombol="Buang draf",
        berbahaya=True,
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.isi_survei", scope=survei_for_pengguna)
def survei_revisi(request, survei):
    form = RevisiForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul=f"Revisi survei {survei.desa}",
        sub="Angka yang sudah diverifikasi tetap berlaku di semua laporan sampai revisi ini "
        "diverifikasi. Revisi dimulai dari angka yang berlaku sekarang.",
        simpan=lambda: workflows.buka_revisi(survei, oleh=request.user, **form.cleaned_data),
        berhasil="Revisi dibuka. Angka lama tetap berlaku sampai revisi ini diverifikasi.",
        kembali=_url(survei),
        tujuan=_url_isi,
        tombol="Buka revisi",
    )


def _url(survei):
    return reverse("desa:survei_detail", args=[survei.pk])


def _url_isi(survei):
    return reverse("desa:survei_isi", args=[survei.putaran_id, survei.desa.kode])
