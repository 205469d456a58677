"""How a village or an indicator went on from round to round: pictures, their words, table twin."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format

from inti.angka import format_angka
from laporan.presentation.baris import BarisDesa
from laporan.presentation.penulis import Penulis
from laporan.queries import (
    IndikatorLaporan,
    Pembanding,
    Perbandingan,
    PutaranLaporan,
    SemuaPutaran,
)
from laporan.stats import Deret, DeretGabungan, gabung_deret, susun_deret
from laporan.svg import (
    PANEL,
    TREN,
    TREN_SEMPIT,
    Garis,
    Keterangan,
    Waktu,
    deret,
    sumbu_bulat,
)


BESAR = ((1e9, " M"), (1e6, " jt"))  # miliar, juta


class SelDeret(NamedTuple):
    """A figure of one round, and why it does not go on from the one before."""

    angka: str
    bagian: str
    putus: str


class BarisDeret(NamedTuple):
    """A row of the table twin."""

    judul: str
    url: str
    sel: list[SelDeret]


class Panel(NamedTuple):
    """One of the small pictures: what it is of, and what the table says of the two rounds."""

    judul: str
    url: str
    svg: str
    putusan: str  # membaik, tetap, memburuk, or empty
    kata: str


@dataclass(frozen=True)
class GambarDeret:
    """Everything the page shows of the rounds; `tren` (wide, narrow) is empty for one village."""

    putaran: list[PutaranLaporan]
    panel: list[Panel]
    baris: list[BarisDeret]
    tren: tuple[str, str] = ("", "")
    kalimat: str = ""
    satu_sumbu: bool = False


def deret_desa(
    laporan: Perbandingan, semua: SemuaPutaran, baris: Iterable[BarisDesa]
) -> GambarDeret | None:
    """One village: a panel per indicator, each on its own axis. None with fewer than two rounds."""
    if len(semua.putaran) < 2:
        return None
    (desa,) = laporan.sasaran
    panel, tabel = [], []
    for nomor, (indikator, satu) in enumerate(zip(laporan.indikator, baris, strict=True)):
        isi = susun_deret(semua.deret(desa.id, indikator.id), indikator.definisi)
        penulis = _Deret(indikator, semua.putaran)
        tabel.append(penulis.baris(satu.judul, satu.url, isi))
        if isi.ruas:
            panel.append(penulis.panel(f"panel-{nomor}", satu, isi))
    return GambarDeret(semua.putaran, panel, tabel)


def deret_indikator(
    laporan: Perbandingan,
    semua: SemuaPutaran,
    baris: Iterable[BarisDesa],
    pembanding: Pembanding | None,
) -> GambarDeret | None:
    """One indicator: the villages together, with those not mentored, then a panel per village.

    `baris` are the villages in the order of the page. None with fewer than two rounds.
    """
    if len(semua.putaran) < 2:
        return None
    (indikator,) = laporan.indikator
    penulis = _Deret(indikator, semua.putaran)
    kelompok = [("Desa dampingan", laporan.sasaran)]
    if laporan.jenis != "dampingan":
        kelompok = [("Desa sasaran", laporan.sasaran)]
    if pembanding:
        kelompok.append(("Desa pembanding", pembanding.pembanding.sasaran))
    gabungan = [
        (nama, penulis.gabungan(semua.deret(s.id, indikator.id) for s in sasaran))
        for nama, sasaran in kelompok
    ]
    isi = [(b, susun_deret(semua.deret(b.kunci, indikator.id), indikator.definisi)) for b in baris]
    angka = [n.besaran for _, d in isi for n in d.nilai if n and n.besaran is not None]
    sumbu = sumbu_bulat(angka) if angka else None
    return GambarDeret(
        semua.putaran,
        [
            penulis.panel(f"panel-{nomor}", b, d, sumbu)
            for nomor, (b, d) in enumerate(isi)
            if d.ruas
        ],
        [
            *(
                penulis.baris(f"{nama} ({g.desa})", "", g.deret)
                for nama, g in gabungan
                if g.deret.ruas
            ),
            *(penulis.baris(b.judul, b.url, d) for b, d in isi),
        ],
        penulis.tren(gabungan),
        penulis.kalimat(gabungan[0][1], len(laporan.sasaran)),
        satu_sumbu=True,
    )


class _Deret:
    """Writes the series of one indicator over the given rounds."""

    def __init__(self, indikator: IndikatorLaporan, putaran: Sequence[PutaranLaporan]):
        self.indikator, self.putaran = indikator, putaran
        self.penulis = Penulis.untuk(indikator)
        self.tanggal = [p.tanggal_rujukan for p in putaran]
        self.waktu = Waktu(
            [self._letak(t) for t in self.tanggal], [date_format(t, "M Y") for t in self.tanggal]
        )

    def gabungan(self, semua) -> DeretGabungan:
        return gabung_deret(semua, self.tanggal, self.indikator.definisi)

    def panel(self, kunci: str, baris: BarisDesa, isi: Deret, sumbu=None) -> Panel:
        perubahan = baris.perubahan
        return Panel(
            baris.judul,
            baris.url,
            deret(
                self.waktu,
                [self._garis(baris.judul, isi)],
                Keterangan(kunci, f"{baris.judul} tiap putaran", self._uraian(isi), ""),
                self._skala,
                PANEL,
                putus=self._putus([isi]),
                sumbu=sumbu,
            ),
            perubahan.putusan if perubahan else "",
            f"{baris.awal.angka} → {baris.kini.angka} {perubahan.lengkap}"
            if perubahan
            else baris.catatan,
        )

    def tren(self, gabungan: Sequence[tuple[str, DeretGabungan]]) -> tuple[str, str]:
        """The chart of the groups, wide and narrow."""
        ada = [(f"{nama} ({g.desa})", g.deret) for nama, g in gabungan if g.deret.ruas]
        keterangan = Keterangan(
            "tren",
            f"{self.indikator.nama} tiap putaran",
            " ".join(f"{nama}: {self._uraian(isi)}." for nama, isi in ada),
            "",
        )
        garis = [
            self._garis(nama, isi, pembanding=nomor > 0) for nomor, (nama, isi) in enumerate(ada)
        ]
        putus = self._putus([isi for _, isi in ada])
        lebar, sempit = (
            deret(self.waktu, garis, keterangan, self._skala, tata, putus=putus)
            for tata in (TREN, TREN_SEMPIT)
        )
        return lebar, sempit

    def kalimat(self, gabungan: DeretGabungan, sasaran: int) -> str:
        """Which villages stand behind the joint series, which rounds do not, where it breaks."""
        isi = gabungan.deret
        nomor = [n for ruas in isi.ruas for n in ruas]
        if not nomor:
            return "Tidak ada desa yang punya angka pada semua putaran yang terisi."
        nama = [f"putaran {p.nomor}" for p in self.putaran]
        kalimat = (
            f"Gabungan {gabungan.desa} desa yang sama pada tiap putaran: "
            f"{self._angka(isi, nomor[0])} ({self.waktu.label[nomor[0]]}) menjadi "
            f"{self._angka(isi, nomor[-1])} ({self.waktu.label[nomor[-1]]})."
        )
        lain = [
            f"{nama[n]} ({terisi} dari {sasaran} desa)"
            for n, terisi in enumerate(gabungan.terisi)
            if n not in nomor
        ]
        if lain:
            kalimat += f" Belum ikut karena kurang dari separuh desa terisi: {', '.join(lain)}."
        for n, alasan in isi.putus.items():
            kalimat += f" Garis tidak disambung ke {nama[n]}: {alasan}."
        return kalimat

    def baris(self, judul: str, url: str, isi: Deret) -> BarisDeret:
        sel = []
        for nomor, nilai in enumerate(isi.nilai):
            angka, bagian = self.penulis.nilai(nilai)
            sel.append(SelDeret(angka, bagian, str(isi.putus.get(nomor, ""))))
        return BarisDeret(judul, url, sel)

    def _garis(self, nama: str, isi: Deret, *, pembanding: bool = False) -> Garis:
        return Garis(
            nama,
            [n.besaran if n else None for n in isi.nilai],
            [self._angka(isi, nomor) for nomor in range(len(isi.nilai))],
            isi.ruas,
            pembanding,
        )

    def _angka(self, isi: Deret, nomor: int) -> str:
        nilai = isi.nilai[nomor]
        return self.penulis.besaran(nilai.besaran if nilai else None)

    def _uraian(self, isi: Deret) -> str:
        return "; ".join(
            f"{self.waktu.label[n]} {self._angka(isi, n)}" for ruas in isi.ruas for n in ruas
        )

    def _skala(self, nilai: float) -> str:
        """A number of the axis; large ones in short, since the room beside it is narrow."""
        if self.penulis.jenis == "proporsi":
            return f"{format_angka(round(nilai, 6))}%"
        besar, kata = next((b for b in BESAR if abs(nilai) >= b[0]), (1, ""))
        return f"{format_angka(round(nilai / besar, 6))}{kata}"

    def _putus(self, semua: Iterable[Deret]) -> dict[float, str]:
        """Where the breaks stand: on their registered day, a new definition half-way."""
        hasil = {}
        for isi in semua:
            angka = [n for ruas in isi.ruas for n in ruas]
            for nomor, alasan in isi.putus.items():
                a, b = self.tanggal[angka[angka.index(nomor) - 1]], self.tanggal[nomor]
                pada = [t for t in self.indikator.definisi.putus if a < t <= b]
                hasil[self._letak(pada[0] if pada else a + (b - a) / 2)] = str(alasan)
        return hasil

    def _letak(self, tanggal: date) -> float:
        """0 at the first round, 1 at the last."""
        panjang = (self.tanggal[-1] - self.tanggal[0]).days or 1
        return (tanggal - self.tanggal[0]).days / panjang
