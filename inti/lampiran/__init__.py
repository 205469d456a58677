"""Attachments: photos, PDF and workbooks that belong to records of any app.

An app lets a model carry them in three steps: the model inherits `inti.models.Berlampiran`, the
app's `lampiran` module registers a `Pemilik` (who may see, who may add), and its workflow calls
`inti.lampiran.workflows.lampirkan`. Reading, refusing, shrinking and serving are the same for all.
"""

from inti.lampiran.jenis import Pembuka, Pemilik, daftar_pemilik, daftarkan, get_pemilik


__all__ = ["Pembuka", "Pemilik", "daftar_pemilik", "daftarkan", "get_pemilik"]
