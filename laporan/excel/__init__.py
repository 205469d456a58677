from laporan.excel.perbandingan import write_perbandingan


__all__ = ["write_perbandingan"]
