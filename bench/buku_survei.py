"""The survey workbook of 48 villages, beside a bare loop that writes the same cells."""

from typing import IO

from openpyxl import load_workbook

from akun.models import Pengguna
from bench.acuan import isi_sel, tulis_sel
from bench.ukur import Hasil, bandingkan
from desa.models import Putaran
from desa.queries import desa_putaran
from opd.excel.survei import write_buku_survei


SASARAN = 1.5
BANYAK_DESA = 48


def ukur(_: Pengguna) -> list[Hasil]:
    """Both layouts, of the last round: every entry cell is filled, the queries are included."""
    putaran = Putaran.objects.order_by("nomor").last()
    desa = list(desa_putaran(putaran).order_by("kode")[:BANYAK_DESA])
    return [_ukur(putaran, desa, per_desa=per_desa) for per_desa in (True, False)]


def _ukur(putaran, desa, *, per_desa: bool) -> Hasil:
    def kita() -> IO[bytes]:
        return write_buku_survei(putaran, desa, untuk="Semua desa", per_desa=per_desa)

    with kita() as berkas:
        sel = isi_sel(load_workbook(berkas))
    banyak = sum(len(isi) for isi in sel.values())
    nama = f"buku isian survei, {len(sel)} lembar, {banyak} sel"
    return bandingkan(
        nama,
        lambda: kita().close(),
        lambda: tulis_sel(sel).close(),
        sasaran=SASARAN,
        putaran=5,
        ulang=1,
    )
