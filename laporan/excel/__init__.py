from laporan.excel.perbandingan import write_perbandingan
from laporan.excel.rekap import write_rekap


__all__ = ["write_perbandingan", "write_rekap"]
