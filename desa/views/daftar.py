"""Target lists: fill while draft, decide, compare, graduate villages."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from desa.forms.program import (
    BandingkanForm,
    ButirFilter,
    ButirFormSet,
    DaftarSasaranFilter,
    DaftarSasaranForm,
    LulusForm,
    TambahDesaForm,
)
from desa.models import ButirSasaran, DaftarSasaran
from desa.queries import (
    bandingkan_daftar,
    butir_for_pengguna,
    daftar_for_pengguna,
    daftar_with_jumlah,
    desa_berlaku,
    periode_berjalan,
    periode_for_pengguna,
)
from desa.tables.program import ButirTable, DaftarSasaranTable
from desa.workflows.program import (
    hapus_daftar,
    isi_daftar,
    keluarkan,
    luluskan,
    tetapkan,
    ubah_daftar,
)
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.forms import KonfirmasiForm
from inti.formulir import kiriman, render_formulir
from opd.queries import desa_for_pengguna


def halaman(daftar):
    return reverse("desa:daftar_detail", args=[daftar.pk])


@require_GET
@perm_required("desa.lihat_program")
def daftar_list(request):
    daftar = Daftar(
        judul="Daftar sasaran",
        table_class=DaftarSasaranTable,
        template="desa/daftar_list.html",
        filterset_class=DaftarSasaranFilter,
    )
    return render_daftar(request, daftar, daftar_with_jumlah(daftar_for_pengguna(request.user)))


@require_GET
@perm_required("desa.lihat_program", scope=daftar_for_pengguna)
def daftar_detail(request, daftar):
    halaman_daftar = Daftar(
        judul=daftar.nama,
        table_class=ButirTable,
        template="desa/daftar_detail.html",
        filterset_class=ButirFilter,
        keterangan=f"Desa pada daftar sasaran {daftar.nama}, periode {daftar.periode}.",
        per_halaman=100,
    )
    butir = butir_for_pengguna(request.user).filter(
        daftar=daftar, desa__in=desa_for_pengguna(request.user)
    )
    return render_daftar(
        request,
        halaman_daftar,
        butir,
        daftar=daftar,
        boleh_kelola=request.user.has_perm("desa.kelola_program"),
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_program")
def daftar_create(request):
    periode = periode_berjalan(request.user.kabupaten_id)
    return _kepala_daftar(request, DaftarSasaran(periode=periode) if periode else DaftarSasaran())


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_program", scope=daftar_for_pengguna)
def daftar_edit(request, daftar):
    return _kepala_daftar(request, daftar)


def _kepala_daftar(request, daftar):
    form = DaftarSasaranForm(
        kiriman(request), instance=daftar, periode_queryset=periode_for_pengguna(request.user)
    )
    return render_formulir(
        request,
        form,
        judul="Ubah daftar sasaran" if daftar.pk else "Buat daftar sasaran",
        sub="Catat dari data apa dan dengan ukuran apa desa dipilih; desanya diisi sesudah ini.",
        simpan=lambda: ubah_daftar(form.instance, oleh=request.user, berubah=form.changed_data),
        berhasil="Daftar sasaran disimpan.",
        kembali=halaman(daftar) if daftar.pk else reverse("desa:daftar_list"),
        tujuan=halaman,
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_program", scope=daftar_for_pengguna)
def daftar_delete(request, daftar):
    return render_formulir(
        request,
        KonfirmasiForm(kiriman(request)),
        judul=f"Hapus draf “{daftar}”",
        sub="Draf beserta isinya dihapus. Daftar yang sudah ditetapkan tidak dapat dihapus.",
        tombol="Hapus draf",
        berbahaya=True,
        simpan=partial(hapus_daftar, daftar, oleh=request.user),
        berhasil="Draf daftar sasaran dihapus.",
        kembali=halaman(daftar),
        tujuan=lambda _: reverse("desa:daftar_list"),
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_program", scope=daftar_for_pengguna)
def butir_create(request, daftar):
    belum_ada = desa_berlaku(request.user).exclude(butir_sasaran__daftar=daftar)
    form = TambahDesaForm(kiriman(request), desa_queryset=belum_ada)
    return render_formulir(
        request,
        form,
        judul=f"Tambah desa ke “{daftar}”",
        template="desa/butir_create.html",
        daftar=daftar,
        simpan=lambda: isi_daftar(
            daftar,
            [ButirSasaran(desa=desa) for desa in form.cleaned_data["desa"]],
            oleh=request.user,
        ),
        berhasil="Desa ditambahkan. Lengkapi peringkat dan angka pemilihnya.",
        kembali=halaman(daftar),
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_program", scope=daftar_for_pengguna)
def butir_edit(request, daftar):
    """Rank and figures of all villages of a draft list on one page."""
    butir = butir_for_pengguna(request.user).filter(daftar=daftar)
    formset = ButirFormSet(kiriman(request), queryset=butir)
    return render_formulir(
        request,
        formset,
        judul=f"Peringkat dan angka “{daftar}”",
        template="desa/butir_edit.html",
        daftar=daftar,
        simpan=lambda: isi_daftar(daftar, formset.butir_berubah(), oleh=request.user),
        berhasil="Peringkat dan angka disimpan.",
        kembali=halaman(daftar),
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_program", scope=butir_for_pengguna)
def butir_delete(request, butir):
    return render_formulir(
        request,
        KonfirmasiForm(kiriman(request)),
        judul=f"Keluarkan {butir.desa} dari “{butir.daftar}”",
        sub="Desa dan angkanya dihapus dari draf ini saja; data desa tidak berubah.",
        tombol="Keluarkan desa",
        berbahaya=True,
        simpan=partial(keluarkan, butir, oleh=request.user),
        berhasil=f"{butir.desa} dikeluarkan dari draf.",
        kembali=halaman(butir.daftar),
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_program", scope=daftar_for_pengguna)
def daftar_tetapkan(request, daftar):
    jumlah = daftar.butir.count()
    return render_formulir(
        request,
        KonfirmasiForm(kiriman(request)),
        judul=f"Tetapkan “{daftar}”",
        template="desa/daftar_tetapkan.html",
        daftar=daftar,
        jumlah=jumlah,
        tombol=f"Tetapkan {jumlah} desa",
        simpan=partial(tetapkan, daftar, oleh=request.user),
        berhasil=f"Daftar ditetapkan dengan {jumlah} desa. Isinya tidak berubah lagi.",
        kembali=halaman(daftar),
    )


@require_http_methods(["GET", "POST"])
@perm_required("desa.kelola_program", scope=butir_for_pengguna)
def butir_luluskan(request, butir):
    form = LulusForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul=f"Nyatakan {butir.desa} lulus",
        sub=f"Desa keluar dari “{butir.daftar}” sejak tanggal lulus dan tetap dihitung pada angka sebelum tanggal itu. Penugasan OPD diakhiri tersendiri.",
        tombol="Nyatakan lulus",
        simpan=lambda: luluskan(butir, **form.cleaned_data, oleh=request.user),
        berhasil=f"{butir.desa} dinyatakan lulus.",
        kembali=halaman(butir.daftar),
    )


@require_GET
@perm_required("desa.bandingkan_daftar")
def daftar_bandingkan(request):
    form = BandingkanForm(request.GET or None, daftar_queryset=daftar_for_pengguna(request.user))
    context = {"form": form}
    if form.is_valid():
        a, b = form.cleaned_data["a"], form.cleaned_data["b"]
        context |= {"a": a, "b": b, **bandingkan_daftar(a, b)}
    return render(request, "desa/daftar_bandingkan.html", context)
