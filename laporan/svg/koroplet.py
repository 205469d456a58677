"""Map of real outlines, one class per village. The outlines are projected once, then only coloured."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from math import cos, radians
from typing import Any, NamedTuple

from laporan.svg.dumbbell import Keterangan
from laporan.svg.kelas import KELAS, arsiran, isi_kelas
from laporan.svg.petak import Petak


LEBAR_PETA = 960
LUAS_SIMBOL = 160  # in square units: a smaller village has no room for its symbol


class Garis(NamedTuple):
    """One village as drawn: path, where its symbol stands, and its size."""

    d: str
    x: int
    y: int
    luas: float


@dataclass(frozen=True, slots=True)
class Lukisan:
    """Projected outlines by village id."""

    lebar: int
    tinggi: int
    garis: dict[int, Garis]


def lukis(geometri: Mapping[int, Mapping[str, Any]]) -> Lukisan:
    """Project GeoJSON geometries onto a plane of LEBAR_PETA units, north up, in whole units."""
    cincin = {pk: [c for bidang in _bidang(satu) for c in bidang] for pk, satu in geometri.items()}
    titik = [t for semua in cincin.values() for satu in semua for t in satu]
    barat, timur = min(x for x, _ in titik), max(x for x, _ in titik)
    selatan, utara = min(y for _, y in titik), max(y for _, y in titik)
    mendatar = cos(radians((utara + selatan) / 2))
    skala = LEBAR_PETA / max((timur - barat) * mendatar, 1e-9)

    def petakan(x: float, y: float) -> tuple[int, int]:
        return round((x - barat) * mendatar * skala), round((utara - y) * skala)

    garis = {}
    for pk, semua in cincin.items():
        datar = [[petakan(*t) for t in satu] for satu in semua]
        terbesar = max(datar, key=lambda c: abs(_luas(c)))
        x, y = _tengah(terbesar)
        garis[pk] = Garis("".join(map(_jalur, datar)), x, y, abs(_luas(terbesar)))
    return Lukisan(LEBAR_PETA, round((utara - selatan) * skala) + 1, garis)


def koroplet(lukisan: Lukisan, wilayah: Mapping[int, Petak], keterangan: Keterangan) -> str:
    """The villages of `wilayah` as links, by id; those without an outline are left out."""
    kunci = f"{keterangan.kunci}-batas"
    bagian = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="koroplet" role="group"'
        f' viewBox="-2 -2 {lukisan.lebar + 4} {lukisan.tinggi + 4}" width="{lukisan.lebar}"'
        f' height="{lukisan.tinggi}" aria-labelledby="{kunci}-judul"'
        f' aria-describedby="{kunci}-uraian" font-family="DejaVu Sans, sans-serif"'
        f' font-size="11" font-weight="700" text-anchor="middle" stroke-linejoin="round">'
        f'<title id="{kunci}-judul">{escape(keterangan.judul)}</title>'
        f'<desc id="{kunci}-uraian">{escape(keterangan.uraian)}</desc>{arsiran(kunci)}'
    ]
    # Marked villages last, so that no neighbour covers their thicker line.
    for pk, satu in sorted(wilayah.items(), key=lambda butir: butir[1].ditandai):
        garis = lukisan.garis.get(pk)
        if garis is None:
            continue
        kelas = KELAS[satu.kelas]
        simbol = ""
        if satu.simbol and garis.luas >= LUAS_SIMBOL:
            simbol = (
                f'<text x="{garis.x}" y="{garis.y + 4}" fill="{kelas.tinta}">'
                f"{escape(satu.simbol)}</text>"
            )
        tebal = ' stroke-width="2"' if satu.ditandai else ""
        bagian.append(
            f'<a href="{escape(satu.url)}"><title>{escape(satu.keterangan)}</title>'
            f'<path d="{garis.d}" fill="{isi_kelas(kelas, kunci)}" stroke="{kelas.garis}"{tebal}/>'
            f"{simbol}</a>"
        )
    return "".join([*bagian, "</svg>"])


def _bidang(geometri: Mapping[str, Any]) -> list[list[list[tuple[float, float]]]]:
    koordinat = geometri["coordinates"]
    return [koordinat] if geometri["type"] == "Polygon" else koordinat


def _jalur(cincin: list[tuple[int, int]]) -> str:
    """A closed path in relative whole units; points that fall together are written once."""
    (x, y), *sisa = cincin
    bagian = [f"M{x} {y}"]
    for kanan, bawah in sisa[:-1]:
        if (kanan, bawah) != (x, y):
            bagian.append(f"l{kanan - x} {bawah - y}")
            x, y = kanan, bawah
    return "".join([*bagian, "z"])


def _luas(cincin: list[tuple[int, int]]) -> float:
    """Signed area."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(cincin, cincin[1:], strict=False)) / 2


def _tengah(cincin: list[tuple[int, int]]) -> tuple[int, int]:
    """Centroid of a ring; its first point when it has no area."""
    luas = _luas(cincin)
    if not luas:
        return cincin[0]
    x = y = 0.0
    for a, b in zip(cincin, cincin[1:], strict=False):
        silang = a[0] * b[1] - b[0] * a[1]
        x += (a[0] + b[0]) * silang
        y += (a[1] + b[1]) * silang
    return round(x / (6 * luas)), round(y / (6 * luas))
