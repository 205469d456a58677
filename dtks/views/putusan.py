"""Corrections as the checker works on them: queue, field by field, several at once."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from dtks.choices import Keputusan, StatusUsulan
from dtks.forms.usulan import PutusanForm
from dtks.queries import antrean_usulan, dokumen_diminta, usulan_for_pengguna
from dtks.tables.usulan import AntreanUsulanTable
from dtks.workflows import usulan as workflows
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.exceptions import AturanDilanggar
from inti.forms import AlasanForm
from inti.formulir import kiriman, render_formulir


DAFTAR_ANTREAN = Daftar(
    judul="Antrean usulan perbaikan",
    table_class=AntreanUsulanTable,
    template="dtks/usulan_antrean.html",
    keterangan="Usulan yang menunggu verifikasi, yang paling lama menunggu lebih dahulu.",
)


@never_cache
@require_GET
@perm_required("dtks.periksa_usulan")
def usulan_antrean(request):
    return render_daftar(request, DAFTAR_ANTREAN, antrean_usulan(request.user))


@never_cache
@require_http_methods(["GET", "POST"])
@perm_required("dtks.periksa_usulan", scope=usulan_for_pengguna)
def usulan_periksa(request, usulan):
    perubahan = list(usulan.perubahan.all())
    form = PutusanForm(
        kiriman(request),
        initial={"versi": usulan.versi}
        | {f"putusan_{p.elemen}": Keputusan.DISETUJUI for p in perubahan},
        elemen=[p.elemen for p in perubahan],
    )
    if request.method == "POST" and form.is_valid() and _putuskan(request, usulan, form):
        return _berikutnya(request, usulan)
    berubah = workflows.elemen_berubah(usulan)
    peringatan, kembar = workflows.periksa(usulan)
    return render(
        request,
        "dtks/usulan_periksa.html",
        {
            "usulan": usulan,
            "form": form,
            "boleh_nama": request.user.has_perm("dtks.lihat_nama", usulan),
            "baris": [
                (p, form[f"putusan_{p.elemen}"], form[f"catatan_{p.elemen}"], p.elemen in berubah)
                for p in perubahan
            ],
            "dokumen": dokumen_diminta(usulan),
            "peringatan": peringatan,
            "kembar": kembar,
            "berubah": berubah,
            "menunggu": usulan.status == StatusUsulan.DIAJUKAN,
            "boleh_putuskan": request.user.has_perm("dtks.putuskan_usulan", usulan),
        },
    )


def _putuskan(request, usulan, form):
    """Decide as the button says. Whether it was done; if not, the form says why."""
    isi, versi = form.cleaned_data, form.cleaned_data["versi"]
    keputusan = request.POST.get("keputusan")
    try:
        if keputusan == "kembalikan":
            workflows.kembalikan(
                usulan,
                oleh=request.user,
                alasan=isi["alasan"],
                catatan=form.catatan,
                versi=versi,
            )
            messages.success(request, f"Usulan {usulan} dikembalikan kepada petugas.")
        elif keputusan == "tolak":
            workflows.tolak(usulan, oleh=request.user, alasan=isi["alasan"], versi=versi)
            messages.success(request, f"Usulan {usulan} ditolak.")
        else:
            workflows.verifikasi(usulan, putusan=form.putusan, oleh=request.user, versi=versi)
            messages.success(request, f"Usulan {usulan} diverifikasi.")
    except AturanDilanggar as error:
        form.add_error(None, str(error))
        return False
    return True


def _berikutnya(request, usulan):
    """The next of the queue: the one after this, else the oldest; the queue when it is empty."""
    antrean = antrean_usulan(request.user).exclude(diajukan_oleh=request.user)
    lanjut = antrean.filter(diajukan_pada__gte=usulan.diajukan_pada).first() or antrean.first()
    if lanjut is None:
        messages.info(request, "Antrean usulan kosong.")
        return redirect("dtks:usulan_antrean")
    return redirect("dtks:usulan_periksa", lanjut.pk)


@never_cache
@require_http_methods(["GET", "POST"])
@perm_required("dtks.periksa_usulan")
def usulan_verifikasi_banyak(request):
    """Corrections without any warning, ticked and verified together."""
    antrean = antrean_usulan(request.user).exclude(diajukan_oleh=request.user)
    bersih = workflows.tanpa_peringatan(antrean[:200])
    if request.method == "POST":
        dipilih = {int(pk) for pk in request.POST.getlist("usulan") if pk.isdigit()}
        try:
            jumlah = len(
                workflows.verifikasi_banyak(
                    [u for u in bersih if u.pk in dipilih], oleh=request.user
                )
            )
        except AturanDilanggar as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"{jumlah} usulan diverifikasi.")
            return redirect("dtks:usulan_antrean")
    return render(request, "dtks/usulan_verifikasi_banyak.html", {"daftar": bersih})


@never_cache
@require_http_methods(["GET", "POST"])
@perm_required("dtks.kelola_usulan", scope=usulan_for_pengguna)
def usulan_kedaluwarsakan(request, usulan):
    form = AlasanForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul=f"Nyatakan {usulan} kedaluwarsa",
        sub="Dipakai bila masa usulan lewat tanpa jawaban. Usulan tidak dilanjutkan, tetapi tetap dapat dibaca.",
        tombol="Nyatakan kedaluwarsa",
        berbahaya=True,
        simpan=lambda: workflows.kedaluwarsakan(
            usulan, alasan=form.cleaned_data["alasan"], oleh=request.user
        ),
        berhasil=f"Usulan {usulan} dinyatakan kedaluwarsa.",
        kembali=reverse("dtks:usulan_detail", args=[usulan.pk]),
    )
