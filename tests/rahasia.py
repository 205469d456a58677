"""Looks for personal data where none may be: in files, also inside archives and compressed ones."""

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path


ENAM_BELAS_ANGKA = re.compile(r"(?<!\d)\d{16}(?!\d)")


def isi_berkas(akar: Path) -> Iterable[tuple[str, str]]:
    """Path and text of every file below a folder, and of the members of archives."""
    for jalur in sorted(akar.rglob("*")):
        if not jalur.is_file():
            continue
        yield str(jalur.relative_to(akar)), jalur.read_bytes().decode("utf-8", "replace")
        if zipfile.is_zipfile(jalur):
            with zipfile.ZipFile(jalur) as arsip:
                for nama in arsip.namelist():
                    yield f"{jalur.name}/{nama}", arsip.read(nama).decode("utf-8", "replace")


def bocor(semua: Iterable[tuple[str, str]], rahasia: Iterable[str]) -> list[tuple[str, str]]:
    """Where a secret or any 16-digit run stands: place and what was found."""
    rahasia = [satu.casefold() for satu in rahasia]
    hasil = []
    for tempat, teks in semua:
        kecil = teks.casefold()
        hasil += [(tempat, satu) for satu in rahasia if satu in kecil]
        hasil += [(tempat, nomor) for nomor in ENAM_BELAS_ANGKA.findall(teks)]
    return hasil
