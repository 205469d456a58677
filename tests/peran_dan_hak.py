"""Reads the table of docs/peran-dan-hak.md."""

import re
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from akun.choices import Peran


BARIS = re.compile(r"^\| `(?P<perm>[a-z_.]+)` \| (?P<sel>.+) \|$", re.MULTILINE)


@dataclass(frozen=True)
class Hak:
    arti: str
    peran: frozenset[str]
    syarat: str


@cache
def tabel_hak() -> dict[str, Hak]:
    """Permission → what it means, who holds it, under which condition."""
    teks = (settings.BASE_DIR / "docs/peran-dan-hak.md").read_text()
    hasil = {}
    for baris in BARIS.finditer(teks):
        arti, *tanda, syarat = [sel.strip() for sel in baris["sel"].split("|")]
        assert len(tanda) == len(Peran), baris[0]
        assert set(tanda) <= {"ya", "–"}, baris[0]
        pemegang = {p for p, isi in zip(Peran, tanda, strict=True) if isi == "ya"}
        hasil[baris["perm"]] = Hak(arti, frozenset(pemegang), syarat)
    return hasil


def hak(perm: str) -> Hak:
    """The document's row of one permission."""
    assert perm in tabel_hak(), f"Tambahkan baris `{perm}` ke tabel di docs/peran-dan-hak.md."
    return tabel_hak()[perm]
