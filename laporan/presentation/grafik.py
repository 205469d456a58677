"""The dumbbell pictures of the before/after tables."""

from collections import Counter
from collections.abc import Iterable

from inti.angka import format_angka
from laporan.presentation.baris import BarisDesa
from laporan.presentation.penulis import Penulis
from laporan.queries import Hitungan
from laporan.stats import Sebanding
from laporan.svg import LEBAR, SEMPIT, Baris, Keterangan, dumbbell


def grafik(judul: str, satuan: str, baris: Iterable[BarisDesa]) -> dict[str, list[str]]:
    """Pictures of the comparable rows, "lebar" and "sempit", best change first."""
    isi = [
        _titik(b, b.pasangan)
        for b in sorted(baris, key=lambda b: -b.perbaikan)
        if isinstance(b.pasangan, Sebanding)
    ]
    return _gambar(judul, satuan, isi)


def grafik_gabungan(judul: str, semua: Iterable[Hitungan]) -> dict[str, list[str]]:
    """The same picture with a row per proportion: all comparable villages together."""
    isi = []
    for indikator, _, ringkasan, _ in semua:
        if indikator.definisi.jenis != "proporsi" or ringkasan.gabungan is None:
            continue
        penulis, gabungan = Penulis.untuk(indikator), ringkasan.gabungan
        perubahan = penulis.perubahan(gabungan.selisih, gabungan=True)
        isi.append(
            Baris(
                nama=indikator.nama,
                awal=gabungan.awal.besaran,
                lanjutan=gabungan.lanjutan.besaran,
                teks_awal=penulis.besaran(gabungan.awal.besaran).rstrip("%"),
                teks_lanjutan=penulis.besaran(gabungan.lanjutan.besaran).rstrip("%"),
                teks_selisih=perubahan.lengkap,
                putusan=perubahan.putusan,
            )
        )
    return _gambar(judul, "poin persen", isi)


def _gambar(judul: str, satuan: str, isi: list[Baris]) -> dict[str, list[str]]:
    hitung = Counter(b.putusan for b in isi)
    keterangan = Keterangan(
        "grafik",
        f"{judul}: sebelum dan sesudah",
        f"{len(isi)} baris: {hitung['membaik']} membaik, {hitung['tetap']} tetap, "
        f"{hitung['memburuk']} memburuk. Angkanya ada pada tabel di halaman ini.",
        f"selisih ({satuan})",
    )
    akhiran = "%" if satuan == "poin persen" else ""

    def skala(nilai: float) -> str:
        return f"{format_angka(round(nilai, 6))}{akhiran}"

    return {
        "lebar": dumbbell(isi, keterangan, skala, LEBAR),
        "sempit": dumbbell(isi, keterangan, skala, SEMPIT),
    }


def _titik(baris: BarisDesa, pasangan: Sebanding) -> Baris:
    perubahan = baris.perubahan
    return Baris(
        nama=baris.judul,
        awal=pasangan.awal.besaran or 0.0,
        lanjutan=pasangan.lanjutan.besaran or 0.0,
        teks_awal=baris.awal.angka.rstrip("%"),
        teks_lanjutan=baris.kini.angka.rstrip("%"),
        teks_selisih=perubahan.lengkap if perubahan else "",
        putusan=pasangan.putusan,
    )
