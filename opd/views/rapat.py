"""Coordination meetings: invitation, attendance per OPD, minutes."""

from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from desa.queries import periode_berjalan
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.exceptions import AturanDilanggar
from inti.forms import AlasanForm
from inti.formulir import kiriman, kiriman_berkas, render_formulir
from inti.lampiran.queries import lampiran_milik
from inti.lampiran.workflows import lampirkan
from inti.pdf import jawab_pdf
from opd.choices import StatusRapat, StatusTindakLanjut
from opd.forms.rapat import (
    BerkasRapatForm,
    KehadiranForm,
    NotulenForm,
    RapatFilter,
    RapatForm,
)
from opd.queries import (
    opd_for_pengguna,
    opd_pendamping,
    rapat_for_pengguna,
    rapat_with_jumlah,
    tindak_lanjut_for_pengguna,
)
from opd.tables.rapat import RapatTable
from opd.workflows import rapat as workflows


def halaman(rapat):
    return reverse("opd:rapat_detail", args=[rapat.pk])


@require_GET
@perm_required("opd.lihat_rapat")
def rapat_list(request):
    daftar = Daftar(
        judul="Rapat koordinasi",
        table_class=RapatTable,
        template="opd/rapat_list.html",
        filterset_class=RapatFilter,
        keterangan="Rapat koordinasi, kehadiran OPD, dan tindak lanjutnya.",
    )
    return render_daftar(request, daftar, rapat_with_jumlah(rapat_for_pengguna(request.user)))


@require_GET
@perm_required("opd.lihat_rapat", scope=rapat_for_pengguna)
def rapat_detail(request, rapat):
    return render(
        request,
        "opd/rapat_detail.html",
        {
            "rapat": rapat,
            "kehadiran": rapat.kehadiran.select_related("opd"),
            "berkas": lampiran_milik(rapat),
            "tindak_lanjut": tindak_lanjut_for_pengguna(request.user).filter(rapat=rapat),
        },
    )


@require_GET
@perm_required("opd.lihat_rapat", scope=rapat_for_pengguna)
def rapat_notulen(request, rapat):
    """The minutes on A4 for signing, once the meeting is closed: text, action points, attendance."""
    if rapat.status != StatusRapat.SELESAI:
        return redirect("opd:rapat_detail", rapat.pk)
    context = {
        "rapat": rapat,
        "kehadiran": rapat.kehadiran.select_related("opd"),
        "tindak_lanjut": rapat.tindak_lanjut.exclude(
            status=StatusTindakLanjut.DIBATALKAN
        ).select_related("opd", "desa"),
    }
    html = render_to_string("opd/rapat_notulen.html", context, request)
    return jawab_pdf(html, f"notulen-{rapat.tanggal}-{rapat.pk}")


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_rapat")
def rapat_create(request):
    """The agencies that mentor a village are ticked from the start."""
    opd = opd_for_pengguna(request.user).filter(aktif=True)
    form = RapatForm(
        kiriman(request),
        initial={"opd": opd_pendamping(opd)},
        opd_queryset=opd.order_by("singkatan"),
    )
    return render_formulir(
        request,
        form,
        judul="Jadwalkan rapat",
        tombol="Jadwalkan",
        simpan=lambda: _jadwalkan(request, form),
        berhasil="Rapat dijadwalkan.",
        kembali=reverse("opd:rapat_list"),
        tujuan=halaman,
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_rapat", scope=rapat_for_pengguna)
def rapat_edit(request, rapat):
    form = RapatForm(
        kiriman(request),
        instance=rapat,
        initial={"opd": rapat.kehadiran.values_list("opd", flat=True)},
        opd_queryset=opd_for_pengguna(request.user).filter(aktif=True).order_by("singkatan"),
    )
    return render_formulir(
        request,
        form,
        judul=f"Ubah {rapat}",
        simpan=lambda: workflows.ubah(
            form.instance,
            form.cleaned_data["opd"],
            oleh=request.user,
            berubah=form.changed_data,
        ),
        berhasil="Rapat disimpan.",
        kembali=halaman(rapat),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_rapat", scope=rapat_for_pengguna)
def rapat_kehadiran(request, rapat):
    form = KehadiranForm(kiriman(request), kehadiran=list(rapat.kehadiran.select_related("opd")))
    return render_formulir(
        request,
        form,
        judul=f"Kehadiran: {rapat}",
        template="opd/rapat_kehadiran.html",
        simpan=lambda: workflows.catat_kehadiran(rapat, form.hasil(), oleh=request.user),
        berhasil="Kehadiran dicatat.",
        kembali=halaman(rapat),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_rapat", scope=rapat_for_pengguna)
def rapat_selesaikan(request, rapat):
    form = NotulenForm(kiriman(request), kiriman_berkas(request))
    return render_formulir(
        request,
        form,
        judul=f"Notulen: {rapat}",
        sub="Sesudah disimpan, rapat selesai; notulen dan kehadirannya tidak berubah lagi.",
        tombol="Simpan notulen dan selesaikan",
        simpan=lambda: workflows.selesaikan(rapat, **form.cleaned_data, oleh=request.user),
        berhasil="Rapat selesai.",
        kembali=halaman(rapat),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_rapat", scope=rapat_for_pengguna)
def rapat_batalkan(request, rapat):
    form = AlasanForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul=f"Batalkan {rapat}",
        tombol="Batalkan rapat",
        berbahaya=True,
        simpan=lambda: workflows.batalkan(rapat, **form.cleaned_data, oleh=request.user),
        berhasil="Rapat dibatalkan.",
        kembali=halaman(rapat),
    )


@require_http_methods(["GET", "POST"])
@perm_required("opd.kelola_rapat", scope=rapat_for_pengguna)
def rapat_lampiran(request, rapat):
    form = BerkasRapatForm(kiriman(request), kiriman_berkas(request))
    return render_formulir(
        request,
        form,
        judul=f"Tambah berkas: {rapat}",
        simpan=lambda: lampirkan(rapat, form.cleaned_data["berkas"], oleh=request.user),
        berhasil="Berkas ditambahkan.",
        kembali=halaman(rapat),
    )


def _jadwalkan(request, form):
    periode = periode_berjalan(request.user.kabupaten_id)
    if periode is None:
        raise AturanDilanggar("Buat dahulu periode program.")
    form.instance.periode = periode
    return workflows.jadwalkan(form.instance, form.cleaned_data["opd"], oleh=request.user)
