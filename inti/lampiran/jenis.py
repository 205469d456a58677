"""What may carry attachments: the declaration an app writes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest

from inti.models import Berlampiran


TUJUAN_TERAKHIR = "tujuan_berkas"  # in the session: what the form of a `Pembuka` begins with


def _tanpa_kunci(objek: Any) -> None:
    """Attachments of this kind may change at any time."""


@dataclass(frozen=True)
class Pembuka:
    """How files that show identities are opened: one by one, for a purpose, on record.

    `form(request, data)` asks for the purpose; `catat(record, lampiran, oleh=, **answers)` logs the
    opening before the file goes out, and raises AturanDilanggar to refuse it.
    """

    form: Callable[[HttpRequest, Any], forms.Form]
    catat: Callable[..., Any]


@dataclass(frozen=True)
class Pemilik:
    """A kind of owner.

    Whoever may see the record may open its files: `scope(pengguna)` are the records that exist for
    the user, `izin_lihat` is asked with the record. `izin_ubah` is asked with it before a file is
    added or withdrawn, and `jaga(record)` raises AturanDilanggar while the record is locked.
    `alamat(record)` is its page. Files of a kind with a `pembuka` have no picture on any page and
    stay in no cache, not even the browser's.
    """

    model: type[Berlampiran]
    scope: Callable[[Any], QuerySet]
    izin_lihat: str
    izin_ubah: str
    alamat: Callable[[Any], str]
    jaga: Callable[[Any], None] = _tanpa_kunci
    pembuka: Pembuka | None = None

    @property
    def kode(self) -> str:
        return self.model._meta.label_lower


_DAFTAR: dict[str, Pemilik] = {}


def daftarkan(pemilik: Pemilik) -> Pemilik:
    """Register a kind of owner; called when an app's `lampiran` module is loaded."""
    _DAFTAR[pemilik.kode] = pemilik
    return pemilik


def get_pemilik(kode: str) -> Pemilik:
    """The kind a bundle names. Raises KeyError for one that was never registered."""
    return _DAFTAR[kode]


def daftar_pemilik() -> list[Pemilik]:
    """Every registered kind."""
    return list(_DAFTAR.values())
