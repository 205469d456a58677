"""The keys under which personal data stand, and the way out when one is missing."""

from django.views.decorators.http import require_GET

from dtks.forms.kunci import KunciFilter
from dtks.tables.kunci import KunciTable
from inti.crypto import KunciBermasalah, kunci_aktif
from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.putar import pemakaian_kunci


DAFTAR = Daftar(
    judul="Kunci enkripsi",
    table_class=KunciTable,
    template="dtks/kunci_list.html",
    filterset_class=KunciFilter,
    keterangan="Banyaknya nilai tersegel per kolom dan kunci.",
)


@require_GET
@perm_required("dtks.kelola_kunci")
def kunci_list(request):
    masalah, aktif, semua = "", "", []
    try:
        aktif, semua = kunci_aktif(), pemakaian_kunci()
    except KunciBermasalah as error:
        masalah = str(error)
    return render_daftar(
        request,
        DAFTAR,
        semua,
        masalah=masalah,
        aktif=aktif,
        lama=sum(satu.jumlah for satu in semua if satu.keadaan == "lama"),
        hilang=sum(satu.jumlah for satu in semua if satu.keadaan in {"hilang", "salah"}),
    )
