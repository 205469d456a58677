"""What the URL of a report chooses, and what that selects."""

from urllib.parse import urlencode

from laporan.forms import PutaranForm, SaringanForm
from laporan.queries import (
    pembanding_for_pengguna,
    perbandingan_for_pengguna,
    putaran_for_laporan,
)


def muat_perbandingan(request, saring=("opd", "kecamatan", "bidang"), *, data=None, **batas):
    """The two rounds and filters of the URL (or of `data`), and what they select.

    `laporan` None: too few rounds.
    """
    data = request.GET if data is None else data
    desa = batas.get("desa")
    putaran = putaran_for_laporan(request.user, desa)
    pilihan = PutaranForm(data, putaran=putaran, terbuka=desa is not None)
    awal, lanjutan, jenis = pilihan.terpilih()
    if awal is None or lanjutan is None:
        return {"pilihan": pilihan, "laporan": None, "dasar": "base.html"}
    laporan = perbandingan_for_pengguna(request.user, awal, lanjutan, jenis=jenis, **batas)
    saringan = SaringanForm(data, laporan=laporan, nama=saring)
    terpilih = saringan.terpilih()
    parameter = {"a": awal.id, "b": lanjutan.id, "jenis": jenis, **terpilih}
    return {
        "dasar": "base.html",
        "pilihan": pilihan,
        "saringan": saringan,
        "laporan": laporan.saring(**terpilih),
        "parameter": parameter,
        "kueri": "?" + urlencode(parameter),
    }


def muat_pembanding(request, context):
    """The villages that were not mentored, under the same filter; None when there are none."""
    kecamatan = context["saringan"].terpilih().get("kecamatan")
    return pembanding_for_pengguna(request.user, context["laporan"], kecamatan=kecamatan)
