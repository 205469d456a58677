"""Runs inti.excel.anak as a limited child process and reads what it sends.

A plain new process, no fork of the running one: safe under server threads, and nothing of the
server's memory or environment reaches the process that parses a stranger's file.
"""

import datetime
import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from inti.excel.periksa import RUSAK, Batas, BerkasDitolak
from inti.excel.sel import SelRusak
from inti.sementara import nomor


log = logging.getLogger(__name__)
AKAR = Path(__file__).resolve().parents[2]
TERLALU_LAMA = "Berkas terlalu lama dibaca. Pisahkan menjadi beberapa berkas yang lebih kecil."
DARI_JSON: dict[str, Callable[[Any], Any]] = {
    "date": datetime.date.fromisoformat,
    "datetime": datetime.datetime.fromisoformat,
    "time": datetime.time.fromisoformat,
    "durasi": lambda detik: datetime.timedelta(seconds=detik),
    "rusak": SelRusak,
}


class AnakMati(Exception):
    """The child ended before it had finished; `sinyal` is the signal that ended it, or 0."""

    def __init__(self, sinyal: int, pesan: str) -> None:
        super().__init__(pesan)
        self.sinyal = sinyal


class Salinan:
    """What a child sends, kept in a file so that it can be gone through again without the child."""

    def __init__(self, berkas: IO[bytes]) -> None:
        self.berkas, self.lengkap = berkas, False

    def kosongkan(self) -> None:
        """Forget what an interrupted run has left."""
        self.berkas.seek(0)
        self.berkas.truncate()

    def putar(self) -> Iterator[dict]:
        """The frames once more."""
        self.berkas.seek(0)
        return (json.loads(teks, object_hook=_nilai) for teks in self.berkas)


def jalankan(
    mode: str, *argumen: str | Path, batas: Batas, salinan: Salinan | None = None
) -> Iterator[dict]:
    """Frames sent by the child, or those that `salinan` has kept of an earlier run.

    Raises BerkasDitolak for files it refuses or works on for too long (CPU, or one frame), AnakMati when the file
    brought it down.
    """
    if salinan and salinan.lengkap:
        yield from salinan.putar()
        return
    if salinan:
        salinan.kosongkan()
    perintah = [sys.executable, "-m", "inti.excel.anak", mode, *map(str, argumen)]
    with subprocess.Popen(
        [*perintah, json.dumps(asdict(batas))],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=AKAR,
        pass_fds=nomor(*argumen),
        env={"PATH": os.defpath, "PYTHONIOENCODING": "utf-8", "RUST_BACKTRACE": "0"},
    ) as anak:
        try:
            yield from _bingkai(anak, batas.detik, salinan)
        finally:
            anak.kill()


def _bingkai(anak: subprocess.Popen, detik: float, salinan: Salinan | None) -> Iterator[dict]:
    """Frames; each may take `detik` seconds. What the caller does with them is not counted."""
    assert anak.stdout is not None
    assert anak.stderr is not None
    while True:
        penjaga = threading.Timer(detik, anak.kill)
        penjaga.start()
        try:
            teks = anak.stdout.readline()
        finally:
            penjaga.cancel()
        if not teks.endswith(b"\n"):  # cut off by the end of the process
            break
        bingkai = json.loads(teks, object_hook=_nilai)
        if "tolak" in bingkai:
            raise BerkasDitolak(bingkai["tolak"])
        if "selesai" in bingkai:
            if salinan:
                salinan.lengkap = True
            return
        if salinan:
            salinan.berkas.write(teks)
        yield bingkai
    pesan = anak.stderr.read(4000).decode("utf-8", "replace")
    sinyal = max(-anak.wait(), 0)
    log.warning("workbook process ended by signal %s: %s", sinyal, pesan[-500:])
    if sinyal in {signal.SIGXCPU, signal.SIGKILL}:
        raise BerkasDitolak(TERLALU_LAMA)
    raise AnakMati(sinyal, pesan or RUSAK)


def _nilai(objek: dict) -> Any:
    return DARI_JSON[objek["j"]](objek["v"]) if "j" in objek else objek
