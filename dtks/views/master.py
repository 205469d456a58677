"""Calendar of the yearly windows, and the list of reasons."""

from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from dtks.forms.usulan import AlasanPerbaikanForm, JadwalForm
from dtks.models import AlasanPerbaikan, JadwalUsulan
from dtks.queries import alasan_for_pengguna, jadwal_for_pengguna
from dtks.tables.usulan import AlasanTable, JadwalTable
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.forms import KonfirmasiForm
from inti.formulir import kiriman, render_formulir
from inti.workflows import hapus, simpan


@require_GET
@perm_required("dtks.lihat_jadwal")
def jadwal_list(request):
    daftar = Daftar(
        judul="Jadwal usulan",
        table_class=JadwalTable,
        template="dtks/jadwal_list.html",
        keterangan="Masa musyawarah, input, dan hasil menurut edaran tahun berjalan.",
    )
    return render_daftar(request, daftar, jadwal_for_pengguna(request.user).order_by("-mulai"))


@require_http_methods(["GET", "POST"])
@perm_required("dtks.kelola_jadwal")
def jadwal_create(request):
    return _jadwal(request, JadwalUsulan(kabupaten=request.user.kabupaten), aksi="jadwal.buat")


@require_http_methods(["GET", "POST"])
@perm_required("dtks.kelola_jadwal", scope=jadwal_for_pengguna)
def jadwal_edit(request, jadwal):
    return _jadwal(request, jadwal, aksi="jadwal.ubah")


@require_http_methods(["GET", "POST"])
@perm_required("dtks.kelola_jadwal", scope=jadwal_for_pengguna)
def jadwal_delete(request, jadwal):
    return render_formulir(
        request,
        KonfirmasiForm(kiriman(request)),
        judul=f"Hapus jadwal “{jadwal}”",
        sub="Hitungan mundur pada beranda tidak lagi menyebutnya.",
        tombol="Hapus",
        berbahaya=True,
        simpan=lambda: hapus(jadwal, oleh=request.user, aksi="jadwal.hapus"),
        berhasil="Jadwal dihapus.",
        kembali=reverse("dtks:jadwal_list"),
    )


def _jadwal(request, jadwal, *, aksi):
    form = JadwalForm(kiriman(request), instance=jadwal)
    return render_formulir(
        request,
        form,
        judul="Ubah jadwal" if jadwal.pk else "Tambah jadwal",
        simpan=lambda: simpan(
            form.instance, oleh=request.user, aksi=aksi, berubah=form.changed_data
        ),
        berhasil="Jadwal disimpan.",
        kembali=reverse("dtks:jadwal_list"),
    )


@require_GET
@perm_required("dtks.kelola_alasan")
def alasan_list(request):
    daftar = Daftar(
        judul="Alasan perbaikan data",
        table_class=AlasanTable,
        template="dtks/alasan_list.html",
        keterangan="Yang terjadi, jenis usulannya, dan tempatnya pada neraca.",
        per_halaman=50,
    )
    return render_daftar(request, daftar, alasan_for_pengguna(request.user))


@require_http_methods(["GET", "POST"])
@perm_required("dtks.kelola_alasan")
def alasan_create(request):
    return _alasan(request, AlasanPerbaikan(kabupaten=request.user.kabupaten), aksi="alasan.buat")


@require_http_methods(["GET", "POST"])
@perm_required("dtks.kelola_alasan", scope=alasan_for_pengguna)
def alasan_edit(request, alasan):
    return _alasan(request, alasan, aksi="alasan.ubah")


def _alasan(request, alasan, *, aksi):
    form = AlasanPerbaikanForm(kiriman(request), instance=alasan)
    return render_formulir(
        request,
        form,
        judul=f"Ubah “{alasan}”" if alasan.pk else "Tambah alasan",
        simpan=lambda: simpan(
            form.instance, oleh=request.user, aksi=aksi, berubah=form.changed_data
        ),
        berhasil="Alasan disimpan.",
        kembali=reverse("dtks:alasan_list"),
    )
