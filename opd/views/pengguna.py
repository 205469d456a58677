"""User administration. It stands above akun, since an account is shown with its OPD membership."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from akun import workflows as akun
from akun.models import Pengguna
from akun.queries import has_dua_langkah, pengguna_for_pengguna, sesi_aktif
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.forms import AlasanForm, KonfirmasiForm
from inti.formulir import kiriman, render_formulir
from opd import workflows
from opd.forms.pengguna import (
    AkhiriKeanggotaanForm,
    KeanggotaanForm,
    PenggunaBaruForm,
    PenggunaFilter,
    PenggunaForm,
)
from opd.models import Keanggotaan
from opd.queries import keanggotaan_for_pengguna, opd_for_pengguna, pengguna_with_opd
from opd.tables.pengguna import PenggunaTable


KELOLA = "akun.kelola_pengguna"


@require_GET
@perm_required("akun.lihat_pengguna")
def pengguna_list(request):
    daftar = Daftar(
        judul="Pengguna",
        table_class=PenggunaTable,
        template="opd/pengguna_list.html",
        filterset_class=partial(PenggunaFilter, opd_queryset=opd_for_pengguna(request.user)),
        keterangan="Akun, perannya, dan OPD tempat petugas bekerja hari ini.",
    )
    return render_daftar(request, daftar, pengguna_with_opd(pengguna_for_pengguna(request.user)))


@require_GET
@perm_required("akun.lihat_pengguna", scope=pengguna_for_pengguna)
def pengguna_detail(request, pengguna):
    context = {
        "pengguna": pengguna,
        "daftar_keanggotaan": pengguna.keanggotaan.select_related("opd"),
        "boleh_kelola": request.user.has_perm(KELOLA),
    }
    if context["boleh_kelola"]:
        context["jumlah_sesi"] = sesi_aktif(pengguna).count()
        context["dua_langkah"] = has_dua_langkah(pengguna)
    return render(request, "opd/pengguna_detail.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
@perm_required(KELOLA)
def pengguna_create(request):
    baru = Pengguna(kabupaten=request.user.kabupaten)
    form = PenggunaBaruForm(
        kiriman(request),
        instance=baru,
        opd_queryset=opd_for_pengguna(request.user).filter(aktif=True),
    )
    return render_formulir(
        request,
        form,
        judul="Buat akun",
        sub="Kata sandi pertama dibuat acak dan ditampilkan satu kali setelah akun tersimpan.",
        tombol="Buat akun",
        simpan=lambda: workflows.buat_pengguna(baru, form.keanggotaan(), oleh=request.user),
        jawab=lambda sandi: _tampilkan_sandi(request, baru, sandi),
        kembali=reverse("opd:pengguna_list"),
    )


@require_http_methods(["GET", "POST"])
@perm_required(KELOLA, scope=pengguna_for_pengguna)
def pengguna_edit(request, pengguna):
    form = PenggunaForm(kiriman(request), instance=pengguna)
    return render_formulir(
        request,
        form,
        judul=f"Ubah akun {pengguna.username}",
        sub="Peran yang berubah langsung berlaku: pengguna dikeluarkan dan masuk lagi.",
        simpan=lambda: workflows.ubah_pengguna(
            form.instance, oleh=request.user, berubah=form.changed_data
        ),
        berhasil="Akun diperbarui.",
        kembali=_alamat(pengguna),
    )


@require_http_methods(["GET", "POST"])
@never_cache
@perm_required(KELOLA, scope=pengguna_for_pengguna)
def pengguna_atur_ulang_sandi(request, pengguna):
    return render_formulir(
        request,
        KonfirmasiForm(kiriman(request)),
        judul=f"Atur ulang kata sandi {pengguna.nama}?",
        sub="Kata sandi lama tidak berlaku lagi dan pengguna dikeluarkan dari semua perangkat. "
        "Kata sandi baru ditampilkan satu kali dan harus diganti saat masuk.",
        tombol="Atur ulang",
        berbahaya=True,
        simpan=lambda: akun.atur_ulang_sandi(pengguna, oleh=request.user),
        jawab=lambda sandi: _tampilkan_sandi(request, pengguna, sandi),
        kembali=_alamat(pengguna),
    )


@require_http_methods(["GET", "POST"])
@perm_required(KELOLA, scope=pengguna_for_pengguna)
def pengguna_nonaktifkan(request, pengguna):
    return _beralasan(
        request,
        pengguna,
        akun.nonaktifkan,
        judul=f"Nonaktifkan akun {pengguna.nama}?",
        sub="Pengguna langsung dikeluarkan dan tidak dapat masuk lagi. Data yang pernah diisinya "
        "tetap tersimpan.",
        tombol="Nonaktifkan",
        berhasil="Akun dinonaktifkan.",
        berbahaya=True,
    )


@require_http_methods(["GET", "POST"])
@perm_required(KELOLA, scope=pengguna_for_pengguna)
def pengguna_aktifkan(request, pengguna):
    return _beralasan(
        request,
        pengguna,
        akun.aktifkan,
        judul=f"Aktifkan lagi akun {pengguna.nama}?",
        sub="Kata sandinya tetap yang lama. Atur ulang bila pengguna lupa.",
        tombol="Aktifkan",
        berhasil="Akun aktif lagi.",
    )


@require_http_methods(["GET", "POST"])
@perm_required(KELOLA, scope=pengguna_for_pengguna)
def pengguna_hapus_dua_langkah(request, pengguna):
    return _beralasan(
        request,
        pengguna,
        akun.hapus_dua_langkah,
        judul=f"Hapus verifikasi dua langkah {pengguna.nama}?",
        sub="Untuk ponsel yang hilang atau rusak. Pastikan dulu bahwa permintaan ini benar dari "
        "orangnya, bukan dari orang lain yang mengaku.",
        tombol="Hapus",
        berhasil="Verifikasi dua langkah dihapus; pengguna dikeluarkan dari semua perangkat.",
        berbahaya=True,
    )


@require_POST
@perm_required(KELOLA, scope=pengguna_for_pengguna)
def pengguna_akhiri_sesi(request, pengguna):
    jumlah = akun.keluarkan(pengguna, oleh=request.user)
    messages.success(request, f"{pengguna.nama} dikeluarkan dari {jumlah} perangkat.")
    return redirect(_alamat(pengguna))


@require_http_methods(["GET", "POST"])
@perm_required(KELOLA, scope=pengguna_for_pengguna)
def keanggotaan_create(request, pengguna):
    form = KeanggotaanForm(
        kiriman(request),
        instance=Keanggotaan(pengguna=pengguna, mulai=timezone.localdate()),
        opd_queryset=opd_for_pengguna(request.user).filter(aktif=True),
    )
    return render_formulir(
        request,
        form,
        judul=f"Tambahkan {pengguna.nama} ke OPD",
        simpan=lambda: workflows.tambah_keanggotaan(form.instance, oleh=request.user),
        berhasil="Keanggotaan tersimpan.",
        kembali=_alamat(pengguna),
    )


@require_http_methods(["GET", "POST"])
@perm_required(KELOLA, scope=keanggotaan_for_pengguna)
def keanggotaan_akhiri(request, keanggotaan):
    form = AkhiriKeanggotaanForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul=f"Akhiri keanggotaan {keanggotaan.pengguna.nama} di {keanggotaan.opd}?",
        sub="Setelah hari terakhir itu, desa dampingan OPD ini tidak terlihat lagi olehnya.",
        tombol="Akhiri",
        berbahaya=True,
        simpan=lambda: workflows.akhiri_keanggotaan(
            keanggotaan, selesai=form.cleaned_data["selesai"], oleh=request.user
        ),
        berhasil="Keanggotaan diakhiri.",
        kembali=_alamat(keanggotaan.pengguna),
    )


def _beralasan(request, pengguna, langkah, **kwargs):
    form = AlasanForm(kiriman(request))
    return render_formulir(
        request,
        form,
        simpan=lambda: langkah(pengguna, oleh=request.user, alasan=form.cleaned_data["alasan"]),
        kembali=_alamat(pengguna),
        **kwargs,
    )


def _tampilkan_sandi(request, pengguna, sandi):
    """The one page that ever shows a password; it answers a POST and is not stored anywhere."""
    return render(request, "opd/pengguna_sandi.html", {"pengguna": pengguna, "sandi": sandi})


def _alamat(pengguna):
    return reverse("opd:pengguna_detail", args=[pengguna.pk])
