"""Rights over imports and attachments follow from their kinds, which the apps register."""

from typing import Any

import rules

from inti.impor import daftar_jenis, get_jenis
from inti.lampiran import daftar_pemilik, get_pemilik
from inti.lampiran.workflows import pemilik_dari
from inti.models import Impor, Lampiran


@rules.predicate
def is_pengimpor(pengguna: Any, impor: Impor | None) -> bool:
    """May import this kind; without an object: any kind at all."""
    if impor is None:
        return bool(daftar_jenis(pengguna))
    jenis = get_jenis(impor.jenis)
    return jenis is not None and pengguna.has_perm(jenis.izin)


@rules.predicate
def is_pengunggah(pengguna: Any, berkas: Impor | Lampiran | None) -> bool:
    """Whoever uploaded a file decides on it; without an object: might be theirs."""
    return berkas is None or berkas.dibuat_oleh_id == pengguna.pk


@rules.predicate
def is_pembaca_pemilik(pengguna: Any, lampiran: Lampiran | None) -> bool:
    """May read the record that carries the file; without an object: a record of any kind."""
    if lampiran is None:
        return any(pengguna.has_perm(pemilik.izin_lihat) for pemilik in daftar_pemilik())
    if lampiran.bundel is None:
        return lampiran.dibuat_oleh_id == pengguna.pk
    izin = get_pemilik(lampiran.bundel.jenis).izin_lihat
    return pengguna.has_perm(izin, pemilik_dari(lampiran))


@rules.predicate
def is_pengubah_pemilik(pengguna: Any, lampiran: Lampiran | None) -> bool:
    """May change the record that carries the file; without an object: a record of any kind."""
    if lampiran is None:
        return any(pengguna.has_perm(pemilik.izin_ubah) for pemilik in daftar_pemilik())
    if lampiran.bundel is None:
        return False
    izin = get_pemilik(lampiran.bundel.jenis).izin_ubah
    return pengguna.has_perm(izin, pemilik_dari(lampiran))


rules.add_perm("inti.impor_berkas", is_pengimpor)
rules.add_perm("inti.putuskan_impor", is_pengimpor & is_pengunggah)
rules.add_perm("inti.lihat_lampiran", is_pembaca_pemilik)
rules.add_perm("inti.unggah_lampiran", is_pengubah_pemilik)
rules.add_perm("inti.tarik_lampiran", is_pengubah_pemilik)
