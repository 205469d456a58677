"""Sheet "Matriks": the change of every village (rows) in every indicator (columns)."""

from typing import Any

from laporan.excel.dasar import KOLOM_WILAYAH, desimal_ukuran, isi_wilayah
from laporan.excel.lembar import Buku, Isi, format_angka_excel
from laporan.queries import Hitungan, Perbandingan
from laporan.stats import Pasangan, Putusan, Sebanding


WARNA = {  # ink and ground per verdict, as on the page
    Putusan.MEMBAIK: ("#084A80", "#E4F0FA"),
    Putusan.MEMBURUK: ("#83330A", "#FBEEE4"),
    Putusan.TETAP: ("#16262E", "#EEF1F2"),
}


def tulis_matriks(buku: Buku, laporan: Perbandingan, semua: list[Hitungan]) -> None:
    wilayah = {k: v for k, v in KOLOM_WILAYAH.items() if k != "Kode BPS"}
    lembar = buku.lembar("Matriks", [*wilayah.values(), *map(_lebar, semua)])
    lembar.judul(
        "Selisih tiap desa dan indikator",
        "▲ naik, ▼ turun, = tetap; biru membaik, jingga memburuk, – tidak dapat dibandingkan. "
        "Poin persen, kecuali satuan lain pada kepala kolom.",
    )
    lembar.lewati()
    lembar.tajuk(
        [*wilayah, *(_judul(s) for s in semua)],
        beku=4,
        tinggi=75,
    )
    for nomor, sasaran in enumerate(laporan.sasaran):
        kode, _, *sisa = isi_wilayah(sasaran)
        pasangan = [s.pasangan[nomor] for s in semua]
        lembar.tulis(
            [kode, *sisa, *map(_isi, pasangan)],
            [buku.teks] * 4
            + [
                _gaya(buku, p, desimal_ukuran(s.indikator))
                for p, s in zip(pasangan, semua, strict=True)
            ],
        )
    if not laporan.sasaran:
        lembar.tulis(["Tidak ada desa sasaran pada daftar dan saringan ini."], [buku.teks])


def _lebar(satu: Hitungan) -> int:
    return 19 if satu.indikator.definisi.jenis == "jumlah" else 12


def _judul(satu: Hitungan) -> str:
    jenis, satuan = satu.indikator.definisi.jenis, satu.indikator.satuan_selisih
    return satu.indikator.nama if jenis == "proporsi" else f"{satu.indikator.nama} ({satuan})"


def _isi(pasangan: Pasangan) -> Isi:
    return pasangan.selisih if isinstance(pasangan, Sebanding) else "–"


def _gaya(buku: Buku, pasangan: Pasangan, desimal: int) -> Any:
    """A number stays a number: the symbol comes from the format, the colour from the verdict."""
    if not isinstance(pasangan, Sebanding):
        return buku.gaya(align="right", font_color="#51636C")
    tinta, latar = WARNA[pasangan.putusan]
    naik, turun = (format_angka_excel(desimal, tanda) for tanda in ("▲ ", "▼ "))
    return buku.gaya(
        num_format=f'{naik};{turun};"= "0',
        font_color=tinta,
        bg_color=latar,
    )
