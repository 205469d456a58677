"""Minutes: put together per village, printed with masked identities, signed, scanned."""

from collections import Counter

from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from desa.choices import JenisDesa
from dtks.choices import JenisBeritaAcara, StatusUsulan
from dtks.forms.berita_acara import BeritaAcaraForm, PindaianForm
from dtks.models import BeritaAcara
from dtks.queries import (
    berita_acara_for_pengguna,
    berita_acara_with_jumlah,
    desa_menunggu_musyawarah,
    jumlah_per_status,
    menunggu_musyawarah,
)
from dtks.tables.berita_acara import BeritaAcaraTable
from dtks.workflows import berita_acara as workflows
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.forms import KonfirmasiForm
from inti.formulir import kiriman, render_formulir
from inti.lampiran.queries import lampiran_milik
from inti.pdf import jawab_pdf
from opd.queries import desa_for_pengguna


HADIR_MAKS = 80  # rows of the printed attendance list; a larger meeting copies the page

DAFTAR = Daftar(
    judul="Berita acara usulan",
    table_class=BeritaAcaraTable,
    template="dtks/berita_acara_list.html",
    keterangan="Berita acara musyawarah dan SPTJM usulan perbaikan data.",
)


def halaman(berita_acara):
    return reverse("dtks:berita_acara_detail", args=[berita_acara.pk])


@never_cache
@require_GET
@perm_required("dtks.lihat_berita_acara")
def berita_acara_list(request):
    daftar = berita_acara_with_jumlah(berita_acara_for_pengguna(request.user))
    return render_daftar(request, DAFTAR, daftar, menunggu=desa_menunggu_musyawarah(request.user))


@never_cache
@require_http_methods(["GET", "POST"])
@perm_required("dtks.kelola_berita_acara", scope=desa_for_pengguna)
def berita_acara_create(request, desa):
    is_kelurahan = desa.jenis == JenisDesa.KELURAHAN
    berita_acara = BeritaAcara(
        kabupaten=request.user.kabupaten,
        desa=desa,
        jenis=JenisBeritaAcara.MUSKEL if is_kelurahan else JenisBeritaAcara.MUSDES,
        tempat=f"Balai {'Kelurahan' if is_kelurahan else 'Desa'} {desa.nama}",
        jabatan_pimpinan="Lurah" if is_kelurahan else "Kepala Desa",
    )
    return _susun(request, berita_acara)


@never_cache
@require_http_methods(["GET", "POST"])
@perm_required("dtks.kelola_berita_acara", scope=berita_acara_for_pengguna)
def berita_acara_edit(request, berita_acara):
    return _susun(request, berita_acara)


def _susun(request, berita_acara):
    calon = menunggu_musyawarah(request.user, berita_acara.desa_id, berita_acara)
    terpilih = berita_acara.usulan.all() if berita_acara.pk else calon
    form = BeritaAcaraForm(
        kiriman(request),
        instance=berita_acara,
        initial={"usulan": [u.pk for u in terpilih]},
        usulan_queryset=calon,
    )
    return render_formulir(
        request,
        form,
        judul=f"Berita acara {berita_acara.desa}",
        sub="Daftar diisi dari usulan yang sudah diverifikasi. Sesudah disimpan: cetak, tanda tangani, pindai, unggah.",
        tombol="Simpan berita acara",
        simpan=lambda: workflows.susun(
            form.instance, form.cleaned_data["usulan"], oleh=request.user
        ),
        berhasil="Berita acara disimpan. Cetak untuk ditandatangani.",
        kembali=halaman(berita_acara) if berita_acara.pk else reverse("dtks:berita_acara_list"),
        tujuan=halaman,
    )


@never_cache
@require_GET
@perm_required("dtks.lihat_berita_acara", scope=berita_acara_for_pengguna)
def berita_acara_detail(request, berita_acara):
    status = jumlah_per_status(berita_acara.usulan.all())
    return render(
        request,
        "dtks/berita_acara_detail.html",
        {
            **_isi(request, berita_acara),
            "cocok": workflows.is_cocok(berita_acara),
            "pindaian": lampiran_milik(berita_acara),
            "boleh_kelola": request.user.has_perm("dtks.kelola_berita_acara", berita_acara),
            "boleh_lanjut": request.user.has_perm("dtks.kelola_usulan"),
            "menunggu_siks": status.get(StatusUsulan.DIMUSYAWARAHKAN, 0),
            "menunggu_sah": status.get(StatusUsulan.DIUSULKAN, 0),
        },
    )


def _isi(request, berita_acara):
    """The list as page and paper show it."""
    urut = berita_acara.usulan.select_related("alasan", "orang").prefetch_related("perubahan")
    return {
        "berita_acara": berita_acara,
        "usulan": urut.order_by("alasan__urutan", "pk"),
        "boleh_nama": request.user.has_perm("dtks.lihat_nama", berita_acara),
    }


@never_cache
@require_GET
@perm_required("dtks.lihat_berita_acara", scope=berita_acara_for_pengguna)
def berita_acara_pdf(request, berita_acara):
    isi = _isi(request, berita_acara)
    isi["per_jenis"] = Counter(u.get_jenis_display() for u in isi["usulan"]).items()
    isi["baris_hadir"] = range(1, min(berita_acara.jumlah_hadir or 0, HADIR_MAKS) + 1)
    html = render_to_string("dtks/berita_acara_pdf.html", isi, request)
    return jawab_pdf(html, f"berita-acara-{berita_acara.pk}")


@never_cache
@require_http_methods(["GET", "POST"])
@perm_required("dtks.kelola_berita_acara", scope=berita_acara_for_pengguna)
def berita_acara_tandatangani(request, berita_acara):
    form = PindaianForm(kiriman(request), request.FILES or None)
    return render_formulir(
        request,
        form,
        judul=f"Unggah pindaian {berita_acara}",
        sub="Sesudah diunggah, semua usulannya tercatat sudah dimusyawarahkan dan berita acara tidak dapat diubah.",
        template="dtks/berita_acara_unggah.html",
        tombol="Unggah",
        simpan=lambda: workflows.tandatangani(
            berita_acara, form.cleaned_data["pindaian"], oleh=request.user
        ),
        berhasil="Pindaian disimpan; usulannya sudah dimusyawarahkan.",
        kembali=halaman(berita_acara),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@perm_required("dtks.kelola_berita_acara", scope=berita_acara_for_pengguna)
def berita_acara_delete(request, berita_acara):
    return render_formulir(
        request,
        KonfirmasiForm(kiriman(request)),
        judul=f"Hapus {berita_acara}",
        sub="Hanya berita acara yang belum ditandatangani. Usulannya kembali menunggu musyawarah.",
        tombol="Hapus",
        berbahaya=True,
        simpan=lambda: workflows.hapus_susunan(berita_acara, oleh=request.user),
        berhasil="Berita acara dihapus.",
        kembali=reverse("dtks:berita_acara_list"),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@perm_required("dtks.kelola_usulan", scope=berita_acara_for_pengguna)
def berita_acara_usulkan(request, berita_acara):
    return _lanjutkan(
        request,
        berita_acara,
        workflows.usulkan_semua,
        judul="Sudah masuk SIKS-NG",
        sub="Nyatakan bahwa operator desa sudah memasukkan semua usulan pada berita acara ini ke SIKS-NG.",
    )


@never_cache
@require_http_methods(["GET", "POST"])
@perm_required("dtks.kelola_usulan", scope=berita_acara_for_pengguna)
def berita_acara_sahkan(request, berita_acara):
    return _lanjutkan(
        request,
        berita_acara,
        workflows.sahkan_semua,
        judul="Sudah disahkan",
        sub="Nyatakan bahwa bupati, melalui Dinas Sosial, sudah mengesahkan semua usulan pada berita acara ini.",
    )


def _lanjutkan(request, berita_acara, langkah, *, judul, sub):
    return render_formulir(
        request,
        KonfirmasiForm(kiriman(request)),
        judul=f"{judul}: {berita_acara}",
        sub=sub,
        tombol=judul,
        simpan=lambda: langkah(berita_acara, oleh=request.user),
        berhasil="Langkah dicatat pada semua usulannya.",
        kembali=halaman(berita_acara),
    )
