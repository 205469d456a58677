"""Maps: which class each village has, and the pictures, legend and table that follow from it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from django.urls import reverse

from inti.acuan import read_csv
from inti.angka import format_angka
from laporan.presentation.nada import KUAT, nada
from laporan.presentation.penulis import Penulis, Perubahan, Sel
from laporan.queries import (
    DesaPeta,
    DesaSasaran,
    IndikatorLaporan,
    Pembanding,
    Perbandingan,
    SidikBatas,
    batas_kabupaten,
)
from laporan.stats import Pasangan, Sebanding, batas_kelas, kelas_nilai
from laporan.svg import (
    Blok,
    Keterangan,
    Lukisan,
    Petak,
    koroplet,
    legenda,
    lukis,
    peta_petak,
)


KISI = Path(__file__).parent.parent / "acuan" / "kisi_kecamatan.csv"
KOLOM_SEMPIT = 2
KOLOM_LEPAS = 5  # columns for kecamatan that the grid does not know


class SelPeta(NamedTuple):
    """What a village shows: class (key of laporan.svg.KELAS), symbol, words after its name."""

    kelas: str
    simbol: str
    kata: str


class BarisPeta(NamedTuple):
    """A village with figures in the table beside the map."""

    desa_id: int
    desa: str
    url: str
    daftar: str
    awal: Sel
    kini: Sel
    perubahan: Perubahan | None
    alasan: str
    perbaikan: float
    kelas: str


@dataclass(frozen=True)
class Peta:
    """One indicator on the map: the cell of every village, its legend, and the table."""

    judul: str
    sel: dict[int, SelPeta]
    legenda: list[tuple[str, str]]  # picture, words
    baris: list[BarisPeta]
    uraian: str


def susun_petak(
    desa: Sequence[DesaPeta],
    sel: Mapping[int, SelPeta],
    *,
    ditandai: Iterable[int] = (),
    kueri: str = "",
) -> dict[int, Petak]:
    """The cell of every village by id, each a link to its before/after page; villages without a
    cell are pale. `ditandai` are the ids of villages with a mark."""
    url = reverse("laporan:sebelum_sesudah_desa", args=["~"]) + kueri
    bertanda = set(ditandai)
    lain = SelPeta("lain", "", "bukan sasaran")
    return {
        d.id: Petak(
            url.replace("~", d.kode),
            (satu := sel.get(d.id, lain)).kelas,
            satu.simbol,
            f"{d.nama} ({d.kecamatan})",
            satu.kata,
            d.id in bertanda,
        )
        for d in desa
    }


def gambar_petak(
    desa: Sequence[DesaPeta], petak: Mapping[int, Petak], keterangan: Keterangan
) -> dict[str, str]:
    """The tile map, "lebar" and "sempit", of any figure (`susun_petak`)."""
    isi: dict[tuple[str, str], list[Petak]] = defaultdict(list)
    for d in desa:
        isi[d.kecamatan_kode, d.kecamatan].append(petak[d.id])
    kisi = _kisi()
    lepas = [kode for kode, _ in isi if kode not in kisi]
    bawah = max((baris for baris, _ in kisi.values()), default=0) + 1
    letak = kisi | {
        kode: (bawah + n // KOLOM_LEPAS, n % KOLOM_LEPAS + 1) for n, kode in enumerate(lepas)
    }
    blok = [Blok(nama, *letak[kode], semua) for (kode, nama), semua in isi.items()]
    return {
        "lebar": peta_petak(blok, keterangan),
        "sempit": peta_petak(blok, keterangan, kolom=KOLOM_SEMPIT),
    }


def gambar_batas(sidik: SidikBatas, petak: Mapping[int, Petak], keterangan: Keterangan) -> str:
    """The map of real outlines, of which the district has loaded some."""
    return koroplet(_lukisan(sidik), petak, keterangan)


def tanpa_batas(sidik: SidikBatas, desa: Iterable[DesaPeta]) -> list[DesaPeta]:
    """The villages that the map of outlines cannot show."""
    garis = _lukisan(sidik).garis if sidik[1] else {}
    return [d for d in desa if d.id not in garis]


@lru_cache(maxsize=2)
def _lukisan(sidik: SidikBatas) -> Lukisan:
    """Projected outlines, kept in the process: about 0.5 MB for 406 villages."""
    return lukis(batas_kabupaten(sidik[0]))


def susun_peta(
    laporan: Perbandingan,
    pembanding: Pembanding | None,
    indikator: IndikatorLaporan,
    tampil: str,
    kueri: str,
) -> Peta:
    """`tampil`: selisih, awal or kini."""
    penulis = Penulis.untuk(indikator)
    kelompok = [("dampingan", laporan)]
    if pembanding:
        kelompok.append(("pembanding", pembanding.pembanding))
    semua = [
        (daftar, desa, satu.per_desa[desa.id][indikator.id])
        for daftar, satu in kelompok
        for desa in satu.sasaran
    ]
    kelas = _Selisih(penulis) if tampil == "selisih" else _Tingkat(penulis, tampil, semua)
    sel = {desa.id: kelas.sel(p) for _, desa, p in semua}
    hitung = Counter(satu.kelas for satu in sel.values())
    legenda_ = [
        (nama, simbol, f"{kata} ({hitung[nama]})") for nama, simbol, kata in kelas.legenda()
    ]
    url = reverse("laporan:sebelum_sesudah_desa", args=["~"]) + kueri
    return Peta(
        judul=f"{indikator.nama}: {kelas.judul}",
        sel=sel,
        legenda=legenda(legenda_, "legenda"),
        baris=[
            _baris(penulis, daftar, desa, url.replace("~", desa.kode), p, sel[desa.id])
            for daftar, desa, p in semua
        ],
        uraian="; ".join(kata for _, _, kata in legenda_),
    )


def keterangan_peta(peta: Peta) -> Keterangan:
    """The words of the picture for those who cannot see it."""
    return Keterangan(
        "peta", peta.judul, f"{peta.uraian}. Angkanya ada pada tabel di bawah peta.", ""
    )


class _Selisih:
    """The classes of a change."""

    judul = "perubahan"

    def __init__(self, penulis: Penulis):
        self.penulis = penulis
        self.baik, self.buruk = ("▲", "▼") if penulis.arah == "naik" else ("▼", "▲")

    def sel(self, pasangan: Pasangan) -> SelPeta:
        if not isinstance(pasangan, Sebanding):
            return SelPeta("kosong", "", str(pasangan.alasan))
        perubahan = self.penulis.perubahan(pasangan.selisih)
        return SelPeta(nada(self.penulis, pasangan.selisih), perubahan.teks[0], perubahan.lengkap)

    def legenda(self) -> list[tuple[str, str, str]]:
        batas = format_angka(KUAT)
        kuat = self.penulis.jenis == "proporsi"
        semua = [
            ("membaik-kuat", self.baik, f"membaik {batas} poin persen atau lebih"),
            ("membaik", self.baik, "membaik" + (" kurang dari itu" if kuat else "")),
            ("tetap", "=", "tetap"),
            ("memburuk", self.buruk, "memburuk" + (f" kurang dari {batas} poin" if kuat else "")),
            ("memburuk-kuat", self.buruk, f"memburuk {batas} poin persen atau lebih"),
            ("kosong", "", "tidak dapat dibandingkan"),
        ]
        return [satu for satu in semua if kuat or not satu[0].endswith("-kuat")]


class _Tingkat:
    """Classes of a level, the same at both dates; the darkest is the worst."""

    def __init__(
        self, penulis: Penulis, tampil: str, semua: Sequence[tuple[str, object, Pasangan]]
    ):
        self.penulis, self.tampil = penulis, tampil
        self.judul = "keadaan sebelum" if tampil == "awal" else "keadaan sesudah"
        besaran = [
            n.besaran
            for *_, p in semua
            for n in (p.awal, p.lanjutan)
            if n and n.terverifikasi and n.besaran is not None
        ]
        desimal = 0 if penulis.jenis == "proporsi" else penulis.desimal
        self.desimal = desimal
        self.batas = batas_kelas(besaran, desimal)

    def sel(self, pasangan: Pasangan) -> SelPeta:
        nilai = pasangan.awal if self.tampil == "awal" else pasangan.lanjutan
        if nilai is None or not nilai.terverifikasi or nilai.besaran is None:
            return SelPeta("kosong", "", self.penulis.nilai(nilai).angka.replace("–", "tanpa data"))
        nomor = self._tingkat(kelas_nilai(nilai.besaran, self.batas))
        angka, bagian = self.penulis.nilai(nilai)
        return SelPeta(f"tingkat-{nomor}", str(nomor), f"{angka} {bagian}".strip())

    def _tingkat(self, kelas: int) -> int:
        return kelas + 1 if self.penulis.arah == "turun" else len(self.batas) + 1 - kelas

    def legenda(self) -> list[tuple[str, str, str]]:
        akhiran = "%" if self.penulis.jenis == "proporsi" else ""
        tepi = [f"{format_angka(b, self.desimal)}{akhiran}" for b in self.batas]
        hasil = []
        for kelas in range(len(tepi) + 1):
            bawah, atas = tepi[kelas - 1 : kelas], tepi[kelas : kelas + 1]
            if not tepi:
                kata = "semua nilai"
            elif not bawah:
                kata = f"kurang dari {atas[0]}"
            elif not atas:
                kata = f"{bawah[0]} atau lebih"
            else:
                kata = f"{bawah[0]} sampai kurang dari {atas[0]}"
            nomor = self._tingkat(kelas)
            hasil.append((f"tingkat-{nomor}", str(nomor), kata))
        return [*hasil, ("kosong", "", "tanpa data")]


def _baris(
    penulis: Penulis, daftar: str, desa: DesaSasaran, url: str, pasangan: Pasangan, sel: SelPeta
) -> BarisPeta:
    selisih = pasangan.selisih if isinstance(pasangan, Sebanding) else None
    return BarisPeta(
        desa_id=desa.id,
        desa=desa.nama_lengkap,
        url=url,
        daftar=daftar,
        awal=penulis.nilai(pasangan.awal),
        kini=penulis.nilai(pasangan.lanjutan),
        perubahan=None if selisih is None else penulis.perubahan(selisih),
        alasan="" if isinstance(pasangan, Sebanding) else str(pasangan.alasan),
        perbaikan=(selisih or 0) * (1 if penulis.arah == "naik" else -1),
        kelas=sel.kelas,
    )


@cache
def _kisi() -> dict[str, tuple[int, int]]:
    """Row and column of the kecamatan that have a known place, by code."""
    return {b["kode"]: (int(b["baris"]), int(b["kolom"])) for b in read_csv(KISI)}
