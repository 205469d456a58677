"""Side-by-side measurement: ours and a reference in turns, medians and ranges, peak memory."""

import statistics
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Hasil:
    """CPU time of two ways in milliseconds, and the peak memory of ours in MB."""

    nama: str
    kita: list[float]
    acuan: list[float]
    sasaran: float
    puncak_mb: float

    @property
    def rasio(self) -> float:
        return statistics.median(self.kita) / statistics.median(self.acuan)

    def baris(self) -> str:
        lulus = "ya" if self.rasio <= self.sasaran else "TIDAK"
        return (
            f"| {self.nama} | {_rentang(self.kita)} | {_rentang(self.acuan)} | {self.rasio:.2f} "
            f"| ≤ {self.sasaran:g} | {lulus} | {self.puncak_mb:.0f} |"
        )


@dataclass(frozen=True)
class Ukuran:
    """One piece of work against limits of its own: CPU seconds, and peak memory of its process."""

    nama: str
    detik: float
    sasaran_detik: float
    puncak_mb: float = 0
    sasaran_mb: float = 0

    @property
    def lulus(self) -> bool:
        return self.detik <= self.sasaran_detik and self.puncak_mb <= self.sasaran_mb

    def baris(self) -> str:
        memori = ""
        if self.sasaran_mb:
            memori = f", puncak {self.puncak_mb:.0f} MB (sasaran ≤ {self.sasaran_mb:g})"
        return (
            f"{self.nama}: {self.detik:.2f} s CPU (sasaran ≤ {self.sasaran_detik:.3g}){memori}: "
            f"{'lulus' if self.lulus else 'TIDAK LULUS'}"
        )


TAJUK = (
    "| pekerjaan | kita, ms CPU (rentang) | acuan, ms CPU (rentang) | rasio | sasaran | lulus "
    "| puncak MB |\n|---|---|---|---|---|---|---|"
)


def bandingkan(
    nama: str,
    kita: Callable[[], object],
    acuan: Callable[[], object],
    *,
    sasaran: float,
    putaran: int = 15,
    ulang: int = 3,
) -> Hasil:
    """Measure both in turns, `putaran` rounds of `ulang` calls each, after one warm-up."""
    kita(), acuan()
    waktu: dict[Callable[[], object], list[float]] = {kita: [], acuan: []}
    for _ in range(putaran):
        for kerja in (kita, acuan):
            mulai = time.process_time()
            for _ in range(ulang):
                kerja()
            waktu[kerja].append(1000 * (time.process_time() - mulai) / ulang)
    tracemalloc.start()
    kita()
    puncak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return Hasil(nama, waktu[kita], waktu[acuan], sasaran, puncak)


def _rentang(waktu: list[float]) -> str:
    return f"{statistics.median(waktu):.1f} ({min(waktu):.1f}–{max(waktu):.1f})"
