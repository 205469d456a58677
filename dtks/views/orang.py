"""Lists of a village's persons and families, the ranked villages, one person, one family."""

from dataclasses import replace
from functools import partial

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from desa.models import Desa
from dtks.forms.orang import CariNIKForm, OrangFilter, PeringkatFilter
from dtks.mutu import SUMBER_MAKS, susun_mutu
from dtks.queries import (
    entri_dapat_diusulkan,
    entri_desa,
    entri_for_pengguna,
    keluarga_desa,
    keluarga_for_pengguna,
    orang_for_pengguna,
    sumber_dengan_orang,
    terbitan_rekap,
    usulan_for_pengguna,
)
from dtks.tables.orang import KeluargaTable, OrangTable, PeringkatTable
from dtks.workflows.identitas import cari_nik
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.exceptions import AturanDilanggar
from inti.formulir import kiriman
from opd.queries import desa_for_pengguna


DAFTAR_ORANG = Daftar(
    judul="Orang pada daftar",
    table_class=OrangTable,
    template="dtks/orang_list.html",
    filterset_class=OrangFilter,
    dapat_diunduh=False,
)
DAFTAR_KELUARGA = Daftar(
    judul="Keluarga pada daftar",
    table_class=KeluargaTable,
    template="dtks/keluarga_list.html",
    dapat_diunduh=False,
)
DAFTAR_PERINGKAT = Daftar(
    judul="Desa menurut jumlah orang terdaftar",
    table_class=PeringkatTable,
    template="dtks/peringkat_list.html",
    filterset_class=PeringkatFilter,
    keterangan="Peringkat desa dalam kecamatannya menurut jumlah orang berbeda pada daftar; "
    "kelurahan tidak diperingkat.",
    per_halaman=50,
)


@require_GET
@perm_required("dtks.lihat_rekap")
def peringkat_list(request):
    daftar = replace(
        DAFTAR_PERINGKAT,
        table_class=partial(PeringkatTable, boleh_orang=request.user.has_perm("dtks.lihat_orang")),
    )
    mutu = _mutu(desa_for_pengguna(request.user))
    return render_daftar(request, daftar, [], **mutu)


@never_cache
@require_GET
@perm_required("dtks.lihat_orang", scope=desa_for_pengguna, lookup="kode")
def orang_list(request, desa):
    boleh_nama = request.user.has_perm("dtks.lihat_nama", desa)
    daftar = replace(DAFTAR_ORANG, table_class=partial(OrangTable, boleh_nama=boleh_nama))
    mutu = _mutu(Desa.objects.filter(pk=desa.pk))
    return render_daftar(request, daftar, entri_desa(desa), desa=desa, **mutu)


@never_cache
@require_GET
@perm_required("dtks.lihat_orang", scope=desa_for_pengguna, lookup="kode")
def keluarga_list(request, desa):
    pilihan = list(sumber_dengan_orang(request.user))
    kode = request.GET.get("sumber")
    sumber = next((s for s in pilihan if str(s.pk) == kode), pilihan[0] if pilihan else None)
    boleh_nama = request.user.has_perm("dtks.lihat_nama", desa)
    daftar = replace(DAFTAR_KELUARGA, table_class=partial(KeluargaTable, boleh_nama=boleh_nama))
    return render_daftar(
        request, daftar, keluarga_desa(desa, sumber), desa=desa, sumber=sumber, pilihan=pilihan
    )


def _mutu(desa):
    terbitan = terbitan_rekap(desa)
    return {"terbitan": terbitan[-SUMBER_MAKS:], "mutu": susun_mutu(terbitan)}


@never_cache
@require_GET
@perm_required("dtks.lihat_orang", scope=orang_for_pengguna)
def orang_detail(request, orang):
    entri = list(entri_for_pengguna(request.user).filter(orang=orang))
    return render(
        request,
        "dtks/orang_detail.html",
        {
            "orang": orang,
            "entri": entri,
            "kini": entri[0],
            "usulan": usulan_for_pengguna(request.user).filter(orang=orang),
            "boleh_nama": request.user.has_perm("dtks.lihat_nama", entri[0].desa),
            "boleh_buka": request.user.has_perm("dtks.lihat_nik", orang),
            "boleh_salin": request.user.has_perm("dtks.salin_data"),
            "dapat_diusulkan": entri_dapat_diusulkan(request.user).filter(orang=orang).first()
            if request.user.has_perm("dtks.isi_usulan", entri[0].desa)
            else None,
        },
    )


@never_cache
@require_GET
@perm_required("dtks.lihat_orang", scope=keluarga_for_pengguna)
def keluarga_detail(request, keluarga):
    anggota = list(entri_for_pengguna(request.user).filter(keluarga=keluarga))
    return render(
        request,
        "dtks/keluarga_detail.html",
        {
            "keluarga": keluarga,
            "anggota": anggota,
            "boleh_nama": request.user.has_perm("dtks.lihat_nama", keluarga.desa),
        },
    )


@never_cache
@require_http_methods(["GET", "POST"])
@perm_required("dtks.cari_nik")
def orang_cari(request):
    """Find a person by its whole NIK. By POST, and logged."""
    form, hasil, dicari = CariNIKForm(kiriman(request)), None, False
    if request.method == "POST" and form.is_valid():
        try:
            hasil = cari_nik(form.cleaned_data["nik"], oleh=request.user)
        except AturanDilanggar as error:
            form.add_error(None, str(error))
        else:
            dicari = True
    entri = entri_for_pengguna(request.user).filter(orang=hasil).first() if hasil else None
    isi = {"form": form, "dicari": dicari, "entri": entri}
    if entri:
        isi["boleh_nama"] = request.user.has_perm("dtks.lihat_nama", entri.desa)
    return render(request, "dtks/orang_cari.html", isi)
