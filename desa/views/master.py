"""Master data of areas, kept by the admin."""

from functools import partial

from django.urls import reverse
from django.views.decorators.http import require_http_methods

from desa.forms.wilayah import DesaBaruForm, DesaForm, KecamatanForm, NamaLainForm, ProfilForm
from desa.models import NamaLainDesa, ProfilDesa
from desa.queries import desa_terdaftar, kecamatan_for_pengguna
from desa.workflows.wilayah import catat_nama_lain, ubah_desa
from inti.decorators import perm_required
from inti.forms import KonfirmasiForm
from inti.formulir import kiriman, render_formulir
from inti.workflows import hapus, simpan


def nama_lain_terdaftar(pengguna):
    """The aliases of the villages in the user's kabupaten."""
    return NamaLainDesa.objects.filter(desa__in=desa_terdaftar(pengguna)).select_related("desa")


def profil_terdaftar(pengguna):
    """The profiles of the villages in the user's kabupaten."""
    return ProfilDesa.objects.filter(desa__in=desa_terdaftar(pengguna)).select_related("desa")


def halaman(desa):
    return reverse("desa:desa_detail", args=[desa.kode])


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_wilayah")
def desa_create(request):
    form = DesaBaruForm(
        kiriman(request),
        kecamatan_queryset=kecamatan_for_pengguna(request.user).order_by("nama"),
        desa_queryset=desa_terdaftar(request.user),
    )
    return render_formulir(
        request,
        form,
        judul="Catat desa baru",
        sub="Untuk desa yang lahir karena peraturan baru, misalnya pemekaran. Kode tidak dapat diubah kemudian.",
        simpan=lambda: simpan(form.instance, oleh=request.user, aksi="desa.catat"),
        berhasil="Desa baru dicatat.",
        kembali=reverse("desa:desa_list"),
        tujuan=halaman,
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_wilayah", scope=desa_terdaftar, lookup="kode")
def desa_edit(request, desa):
    form = DesaForm(kiriman(request), instance=desa, desa_queryset=desa_terdaftar(request.user))
    return render_formulir(
        request,
        form,
        judul=f"Ubah desa {desa.kode}",
        sub="Bila nama resmi berubah, nama sebelumnya tersimpan sebagai nama lain.",
        simpan=lambda: ubah_desa(form.instance, oleh=request.user, berubah=form.changed_data),
        berhasil="Data desa disimpan.",
        kembali=halaman(desa),
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_wilayah", scope=kecamatan_for_pengguna, lookup="kode")
def kecamatan_edit(request, kecamatan):
    form = KecamatanForm(kiriman(request), instance=kecamatan)
    return render_formulir(
        request,
        form,
        judul=f"Ubah kecamatan {kecamatan.kode}",
        simpan=lambda: simpan(
            form.instance, oleh=request.user, aksi="kecamatan.ubah", berubah=form.changed_data
        ),
        berhasil="Data kecamatan disimpan.",
        kembali=reverse("desa:kecamatan_detail", args=[kecamatan.kode]),
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_wilayah", scope=desa_terdaftar, lookup="kode")
def nama_lain_create(request, desa):
    form = NamaLainForm(kiriman(request), instance=NamaLainDesa(desa=desa))
    return render_formulir(
        request,
        form,
        judul=f"Nama lain {desa}",
        sub="Ejaan lain dipakai saat mencari desa dan saat mencocokkan baris Excel dalam kecamatan yang sama.",
        simpan=partial(catat_nama_lain, form.instance, oleh=request.user),
        berhasil="Nama lain dicatat.",
        kembali=halaman(desa),
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_wilayah", scope=nama_lain_terdaftar)
def nama_lain_delete(request, alias):
    form = KonfirmasiForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul=f"Hapus nama lain “{alias}”",
        sub=f"{alias.desa} tidak lagi ditemukan dengan ejaan ini, dan baris Excel yang memakainya tidak lagi cocok.",
        tombol="Hapus nama lain",
        berbahaya=True,
        simpan=partial(hapus, alias, oleh=request.user, aksi="nama_lain.hapus"),
        berhasil="Nama lain dihapus.",
        kembali=halaman(alias.desa),
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_wilayah", scope=desa_terdaftar, lookup="kode")
def profil_create(request, desa):
    return _profil(request, ProfilDesa(desa=desa), aksi="profil_desa.catat")


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_wilayah", scope=profil_terdaftar)
def profil_edit(request, profil):
    return _profil(request, profil, aksi="profil_desa.ubah")


def _profil(request, profil, *, aksi):
    form = ProfilForm(kiriman(request), instance=profil)
    return render_formulir(
        request,
        form,
        judul=f"Profil {profil.desa}",
        sub="Satu profil per tahun. Kosong berarti tidak diketahui, bukan nol.",
        simpan=lambda: simpan(
            form.instance, oleh=request.user, aksi=aksi, berubah=form.changed_data
        ),
        berhasil="Profil desa disimpan.",
        kembali=halaman(profil.desa),
    )
