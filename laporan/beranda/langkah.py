"""The first steps on an empty installation."""

from typing import NamedTuple


class Langkah(NamedTuple):
    teks: str
    url_nama: str
    selesai: bool


def langkah_terbuka(*langkah: Langkah) -> list[Langkah]:
    """All steps while one of them is open; nothing once the work has begun."""
    return [] if all(langkah_.selesai for langkah_ in langkah) else list(langkah)
