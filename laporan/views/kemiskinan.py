"""The poverty series of the kabupaten: shown to everybody who reads reports, kept by Sekretariat."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from inti.decorators import perm_required
from inti.forms import KonfirmasiForm
from inti.formulir import kiriman, render_formulir
from inti.workflows import hapus, simpan
from laporan.forms import KemiskinanForm
from laporan.models import KemiskinanKabupaten
from laporan.presentation import susun_kemiskinan
from laporan.queries import kemiskinan_for_pengguna, kemiskinan_kabupaten


KELOLA = "laporan.kelola_kemiskinan"


@require_GET
@perm_required("laporan.lihat_laporan")
def kemiskinan(request):
    deret = kemiskinan_kabupaten(request.user.kabupaten)
    return render(request, "laporan/kemiskinan.html", {"kemiskinan": susun_kemiskinan(deret)})


@require_http_methods(["GET", "POST"])
@perm_required(KELOLA)
def kemiskinan_create(request):
    baru = KemiskinanKabupaten(kabupaten=request.user.kabupaten)
    return _formulir(request, baru, "Catat angka BPS", "kemiskinan.catat")


@require_http_methods(["GET", "POST"])
@perm_required(KELOLA, scope=kemiskinan_for_pengguna)
def kemiskinan_edit(request, angka):
    return _formulir(request, angka, "Ubah angka BPS", "kemiskinan.ubah")


def _formulir(request, angka, judul, aksi):
    form = KemiskinanForm(kiriman(request), instance=angka)
    return render_formulir(
        request,
        form,
        judul=judul,
        sub="Seluruh kabupaten, keadaan Maret, sebagaimana diterbitkan BPS. Tahun yang sudah ada dari bawaan aplikasi digantikan.",
        simpan=lambda: simpan(
            form.instance, oleh=request.user, aksi=aksi, berubah=form.changed_data
        ),
        berhasil="Angka disimpan.",
        kembali=reverse("laporan:kemiskinan"),
    )


@require_http_methods(["GET", "POST"])
@perm_required(KELOLA, scope=kemiskinan_for_pengguna)
def kemiskinan_delete(request, angka):
    return render_formulir(
        request,
        KonfirmasiForm(kiriman(request)),
        judul=f"Hapus angka BPS {angka.tahun}?",
        sub="Bila aplikasi membawa angka tahun itu, angka bawaannya tampil kembali.",
        tombol="Hapus angka",
        berbahaya=True,
        simpan=partial(hapus, angka, oleh=request.user, aksi="kemiskinan.hapus"),
        berhasil="Angka dihapus.",
        kembali=reverse("laporan:kemiskinan"),
    )
