"""A served application under parallel requests."""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from django.db import connection


SAMBUNGAN = 20


def alamat_basis_data() -> str:
    """The measured database, for another process."""
    nama = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{nama}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{nama}").geturl()


class Server:
    """gunicorn on a free port over the measured database; stops at the end of the block."""

    def __init__(self, sesi: str):
        with socket.create_server(("127.0.0.1", 0)) as soket:
            self.port = soket.getsockname()[1]
        self.sesi = sesi

    def __enter__(self) -> "Server":
        self.proses = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "bench.wsgi"],
            env=os.environ | {"DATABASE_URL": alamat_basis_data(), "PORT": str(self.port)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(150):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.2)
            else:
                return self
        self.proses.terminate()
        raise RuntimeError("The server did not start.")

    def __exit__(self, *_: object) -> None:
        self.proses.terminate()
        self.proses.wait(30)

    def serbu(self, alamat: str, banyak: int) -> list[float]:
        """Milliseconds of `banyak` requests over SAMBUNGAN parallel connections."""
        with ThreadPoolExecutor(SAMBUNGAN) as kolam:
            bagian = kolam.map(self._satu, [(alamat, banyak // SAMBUNGAN)] * SAMBUNGAN)
            return [waktu for semua in bagian for waktu in semua]

    def _satu(self, tugas: tuple[str, int]) -> list[float]:
        alamat, banyak = tugas
        sambungan, hasil = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60), []
        for _ in range(banyak):
            mulai = time.perf_counter()
            sambungan.request("GET", alamat, headers={"Cookie": f"sessionid={self.sesi}"})
            jawaban = sambungan.getresponse()
            jawaban.read()
            if jawaban.status != 200:
                raise RuntimeError(f"{alamat} answered {jawaban.status}")
            hasil.append(1000 * (time.perf_counter() - mulai))
        sambungan.close()
        return hasil


def sebaran(waktu: list[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    return statistics.median(waktu), statistics.quantiles(waktu, n=20)[-1]
