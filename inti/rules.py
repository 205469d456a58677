"""Rights over imports follow from the kinds: whoever may import one kind sees the import pages."""

from typing import Any

import rules

from inti.impor import daftar_jenis, get_jenis
from inti.models import Impor


@rules.predicate
def is_pengimpor(pengguna: Any, impor: Impor | None) -> bool:
    """May import this kind; without an object: any kind at all."""
    if impor is None:
        return bool(daftar_jenis(pengguna))
    jenis = get_jenis(impor.jenis)
    return jenis is not None and pengguna.has_perm(jenis.izin)


@rules.predicate
def is_pengunggah(pengguna: Any, impor: Impor | None) -> bool:
    """Whoever uploaded a file decides on it; without an object: might be theirs."""
    return impor is None or impor.dibuat_oleh_id == pengguna.pk


rules.add_perm("inti.impor_berkas", is_pengimpor)
rules.add_perm("inti.putuskan_impor", is_pengimpor & is_pengunggah)
