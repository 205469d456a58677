"""Side-by-side measurement: ours and a reference in turns, medians and ranges, peak memory."""

import math
import statistics
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Hasil:
    """Processor time of two ways in milliseconds, and the peak memory of ours in MB."""

    nama: str
    kita: list[float]
    acuan: list[float]
    sasaran: float
    puncak_mb: float
    puncak_sasaran: float = math.inf

    @property
    def is_lulus(self) -> bool:
        return self.rasio <= self.sasaran and self.puncak_mb <= self.puncak_sasaran

    @property
    def rasio(self) -> float:
        return statistics.median(self.kita) / statistics.median(self.acuan)

    def baris(self) -> str:
        puncak = f"{self.puncak_mb:.0f}"
        if self.puncak_sasaran < math.inf:
            puncak += f" (≤ {self.puncak_sasaran:g})"
        return (
            f"| {self.nama} | {_rentang(self.kita)} | {_rentang(self.acuan)} | {self.rasio:.2f} "
            f"| ≤ {self.sasaran:.2g} | {'ya' if self.is_lulus else 'TIDAK'} | {puncak} |"
        )


@dataclass(frozen=True)
class Batas:
    """One figure of ours against a limit of its own."""

    nama: str
    nilai: float
    batas: float
    satuan: str

    @property
    def is_lulus(self) -> bool:
        return self.nilai <= self.batas

    def baris(self) -> str:
        return (
            f"- {self.nama}: {round(self.nilai, 2):g} {self.satuan} (sasaran ≤ {self.batas:.3g}): "
            f"{'lulus' if self.is_lulus else 'TIDAK LULUS'}"
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
    jam: Callable[[], float] = time.process_time,
    puncak: Callable[[], float] | None = None,
    puncak_sasaran: float = math.inf,
) -> Hasil:
    """Measure both in turns, `putaran` rounds of `ulang` calls each, after one warm-up.

    `jam` is the clock, `bench.jam` for work that others share: it is a coarse one. `puncak` gives
    the peak memory in MB of a process of ours, for work of which Python's own objects are not what counts.
    """
    kita(), acuan()
    waktu: dict[Callable[[], object], list[float]] = {kita: [], acuan: []}
    for _ in range(putaran):
        for kerja in (kita, acuan):
            mulai = jam()
            for _ in range(ulang):
                kerja()
            waktu[kerja].append(1000 * (jam() - mulai) / ulang)
    puncak_mb = puncak() if puncak else _puncak(kita)
    return Hasil(nama, waktu[kita], waktu[acuan], sasaran, puncak_mb, puncak_sasaran)


def _puncak(kerja: Callable[[], object]) -> float:
    tracemalloc.start()
    kerja()
    puncak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return puncak


def _rentang(waktu: list[float]) -> str:
    return f"{statistics.median(waktu):.1f} ({min(waktu):.1f}–{max(waktu):.1f})"
