"""Pages of areas: the registry, one village, one kecamatan, the search."""

from functools import partial

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from desa.forms.wilayah import DesaFilter
from desa.queries import (
    cari_desa,
    desa_terdaftar,
    desa_with_sasaran,
    kecamatan_for_pengguna,
    nilai_terkini,
    periode_berjalan,
    putaran_with_survei,
)
from desa.tables.wilayah import DesaTable
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.teks import normalkan_nama
from opd.queries import (
    cari_opd,
    desa_for_pengguna,
    desa_with_opd,
    opd_for_pengguna,
    opd_pendamping,
    ringkasan_pendampingan,
    riwayat_pendamping,
)


HASIL_CARI_MAKS = 50


@require_GET
@perm_required("desa.lihat_desa")
def desa_list(request):
    periode = periode_berjalan(request.user.kabupaten_id)
    queryset = desa_with_opd(desa_with_sasaran(desa_for_pengguna(request.user), periode))
    daftar = Daftar(
        judul="Desa dan kelurahan",
        table_class=DesaTable,
        template="desa/desa_list.html",
        filterset_class=partial(
            DesaFilter, opd_queryset=opd_pendamping(opd_for_pengguna(request.user))
        ),
        keterangan="Desa dan kelurahan dengan kode Kemendagri dan BPS, sasaran, dan pendampingnya.",
    )
    return render_daftar(request, daftar, queryset, periode=periode)


@require_GET
@perm_required("desa.lihat_desa", scope=desa_for_pengguna, lookup="kode")
def desa_detail(request, desa):
    user = request.user
    context = {"desa": desa, "nama_lain": desa.nama_lain.all(), "profil": desa.profil.all()}
    if desa.berlaku_sampai:
        context["penerus"] = desa.pemekaran.all()
    if user.has_perm("opd.lihat_penugasan"):
        context |= _pendamping(desa)
    if user.has_perm("desa.lihat_program"):
        context["butir_sasaran"] = desa.butir_sasaran.select_related("daftar__periode")
    # Those who fill a village's surveys record its findings (opd.rules.penulis): asked once.
    boleh_tulis = user.has_perm("desa.isi_survei", desa)
    if user.has_perm("desa.lihat_survei"):
        context |= _survei(desa) | {"boleh_isi": boleh_tulis}
    if user.has_perm("desa.lihat_temuan"):
        context |= {"pendampingan": ringkasan_pendampingan(desa), "boleh_catat": boleh_tulis}
    return render(request, "desa/desa_detail.html", context)


def _pendamping(desa):
    riwayat = list(riwayat_pendamping(desa))
    return {
        "riwayat_pendamping": riwayat,
        "pendamping": next((p for p in riwayat if p.status == "Berjalan"), None),
    }


def _survei(desa):
    putaran, hari_ini = list(putaran_with_survei(desa)), timezone.localdate()
    terbuka = (p for p in putaran if p.terbuka_pada(hari_ini) or p.dikecualikan)
    return {
        "putaran": putaran,
        "putaran_terbuka": next(terbuka, None),
        "nilai": nilai_terkini(desa),
    }


@require_GET
@perm_required("desa.lihat_desa", scope=kecamatan_for_pengguna, lookup="kode")
def kecamatan_detail(request, kecamatan):
    periode = periode_berjalan(request.user.kabupaten_id)
    terdaftar = desa_terdaftar(request.user).filter(kecamatan=kecamatan)
    return render(
        request,
        "desa/kecamatan_detail.html",
        {
            "kecamatan": kecamatan,
            "daftar_desa": desa_with_opd(desa_with_sasaran(terdaftar, periode)),
            "terbuka": _terbuka(request.user, terdaftar),
        },
    )


@require_GET
@perm_required("desa.lihat_desa")
def cari(request):
    """The names of areas and agencies are open to every role; the pages behind them are not."""
    teks = request.GET.get("q", "").strip()[:100]
    context = {"teks": teks}
    if teks:
        ditemukan = cari_desa(desa_terdaftar(request.user), teks)
        daftar_desa = list(ditemukan[: HASIL_CARI_MAKS + 1])
        nama = normalkan_nama(teks)
        context |= {
            "daftar_desa": daftar_desa[:HASIL_CARI_MAKS],
            "masih_ada": len(daftar_desa) > HASIL_CARI_MAKS,
            "terbuka": _terbuka(request.user, daftar_desa),
            "daftar_opd": cari_opd(opd_for_pengguna(request.user), teks),
            "daftar_kecamatan": [
                k
                for k in kecamatan_for_pengguna(request.user)
                if nama and nama in normalkan_nama(k.nama)
            ],
        }
    return render(request, "desa/cari.html", context)


def _terbuka(pengguna, daftar_desa):
    """Ids of those villages whose page this user may open."""
    ids = [d.pk for d in daftar_desa] if isinstance(daftar_desa, list) else daftar_desa
    return set(desa_for_pengguna(pengguna).filter(pk__in=ids).values_list("pk", flat=True))
