"""Protection of identity numbers and names at rest: field encryption and blind indexes.

A value is stored as `v1:<key id>:<nonce and ciphertext>`, sealed with AES-256-GCM; the name of its
table and column is part of the seal, so that a ciphertext moved elsewhere does not open. Equality is
found by a keyed hash under a key of its own (an unkeyed hash of a NIK is guessed in seconds).
The keys live in the environment or in files, never in the database: see KUNCI_DATA, KUNCI_INDEKS.

A file is sealed in pieces, so that its size does not matter: `PPS1`, length and id of the key, seven
random bytes, then pieces of BAGIAN bytes under nonces of those bytes, the number of the piece and
whether it is the last one. None can be moved, left out or cut off unnoticed (the STREAM
construction, Hoang, Reyhanitabar, Rogaway, Vizar 2015).
"""

import os
import struct
from base64 import b64decode
from binascii import Error as Base64Error
from binascii import b2a_base64
from collections.abc import Callable
from functools import lru_cache
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models


NONCE = 12
TANDA_BERKAS, AWALAN, BAGIAN, SEGEL = b"PPS1", 7, 64 * 1024, 16
INDEKS_BITA = 16
INDEKS_HURUF = 2 * INDEKS_BITA  # 128 bits of the hash in hex: no two NIKs of any country collide


class KunciBermasalah(Exception):
    """A stored value cannot be opened, or nothing can be sealed. str(error) tells the admin why."""


@lru_cache(maxsize=4)
def _kunci(teks: str) -> dict[str, AESGCM]:
    """The data keys by id, the active one first."""
    hasil = {}
    for bagian in teks.replace("\n", ",").split(","):
        if bagian.strip():
            nama, _, isi = bagian.strip().partition(":")
            hasil[nama] = AESGCM(_tiga_dua_bita("KUNCI_DATA", isi))
    if not hasil:
        raise KunciBermasalah("Kunci data belum diatur (KUNCI_DATA); lihat .env.example.")
    return hasil


@lru_cache(maxsize=4)
def _kunci_indeks(teks: str) -> HMAC:
    if not teks:
        raise KunciBermasalah("Kunci indeks belum diatur (KUNCI_INDEKS); lihat .env.example.")
    return HMAC(_tiga_dua_bita("KUNCI_INDEKS", teks), SHA256())


def _tiga_dua_bita(nama: str, teks: str) -> bytes:
    try:
        kunci = b64decode(teks.strip(), validate=True)
    except (Base64Error, ValueError):
        kunci = b""
    if len(kunci) != 32:
        raise KunciBermasalah(f"{nama} harus berisi 32 bita dalam base64; lihat .env.example.")
    return kunci


def kunci_aktif() -> str:
    """The id of the key that seals new values. Raises KunciBermasalah."""
    return next(iter(_kunci(settings.KUNCI_DATA)))


def nama_kunci() -> set[str]:
    """The ids of the keys of this machine. Raises KunciBermasalah."""
    return set(_kunci(settings.KUNCI_DATA))


def awalan_aktif() -> str:
    """How a value begins that stands under the active key. Raises KunciBermasalah."""
    return f"v1:{kunci_aktif()}:"


def encrypt(nilai: str, konteks: str) -> str:
    """Seal a text for one column (`konteks`, "table.column"). Raises KunciBermasalah.

    The empty text stays empty: that nothing is known of somebody is no secret.
    """
    return sealer(konteks)(nilai) if nilai else ""


def sealer(konteks: str) -> Callable[[str], str]:
    """`encrypt` for many values of one column. Raises KunciBermasalah."""
    nama, kunci = next(iter(_kunci(settings.KUNCI_DATA).items()))
    awal, segel, lain = f"v1:{nama}:", kunci.encrypt, konteks.encode()

    def seal(nilai: str) -> str:
        if not nilai:
            return ""
        nonce = os.urandom(NONCE)
        isi = b2a_base64(nonce + segel(nonce, nilai.encode(), lain), newline=False)
        return awal + isi.decode("ascii")

    return seal


def decrypt(tersimpan: str, konteks: str) -> str:
    """Open what `encrypt` sealed for the same column.

    Raises KunciBermasalah when its key is not among those of this machine, or the seal is broken.
    """
    return opener(konteks)(tersimpan) if tersimpan else ""


def opener(konteks: str) -> Callable[[str], str]:
    """`decrypt` for many values of one column. Raises KunciBermasalah."""
    semua, lain = _kunci(settings.KUNCI_DATA), konteks.encode()

    def buka(tersimpan: str) -> str:
        if not tersimpan:
            return ""
        versi, _, sisa = tersimpan.partition(":")
        nama, _, isi = sisa.partition(":")
        kunci = semua.get(nama) if versi == "v1" else None
        if kunci is None:
            raise KunciBermasalah(
                f"Data tersimpan dengan kunci “{nama[:20]}”, yang tidak ada pada mesin ini "
                "(KUNCI_DATA)."
            )
        bita = b64decode(isi)
        try:
            return kunci.decrypt(bita[:NONCE], bita[NONCE:], lain).decode()
        except InvalidTag:
            raise KunciBermasalah(
                f"Data pada {konteks} tidak dapat dibuka: kunci “{nama}” salah atau data diubah."
            ) from None

    return buka


def blind_index(nilai: str, konteks: str) -> str:
    """The keyed hash by which equal values of one kind are found; it cannot be turned back."""
    return indexer(konteks)(nilai)


def indexer(konteks: str) -> Callable[[str], str]:
    """`blind_index` for many values of one kind. Raises KunciBermasalah."""
    awal = _kunci_indeks(settings.KUNCI_INDEKS).copy()
    awal.update(f"{konteks}\0".encode())

    def index(nilai: str) -> str:
        sidik = awal.copy()
        sidik.update(nilai.encode())
        return sidik.finalize()[:INDEKS_BITA].hex()

    return index


def encrypt_file(asal: IO[bytes], tujuan: IO[bytes], konteks: str) -> None:
    """Seal what is left to read of a file, for one place (`konteks`). Raises KunciBermasalah."""
    nama, kunci = next(iter(_kunci(settings.KUNCI_DATA).items()))
    awalan = os.urandom(AWALAN)
    tujuan.write(TANDA_BERKAS + struct.pack("B", len(nama.encode())) + nama.encode() + awalan)
    nomor, isi = 0, asal.read(BAGIAN)
    while True:
        lanjut = asal.read(BAGIAN)
        tujuan.write(kunci.encrypt(_nonce(awalan, nomor, lanjut), isi, konteks.encode()))
        if not lanjut:
            return
        nomor, isi = nomor + 1, lanjut


def file_key(asal: IO[bytes]) -> str:
    """The id of the key that a sealed file, read from its start, stands under. Raises KunciBermasalah."""
    if asal.read(len(TANDA_BERKAS)) != TANDA_BERKAS:
        raise KunciBermasalah("Berkas ini tidak tersegel, atau isinya diubah.")
    return asal.read(ord(asal.read(1) or b"\0")).decode(errors="replace")


def decrypt_file(asal: IO[bytes], tujuan: IO[bytes], konteks: str) -> None:
    """Open what `encrypt_file` sealed for the same place. Raises KunciBermasalah, having written a part."""
    nama = file_key(asal)
    kunci = _kunci(settings.KUNCI_DATA).get(nama)
    if kunci is None:
        raise KunciBermasalah(f"Kunci “{nama}” tidak ada pada mesin ini (KUNCI_DATA).")
    awalan, nomor, isi = asal.read(AWALAN), 0, asal.read(BAGIAN + SEGEL)
    while True:
        lanjut = asal.read(BAGIAN + SEGEL)
        try:
            tujuan.write(kunci.decrypt(_nonce(awalan, nomor, lanjut), isi, konteks.encode()))
        except (InvalidTag, ValueError):
            raise KunciBermasalah(
                f"Berkas tidak dapat dibuka: kunci “{nama}” salah atau isinya diubah."
            ) from None
        if not lanjut:
            return
        nomor, isi = nomor + 1, lanjut


def _nonce(awalan: bytes, nomor: int, lanjut: bytes) -> bytes:
    return awalan + struct.pack(">IB", nomor, not lanjut)


class TerenkripsiField(models.TextField):
    """A text that is sealed in the database and clear in Python. Not searchable: see blind_index."""

    @property
    def konteks(self) -> str:
        """What the seal is bound to."""
        return f"{self.model._meta.db_table}.{self.column}"

    def get_prep_value(self, value: Any) -> str | None:
        teks = super().get_prep_value(value)
        return None if teks is None else encrypt(teks, self.konteks)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return None if value is None else decrypt(value, self.konteks)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is sealed: compare its blind index instead.")
        return super().get_lookup(lookup_name)
