"""Heat picture and table village × indicator: every change at one glance."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse

from laporan.presentation.nada import KUAT, nada
from laporan.presentation.penulis import Penulis
from laporan.queries import Perbandingan
from laporan.stats import Pasangan, TakSebanding
from laporan.svg import BarisGambar, Keterangan, SelGambar, legenda, panas


# The symbol tells the verdict, not the direction: a picture of many indicators must read in grey.
KELAS_PANAS = {
    "membaik-kuat": ("++", f"membaik {KUAT:g} poin persen atau lebih"),
    "membaik": ("+", "membaik"),
    "tetap": ("=", "tetap"),
    "memburuk": ("–", "memburuk"),
    "memburuk-kuat": ("––", f"memburuk {KUAT:g} poin persen atau lebih"),
    "kosong": ("", "tidak dapat dibandingkan"),
}


class SelPanas(NamedTuple):
    """One cell: the change with its verdict, or the reason why there is none."""

    teks: str
    kata: str
    nada: str


class BarisTabel(NamedTuple):
    """One village of the table."""

    nama: str
    url: str
    sel: list[SelPanas]


@dataclass(frozen=True)
class Panas:
    """The picture, what its classes mean, and the same as a table."""

    kolom: list[tuple[str, str]]  # name and address of each indicator
    gambar: list[str]
    legenda: list[tuple[str, str]]  # picture, words
    baris: list[BarisTabel]
    kalimat: str


def sel_panas(penulis: Penulis, pasangan: Pasangan) -> SelPanas:
    if isinstance(pasangan, TakSebanding):
        return SelPanas("", str(pasangan.alasan), "kosong")
    perubahan = penulis.perubahan(pasangan.selisih)
    return SelPanas(perubahan.teks, perubahan.putusan, nada(penulis, pasangan.selisih))


def susun_panas(laporan: Perbandingan, kueri: str) -> Panas:
    """Every pair of the comparison; `kueri` is the query string that links carry on."""
    penulis = [(i.id, Penulis.untuk(i)) for i in laporan.indikator]
    kolom = [
        (i.nama, reverse("laporan:sebelum_sesudah_indikator", args=[i.kode]) + kueri)
        for i in laporan.indikator
    ]
    baris = [
        BarisTabel(
            s.nama_lengkap,
            reverse("laporan:sebelum_sesudah_desa", args=[s.kode]) + kueri,
            [sel_panas(satu, laporan.per_desa[s.id][pk]) for pk, satu in penulis],
        )
        for s in laporan.sasaran
    ]
    hitung = Counter(sel.kata if sel.teks else "lain" for b in baris for sel in b.sel)
    kalimat = (
        f"{laporan.jumlah_baris} pasangan desa–indikator: {hitung['membaik']} membaik, "
        f"{hitung['tetap']} tetap, {hitung['memburuk']} memburuk, "
        f"{hitung['lain']} tidak dapat dibandingkan."
    )
    return Panas(
        kolom,
        panas(
            kolom,
            [_gambar(b, kolom) for b in baris],
            Keterangan(
                "panas",
                "Perubahan tiap desa dan indikator",
                f"{kalimat} Angkanya ada pada tabel di bawah gambar.",
                "",
            ),
        ),
        legenda(((kelas, *isi) for kelas, isi in KELAS_PANAS.items()), "panas"),
        baris,
        kalimat,
    )


def _gambar(baris: BarisTabel, kolom: list[tuple[str, str]]) -> BarisGambar:
    sel = [
        SelGambar(
            satu.nada,
            KELAS_PANAS[satu.nada][0],
            f"{baris.nama}, {nama}: {satu.teks} {satu.kata}",
        )
        for satu, (nama, _) in zip(baris.sel, kolom, strict=True)
    ]
    return BarisGambar(baris.nama, baris.url, sel)
