"""Verification: the queue, one survey to decide on, and those without warnings together."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from desa.choices import StatusSurvei
from desa.forms.survei import PeriksaForm
from desa.queries import antrean_verifikasi, baris_survei, susun_bagian
from desa.tables.survei import AntreanTable
from desa.workflows import survei as workflows
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.exceptions import AturanDilanggar
from inti.formulir import kiriman
from opd.queries import survei_for_pengguna, survei_with_opd


DAFTAR_ANTREAN = Daftar(
    judul="Antrean verifikasi",
    table_class=AntreanTable,
    template="desa/survei_antrean.html",
    keterangan="Survei yang menunggu verifikasi, yang paling lama menunggu lebih dahulu.",
)


@require_GET
@perm_required("desa.periksa_survei")
def survei_antrean(request):
    antrean = antrean_verifikasi(survei_for_pengguna(request.user))
    return render_daftar(request, DAFTAR_ANTREAN, survei_with_opd(antrean))


@require_http_methods(["GET", "POST"])
@perm_required("desa.periksa_survei", scope=survei_for_pengguna)
def survei_periksa(request, survei):
    bagian = susun_bagian(baris_survei(survei.putaran, survei.desa, survei))
    baris = [b for bag in bagian for b in bag.baris if b.nilai]
    form = PeriksaForm(
        _kiriman(request, baris),
        initial={"versi": survei.versi}
        | {f"centang_{b.nilai.pk}": b.nilai.dicentang for b in baris},  # kept at an earlier return
        nilai_ids=[b.nilai.pk for b in baris],
    )
    diputus = request.method == "POST" and request.POST.get("keputusan") != "centang"
    if diputus and form.is_valid() and _putuskan(request, survei, form):
        return _berikutnya(request, survei)
    menunggu = survei.status == StatusSurvei.DIAJUKAN
    pengaju_sendiri = survei.diajukan_oleh_id == request.user.pk
    context = {
        "survei": survei,
        "form": form,
        "bagian": [(bag, [(b, _medan(form, b)) for b in bag.baris if b.nilai]) for bag in bagian],
        "jumlah": len(baris),
        "jumlah_perlu": sum(b.perlu_dilihat for b in baris),
        "menunggu": menunggu,
        "pengaju_sendiri": pengaju_sendiri,
        "putuskan": menunggu and not pengaju_sendiri,
    }
    return render(request, "desa/survei_periksa.html", context | _urutan(request.user, survei))


def _kiriman(request, baris):
    """What was sent; "centang" adds the ticks of unremarkable answers and stores nothing."""
    data = kiriman(request)
    if data is None or data.get("keputusan") != "centang":
        return data
    return data.dict() | {f"centang_{b.nilai.pk}": "on" for b in baris if not b.perlu_dilihat}


def _urutan(pengguna, survei):
    """Where the survey stands in the queue, counted from 1; None when it is not in it."""
    antrean = list(antrean_verifikasi(survei_for_pengguna(pengguna)).values_list("pk", flat=True))
    urutan = antrean.index(survei.pk) + 1 if survei.pk in antrean else None
    return {"urutan": urutan, "panjang_antrean": len(antrean)}


def _medan(form, baris):
    return {nama: form[f"{nama}_{baris.nilai.pk}"] for nama in ("centang", "komentar")}


def _putuskan(request, survei, form):
    """Verify or return, as the button says. Whether it was done; if not, the form says why."""
    versi = form.cleaned_data["versi"]
    try:
        if request.POST.get("keputusan") == "kembalikan":
            workflows.kembalikan(
                survei,
                oleh=request.user,
                alasan=form.cleaned_data["alasan"],
                komentar=form.komentar,
                dicentang=form.dicentang,
                versi=versi,
            )
            messages.success(request, f"Dikembalikan kepada {survei.diajukan_oleh}: {survei}.")
        elif form.komentar:
            pesan = "Ada komentar pada isian. Kembalikan survei ini, atau hapus komentarnya."
            form.add_error(None, pesan)
            return False
        else:
            workflows.verifikasi(survei, oleh=request.user, versi=versi)
            messages.success(request, f"{survei} diverifikasi; angkanya mulai berlaku.")
    except AturanDilanggar as error:
        form.add_error(None, str(error))
        return False
    return True


def _berikutnya(request, survei):
    """The next of the queue: the one after this, else the oldest; the queue when it is empty."""
    antrean = antrean_verifikasi(survei_for_pengguna(request.user)).exclude(
        diajukan_oleh=request.user
    )
    lanjut = antrean.filter(diajukan_pada__gte=survei.diajukan_pada).first() or antrean.first()
    if lanjut is None:
        messages.info(request, "Antrean verifikasi kosong.")
        return redirect("desa:survei_antrean")
    return redirect("desa:survei_periksa", lanjut.pk)


@require_http_methods(["GET", "POST"])
@perm_required("desa.periksa_survei")
def survei_verifikasi_banyak(request):
    """Surveys without any warning, ticked and verified together on a page of their own."""
    antrean = antrean_verifikasi(survei_for_pengguna(request.user)).exclude(
        diajukan_oleh=request.user
    )
    bersih = workflows.tanpa_peringatan(list(antrean))
    if request.method == "POST":
        dipilih = {int(pk) for pk in request.POST.getlist("survei") if pk.isdigit()}
        surveis = [s for s in bersih if s.pk in dipilih]
        try:
            jumlah = len(workflows.verifikasi_banyak(surveis, oleh=request.user))
        except AturanDilanggar as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"{jumlah} survei diverifikasi; angkanya mulai berlaku.")
            return redirect("desa:survei_antrean")
    return render(request, "desa/survei_verifikasi_banyak.html", {"surveis": bersih})
