"""Line chart over rounds as SVG: large for all villages together, small for one of many panels.

A line joins only what may be compared; where a definition or the series changed stands a dashed
upright, and no line crosses it. A second series (villages that were not mentored) is dashed with
hollow squares.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from laporan.svg.dumbbell import Keterangan, Sumbu, sumbu_bulat


WARNA_GARIS = "#0b4f58"
WARNA_LAIN = "#8a4b12"


@dataclass(frozen=True, slots=True)
class TataDeret:
    """Geometry in chart units: the plot lies between `kiri`, `kanan`, `atas` and `bawah`."""

    lebar: int
    tinggi: int
    kiri: int
    kanan: int
    atas: int
    bawah: int
    huruf: int  # font size
    jarak_label: int  # narrowest distance between two dates; 0: the first and the last only


TREN = TataDeret(720, 260, 52, 690, 46, 224, 12, 62)
TREN_SEMPIT = TataDeret(328, 260, 44, 296, 62, 224, 12, 56)
PANEL = TataDeret(208, 104, 40, 198, 10, 82, 11, 0)


@dataclass(frozen=True, slots=True)
class Garis:
    """One series: a value and its text per round, and the runs of places that are joined."""

    nama: str
    nilai: Sequence[float | None]
    teks: Sequence[str]
    ruas: Sequence[Sequence[int]]
    pembanding: bool = False


@dataclass(frozen=True, slots=True)
class Waktu:
    """The rounds: place on the time axis (0 to 1) and date in short."""

    letak: Sequence[float]
    label: Sequence[str]


def deret(
    waktu: Waktu,
    garis: Sequence[Garis],
    keterangan: Keterangan,
    skala: Callable[[float], str],
    tata: TataDeret,
    *,
    putus: Mapping[float, str] | None = None,
    sumbu: Sumbu | None = None,
) -> str:
    """The chart; "" without any number.

    `putus`: places (0 to 1) of the breaks with their reason. `sumbu` is shared by panels of the
    same unit; else it covers the values. The small panel prints no numbers at its dots.
    """
    angka = [n for satu in garis for n in satu.nilai if n is not None]
    if not angka:
        return ""
    sumbu = sumbu or sumbu_bulat(angka)
    x = [tata.kiri + bagian * (tata.kanan - tata.kiri) for bagian in waktu.letak]
    kunci = f"{keterangan.kunci}-{tata.lebar}"
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="deret" role="img"'
            f' viewBox="0 0 {tata.lebar} {tata.tinggi}" width="{tata.lebar}"'
            f' height="{tata.tinggi}" aria-labelledby="{kunci}-judul {kunci}-uraian"'
            f' font-family="DejaVu Sans, sans-serif" font-size="{tata.huruf}" fill="#16262e">',
            f'<title id="{kunci}-judul">{escape(keterangan.judul)}</title>',
            f'<desc id="{kunci}-uraian">{escape(keterangan.uraian)}</desc>',
            *_sumbu_tegak(sumbu, skala, tata),
            *_sumbu_waktu(x, waktu.label, tata),
            *_putus(putus or {}, tata),
            *(_garis(satu, x, sumbu, tata) for satu in garis),
            *(_angka(garis, x, sumbu, tata) if tata.jarak_label else ()),
            *(_legenda(garis, tata) if len(garis) > 1 else ()),
            "</svg>",
        ]
    )


def _y(nilai: float, sumbu: Sumbu, tata: TataDeret) -> float:
    bagian = (nilai - sumbu.awal) / (sumbu.akhir - sumbu.awal)
    return tata.bawah - bagian * (tata.bawah - tata.atas)


def _sumbu_tegak(sumbu: Sumbu, skala: Callable[[float], str], tata: TataDeret) -> list[str]:
    """Grid with its numbers; on the small panel the two ends only."""
    garis = sumbu.garis if tata.jarak_label else [sumbu.awal, sumbu.akhir]
    return [
        f'<path class="bantu" d="M{tata.kiri} {_y(g, sumbu, tata):.1f}H{tata.kanan}"'
        f' stroke="#ced4da"/><text class="skala" x="{tata.kiri - 6}"'
        f' y="{_y(g, sumbu, tata) + 4:.1f}" text-anchor="end" fill="#51636c">'
        f"{escape(skala(g))}</text>"
        for g in garis
    ]


def _sumbu_waktu(x: Sequence[float], label: Sequence[str], tata: TataDeret) -> list[str]:
    """Dates below the plot, as many as fit, counted from the newest."""
    y = tata.bawah + tata.huruf + 6
    if not tata.jarak_label:
        ujung = {0: "start", len(x) - 1: "end"}
        return [_teks_waktu(x[nomor], y, label[nomor], letak) for nomor, letak in ujung.items()]
    return [_teks_waktu(x[nomor], y, label[nomor], "middle") for nomor in _muat(x, tata)]


def _teks_waktu(x: float, y: float, teks: str, letak: str) -> str:
    return (
        f'<text class="waktu" x="{x:.1f}" y="{y}" text-anchor="{letak}" fill="#51636c">'
        f"{escape(teks)}</text>"
    )


def _muat(x: Sequence[float], tata: TataDeret) -> list[int]:
    """The rounds whose texts do not touch each other."""
    hasil: list[int] = []
    for nomor in reversed(range(len(x))):
        if not hasil or x[hasil[-1]] - x[nomor] >= tata.jarak_label:
            hasil.append(nomor)
    return hasil


def _putus(putus: Mapping[float, str], tata: TataDeret) -> list[str]:
    """Uprights at the breaks; the large chart names the reason."""
    hasil = []
    for bagian, alasan in putus.items():
        x = tata.kiri + bagian * (tata.kanan - tata.kiri)
        teks = ""
        if tata.jarak_label:
            letak, geser = ("end", -5) if bagian > 0.5 else ("start", 5)
            teks = (
                f'<text class="putus" x="{x + geser:.1f}" y="{tata.bawah - 6}" font-size="11"'
                f' text-anchor="{letak}" fill="#51636c">{escape(alasan)}</text>'
            )
        hasil.append(
            f'<path class="putus" d="M{x:.1f} {tata.atas}V{tata.bawah}" stroke="#51636c"'
            f' stroke-dasharray="2 3" stroke-width="1.5"/>{teks}'
        )
    return hasil


def _garis(garis: Garis, x: Sequence[float], sumbu: Sumbu, tata: TataDeret) -> str:
    """Lines of the runs, then a mark per number."""
    warna = WARNA_LAIN if garis.pembanding else WARNA_GARIS
    gaya = ' stroke-dasharray="6 4"' if garis.pembanding else ""
    titik = [(x[i], _y(n, sumbu, tata)) for i, n in enumerate(garis.nilai) if n is not None]
    jalur = "".join(
        "M" + "L".join(f"{x[i]:.1f} {_y(garis.nilai[i] or 0.0, sumbu, tata):.1f}" for i in ruas)
        for ruas in garis.ruas
        if len(ruas) > 1
    )
    bagian = [_tanda(a, b, garis.pembanding, tata) for a, b in titik]
    if jalur:
        bagian.insert(0, f'<path d="{jalur}" fill="none" stroke="{warna}" stroke-width="2"{gaya}/>')
    return f"<g>{''.join(bagian)}</g>"


def _tanda(x: float, y: float, pembanding: bool, tata: TataDeret) -> str:
    jari = 4 if tata.jarak_label else 3
    if pembanding:
        return (
            f'<rect x="{x - jari:.1f}" y="{y - jari:.1f}" width="{2 * jari}" height="{2 * jari}"'
            f' fill="#ffffff" stroke="{WARNA_LAIN}" stroke-width="1.8"/>'
        )
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{jari}" fill="{WARNA_GARIS}"/>'


def _angka(garis: Sequence[Garis], x: Sequence[float], sumbu: Sumbu, tata: TataDeret) -> list[str]:
    """The numbers at the dots, on white: above the higher series of a round, below the lower."""
    hasil = []
    for nomor in _muat(x, tata):
        ada = sorted(
            ((n, satu) for satu in garis if (n := satu.nilai[nomor]) is not None),
            key=lambda butir: -butir[0],
        )
        for urutan, (nilai, satu) in enumerate(ada):
            y = _y(nilai, sumbu, tata) + (18 if urutan else -9)
            warna = WARNA_LAIN if satu.pembanding else WARNA_GARIS
            teks = satu.teks[nomor]
            hasil.append(
                f'<rect x="{x[nomor] - 3.9 * len(teks):.1f}" y="{y - 11:.1f}"'
                f' width="{7.8 * len(teks):.1f}" height="13" fill="#ffffff"/>'
                f'<text class="angka" x="{x[nomor]:.1f}" y="{y:.1f}" text-anchor="middle"'
                f' font-weight="700" fill="{warna}">{escape(teks)}</text>'
            )
    return hasil


def _legenda(garis: Sequence[Garis], tata: TataDeret) -> list[str]:
    """What the marks mean: side by side, or one below the other on the narrow chart."""
    hasil, x, y = [], 12, 14
    for satu in garis:
        warna = WARNA_LAIN if satu.pembanding else WARNA_GARIS
        hasil.append(
            f"{_tanda(x, y - 4, satu.pembanding, tata)}"
            f'<text class="legenda" x="{x + 12}" y="{y}" fill="{warna}">{escape(satu.nama)}</text>'
        )
        x, y = (x, y + 20) if tata is TREN_SEMPIT else (x + 270, y)
    return hasil
