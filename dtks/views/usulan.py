"""Corrections as the officer works on them: what happened, to whom, what changes, hand in."""

from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dtks.choices import STATUS_BERJALAN, STATUS_DAPAT_DIISI, JenisUsulan, StatusUsulan
from dtks.elemen import NOMOR, pesan_nomor
from dtks.forms.usulan import AjukanForm, CariOrangForm, UsulanFilter, UsulanForm
from dtks.models import UsulanPerbaikan
from dtks.queries import (
    alasan_for_pengguna,
    dokumen_diminta,
    entri_dapat_diusulkan,
    entri_terakhir,
    is_jawaban_sendiri,
    jadwal_mendatang,
    nilai_kini,
    pendamping_desa,
    sumber_terbaru,
    usulan_for_pengguna,
)
from dtks.tables.usulan import UsulanTable
from dtks.workflows import usulan as workflows
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.forms import AlasanForm, KonfirmasiForm
from inti.formulir import kiriman, render_formulir
from inti.lampiran.queries import lampiran_per_untuk
from opd.queries import desa_dampingan_aktif


CARI_MAKS = 50


def halaman(usulan):
    return reverse("dtks:usulan_detail", args=[usulan.pk])


@never_cache
@require_GET
@perm_required("dtks.lihat_usulan")
def usulan_list(request):
    daftar = Daftar(
        judul="Usulan perbaikan data",
        table_class=partial(UsulanTable, pengguna=request.user),
        template="dtks/usulan_list.html",
        filterset_class=UsulanFilter,
        keterangan="Usulan perbaikan DTKS/DTSEN; nama dan nomor identitas tidak disertakan.",
    )
    return render_daftar(
        request,
        daftar,
        usulan_for_pengguna(request.user),
        jadwal=jadwal_mendatang(request.user),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@perm_required("dtks.isi_usulan")
def usulan_cari(request):
    """Find the person by name within one village. POST, so that no name stands in an address."""
    form = CariOrangForm(kiriman(request), desa_queryset=desa_dampingan_aktif(request.user))
    hasil, jumlah = [], 0
    if request.method == "POST" and form.is_valid():
        entri = entri_dapat_diusulkan(request.user).filter(
            desa=form.cleaned_data["desa"],
            orang__nama__icontains=form.cleaned_data["nama"],
            aktif=True,
        )
        jumlah = entri.count()
        hasil = list(entri.order_by("orang__nama", "pk")[:CARI_MAKS])
    desa = form.cleaned_data.get("desa") if form.is_bound and form.is_valid() else None
    return render(
        request,
        "dtks/usulan_cari.html",
        {
            "form": form,
            "hasil": hasil,
            "jumlah": jumlah,
            "desa": desa,
            "sumber": sumber_terbaru(request.user),
        },
    )


@never_cache
@require_GET
@perm_required("dtks.isi_usulan", scope=entri_dapat_diusulkan)
def usulan_alasan(request, entri):
    """What happened to a listed person."""
    alasan = alasan_for_pengguna(request.user).filter(aktif=True).exclude(jenis=JenisUsulan.BARU)
    return render(
        request,
        "dtks/usulan_alasan.html",
        {
            "judul": f"Apa yang terjadi dengan {entri.orang.nama}?",
            "desa": entri.desa,
            "pilihan": [
                (satu, reverse("dtks:usulan_create", args=[entri.pk, satu.kode])) for satu in alasan
            ],
        },
    )


@never_cache
@require_GET
@perm_required("dtks.isi_usulan", scope=desa_dampingan_aktif)
def usulan_alasan_baru(request, desa):
    """Why somebody should be listed."""
    alasan = alasan_for_pengguna(request.user).filter(aktif=True, jenis=JenisUsulan.BARU)
    return render(
        request,
        "dtks/usulan_alasan.html",
        {
            "judul": f"Warga {desa} yang belum terdaftar",
            "desa": desa,
            "pilihan": [
                (satu, reverse("dtks:usulan_create_baru", args=[desa.pk, satu.kode]))
                for satu in alasan
            ],
        },
    )


@never_cache
@require_http_methods(["GET", "POST"])
@perm_required("dtks.isi_usulan", scope=entri_dapat_diusulkan)
def usulan_create(request, entri, kode):
    alasan = get_object_or_404(
        alasan_for_pengguna(request.user).filter(aktif=True).exclude(jenis=JenisUsulan.BARU),
        kode=kode,
    )
    usulan = _awal(request.user, alasan, entri.desa, entri.sumber)
    usulan.orang = entri.orang
    return _isi(request, usulan, entri=entri)


@never_cache
@require_http_methods(["GET", "POST"])
@perm_required("dtks.isi_usulan", scope=desa_dampingan_aktif)
def usulan_create_baru(request, desa, kode):
    alasan = get_object_or_404(
        alasan_for_pengguna(request.user).filter(aktif=True, jenis=JenisUsulan.BARU), kode=kode
    )
    sumber = sumber_terbaru(request.user)
    if sumber is None:
        return redirect("dtks:usulan_cari")  # which says that no edition has come yet
    return _isi(request, _awal(request.user, alasan, desa, sumber))


@never_cache
@require_http_methods(["GET", "POST"])
@perm_required("dtks.isi_usulan", scope=usulan_for_pengguna)
def usulan_edit(request, usulan):
    if usulan.status not in STATUS_DAPAT_DIISI:
        return redirect(halaman(usulan))
    entri = entri_terakhir(usulan.orang) if usulan.orang else None
    return _isi(request, usulan, entri=entri)


def _awal(pengguna, alasan, desa, sumber):
    return UsulanPerbaikan(
        kabupaten=pengguna.kabupaten,
        alasan=alasan,
        jenis=alasan.jenis,
        desa=desa,
        sumber=sumber,
        opd=pendamping_desa(desa),
    )


def _isi(request, usulan, *, entri=None):
    form = UsulanForm(
        kiriman(request),
        request.FILES or None,
        initial={
            "versi": usulan.versi,
            "tanggal_kejadian": usulan.tanggal_kejadian,
            "keterangan": usulan.keterangan,
        },
        alasan=usulan.alasan,
        kini=nilai_kini(usulan.orang, entri) if entri else {},
        lama={p.elemen: p.baru for p in usulan.perubahan.all()} if usulan.pk else {},
        pengguna=request.user,
        entri=entri,
    )
    return render_formulir(
        request,
        form,
        judul=usulan.alasan.nama,
        sub=usulan.alasan.petunjuk,
        template="dtks/usulan_isi.html",
        tombol="Simpan draf",
        simpan=lambda: _simpan(usulan, form, request.user),
        berhasil="Draf disimpan. Periksa lagi, lalu ajukan.",
        kembali=halaman(usulan) if usulan.pk else reverse("dtks:usulan_cari"),
        tujuan=halaman,
        usulan=usulan,
        entri=entri,
        dokumen=lampiran_per_untuk(usulan) if usulan.pk else {},
    )


def _simpan(usulan, form, pengguna):
    isi = form.cleaned_data
    if usulan.pk is None:
        usulan.kunci_kirim = isi["kunci_kirim"] or form.fields["kunci_kirim"].initial
    usulan.tanggal_kejadian = isi.get("tanggal_kejadian")
    usulan.keterangan = isi["keterangan"]
    versi = isi["versi"] if usulan.pk else None
    return workflows.isi(usulan, form.baru, dokumen=form.dokumen, oleh=pengguna, versi=versi)


@never_cache
@require_POST
@perm_required("dtks.isi_usulan")
def usulan_nomor(request):
    """What the digits of the numbers just typed say; nothing of it is stored."""
    terisi = any(request.POST.get(satu, "").strip() for satu in NOMOR)
    return render(
        request,
        "dtks/_jawaban_nomor.html",
        {"terisi": terisi, "pesan": pesan_nomor(request.POST)},
    )


@never_cache
@require_GET
@perm_required("dtks.lihat_usulan", scope=usulan_for_pengguna)
def usulan_detail(request, usulan):
    boleh_isi = request.user.has_perm("dtks.isi_usulan", usulan)
    boleh_kelola = request.user.has_perm("dtks.kelola_usulan")
    return render(
        request,
        "dtks/usulan_detail.html",
        {
            "usulan": usulan,
            "entri": entri_terakhir(usulan.orang) if usulan.orang else None,
            "dokumen": dokumen_diminta(usulan),
            "boleh_nama": request.user.has_perm("dtks.lihat_nama", usulan),
            "boleh_isi": boleh_isi,
            "dapat_diisi": boleh_isi and usulan.status in STATUS_DAPAT_DIISI,
            "boleh_periksa": request.user.has_perm("dtks.periksa_usulan"),
            "dapat_kedaluwarsa": boleh_kelola and usulan.status in STATUS_BERJALAN,
            "dapat_dijawab": boleh_kelola and usulan.status == StatusUsulan.DISAHKAN,
            "dapat_dicabut": boleh_kelola and is_jawaban_sendiri(usulan),
            "boleh_buka": request.user.has_perm("dtks.lihat_nik", usulan),
            "boleh_kiriman": request.user.has_perm("dtks.lihat_kiriman"),
        },
    )


@never_cache
@require_http_methods(["GET", "POST"])
@perm_required("dtks.isi_usulan", scope=usulan_for_pengguna)
def usulan_ajukan(request, usulan):
    peringatan, kembar = workflows.periksa(usulan)
    form = AjukanForm(
        kiriman(request), initial={"versi": usulan.versi}, perlu_alasan=bool(peringatan)
    )
    return render_formulir(
        request,
        form,
        judul=f"Periksa dan ajukan {usulan}",
        template="dtks/usulan_ajukan.html",
        tombol="Ajukan usulan",
        simpan=lambda: workflows.ajukan(
            usulan,
            oleh=request.user,
            alasan=form.cleaned_data.get("alasan", ""),
            versi=form.cleaned_data["versi"],
        ),
        berhasil=f"Usulan {usulan} diajukan kepada verifikator.",
        kembali=halaman(usulan),
        usulan=usulan,
        boleh_nama=True,  # whoever may fill in mentors the village
        peringatan=peringatan,
        kembar=kembar,
    )


@never_cache
@require_http_methods(["GET", "POST"])
@perm_required("dtks.isi_usulan", scope=usulan_for_pengguna)
def usulan_tarik(request, usulan):
    return render_formulir(
        request,
        KonfirmasiForm(kiriman(request)),
        judul=f"Tarik kembali {usulan}",
        sub="Usulan menjadi draf lagi dan dapat diubah. Verifikator tidak melihatnya sampai diajukan kembali.",
        tombol="Tarik kembali",
        simpan=lambda: workflows.tarik(usulan, oleh=request.user),
        berhasil=f"Usulan {usulan} ditarik dan menjadi draf.",
        kembali=halaman(usulan),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@perm_required("dtks.isi_usulan", scope=usulan_for_pengguna)
def usulan_batalkan(request, usulan):
    form = AlasanForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul=f"Batalkan {usulan}",
        sub="Usulan tidak dilanjutkan, tetapi tetap dapat dibaca.",
        tombol="Batalkan usulan",
        berbahaya=True,
        simpan=lambda: workflows.batalkan(
            usulan, oleh=request.user, alasan=form.cleaned_data["alasan"]
        ),
        berhasil=f"Usulan {usulan} dibatalkan.",
        kembali=halaman(usulan),
    )
