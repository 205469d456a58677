"""Survey rounds: list, detail with its completeness grid, lock, exceptions."""

from functools import partial

from django.db.models import Max, Q
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from desa.forms.putaran import BukaKunciForm, KelengkapanFilter, PengecualianForm, PutaranForm
from desa.models import Putaran, VersiIndikator
from desa.queries import (
    desa_putaran,
    desa_with_survei,
    periode_berjalan,
    periode_for_pengguna,
    putaran_for_pengguna,
    putaran_with_kemajuan,
    versi_kini,
)
from desa.tables.putaran import KelengkapanTable, PutaranTable
from desa.workflows import putaran as workflows
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.forms import KonfirmasiForm
from inti.formulir import kiriman, render_formulir
from opd.queries import desa_dapat_diisi, desa_for_pengguna, desa_with_opd


DAFTAR_PUTARAN = Daftar(
    judul="Putaran survei",
    table_class=PutaranTable,
    template="desa/putaran_list.html",
    keterangan="Putaran dan banyaknya desa menurut status survei.",
)


@require_GET
@perm_required("desa.lihat_program")
def putaran_list(request):
    putaran = putaran_for_pengguna(request.user)
    rows = putaran_with_kemajuan(putaran, desa_for_pengguna(request.user))
    return render_daftar(request, DAFTAR_PUTARAN, rows)


@require_GET
@perm_required("desa.lihat_program", scope=putaran_for_pengguna)
def putaran_detail(request, putaran):
    desa = desa_for_pengguna(request.user)
    rows = desa_with_survei(desa_putaran(putaran).filter(pk__in=desa.values("pk")), putaran)
    dapat_diisi = set(desa_dapat_diisi(request.user).values_list("pk", flat=True))
    daftar = Daftar(
        judul=str(putaran),
        table_class=partial(KelengkapanTable, putaran=putaran, dapat_diisi=dapat_diisi),
        template="desa/putaran_detail.html",
        filterset_class=KelengkapanFilter,
        keterangan=f"Kelengkapan {putaran} periode {putaran.periode}, satu baris per desa.",
    )
    kemajuan = putaran_with_kemajuan(putaran_for_pengguna(request.user), desa).get(pk=putaran.pk)
    return render_daftar(request, daftar, desa_with_opd(rows), putaran=kemajuan)


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_program")
def putaran_create(request):
    periode = periode_berjalan(request.user.kabupaten_id)
    nomor = Putaran.objects.filter(periode=periode).aggregate(n=Max("nomor"))["n"] or 0
    versi = versi_kini().filter(indikator__aktif=True)
    awal = {"periode": periode, "nomor": nomor + 1, "versi_indikator": versi}
    return _form_putaran(request, Putaran(), awal, "Putaran baru", reverse("desa:putaran_list"))


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_program", scope=putaran_for_pengguna)
def putaran_edit(request, putaran):
    awal = {"versi_indikator": putaran.versi_indikator.all()}
    return _form_putaran(request, putaran, awal, f"Ubah {putaran}", _url(putaran))


def _form_putaran(request, putaran, awal, judul, kembali):
    ditanyakan = Q(putaran=putaran) if putaran.pk else Q(pk=None)
    form = PutaranForm(
        kiriman(request),
        instance=putaran,
        initial=awal,
        periode_queryset=periode_for_pengguna(request.user),
        versi_queryset=VersiIndikator.objects.filter(Q(indikator__aktif=True) | ditanyakan)
        .select_related("indikator")
        .order_by("indikator__urutan", "indikator__kode", "nomor")
        .distinct(),
        is_terisi=putaran.pk is not None and putaran.survei.exists(),
    )
    return render_formulir(
        request,
        form,
        judul=judul,
        simpan=lambda: workflows.simpan_putaran(
            form.save(commit=False), form.cleaned_data["versi_indikator"], oleh=request.user
        ),
        berhasil="Putaran disimpan.",
        kembali=kembali,
        tujuan=_url,
        tombol="Simpan putaran",
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_program", scope=putaran_for_pengguna)
def putaran_kunci(request, putaran):
    return render_formulir(
        request,
        KonfirmasiForm(kiriman(request)),
        judul=f"Kunci {putaran}?",
        sub=f"{putaran}, periode {putaran.periode}. Mulai sekarang tidak ada desa yang dapat diisi "
        "atau diajukan, kecuali yang mendapat pengecualian. Survei yang sudah diajukan tetap dapat "
        "diverifikasi.",
        simpan=lambda: workflows.kunci(putaran, oleh=request.user),
        berhasil=f"{putaran} dikunci.",
        kembali=_url(putaran),
        tombol="Kunci putaran",
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_program", scope=putaran_for_pengguna)
def putaran_buka_kunci(request, putaran):
    form = BukaKunciForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul=f"Buka kunci {putaran}?",
        sub=f"Tanggal buka dan tutup menentukan lagi; tanggal tutupnya {putaran.tutup:%d-%m-%Y}. "
        "Untuk satu desa saja, gunakan pengecualian.",
        simpan=lambda: workflows.buka_kunci(putaran, oleh=request.user, **form.cleaned_data),
        berhasil=f"Kunci {putaran} dibuka.",
        kembali=_url(putaran),
        tombol="Buka kunci",
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_program", scope=putaran_for_pengguna)
def putaran_kecualikan(request, putaran):
    form = PengecualianForm(kiriman(request), desa_queryset=desa_putaran(putaran))
    return render_formulir(
        request,
        form,
        judul=f"Pengecualian {putaran}",
        sub="Desa yang dikecualikan tetap dapat diisi walaupun putaran ditutup atau dikunci.",
        simpan=lambda: workflows.kecualikan(putaran, oleh=request.user, **form.cleaned_data),
        berhasil="Pengecualian dicatat.",
        kembali=_url(putaran),
        tujuan=lambda _: reverse("desa:putaran_kecualikan", args=[putaran.pk]),
        template="desa/putaran_kecualikan.html",
        tombol="Beri pengecualian",
        putaran=putaran,
        pengecualian=putaran.pengecualian.select_related("desa__kecamatan", "dibuat_oleh"),
    )


def _url(putaran):
    return reverse("desa:putaran_detail", args=[putaran.pk])
