"""One importer for every kind of workbook: read, check, preview, confirm, undo.

An app describes its kind of import as a JenisImpor in its own `impor` module and registers it; the
pages, the file handling, the audit trail and the five steps are the same for all.
"""

from inti.impor.jenis import (
    Bacaan,
    BarisImpor,
    Bentrok,
    Catatan,
    JenisImpor,
    PilihanBentrok,
    StatusBaris,
    Temuan,
    daftar_jenis,
    daftarkan,
    get_jenis,
)


__all__ = [
    "Bacaan",
    "BarisImpor",
    "Bentrok",
    "Catatan",
    "JenisImpor",
    "PilihanBentrok",
    "StatusBaris",
    "Temuan",
    "daftar_jenis",
    "daftarkan",
    "get_jenis",
]
