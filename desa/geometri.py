"""Village outlines in GeoJSON: read, check, turn round, simplify. Pure: no database.

Files of this kind come from many hands: coordinates as [latitude, longitude], codes with or without
dots, thousands of points per village. What cannot be a village of Indonesia is refused with its
number; nothing is repaired by guessing.
"""

import json
from collections.abc import Iterator
from math import cos, hypot, isfinite, radians
from typing import Any, NamedTuple


Titik = tuple[float, float]
Bidang = list[list[Titik]]  # one polygon: outer ring, then holes

BUJUR, LINTANG = (94.0, 142.0), (-12.0, 7.0)  # Indonesia, with some sea
TOLERANSI = 0.0003  # degrees, about 33 m: finer than any map of a whole district shows
DESIMAL = 5  # about 1 m
UKURAN_MAKS = 200 * 1024**2
NAMA_KODE = ("kode", "kode_desa", "kd_desa", "kode_kemendagri", "kdepum", "kode_bps", "iddesa")


class BatasSalah(ValueError):
    """A file that holds no outlines, with the reason in Indonesian."""


class Fitur(NamedTuple):
    """One outline of the file: its number, code as written (digits only), name, polygons."""

    nomor: int
    kode: str
    nama: str
    bidang: list[Bidang]

    @property
    def banyak_titik(self) -> int:
        return sum(len(cincin) for bidang in self.bidang for cincin in bidang)


class Terbaca(NamedTuple):
    """A file as read: usable outlines, the reasons for the others, whether axes were swapped."""

    fitur: list[Fitur]
    masalah: list[str]
    dibalik: bool


def baca_geojson(isi: bytes, *, nama_kode: str = "") -> Terbaca:
    """Read a FeatureCollection; `nama_kode` names the property that holds the village code.

    Without it the usual names are tried, in any case. Raises BatasSalah when nothing can be read.
    """
    fitur = _fitur(isi)
    kunci = _kunci_kode(fitur, nama_kode)
    dibalik = _terbalik(fitur)
    hasil, masalah = [], []
    for nomor, satu in enumerate(fitur, start=1):
        sifat = {str(k).lower(): v for k, v in (satu.get("properties") or {}).items()}
        kode = "".join(c for c in str(sifat.get(kunci, "")) if c.isdigit())
        nama = str(sifat.get("nama") or sifat.get("name") or sifat.get("namobj") or "")
        sebutan = f"fitur {nomor} ({nama or kode or 'tanpa nama'})"
        try:
            bidang = _bidang(satu.get("geometry"), dibalik=dibalik)
        except BatasSalah as error:
            masalah.append(f"{sebutan}: {error}")
            continue
        if not kode:
            masalah.append(f"{sebutan}: tanpa kode desa")
            continue
        hasil.append(Fitur(nomor, kode, nama, bidang))
    if not hasil:
        rincian = f" {masalah[0]}." if masalah else ""
        raise BatasSalah(f"Tidak ada satu pun batas yang dapat dipakai.{rincian}")
    return Terbaca(hasil, masalah, dibalik)


def sederhanakan(bidang: list[Bidang], toleransi: float = TOLERANSI) -> list[Bidang]:
    """The polygons with as few points as keep them within `toleransi` degrees of the original.

    Rings that shrink to nothing are dropped, but never the last outer ring.
    """
    hasil = []
    for satu in bidang:
        cincin = [_ringkas(c, toleransi) for c in satu]
        if len(cincin[0]) >= 4:
            hasil.append([cincin[0], *(c for c in cincin[1:] if len(c) >= 4)])
    return hasil or [[bidang[0][0]]]


def geometri(bidang: list[Bidang]) -> dict[str, Any]:
    """The polygons as a GeoJSON geometry, rounded to about a metre."""
    koordinat = [
        [[[round(x, DESIMAL), round(y, DESIMAL)] for x, y in cincin] for cincin in satu]
        for satu in bidang
    ]
    if len(koordinat) == 1:
        return {"type": "Polygon", "coordinates": koordinat[0]}
    return {"type": "MultiPolygon", "coordinates": koordinat}


def _fitur(isi: bytes) -> list[dict[str, Any]]:
    if len(isi) > UKURAN_MAKS:
        raise BatasSalah(f"Berkas lebih besar dari {UKURAN_MAKS // 1024**2} MB.")
    try:
        data = json.loads(isi.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise BatasSalah("Berkas bukan GeoJSON (JSON dalam UTF-8).") from error
    fitur = data.get("features") if isinstance(data, dict) else None
    if not isinstance(fitur, list) or not all(isinstance(f, dict) for f in fitur):
        raise BatasSalah("Berkas bukan GeoJSON FeatureCollection.")
    return fitur


def _kunci_kode(fitur: list[dict[str, Any]], nama_kode: str) -> str:
    ada = {str(k).lower() for f in fitur for k in (f.get("properties") or {})}
    for nama in [nama_kode.lower()] if nama_kode else NAMA_KODE:
        if nama in ada:
            return nama
    daftar = ", ".join(sorted(ada)) or "tidak ada"
    raise BatasSalah(f"Kolom kode desa tidak ditemukan; kolom yang ada: {daftar}.")


def _terbalik(fitur: list[dict[str, Any]]) -> bool:
    """Whether coordinates are [latitude, longitude]: judged on all points, both cannot hold here."""
    lurus = terbalik = 0
    for satu in fitur:
        for x, y, *_ in _titik(satu.get("geometry")):
            lurus += _di_indonesia(x, y)
            terbalik += _di_indonesia(y, x)
    return terbalik > lurus


def _titik(bentuk: Any) -> Iterator[list[float]]:
    """Every position of a geometry, whatever its depth."""
    tumpukan = [bentuk.get("coordinates")] if isinstance(bentuk, dict) else []
    while tumpukan:
        satu = tumpukan.pop()
        if not isinstance(satu, list) or not satu:
            continue
        if all(isinstance(n, int | float) for n in satu) and len(satu) >= 2:
            yield satu
        else:
            tumpukan += satu


def _di_indonesia(bujur: float, lintang: float) -> bool:
    return BUJUR[0] <= bujur <= BUJUR[1] and LINTANG[0] <= lintang <= LINTANG[1]


def _bidang(bentuk: Any, *, dibalik: bool) -> list[Bidang]:
    jenis = bentuk.get("type") if isinstance(bentuk, dict) else None
    if jenis not in ("Polygon", "MultiPolygon"):
        raise BatasSalah(f"bentuknya {jenis or 'kosong'}, bukan Polygon atau MultiPolygon")
    koordinat = bentuk.get("coordinates")
    semua = [koordinat] if jenis == "Polygon" else koordinat
    if (
        not isinstance(semua, list)
        or not semua
        or not all(isinstance(b, list) and b for b in semua)
    ):
        raise BatasSalah("koordinatnya kosong")
    return [[_cincin(c, dibalik=dibalik) for c in satu] for satu in semua]


def _cincin(koordinat: Any, *, dibalik: bool) -> list[Titik]:
    if not isinstance(koordinat, list) or len(koordinat) < 4:
        raise BatasSalah("garisnya kurang dari empat titik")
    hasil = []
    for satu in koordinat:
        sah = isinstance(satu, list) and len(satu) >= 2
        if not sah or not all(isinstance(n, int | float) and isfinite(n) for n in satu[:2]):
            raise BatasSalah("ada titik yang bukan sepasang angka")
        bujur, lintang = (satu[1], satu[0]) if dibalik else (satu[0], satu[1])
        if not _di_indonesia(bujur, lintang):
            raise BatasSalah(f"titik {satu[:2]} berada di luar Indonesia")
        hasil.append((float(bujur), float(lintang)))
    if hasil[0] != hasil[-1]:
        raise BatasSalah("garisnya tidak tertutup")
    return hasil


def _ringkas(cincin: list[Titik], toleransi: float) -> list[Titik]:
    """Douglas-Peucker without recursion; a closed ring is cut at the point farthest from its start."""
    lebar = cos(radians(cincin[0][1]))
    titik = [(x * lebar, y) for x, y in cincin]
    terjauh = max(range(len(titik)), key=lambda i: _jarak_titik(titik[0], titik[i]))
    simpan = {0, terjauh, len(titik) - 1}
    tumpukan = [(0, terjauh), (terjauh, len(titik) - 1)]
    while tumpukan:
        awal, akhir = tumpukan.pop()
        if akhir - awal < 2:
            continue
        jarak, letak = max(
            (_jarak(titik[i], titik[awal], titik[akhir]), i) for i in range(awal + 1, akhir)
        )
        if jarak > toleransi:
            simpan.add(letak)
            tumpukan += [(awal, letak), (letak, akhir)]
    return [cincin[i] for i in sorted(simpan)]


def _jarak_titik(a: Titik, b: Titik) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def _jarak(titik: Titik, a: Titik, b: Titik) -> float:
    """From a point to the segment a-b."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    panjang = dx * dx + dy * dy
    if panjang == 0:
        return _jarak_titik(titik, a)
    bagian = ((titik[0] - a[0]) * dx + (titik[1] - a[1]) * dy) / panjang
    bagian = min(1.0, max(0.0, bagian))
    return _jarak_titik(titik, (a[0] + bagian * dx, a[1] + bagian * dy))
