"""What may carry attachments: the declaration an app writes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from inti.models import Berlampiran


def _tanpa_kunci(objek: Any) -> None:
    """Attachments of this kind may change at any time."""


@dataclass(frozen=True)
class Pemilik:
    """A kind of owner.

    `scope(pengguna)` are the records whose attachments the user may see, given `izin_lihat`;
    `izin_ubah` is asked with the record before one is added or withdrawn, and `jaga(record)`
    raises AturanDilanggar while the record is locked. `alamat(record)` is its page. Files of a
    `rahasia` kind (identities) stay in no cache, not even the browser's.
    """

    model: type[Berlampiran]
    scope: Callable[[Any], QuerySet]
    izin_lihat: str
    izin_ubah: str
    alamat: Callable[[Any], str]
    jaga: Callable[[Any], None] = _tanpa_kunci
    rahasia: bool = False

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
