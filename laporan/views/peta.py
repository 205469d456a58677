"""Maps of one indicator over all villages of the district."""

from operator import attrgetter
from urllib.parse import urlencode

from django.shortcuts import render
from django.views.decorators.http import require_GET

from inti.decorators import perm_required
from laporan import presentation
from laporan.forms import PetaForm, PutaranPetaForm
from laporan.queries import (
    desa_peta,
    pembanding_for_pengguna,
    perbandingan_for_pengguna,
    putaran_for_laporan,
)


URUTAN = {
    "nama": lambda b: b.desa,
    "perubahan": lambda b: (b.perubahan is None, -b.perbaikan),
    "daftar": attrgetter("daftar", "desa"),
}


@require_GET
@perm_required("laporan.lihat_laporan")
def peta(request):
    return render(request, "laporan/peta.html", _isi(request))


def _isi(request):
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
    kueri = "?" + urlencode({"a": awal.id, "b": lanjutan.id})
    isi = presentation.susun_peta(
        laporan,
        pembanding_for_pengguna(request.user, laporan),
        indikator,
        terpilih["tampil"],
        kueri,
    )
    desa = desa_peta(request.user)
    urut = request.GET.get("urut")
    urut = urut if urut in URUTAN else "perubahan"
    return context | {
        "laporan": laporan,
        "saringan": saringan,
        "indikator": indikator,
        "kueri": kueri,
        "peta": isi,
        "baris": sorted(isi.baris, key=URUTAN[urut]),
        "urut": urut,
        "banyak_desa": len(desa),
        "petak": presentation.gambar_petak(
            desa,
            isi.sel,
            presentation.keterangan_peta(isi),
            ditandai=[s.id for s in laporan.sasaran],
            kueri=kueri,
        ),
    }
