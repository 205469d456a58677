"""Sheet "Kamus": definitions, all statistics with their tests, and how everything is computed."""

from desa.choices import JenisIndikator
from laporan.excel.dasar import desimal_ukuran
from laporan.excel.lembar import Buku, Isi, Lembar, Rumus
from laporan.queries import Hitungan, Pembanding
from laporan.stats import HasilKelompok, Sebanding, Taksiran, gabungkan, uji


def tulis_kamus(buku: Buku, semua: list[Hitungan], pembanding: Pembanding | None) -> None:
    lembar = buku.lembar("Kamus", [20, 38] + [16] * 20)
    lembar.judul("Kamus: definisi, statistik, dan cara menghitung")
    lembar.lewati()
    _definisi(lembar, semua)
    lembar.lewati()
    _statistik(lembar, semua)
    lembar.lewati()
    if pembanding:
        _metode_pembanding(lembar, semua, pembanding.hasil())
        lembar.lewati()
    for judul, teks in CARA_MENGHITUNG:
        lembar.lembar.set_row(lembar.nomor, 15 * (1 + len(teks) // 150))
        lembar.lembar.merge_range(lembar.nomor, 1, lembar.nomor, 14, "", buku.bungkus)
        lembar.tulis([judul, teks], [buku.gaya(bold=True), buku.bungkus])


def _definisi(lembar: Lembar, semua: list[Hitungan]) -> None:
    buku = lembar.buku
    lembar.tulis(["Definisi indikator"], [buku.gaya(bold=True, font_size=12)])
    kolom = ["Kode", "Indikator", "Bidang", "Jenis", "Arah baik", "Satuan", "Versi"]
    lembar.tajuk([*kolom, "Berlaku mulai", "Target daftar", "Definisi dan sumber"])
    gaya = [buku.teks, buku.bungkus] + [buku.teks] * 4
    gaya += [buku.gaya(align="center"), buku.tanggal, buku.angka(2), buku.bungkus_jorok]
    for satu in semua:
        indikator, versi = satu.indikator, satu.indikator.versi
        penyebut = f" Penyebut: {versi.label_penyebut}." if versi.label_penyebut else ""
        teks = (
            f"{versi.label_pembilang}.{penyebut} {versi.definisi} Sumber: {versi.sumber_definisi}."
        )
        lembar.lembar.set_row(lembar.nomor, 15 * (1 + len(teks) // 110))
        lembar.lembar.merge_range(lembar.nomor, 9, lembar.nomor, 19, "", buku.bungkus_jorok)
        lembar.tulis(
            [
                indikator.kode,
                indikator.nama,
                indikator.bidang,
                JenisIndikator(indikator.definisi.jenis).label,
                indikator.definisi.arah,
                versi.satuan,
                versi.nomor,
                versi.berlaku_mulai,
                indikator.target_daftar,
                teks,
            ],
            gaya,
        )


def _statistik(lembar: Lembar, semua: list[Hitungan]) -> None:
    """The methods table: all statistics with both tests, and the unpaired pooled figures."""
    buku = lembar.buku
    lembar.tulis(
        ["Statistik perubahan desa berpasangan, dan gabungan tanpa memasangkan"],
        [buku.gaya(bold=True, font_size=12)],
    )
    kolom = [
        "Kode",
        "Indikator",
        "Desa berpasangan",
        "Rata-rata",
        "Simpangan baku",
        "Selang 95% bawah",
        "Selang 95% atas",
        "Median",
        "Kuartil bawah",
        "Kuartil atas",
        "Turun",
        "Naik",
        "Tetap",
        "p uji tanda",
        "Statistik Wilcoxon",
        "p Wilcoxon",
        "Tanpa memasangkan: awal",
        "Tanpa memasangkan: kini",
        "Tanpa memasangkan: selisih",
        "Tanpa memasangkan: relatif (%)",
    ]
    lembar.lembar.set_row(lembar.nomor, 45)
    lembar.tulis(kolom, [buku.tajuk] * len(kolom))
    bulat, p = buku.angka(0), buku.gaya(num_format="0.000000")
    for satu in semua:
        ringkasan, jenis = satu.ringkasan, satu.indikator.definisi.jenis
        hasil = uji([x.selisih for x in satu.pasangan if isinstance(x, Sebanding)])
        lepas = gabungkan(
            (x.awal for x in satu.pasangan), (x.lanjutan for x in satu.pasangan), jenis
        )
        angka = buku.angka(desimal_ukuran(satu.indikator))
        lembar.tulis(
            [
                satu.indikator.kode,
                satu.indikator.nama,
                ringkasan.n,
                ringkasan.rerata,
                ringkasan.simpangan_baku,
                *(ringkasan.selang or (None, None)),
                ringkasan.median,
                *(ringkasan.kuartil or (None, None)),
                hasil.turun,
                hasil.naik,
                hasil.tetap,
                hasil.p_tanda,
                hasil.wilcoxon,
                hasil.p_wilcoxon,
                *(
                    (lepas.awal.besaran, lepas.lanjutan.besaran, lepas.selisih, lepas.relatif)
                    if lepas
                    else (None,) * 4
                ),
            ],
            [buku.teks, buku.bungkus, bulat]
            + [angka] * 7
            + [bulat] * 3
            + [p, buku.angka(1), p]
            + [angka] * 4,
        )


def _metode_pembanding(
    lembar: Lembar, semua: list[Hitungan], hasil: dict[int, HasilKelompok]
) -> None:
    """The methods table: plain before/after, all estimates, and the difference of the two."""
    buku = lembar.buku
    lembar.tulis(
        ["Desa dampingan dan desa pembanding: semua taksiran"],
        [buku.gaya(bold=True, font_size=12)],
    )
    lembar.lembar.set_row(lembar.nomor, 45)
    lembar.tulis(KOLOM_METODE, [buku.tajuk] * len(KOLOM_METODE))
    for satu in semua:
        _baris_metode(lembar, satu, hasil[satu.indikator.id])


def _baris_metode(lembar: Lembar, satu: Hitungan, hasil: HasilKelompok) -> None:
    buku = lembar.buku
    angka, bulat = buku.angka(desimal_ukuran(satu.indikator) + 2), buku.angka(0)
    p = buku.gaya(num_format="0.000000")
    excel = lembar.nomor + 1
    beda: Isi = None
    if hasil.ganda and hasil.disesuaikan:
        beda = Rumus(f"=K{excel}-F{excel}", hasil.disesuaikan.taksiran - hasil.ganda.taksiran)
    lembar.tulis(
        [
            satu.indikator.kode,
            satu.indikator.nama,
            satu.ringkasan.rerata,
            *(satu.ringkasan.selang or (None, None)),
            *_isi_taksiran(hasil.ganda),
            *_isi_taksiran(hasil.disesuaikan),
            beda,
            *_isi_taksiran(hasil.dalam_kecamatan)[:4],
            hasil.klaster,
            hasil.tanpa_skor,
        ],
        [buku.teks, buku.bungkus]
        + [angka] * 7
        + [p]
        + [angka] * 4
        + [p]
        + [angka] * 5
        + [bulat] * 2,
    )


def _isi_taksiran(satu: Taksiran | None) -> list[Isi]:
    if satu is None:
        return [None] * 5
    return [satu.taksiran, satu.galat_baku, *satu.selang, satu.p]


KOLOM_METODE = [
    "Kode",
    "Indikator",
    "Sebelum–sesudah biasa",
    "Biasa: 95% bawah",
    "Biasa: 95% atas",
    "Selisih ganda",
    "Ganda: galat baku",
    "Ganda: 95% bawah",
    "Ganda: 95% atas",
    "Ganda: p",
    "Disesuaikan",
    "Disesuaikan: galat baku",
    "Disesuaikan: 95% bawah",
    "Disesuaikan: 95% atas",
    "Disesuaikan: p",
    "Beda kedua taksiran",
    "Dalam kecamatan, tanpa skor",
    "Dalam kecamatan: galat baku",
    "Dalam kecamatan: 95% bawah",
    "Dalam kecamatan: 95% atas",
    "Kecamatan",
    "Desa tanpa skor pemilih",
]

CARA_MENGHITUNG = (
    (
        "Selisih",
        "Proporsi: 100 × (pembilang kini / penyebut kini − pembilang awal / penyebut awal), dalam poin persen. Jumlah dan skor: kini − awal.",
    ),
    ("Tetap", "Hanya bila persis sama menurut bagiannya: 64/512 dan 32/256 tetap."),
    (
        "Relatif",
        "100 × selisih / awal; hanya bila pembilang awal sekurangnya 20, tidak pernah dari nol, tidak untuk skor.",
    ),
    (
        "Rata-rata",
        "Tanpa bobot, hanya desa berpasangan. Selang 95%: t dengan n − 1 derajat bebas, bila sekurangnya tiga pasangan.",
    ),
    (
        "Gabungan",
        "Hitungan semua desa berpasangan dijumlahkan dahulu, baru dibagi. Skor: rata-rata desa.",
    ),
    (
        "Tanpa memasangkan",
        "Semua nilai terverifikasi tiap putaran, juga desa yang hanya punya satu putaran. Tercampur perubahan daftar desa; hanya untuk menjelaskan beda dengan laporan lama.",
    ),
    ("Uji tanda", "Binomial dua sisi atas banyaknya desa yang turun di antara yang berubah."),
    ("Wilcoxon", "Signed-rank dua sisi, bawaan scipy: nol dibuang, tanpa koreksi kontinuitas."),
    (
        "Selisih ganda",
        "Perubahan tiap desa diregresikan pada didampingi (1) atau tidak (0); galat baku bergerombol menurut kecamatan (CR1), t dengan G − 1 derajat bebas. Adil bila data awal diukur sesudah desa dipilih.",
    ),
    (
        "Selisih ganda disesuaikan",
        "Sama, ditambah skor pemilih desa dan efek tetap kecamatan. Dipakai bila data awal adalah data yang memilih desa atau lebih lama. Diperlukan sekurangnya 3 desa tiap kelompok dan 5 kecamatan.",
    ),
    (
        "Tidak dibandingkan",
        "Satu alasan per pasangan: belum ada data awal, belum ada data lanjutan, belum diverifikasi, tidak diperoleh, definisi berubah, deret terputus, penyebut nol.",
    ),
)
