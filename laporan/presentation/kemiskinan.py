"""The poverty series of the kabupaten in words and as a chart: context, never a village's figure."""

from collections.abc import Sequence
from typing import NamedTuple

from inti.angka import format_angka
from laporan.queries import Kemiskinan
from laporan.svg import TREN, TREN_SEMPIT, Garis, Keterangan, Waktu, deret


class TampilanKemiskinan(NamedTuple):
    """The table, its sentence, and the chart ("" for fewer than two years), wide and narrow."""

    baris: Sequence[Kemiskinan]
    kalimat: str
    gambar: tuple[str, str]


def susun_kemiskinan(baris: Sequence[Kemiskinan]) -> TampilanKemiskinan | None:
    """None when the kabupaten has no series."""
    if not baris:
        return None
    return TampilanKemiskinan(baris, _kalimat(baris), _gambar(baris) if baris[1:] else ("", ""))


def _persen(satu: Kemiskinan) -> str:
    return f"{format_angka(satu.persen, 2)}%"


def _kalimat(baris: Sequence[Kemiskinan]) -> str:
    awal, kini = baris[0], baris[-1]
    if awal is kini:
        return f"{_persen(kini)} penduduk pada {kini.tahun}."
    selisih = kini.persen - awal.persen
    kata = "turun" if selisih < 0 else "naik" if selisih > 0 else "tetap"
    besar = f" {format_angka(abs(selisih), 2)} poin persen" if selisih else ""
    return (
        f"{_persen(awal)} penduduk pada {awal.tahun} menjadi {_persen(kini)} pada {kini.tahun}: "
        f"{kata}{besar}."
    )


def _gambar(baris: Sequence[Kemiskinan]) -> tuple[str, str]:
    """A line joins neighbouring years only."""
    tahun = [b.tahun for b in baris]
    waktu = Waktu([(t - tahun[0]) / (tahun[-1] - tahun[0]) for t in tahun], [*map(str, tahun)])
    ruas: list[list[int]] = []
    for nomor, satu in enumerate(tahun):
        if ruas and tahun[ruas[-1][-1]] == satu - 1:
            ruas[-1].append(nomor)
        else:
            ruas.append([nomor])
    teks = [_persen(b) for b in baris]
    keterangan = Keterangan(
        "kemiskinan",
        "Penduduk miskin seluruh kabupaten (BPS), persen penduduk",
        "; ".join(f"{t} {p}" for t, p in zip(tahun, teks, strict=True)),
        "",
    )
    garis = Garis("Persen penduduk miskin", [float(b.persen) for b in baris], teks, ruas)
    lebar, sempit = (
        deret(waktu, [garis], keterangan, lambda n: f"{format_angka(round(n, 6))}%", tata)
        for tata in (TREN, TREN_SEMPIT)
    )
    return lebar, sempit
