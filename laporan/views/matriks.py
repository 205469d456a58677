"""The matrix problem → cause → intervention → indicator, and the gaps in it."""

from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.views.decorators.http import require_GET

from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from laporan.forms import BergerakFilter, MatriksFilter
from laporan.queries.matriks import Celah, matriks_for_pengguna
from laporan.tables import BergerakTable, MatriksTable


MATRIKS = Daftar(
    judul="Matriks masalah dan intervensi",
    table_class=MatriksTable,
    template="laporan/matriks.html",
    filterset_class=MatriksFilter,
    keterangan="Masalah → penyebab → intervensi → indikator per desa, dengan celahnya.",
    per_halaman=50,
)
BERGERAK = Daftar(
    judul="Indikator bergerak tanpa intervensi",
    table_class=BergerakTable,
    template="laporan/matriks_bergerak.html",
    filterset_class=BergerakFilter,
    keterangan="Indikator yang berubah di antara dua putaran, di desa yang tidak punya intervensi untuknya.",
)


@require_GET
@perm_required("laporan.lihat_laporan")
def matriks(request):
    isi = matriks_for_pengguna(request.user)
    saring = {n: request.GET[n] for n in ("q", "opd", "kecamatan") if request.GET.get(n)}
    terpilih = MatriksFilter(saring, queryset=isi.baris, request=request).qs
    bergerak = BergerakFilter(saring | {"inti": "ya"}, queryset=isi.bergerak(), request=request)
    return render_daftar(
        request,
        MATRIKS,
        isi.baris,
        celah=_celah(terpilih, saring),
        jumlah_bergerak=len(bergerak.qs),
        url_bergerak=f"{reverse('laporan:matriks_bergerak')}?{urlencode(saring | {'inti': 'ya'})}",
        perbandingan=isi.perbandingan,
    )


@require_GET
@perm_required("laporan.lihat_laporan")
def matriks_bergerak(request):
    isi = matriks_for_pengguna(request.user)
    return render_daftar(request, BERGERAK, isi.bergerak(), perbandingan=isi.perbandingan)


def _celah(baris, saring):
    """Each gap with the number of records in it and the list that shows them."""
    masalah = {b.temuan.pk for b in baris if Celah.TANPA_INTERVENSI in b.celah}
    lepas = {b.intervensi.pk for b in baris if Celah.TANPA_MASALAH in b.celah}
    tanpa_arah = {
        b.intervensi.pk: b.intervensi.pagu for b in baris if Celah.TANPA_INDIKATOR in b.celah
    }
    temuan = {"jenis": "masalah", "status": "terbuka", "intervensi": "belum"}
    return [
        _ubin("Masalah tanpa intervensi", len(masalah), "desa:temuan_list", saring | temuan),
        _ubin(
            "Intervensi tanpa masalah",
            len(lepas),
            "opd:intervensi_list",
            saring | {"celah": "tanpa_masalah"},
        ),
        _ubin(
            "Dana tanpa indikator",
            len(tanpa_arah),
            "opd:intervensi_list",
            saring | {"celah": "tanpa_indikator"},
            sum(tanpa_arah.values(), Decimal(0)),
        ),
    ]


def _ubin(judul, jumlah, nama_url, kueri, rupiah=None):
    return {
        "judul": judul,
        "jumlah": jumlah,
        "url": f"{reverse(nama_url)}?{urlencode(kueri)}",
        "rupiah": rupiah,
    }
