"""Sheet "Pembanding": mentored villages against villages that were not, with the fair estimate."""

from laporan import presentation
from laporan.excel.dasar import BARIS_DATA, PER_DESA, desimal_ukuran
from laporan.excel.lembar import Buku, Isi, Lembar, Rumus
from laporan.queries import Hitungan, Pembanding, Perbandingan
from laporan.stats import HasilKelompok


KOLOM = {
    "Kode": 14,
    "Indikator": 34,
    "Satuan selisih": 13,
    "Arah baik": 8,
    "Desa dampingan berpasangan": 12,
    "Rata-rata dampingan": 16,
    "Desa pembanding berpasangan": 12,
    "Rata-rata pembanding": 16,
    "Taksiran yang dipakai": 16,
    "Selang 95% bawah": 16,
    "Selang 95% atas": 16,
    "Dibaca": 90,
}


def tulis_pembanding(
    buku: Buku, laporan: Perbandingan, semua: list[Hitungan], pembanding: Pembanding | None
) -> None:
    lembar = buku.lembar("Pembanding", list(KOLOM.values()))
    lembar.judul("Dibandingkan dengan desa yang tidak didampingi")
    if pembanding is None:
        lembar.tulis(
            ["Tidak ada desa pembanding pada periode, daftar, dan lingkup buku kerja ini."],
            [buku.teks],
        )
        return
    hasil = pembanding.hasil()
    lembar.tulis([presentation.catatan_pembanding(pembanding)], [buku.teks])
    lembar.tulis([presentation.kalimat_pembanding_umum(semua, hasil)], [buku.teks])
    lembar.lewati()
    lembar.tajuk(list(KOLOM), beku=2)
    akhir = BARIS_DATA - 1 + laporan.jumlah_baris
    for satu in semua:
        _baris(lembar, satu, hasil[satu.indikator.id], akhir)


def _baris(lembar: Lembar, satu: Hitungan, hasil: HasilKelompok, akhir: int) -> None:
    indikator, buku = satu.indikator, lembar.buku
    excel = lembar.nomor + 1
    dampingan: Isi = None
    if hasil.rerata_dampingan is not None:
        kode, selisih = (f"'{PER_DESA}'!${k}${BARIS_DATA}:${k}${akhir}" for k in "FP")
        rumus = f'=AVERAGEIFS({selisih},{kode},$A{excel},{selisih},"<>")'
        dampingan = Rumus(rumus, hasil.rerata_dampingan)
    adil = hasil.adil
    lembar.lembar.set_row(lembar.nomor, 32)
    angka, bulat = buku.angka(desimal_ukuran(indikator)), buku.angka(0)
    lembar.tulis(
        [
            indikator.kode,
            indikator.nama,
            indikator.satuan_selisih,
            indikator.definisi.arah,
            hasil.n_dampingan,
            dampingan,
            hasil.n_pembanding,
            hasil.rerata_pembanding,
            *((adil.taksiran, *adil.selang) if adil else (None,) * 3),
            presentation.kalimat_pembanding(indikator, hasil),
        ],
        [buku.teks, buku.bungkus, buku.teks, buku.teks]
        + [bulat, angka] * 2
        + [angka] * 3
        + [buku.bungkus_jorok],
    )
