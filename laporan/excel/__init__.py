from laporan.excel.hasil_usulan import write_hasil_usulan
from laporan.excel.intervensi import write_rat
from laporan.excel.neraca_dtks import write_neraca_dtks
from laporan.excel.perbandingan import write_perbandingan
from laporan.excel.rekap import write_rekap


__all__ = [
    "write_hasil_usulan",
    "write_neraca_dtks",
    "write_perbandingan",
    "write_rat",
    "write_rekap",
]
