"""One answer of the national system by hand, and taking it back."""

from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dtks.forms.jawaban import JawabanSatuForm
from dtks.queries import usulan_for_pengguna
from dtks.workflows import jawaban as workflows
from inti.decorators import perm_required
from inti.forms import AlasanForm
from inti.formulir import kiriman, render_formulir


@never_cache
@require_http_methods(["GET", "POST"])
@perm_required("dtks.kelola_usulan", scope=usulan_for_pengguna)
def usulan_jawab(request, usulan):
    form = JawabanSatuForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul=f"Catat jawaban pusat atas {usulan}",
        sub="Diterima: isian yang disetujui langsung mengubah daftar di sini. Ditolak: daftar tetap. "
        "Banyak jawaban sekaligus lebih mudah lewat Impor Excel.",
        tombol="Catat jawaban",
        simpan=lambda: workflows.catat_jawaban(usulan, oleh=request.user, **form.cleaned_data),
        berhasil=f"Jawaban pusat atas {usulan} dicatat.",
        kembali=reverse("dtks:usulan_detail", args=[usulan.pk]),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@perm_required("dtks.kelola_usulan", scope=usulan_for_pengguna)
def usulan_cabut_jawaban(request, usulan):
    form = AlasanForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul=f"Cabut jawaban pusat atas {usulan}",
        sub="Untuk jawaban yang keliru dicatat. Daftar kembali persis seperti sebelum jawaban itu, dan usulan menunggu jawaban lagi.",
        tombol="Cabut jawaban",
        berbahaya=True,
        simpan=lambda: workflows.cabut_jawaban_sendiri(
            usulan, oleh=request.user, **form.cleaned_data
        ),
        berhasil=f"Jawaban atas {usulan} dicabut.",
        kembali=reverse("dtks:usulan_detail", args=[usulan.pk]),
    )
