"""Surveys: the list, one survey to read, and the steps of the one who filled it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from desa.choices import STATUS_TERBUKA, StatusSurvei
from desa.forms.survei import AjukanForm, RevisiForm, SurveiFilter
from desa.models import Survei
from desa.queries_survei import baris_survei, riwayat_revisi, survei_kini, susun_bagian
from desa.tables.survei import SurveiTable
from desa.workflows import survei as workflows
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.exceptions import AturanDilanggar
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
            "survei": survei,
            "bagian": susun_bagian(baris_survei(survei.putaran, survei.desa, survei)),
            "riwayat": riwayat,
            "terbuka": next((s for s in riwayat if s.status in STATUS_TERBUKA), None),
        },
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.isi_survei", scope=survei_for_pengguna)
def survei_ajukan(request, survei):
    """The check page: what is blank, warned or jumped, as links; then submit."""
    form = AjukanForm(
        request.POST or None, initial={"versi": survei.versi, "catatan": survei.catatan}
    )
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
    return _langkah(
        request,
        survei,
        workflows.tarik,
        judul=f"Tarik survei {survei.desa}?",
        akibat="Survei kembali menjadi draf dan keluar dari antrean verifikasi. Isiannya tidak hilang.",
        tombol="Tarik survei",
        pesan="Survei ditarik; Anda dapat memperbaikinya.",
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.isi_survei", scope=survei_for_pengguna)
def survei_buang(request, survei):
    return _langkah(
        request,
        survei,
        workflows.buang_draf,
        judul=f"Buang draf {survei.desa}?",
        akibat="Semua isian draf ini dihapus dan tidak dapat dikembalikan. "
        "Survei yang pernah diajukan tidak dapat dibuang.",
        tombol="Buang draf",
        pesan="Draf dibuang.",
        berbahaya=True,
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.isi_survei", scope=survei_for_pengguna)
def survei_revisi(request, survei):
    form = RevisiForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            workflows.buka_revisi(survei, oleh=request.user, **form.cleaned_data)
        except AturanDilanggar as error:
            form.add_error(None, str(error))
        else:
            return redirect("desa:survei_isi", survei.putaran_id, survei.desa.kode)
    return render(
        request,
        "components/formulir.html",
        {
            "form": form,
            "judul": f"Revisi survei {survei.desa}",
            "sub": "Angka yang sudah diverifikasi tetap berlaku di semua laporan sampai revisi ini "
            "diverifikasi. Revisi dimulai dari angka yang berlaku sekarang.",
            "tombol": "Buka revisi",
            "kembali": reverse("desa:survei_detail", args=[survei.pk]),
        },
    )


def _langkah(request, survei: Survei, langkah, *, pesan, **context):
    """A step on its own page that names its object and effect; POST does it."""
    if request.method == "POST":
        try:
            langkah(survei, oleh=request.user)
        except AturanDilanggar as error:
            messages.error(request, str(error))
            return redirect("desa:survei_detail", survei.pk)
        messages.success(request, pesan)
        if langkah is workflows.buang_draf:
            return redirect("desa:survei_list")
        return redirect("desa:survei_isi", survei.putaran_id, survei.desa.kode)
    kembali = reverse("desa:survei_detail", args=[survei.pk])
    return render(request, "desa/konfirmasi.html", {**context, "objek": survei, "kembali": kembali})
