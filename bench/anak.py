"""A piece of work in a process of its own: `python -m bench.anak MODULE ARGUMENT …`.

Django is set up first, as in a worker of the server: what that has loaded counts as memory, too. Then
`kerja` of bench.MODULE gets the arguments; what it returns is printed as JSON, with the peak memory in
MB of the process and of the largest process that it started.
"""

import json
import os
import resource
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import django

from bench.beban import alamat_basis_data


def jalankan(modul: str, *argumen: object) -> dict[str, float]:
    """What `kerja` returns over the measured database, with `induk_mb` and `anak_mb`."""
    keluaran = subprocess.run(
        **perintah(modul, *argumen), stdout=subprocess.PIPE, text=True, check=True
    ).stdout
    return json.loads(keluaran)


def perintah(modul: str, *argumen: object) -> dict[str, Any]:
    """The same as arguments of subprocess, for who wants to watch."""
    return {
        "args": [sys.executable, "-m", "bench.anak", modul, *map(str, argumen)],
        "env": os.environ | {"DATABASE_URL": alamat_basis_data()},
    }


def main(modul: str, *argumen: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pati_pendampingan.settings")
    django.setup()
    hasil = import_module(f"bench.{modul}").kerja(*argumen)
    print(json.dumps(hasil | {"induk_mb": _puncak_mb(), "anak_mb": _puncak_anak_mb()}))


def _puncak_mb() -> float:
    """Peak memory of this process since it began; RUSAGE_SELF would hold its parent's as well."""
    keadaan = Path("/proc/self/status").read_text().splitlines()
    return next(int(b.split()[1]) for b in keadaan if b.startswith("VmHWM:")) / 1024


def _puncak_anak_mb() -> float:
    """The highest of its children, which is never less than this process held when it started them."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
