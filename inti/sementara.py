"""Files without a name: what holds personal data in the clear lies in no folder, not even of /tmp.

The operating system frees such a file when its last user closes it or dies, kill -9 included. Other
readers, a child process among them, find it by its number (`jalur`, `nomor`).
"""

from pathlib import Path
from typing import IO, Any


NOMOR = Path("/proc/self/fd")


def jalur(berkas: IO[bytes]) -> Path:
    """A path that opens the file anew, from its start, as long as `berkas` stays open."""
    berkas.flush()
    return NOMOR / str(berkas.fileno())


def nomor(*semua: Any) -> list[int]:
    """The numbers of the files without a name among these: a child has to be given them."""
    return [int(satu.name) for satu in semua if isinstance(satu, Path) and satu.parent == NOMOR]
