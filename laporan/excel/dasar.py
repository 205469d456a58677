"""What the sheets of the before/after workbook share."""

from laporan.excel.lembar import Isi
from laporan.queries import DesaSasaran, IndikatorLaporan


PER_DESA = "Per desa"
BARIS_DATA = 5  # Excel row of the first data row on "Per desa"

KOLOM_WILAYAH = {  # heading: width in letters
    "Kode Kemendagri": 14,
    "Kode BPS": 12,
    "Kecamatan": 15,
    "Desa": 20,
    "OPD pendamping": 16,
}


def isi_wilayah(desa: DesaSasaran) -> list[Isi]:
    """The cells below KOLOM_WILAYAH."""
    return [desa.kode, desa.kode_bps, desa.kecamatan, desa.nama, desa.opd]


def desimal_ukuran(indikator: IndikatorLaporan) -> int:
    """Decimals of a rate, mean or change."""
    return 2 if indikator.definisi.jenis == "proporsi" else max(2, indikator.versi.desimal)
