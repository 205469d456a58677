"""Dumbbell chart as SVG text: before (hollow) to after (filled) per row, on one common axis.

The same text serves the screen and the PDF; `static/css/grafik.css` refines the look by class.
Meaning never hangs on colour: hollow or filled, solid or dashed, arrow and word.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate, pairwise
from math import ceil, floor, log10
from textwrap import wrap
from typing import TypeVar


T = TypeVar("T")
BARIS_PER_GAMBAR = 48  # more rows go into a further picture, so that each fits an A4 page
TINGGI_SUMBU = 44  # above the rows: legend and tick labels
KAKI = 8
TINGGI_LIPATAN = 14  # of each further line of a name
GARIS_BANTU = 5

WARNA = {"membaik": "#0b62a8", "memburuk": "#a8430b", "tetap": "#51636c"}


@dataclass(frozen=True, slots=True)
class Tata:
    """Geometry in chart units (CSS pixels at natural size)."""

    lebar: int
    kiri: int  # where the axis may begin: room for names or numbers
    kanan: int  # where it must end
    tinggi_baris: int
    y_teks: int  # baseline of name and change within the row
    y_titik: int  # centre of the dots within the row
    huruf_nama: int  # letters of a name on one line; a longer one is folded
    di_samping: bool  # the name stands beside its dots, else above them


LEBAR = Tata(
    lebar=720,
    kiri=224,
    kanan=544,
    tinggi_baris=22,
    y_teks=15,
    y_titik=11,
    huruf_nama=27,
    di_samping=True,
)
SEMPIT = Tata(
    lebar=328,
    kiri=48,
    kanan=280,
    tinggi_baris=44,
    y_teks=16,
    y_titik=31,
    huruf_nama=29,
    di_samping=False,
)


@dataclass(frozen=True, slots=True)
class Baris:
    """One row: two positions on the axis, and the texts printed beside them."""

    nama: str
    awal: float
    lanjutan: float
    teks_awal: str
    teks_lanjutan: str
    teks_selisih: str  # with its symbol and word, e.g. "▼ 7,2 membaik"
    putusan: str  # membaik, tetap or memburuk


@dataclass(frozen=True, slots=True)
class Sumbu:
    """Linear axis over all rows, widened to round numbers."""

    awal: float
    akhir: float
    langkah: float

    @property
    def garis(self) -> list[float]:
        jumlah = round((self.akhir - self.awal) / self.langkah)
        return [self.awal + self.langkah * i for i in range(jumlah + 1)]

    def x(self, nilai: float, tata: Tata) -> float:
        bagian = (nilai - self.awal) / (self.akhir - self.awal)
        return tata.kiri + bagian * (tata.kanan - tata.kiri)


@dataclass(frozen=True, slots=True)
class Keterangan:
    """The words of a chart: `kunci` makes its element ids unique on the page."""

    kunci: str
    judul: str
    uraian: str
    label_selisih: str


def dumbbell(
    baris: Sequence[Baris],
    keterangan: Keterangan,
    format_sumbu: Callable[[float], str],
    tata: Tata = LEBAR,
) -> list[str]:
    """SVG pictures of the rows in the given order, at most `BARIS_PER_GAMBAR` rows each.

    All pictures share one axis. `tata` is `LEBAR` for wide screens and paper or `SEMPIT` for
    phones.
    """
    if not baris:
        return []
    sumbu = sumbu_bulat([nilai for b in baris for nilai in (b.awal, b.lanjutan)])
    return [
        _gambar(isi, nomor, sumbu, keterangan, format_sumbu, tata)
        for nomor, isi in enumerate(bagi_rata(baris))
    ]


def bagi_rata(baris: Sequence[T]) -> list[Sequence[T]]:
    """The rows in as few equal parts as fit `BARIS_PER_GAMBAR` each."""
    per_gambar = ceil(len(baris) / max(1, ceil(len(baris) / BARIS_PER_GAMBAR)))
    return [baris[mulai : mulai + per_gambar] for mulai in range(0, len(baris), per_gambar or 1)]


def sumbu_bulat(nilai: Sequence[float]) -> Sumbu:
    """Axis with about five steps of 1, 2 or 5 times a power of ten that covers the values (>= 0)."""
    rendah, tinggi = min(nilai), max(nilai)
    if tinggi - rendah < tinggi * 1e-6 or tinggi == 0:
        rendah, tinggi = rendah / 2, tinggi * 1.5 or 1
    kasar = (tinggi - rendah) / GARIS_BANTU
    pangkat = 10.0 ** floor(log10(kasar))
    langkah = pangkat * next(k for k in (1, 2, 5, 10) if kasar <= k * pangkat)
    return Sumbu(floor(rendah / langkah) * langkah, ceil(tinggi / langkah) * langkah, langkah)


def _gambar(
    baris: Sequence[Baris],
    nomor: int,
    sumbu: Sumbu,
    keterangan: Keterangan,
    format_sumbu: Callable[[float], str],
    tata: Tata,
) -> str:
    atas = list(
        accumulate(
            (tata.tinggi_baris + TINGGI_LIPATAN * (len(_lipat(b, tata)) - 1) for b in baris),
            initial=TINGGI_SUMBU,
        )
    )
    dasar = atas[-1]
    tinggi, kunci = dasar + KAKI, f"{keterangan.kunci}-{tata.lebar}-{nomor}"
    bagian = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="dumbbell" role="img"'
        f' viewBox="0 0 {tata.lebar} {tinggi}" width="{tata.lebar}" height="{tinggi}"'
        f' aria-labelledby="{kunci}-judul {kunci}-uraian"'
        f' font-family="DejaVu Sans, sans-serif" font-size="12" fill="#16262e">',
        f'<title id="{kunci}-judul">{escape(keterangan.judul)}</title>',
        f'<desc id="{kunci}-uraian">{escape(keterangan.uraian)}</desc>',
        _legenda(keterangan.label_selisih, tata),
    ]
    bagian += [
        f'<rect y="{y}" width="{tata.lebar}" height="{bawah - y}" fill="#f3f4f6"/>'
        for y, bawah in list(pairwise(atas))[::2]
    ]
    for garis in sumbu.garis:
        x = f"{sumbu.x(garis, tata):.1f}"
        bagian.append(
            f'<path class="bantu" d="M{x} {TINGGI_SUMBU}V{dasar}" stroke="#ced4da"/>'
            f'<text class="skala" x="{x}" y="{TINGGI_SUMBU - 6}" text-anchor="middle"'
            f' font-size="11" fill="#51636c">{escape(format_sumbu(garis))}</text>'
        )
    bagian += [_baris(b, sumbu, tata, y) for b, y in zip(baris, atas, strict=False)]
    return "".join([*bagian, "</svg>"])


def _lipat(baris: Baris, tata: Tata) -> list[str]:
    """The name of a row in as many lines as it needs."""
    return wrap(baris.nama, tata.huruf_nama) or [""]


def potong(teks: str, panjang: int) -> str:
    """A name that fits; the table below has it whole."""
    return teks if len(teks) <= panjang else f"{teks[: panjang - 1].rstrip()}…"


def _legenda(label_selisih: str, tata: Tata) -> str:
    """Top line: what the two dots mean, and the heading of the change column."""
    x = tata.kiri if tata.di_samping else 10
    return (
        f'<circle cx="{x}" cy="10" r="4.5" fill="#ffffff" stroke="#16262e" stroke-width="1.8"/>'
        f'<text x="{x + 10}" y="14">sebelum</text>'
        f'<circle cx="{x + 80}" cy="10" r="4.5" stroke="#16262e" stroke-width="1.8"/>'
        f'<text x="{x + 90}" y="14">sesudah</text>'
        f'<text x="{tata.lebar - 4}" y="14" text-anchor="end">{escape(label_selisih)}</text>'
    )


def _baris(baris: Baris, sumbu: Sumbu, tata: Tata, atas: int) -> str:
    nama = _lipat(baris, tata)
    lipatan = TINGGI_LIPATAN * (len(nama) - 1)
    y_teks, y = atas + tata.y_teks, atas + tata.y_titik + lipatan
    y_selisih = y_teks
    if tata.di_samping:  # dots and change at half the height of the name
        y, y_selisih = y - lipatan // 2, y_teks + lipatan // 2
    a, b = sumbu.x(baris.awal, tata), sumbu.x(baris.lanjutan, tata)
    warna = WARNA[baris.putusan]
    putus = ' stroke-dasharray="4 3"' if baris.putusan == "memburuk" else ""
    kiri, kanan = baris.teks_awal, baris.teks_lanjutan
    if a > b:
        kiri, kanan = kanan, kiri
    return (
        f'<g class="{baris.putusan}">'
        f'<text class="nama" x="4" y="{y_teks}">{escape(nama[0])}'
        + "".join(
            f' <tspan x="4" dy="{TINGGI_LIPATAN}">{escape(teks)}</tspan>' for teks in nama[1:]
        )
        + "</text>"
        f'<path d="M{a:.1f} {y}H{b:.1f}" stroke="{warna}" stroke-width="2.5"{putus}/>'
        f'<circle class="awal" cx="{a:.1f}" cy="{y}" r="4.5" fill="#ffffff" stroke="{warna}"'
        f' stroke-width="1.8"/>'
        f'<circle class="lanjutan" cx="{b:.1f}" cy="{y}" r="4.5" fill="{warna}"'
        f' stroke="{warna}" stroke-width="1.8"/>'
        f'<text class="angka" x="{min(a, b) - 9:.1f}" y="{y + 4}" text-anchor="end"'
        f' font-size="11">{escape(kiri)}</text>'
        f'<text class="angka" x="{max(a, b) + 9:.1f}" y="{y + 4}" font-size="11">'
        f"{escape(kanan)}</text>"
        f'<text class="selisih" x="{tata.lebar - 4}" y="{y_selisih}" text-anchor="end"'
        f' fill="{warna}">{escape(baris.teks_selisih)}</text></g>'
    )
