"""What the coordination meeting looks at: the leadership's screen, with action points and money."""

from decimal import Decimal
from typing import NamedTuple

from akun.models import Pengguna
from laporan.beranda import pimpinan
from laporan.beranda.kerja import tindak_lanjut_terbuka
from opd.choices import SumberDana
from opd.queries import dana_menurut, intervensi_for_pengguna, volume_menurut_jenis


class Dana(NamedTuple):
    """Rupiah of one source in the running year."""

    sumber: str
    pagu: Decimal
    realisasi: Decimal

    @property
    def persen(self) -> Decimal | None:
        return 100 * self.realisasi / self.pagu if self.pagu else None


def isi(pengguna: Pengguna) -> dict:
    hasil = pimpinan.isi(pengguna)
    hari_ini = hasil["program"].hari_ini
    intervensi = intervensi_for_pengguna(pengguna)
    dana = [
        Dana(SumberDana(sumber).label, baris.pagu, baris.realisasi)
        for baris in dana_menurut(intervensi, "sumber", "tahun")
        for sumber, tahun in [baris.kunci]
        if tahun == hari_ini.year
    ]
    keluaran = volume_menurut_jenis(
        intervensi, mulai=hari_ini.replace(month=1, day=1), sampai=hari_ini
    )
    return hasil | {
        "hari_ini": hari_ini,
        "tindak_lanjut": tindak_lanjut_terbuka(pengguna),
        "dana": sorted(dana, key=lambda d: -d.pagu),
        "jumlah_dana": Dana("Jumlah", sum(d.pagu for d in dana), sum(d.realisasi for d in dana)),
        "keluaran": [k for k in keluaran if k.jumlah_intervensi],
    }
