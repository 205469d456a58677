"""Sheet "Ringkasan": a row per indicator as live formulas over "Per desa", two native charts."""

from collections.abc import Sequence
from typing import Any

from laporan import presentation
from laporan.excel.dasar import BARIS_DATA, PER_DESA, desimal_ukuran
from laporan.excel.lembar import Buku, Isi, Lembar, Rumus
from laporan.queries import Hitungan, Perbandingan, TandaTangan


URUTAN_JENIS = {"proporsi": 0, "jumlah": 1, "skor": 2}  # the chart needs its rows together
BARIS_GRAFIK = 34  # sheet rows that the charts cover, side by side
LEBAR_GRAFIK = 870  # pixels


def tulis_ringkasan(
    buku: Buku,
    laporan: Perbandingan,
    semua: list[Hitungan],
    keterangan: Sequence[str],
    penanda: TandaTangan | None,
) -> None:
    kolom = {
        "Kode": 14,
        "Indikator": 38,
        "Satuan selisih": 13,
        "Arah baik": 8,
        "Awal (gabungan)": 17,
        "Kini (gabungan)": 17,
        "Selisih gabungan": 17,
        "Rata-rata perubahan desa": 16,
        "Selang 95% bawah": 16,
        "Selang 95% atas": 16,
        "Median perubahan": 16,
        "Desa berpasangan": 13,
        "Desa sasaran": 9,
        "Membaik": 9,
        "Tetap": 9,
        "Memburuk": 10,
    }
    lembar = buku.lembar("Ringkasan", list(kolom.values()))
    lembar.judul("Sebelum dan sesudah pendampingan", *keterangan, presentation.liputan(laporan))
    lembar.lewati()
    lembar.tajuk(list(kolom))
    pertama = lembar.nomor
    urut = sorted(semua, key=lambda s: URUTAN_JENIS[s.indikator.definisi.jenis])
    akhir = BARIS_DATA - 1 + laporan.jumlah_baris
    for satu in urut:
        _baris_ringkasan(lembar, satu, akhir)
    if not urut:
        lembar.tulis(["Tidak ada indikator yang ditanyakan pada kedua putaran ini."], [buku.teks])
    lembar.lewati()
    catatan = presentation.catatan_regresi(laporan)
    for teks in (
        "Gabungan: bagian semua desa berpasangan dijumlahkan dahulu, baru dibagi. Rata-rata: tiap desa satu suara.",
        "Perubahan sesudah pendampingan belum tentu karena pendampingan. Definisi, uji, dan rumus: lembar Kamus.",
        *([catatan] if catatan else []),
    ):
        lembar.tulis([teks], [buku.gaya(italic=True)])
    lembar.lewati()
    proporsi = sum(s.indikator.definisi.jenis == "proporsi" for s in urut)
    if proporsi:
        _grafik_proporsi(lembar, pertama, pertama + proporsi - 1)
    if urut:
        _grafik_putusan(
            lembar, pertama, pertama + len(urut) - 1, kiri=LEBAR_GRAFIK if proporsi else 0
        )
        lembar.lewati(BARIS_GRAFIK)
    lembar.tanda_tangan(penanda, kolom=11)


def _baris_ringkasan(lembar: Lembar, satu: Hitungan, akhir: int) -> None:
    indikator, ringkasan, buku = satu.indikator, satu.ringkasan, lembar.buku
    excel = lembar.nomor + 1

    def rentang(huruf: str) -> str:
        return f"'{PER_DESA}'!${huruf}${BARIS_DATA}:${huruf}${akhir}"

    syarat = f'{rentang("F")},$A{excel},{rentang("P")},"<>"'
    jenis, gabungan = indikator.definisi.jenis, ringkasan.gabungan
    rumus = {
        "proporsi": "=100*SUMIFS({0},{2})/SUMIFS({1},{2})",
        "jumlah": "=SUMIFS({0},{2})",
        "skor": "=AVERAGEIFS({0},{2})",
    }[jenis]
    angka: list[Isi] = [None] * 4
    if gabungan and ringkasan.rerata is not None:
        angka = [
            Rumus(rumus.format(rentang("J"), rentang("K"), syarat), gabungan.awal.besaran),
            Rumus(rumus.format(rentang("L"), rentang("M"), syarat), gabungan.lanjutan.besaran),
            Rumus(f"=F{excel}-E{excel}", gabungan.selisih),
            Rumus(f"=AVERAGEIFS({rentang('P')},{syarat})", ringkasan.rerata),
        ]
    putusan = [
        Rumus(f'=COUNTIFS({rentang("F")},$A{excel},{rentang("R")},"*{kata}")', banyak)
        for kata, banyak in (
            ("membaik", ringkasan.membaik),
            ("tetap", ringkasan.tetap),
            ("memburuk", ringkasan.memburuk),
        )
    ]
    desimal = desimal_ukuran(indikator)
    hitung = buku.angka(0)
    lembar.tulis(
        [
            indikator.kode,
            indikator.nama,
            indikator.satuan_selisih,
            indikator.definisi.arah,
            *angka,
            *(ringkasan.selang or (None, None)),
            ringkasan.median,
            Rumus(f"=COUNTIFS({syarat})", ringkasan.n),
            ringkasan.sasaran,
            *putusan,
        ],
        [buku.teks, buku.bungkus, buku.teks, buku.teks] + [buku.angka(desimal)] * 7 + [hitung] * 5,
    )


def _grafik_proporsi(lembar: Lembar, pertama: int, terakhir: int) -> None:
    """Native bars of the pooled rates; light and dark, so that they survive grey print."""
    deret = [("Sebelum", 4, {"color": "#C9D3D8"}), ("Sesudah", 5, {"color": "#0B62A8"})]
    _grafik(
        lembar,
        {"type": "bar"},
        "Sebelum dan sesudah, desa berpasangan digabung (%)",
        [(nama, kolom, {"fill": isi}) for nama, kolom, isi in deret],
        (pertama, terakhir),
        sumbu={"max": 100},
    )


def _grafik_putusan(lembar: Lembar, pertama: int, terakhir: int, *, kiri: int) -> None:
    """Native stacked bars of the villages by verdict; plain, empty and hatched for grey print."""
    garis = {"pattern": "wide_upward_diagonal", "fg_color": "#B4490F", "bg_color": "#FBEEE4"}
    _grafik(
        lembar,
        {"type": "bar", "subtype": "stacked"},
        "Banyaknya desa yang membaik, tetap, dan memburuk",
        [
            ("Membaik", 13, {"fill": {"color": "#0B62A8"}}),
            ("Tetap", 14, {"fill": {"color": "#EEF1F2"}}),
            ("Memburuk", 15, {"pattern": garis}),
        ],
        (pertama, terakhir),
        kiri=kiri,
    )


def _grafik(
    lembar: Lembar,
    jenis: dict[str, str],
    judul: str,
    deret: Sequence[tuple[str, int, dict[str, Any]]],
    baris: tuple[int, int],
    *,
    sumbu: dict[str, Any] | None = None,
    kiri: int = 0,
) -> None:
    """A chart over rows of this sheet, `kiri` pixels from its edge; `deret`: name, column, and how
    its bars look."""
    grafik = lembar.buku.buku.add_chart(jenis)
    pertama, terakhir = baris
    for nama, kolom, rupa in deret:
        grafik.add_series(
            {
                "name": nama,
                "categories": [lembar.nama, pertama, 1, terakhir, 1],
                "values": [lembar.nama, pertama, kolom, terakhir, kolom],
                "border": {"color": "#16262E", "width": 0.5},
                "gap": 60,
            }
            | rupa
        )
    grafik.set_title({"name": judul, "name_font": {"size": 12}})
    grafik.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": {"size": 9}})
    garis = {"visible": True, "line": {"color": "#D8E0E3"}}
    grafik.set_x_axis({"num_format": "0", "min": 0, "major_gridlines": garis} | (sumbu or {}))
    grafik.set_legend({"position": "top"})
    grafik.set_size({"width": LEBAR_GRAFIK - 10, "height": BARIS_GRAFIK * 20 - 10})
    lembar.lembar.insert_chart(lembar.nomor, 0, grafik, {"x_offset": kiri})
