"""Sheet "Mutu data": every check with its count, then everything to look at, row by row."""

from collections.abc import Sequence

from laporan.excel.dasar import KOLOM_WILAYAH, isi_wilayah
from laporan.excel.lembar import Buku
from laporan.mutu import Pemeriksaan


def tulis_mutu(buku: Buku, pemeriksaan: Sequence[Pemeriksaan]) -> None:
    kolom = KOLOM_WILAYAH | {"Pemeriksaan": 40, "Yang perlu dilihat": 100}
    lembar = buku.lembar("Mutu data", list(kolom.values()))
    lembar.judul("Liputan dan mutu data")
    lembar.lewati()
    bulat = buku.angka(0)
    lembar.tulis(
        [None, None, "Perlu dilihat", "Dari", "Satuan", "Pemeriksaan", "Artinya"], [buku.tajuk] * 7
    )
    for p in pemeriksaan:
        lembar.tulis(
            [None, None, p.banyak, p.dari, p.satuan, p.judul, p.arti],
            [buku.teks] * 2 + [bulat, bulat, buku.jorok, buku.teks, buku.bungkus],
        )
    lembar.lewati()
    lembar.tajuk(list(kolom), beku=4)
    tajuk = lembar.nomor - 1
    for p in pemeriksaan:
        for b in p.butir:
            lembar.tulis([*isi_wilayah(b.desa), p.judul, b.rincian], [buku.teks] * 7)
    if lembar.nomor == tajuk + 1:
        lembar.tulis(["Tidak ada yang perlu dilihat."], [buku.teks])
    else:
        lembar.lembar.autofilter(tajuk, 0, lembar.nomor - 1, len(kolom) - 1)
