"""Maps of one indicator over all villages of the district."""

from operator import attrgetter
from urllib.parse import urlencode

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from inti.decorators import perm_required
from laporan import presentation
from laporan.forms import PetaForm, PutaranPetaForm
from laporan.queries import (
    batas_kabupaten,
    desa_peta,
    pembanding_for_pengguna,
    perbandingan_for_pengguna,
    putaran_for_laporan,
    sidik_batas,
    sumber_batas,
)
from laporan.svg import KELAS


URUTAN = {
    "nama": attrgetter("desa"),
    "perubahan": lambda b: (b.perubahan is None, -b.perbaikan),
    "daftar": attrgetter("daftar", "desa"),
}


@require_GET
@perm_required("laporan.lihat_laporan")
def peta(request):
    """Real outlines when they are loaded for villages of the reader's, else (or with
    ?bentuk=petak) tiles."""
    context = _muat(request)
    if context["laporan"] is None:
        return render(request, "laporan/peta.html", context)
    sidik = sidik_batas(request.user)
    keterangan = presentation.keterangan_peta(context["peta"])
    context["tanpa_batas"] = presentation.tanpa_batas(sidik, context["desa"])
    context["ada_batas"] = len(context["tanpa_batas"]) < len(context["desa"])
    if context["ada_batas"] and request.GET.get("bentuk") != "petak":
        context["batas"] = presentation.gambar_batas(sidik, context["petak"], keterangan)
        context["sumber_batas"] = sumber_batas(sidik[0])
    else:
        context["gambar"] = presentation.gambar_petak(context["desa"], context["petak"], keterangan)
    urut = request.GET.get("urut")
    urut = urut if urut in URUTAN else "perubahan"
    baris = sorted(context["peta"].baris, key=URUTAN[urut])
    return render(request, "laporan/peta.html", context | {"baris": baris, "urut": urut})


@require_GET
@perm_required("laporan.lihat_laporan")
def peta_geojson(request):
    """The same map for panning: outlines with their class, its colours, figures, and where they
    lead."""
    context = _muat(request)
    if context["laporan"] is None:
        return JsonResponse({"type": "FeatureCollection", "features": []})
    batas = batas_kabupaten(request.user.kabupaten_id)
    angka = {b.desa_id: (b.awal, b.kini) for b in context["peta"].baris}
    fitur = [
        {
            "type": "Feature",
            "geometry": batas[pk],
            "properties": {
                "kelas": satu.kelas,
                "isi": KELAS[satu.kelas].isi,
                "garis": KELAS[satu.kelas].garis,
                "tinta": KELAS[satu.kelas].tinta,
                "simbol": satu.simbol,
                "nama": satu.nama,
                "kata": satu.kata,
                "angka": [" ".join(nilai).strip() for nilai in angka.get(pk, ())],
                "url": satu.url,
                "ditandai": satu.ditandai,
            },
        }
        for pk, satu in context["petak"].items()
        if pk in batas
    ]
    return JsonResponse({"type": "FeatureCollection", "features": fitur})


def _muat(request):
    """The choice of the URL and the cell of every village. `laporan` None: nothing to show."""
    pilihan = PutaranPetaForm(request.GET, putaran=putaran_for_laporan(request.user))
    awal, lanjutan, _ = pilihan.terpilih()
    context = {"pilihan": pilihan, "dasar": "base.html", "laporan": None}
    if awal is None or lanjutan is None:
        return context
    laporan = perbandingan_for_pengguna(request.user, awal, lanjutan)
    saringan = PetaForm(request.GET, laporan=laporan)
    terpilih = saringan.terpilih()
    indikator = next((i for i in laporan.indikator if i.kode == terpilih["indikator"]), None)
    if indikator is None:
        return context
    rentang = {"a": awal.id, "b": lanjutan.id}
    kueri = f"?{urlencode(rentang)}"
    isi = presentation.susun_peta(
        laporan,
        pembanding_for_pengguna(request.user, laporan),
        indikator,
        terpilih["tampil"],
        kueri,
    )
    desa, dampingan = desa_peta(request.user), [s.id for s in laporan.sasaran]
    return context | {
        "laporan": laporan,
        "saringan": saringan,
        "indikator": indikator,
        "kueri": kueri,
        "kueri_peta": f"?{urlencode(rentang | terpilih)}",
        "peta": isi,
        "desa": desa,
        "petak": presentation.susun_petak(desa, isi.sel, ditandai=dampingan, kueri=kueri),
    }
