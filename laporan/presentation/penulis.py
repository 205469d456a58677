"""How the numbers of one indicator are written."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from desa.choices import AlasanKosong
from inti import angka as inti_angka
from laporan.queries import IndikatorLaporan
from laporan.stats import Angka, Jumlah, Nilai, putusan


TIDAK_ADA = "–"

# The same figures are written at every request; a thousand texts are a few hundred kB.
format_angka = lru_cache(maxsize=4096)(inti_angka.format_angka)


class Sel(NamedTuple):
    """A value in a table: the figure, and its parts in small print."""

    angka: str
    bagian: str = ""


class Perubahan(NamedTuple):
    """A change: symbol for up, down or none with the amount, and the verdict in a word."""

    teks: str
    putusan: str

    @property
    def lengkap(self) -> str:
        return "= tetap" if self.putusan == "tetap" else f"{self.teks} {self.putusan}"


@dataclass(frozen=True, slots=True)
class Penulis:
    """Writes rates with one decimal, counts and scores with those of their definition."""

    jenis: str
    arah: str
    desimal: int

    @classmethod
    def untuk(cls, indikator: IndikatorLaporan) -> "Penulis":
        return cls(indikator.definisi.jenis, indikator.definisi.arah, indikator.versi.desimal)

    @property
    def desimal_selisih(self) -> int:
        """Decimals of a change, a mean or an interval."""
        return 1 if self.jenis == "proporsi" else self.desimal + 1

    def besaran(self, angka: float | Decimal | None) -> str:
        """A rate as "12,5%", a count or score as a plain number."""
        if angka is None:
            return TIDAK_ADA
        if self.jenis == "proporsi":
            return f"{format_angka(angka, 1)}%"
        return format_angka(angka, self.desimal)

    def nilai(self, nilai: Nilai | None) -> Sel:
        """An answer; one that nobody has verified is not shown."""
        if nilai is None:
            return Sel(TIDAK_ADA)
        if not nilai.terverifikasi:
            return Sel("menunggu verifikasi")
        if nilai.alasan_kosong:
            return Sel(AlasanKosong(nilai.alasan_kosong).label.lower())
        return Sel(self.besaran(nilai.besaran), self._bagian(nilai.pembilang, nilai.penyebut))

    def jumlah(self, jumlah: Jumlah) -> Sel:
        """A pooled figure: a rate with its parts, a total, or a mean score."""
        if self.jenis == "skor":
            return Sel(format_angka(jumlah.besaran, self.desimal_selisih))
        return Sel(self.besaran(jumlah.besaran), self._bagian(jumlah.pembilang, jumlah.penyebut))

    def perubahan(self, selisih: float, *, gabungan: bool = False) -> Perubahan:
        """A change with its symbol; what would round to nothing is written "<0,1"."""
        kata = putusan(selisih, self.arah)
        if kata == "tetap":
            return Perubahan("= 0", kata)
        halus = self.jenis == "proporsi" or (self.jenis == "skor" and gabungan)
        desimal = self.desimal_selisih if halus else self.desimal
        terkecil = 10**-desimal
        kurang = "<" if abs(selisih) < terkecil / 2 else ""
        teks = format_angka(terkecil if kurang else abs(selisih), desimal)
        return Perubahan(f"{'▲' if selisih > 0 else '▼'} {kurang}{teks}", kata)

    def selisih(self, angka: float) -> str:
        """A signed change, mean or bound of an interval."""
        return format_angka(angka, self.desimal_selisih)

    def selang(self, selang: tuple[float, float]) -> str:
        return f"{self.selisih(selang[0])} s.d. {self.selisih(selang[1])}"

    def _bagian(self, pembilang: Angka | None, penyebut: Angka | None) -> str:
        if pembilang is None or penyebut is None:
            return ""
        return f"{format_angka(pembilang)}/{format_angka(penyebut)}"
