"""What a kind of long work is: the declaration an app writes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from inti.models import Pekerjaan
from inti.pekerjaan.kemajuan import Kemajuan


@dataclass(frozen=True)
class Hasil:
    """What the work came to: a sentence, the page to see it on, or a file to download."""

    pesan: str = ""
    tautan: str = ""
    berkas: IO[bytes] | None = None
    nama_berkas: str = ""


@dataclass(frozen=True)
class JenisPekerjaan:
    """A kind of work.

    `jalankan(pekerjaan, kemajuan)` does it and returns a Hasil; it calls `kemajuan.lapor(…)` in
    its loop, which raises Dibatalkan when the owner gave up. A refusal (AturanDilanggar,
    BerkasDitolak) ends it as failed with that sentence. It may be killed at any moment, so what
    it writes belongs into one transaction, or must bear being done again. It re-checks rights that
    may have been lost while it waited.
    """

    kode: str
    jalankan: Callable[[Pekerjaan, Kemajuan], Hasil]
    dapat_diulang: bool = True


_DAFTAR: dict[str, JenisPekerjaan] = {}


def daftarkan(jenis: JenisPekerjaan) -> JenisPekerjaan:
    """Register a kind of work; called when an app's `pekerjaan` module is loaded."""
    _DAFTAR[jenis.kode] = jenis
    return jenis


def get_jenis(kode: str) -> JenisPekerjaan | None:
    """The registered kind; None for one that is no longer there."""
    return _DAFTAR.get(kode)
