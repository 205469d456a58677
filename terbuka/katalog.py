"""The datasets: what each means, where it comes from, who may read it, and its columns."""

from collections.abc import Iterator
from dataclasses import replace

from desa.choices import AlasanKosong
from desa.models import (
    ButirSasaran,
    DaftarSasaran,
    Desa,
    Indikator,
    Kecamatan,
    Periode,
    Putaran,
    PutusDeret,
    Survei,
    VersiIndikator,
)
from dtks.models import RekapDesa, SumberData
from inti.models import Kabupaten
from opd.choices import StrategiProgram, SumberDana
from opd.models import OPD, Intervensi, JenisBantuan, Pencairan, Pendanaan, Penugasan
from terbuka import kolom as k
from terbuka import queries
from terbuka.choices import LingkupToken
from terbuka.dataset import Dataset
from terbuka.kolom import Kolom
from terbuka.queries.bentuk import Hasil
from terbuka.queries.simpanan import tersimpan


MODEL_SURVEI = (
    Survei,
    Putaran,
    Periode,
    Indikator,
    VersiIndikator,
    PutusDeret,
    DaftarSasaran,
    ButirSasaran,
    Desa,
    Kecamatan,
)
KOSONG = tuple(AlasanKosong.values)


def _bahan(kabupaten: Kabupaten) -> queries.BahanSurvei:
    """The answers behind the three survey datasets, read once for all of them."""
    return tersimpan(
        ("survei", kabupaten.pk), MODEL_SURVEI, lambda: queries.bahan_survei(kabupaten)
    ).isi


def _nilai_desa(kabupaten: Kabupaten) -> Iterator[Hasil]:
    return queries.nilai_desa(_bahan(kabupaten))


def _nilai_wilayah(kabupaten: Kabupaten) -> Iterator[Hasil]:
    return queries.nilai_wilayah(_bahan(kabupaten), kabupaten)


def _sebelum_sesudah(kabupaten: Kabupaten) -> Iterator[Hasil]:
    return queries.sebelum_sesudah(_bahan(kabupaten))


def _rekap_dtks(kabupaten: Kabupaten) -> Iterator[Hasil]:
    return queries.rekap_dtks(kabupaten, _bahan(kabupaten).tersamar())


def _sisi(nama: str, sebutan: str) -> tuple[Kolom, ...]:
    """The parts of one side of before/after."""
    return tuple(
        replace(satu, nama=f"{satu.nama}_{nama}", arti=f"{satu.arti.rstrip('.')}, {sebutan}.")
        for satu in (k.PEMBILANG, k.PENYEBUT, k.NILAI, k.PERSEN)
    )


KATALOG = {
    d.slug: d
    for d in (
        Dataset(
            "sebelum-sesudah",
            "Sebelum dan sesudah pendampingan",
            "Per indikator: desa yang kedua angkanya sebanding, diambil sebagai satu kesatuan, pada data awal dan pada putaran lanjutan terakhir yang sudah ditutup. Berubah setelah pendampingan belum berarti karena pendampingan; karena itu desa pembanding ada di sampingnya.",
            "menurut indikator; selisih proporsi dalam poin persen",
            "Survei desa oleh OPD pendamping, diverifikasi Sekretariat TKPK",
            "setelah sebuah putaran ditutup",
            (
                k.PERIODE,
                k.KELOMPOK,
                k.KODE_INDIKATOR,
                Kolom("putaran_awal", "bulat", "Nomor putaran data awal."),
                Kolom("tanggal_awal", "tanggal", "Tanggal keadaan data awal."),
                Kolom("putaran_lanjutan", "bulat", "Nomor putaran sesudahnya."),
                Kolom("tanggal_lanjutan", "tanggal", "Tanggal keadaan sesudahnya."),
                Kolom("desa_sasaran", "bulat", "Desa pada daftar.", "desa"),
                Kolom("desa_berpasangan", "bulat", "Desa yang kedua angkanya sebanding.", "desa"),
                Kolom(
                    "desa_tersamar",
                    "bulat",
                    "Desa berpasangan yang angkanya disamarkan, sehingga tidak ikut pada membaik, tetap, memburuk.",
                    "desa",
                ),
                *_sisi("awal", "pada data awal"),
                *_sisi("lanjutan", "pada putaran sesudahnya"),
                Kolom(
                    "selisih",
                    "angka",
                    "Sesudah dikurangi sebelum.",
                    "lihat satuan_selisih",
                    kosong=True,
                ),
                Kolom("satuan_selisih", "teks", "Satuan selisih."),
                *(
                    Kolom(
                        nama,
                        "bulat",
                        f"Desa yang angkanya {nama} menurut arah baik indikator; tetap berarti persis sama.",
                        "desa",
                    )
                    for nama in ("membaik", "tetap", "memburuk")
                ),
                k.keadaan("belum_ada_pasangan"),
            ),
            _sebelum_sesudah,
            MODEL_SURVEI,
            waktu="tanggal_lanjutan",
            disamarkan=True,
        ),
        Dataset(
            "nilai-wilayah",
            "Nilai survei per kecamatan dan kabupaten",
            "Per putaran yang sudah ditutup dan indikator: jumlah seluruh desa dampingan, dan seluruh desa pembanding, yang terverifikasi. Hanya desa pada daftar; bukan angka seluruh penduduk kecamatan.",
            "menurut indikator",
            "Survei desa oleh OPD pendamping, diverifikasi Sekretariat TKPK",
            "setelah sebuah putaran ditutup",
            (
                k.PERIODE,
                k.PUTARAN,
                k.JENIS_PUTARAN,
                k.TANGGAL_RUJUKAN,
                k.KODE_INDIKATOR,
                Kolom(
                    "tingkat",
                    "teks",
                    "Tingkat wilayah.",
                    pilihan=("kabupaten", "kecamatan"),
                    saring=True,
                ),
                Kolom(
                    "kode_wilayah",
                    "teks",
                    "Kode Kemendagri wilayah itu.",
                    pola=r"^\d{2}\.\d{2}(\.\d{2})?$",
                    saring=True,
                ),
                Kolom("nama_wilayah", "teks", "Nama wilayah itu."),
                k.KELOMPOK,
                Kolom("jumlah_desa", "bulat", "Desa yang angkanya ikut dijumlahkan.", "desa"),
                k.PEMBILANG,
                k.PENYEBUT,
                k.NILAI,
                k.PERSEN,
                k.keadaan(),
            ),
            _nilai_wilayah,
            MODEL_SURVEI,
            waktu="tanggal_rujukan",
            disamarkan=True,
        ),
        Dataset(
            "nilai-desa",
            "Nilai survei per desa",
            "Per putaran yang sudah ditutup, indikator, dan desa: jawaban terverifikasi yang berlaku, dengan bagian-bagiannya atau alasan mengapa kosong. Kosong bukan nol.",
            "menurut indikator",
            "Survei desa oleh OPD pendamping, diverifikasi Sekretariat TKPK",
            "setelah sebuah putaran ditutup",
            (
                k.PERIODE,
                k.PUTARAN,
                k.JENIS_PUTARAN,
                k.TANGGAL_RUJUKAN,
                k.KODE_INDIKATOR,
                k.KODE_DESA,
                k.NAMA_DESA,
                k.KODE_KECAMATAN,
                k.KELOMPOK,
                Kolom("versi", "bulat", "Versi definisi indikator yang dijawab."),
                k.PEMBILANG,
                k.PENYEBUT,
                k.NILAI,
                k.PERSEN,
                k.keadaan(*KOSONG),
            ),
            _nilai_desa,
            MODEL_SURVEI,
            LingkupToken.NILAI_DESA,
            waktu="tanggal_rujukan",
            disamarkan=True,
        ),
        Dataset(
            "indikator",
            "Kamus indikator",
            "Arti setiap indikator dan versinya, dengan medan Metadata Statistik Indikator (MS-Ind).",
            "tidak ada; kamus",
            "Kamus indikator TKPK, menurut peraturan yang disebut pada tiap barisnya",
            "saat definisi berubah; versi lama tetap ada",
            (
                k.KODE_INDIKATOR,
                Kolom("nama", "teks", "Nama indikator."),
                Kolom("bidang", "teks", "Bidang indikator."),
                Kolom("versi", "bulat", "Nomor versi definisi."),
                Kolom("berlaku_mulai", "tanggal", "Sejak kapan definisi ini berlaku."),
                Kolom(
                    "sebanding_versi_sebelumnya",
                    "ya",
                    "Apakah angkanya boleh dibandingkan dengan versi sebelumnya.",
                ),
                Kolom("indikator_inti", "ya", "Apakah wajib dijawab semua desa."),
                Kolom(
                    "jenis",
                    "teks",
                    "Proporsi, jumlah, atau skor.",
                    pilihan=("proporsi", "jumlah", "skor"),
                ),
                Kolom("konsep", "teks", "Konsep (MS-Ind).", kosong=True),
                Kolom("definisi", "teks", "Definisi (MS-Ind)."),
                Kolom("interpretasi", "teks", "Interpretasi (MS-Ind)."),
                Kolom("rumus", "teks", "Metode atau rumus penghitungan (MS-Ind)."),
                Kolom("ukuran", "teks", "Ukuran (MS-Ind).", kosong=True),
                Kolom("satuan", "teks", "Satuan pembilang, jumlah, atau skor (MS-Ind)."),
                Kolom("klasifikasi", "teks", "Klasifikasi penyajian (MS-Ind).", kosong=True),
                Kolom("variabel_pembilang", "teks", "Variabel pembangun: pembilang (MS-Ind)."),
                Kolom(
                    "variabel_penyebut",
                    "teks",
                    "Variabel pembangun: penyebut (MS-Ind).",
                    kosong=True,
                ),
                Kolom("satuan_penyebut", "teks", "Satuan penyebut.", kosong=True),
                Kolom("arah_baik", "teks", "Arah yang baik.", pilihan=("naik", "turun")),
                Kolom("sumber_definisi", "teks", "Peraturan atau standar asal definisi."),
            ),
            queries.indikator,
            (Indikator, VersiIndikator),
        ),
        Dataset(
            "desa",
            "Desa dan kelurahan",
            "Semua desa dan kelurahan kabupaten dengan kode Kemendagri dan BPS, kelompoknya pada program, dan OPD pendampingnya saat ini.",
            "tidak ada; daftar wilayah",
            "Kepmendagri 300.2.2-2138/2025 tentang kode wilayah; daftar sasaran TKPK",
            "saat wilayah, daftar sasaran, atau penugasan berubah",
            (
                k.KODE_DESA,
                Kolom("kode_bps", "teks", "Kode desa menurut BPS.", kosong=True),
                k.NAMA_DESA,
                Kolom("jenis", "teks", "Desa atau kelurahan.", pilihan=("desa", "kelurahan")),
                k.KODE_KECAMATAN,
                Kolom("nama_kecamatan", "teks", "Nama kecamatan."),
                k.KODE_KABUPATEN,
                Kolom("lintang", "angka", "Lintang titik desa (WGS 84).", "derajat", kosong=True),
                Kolom("bujur", "angka", "Bujur titik desa (WGS 84).", "derajat", kosong=True),
                replace(k.KELOMPOK, kosong=True, pilihan=("dampingan", "pembanding", "")),
                Kolom("opd_pendamping", "teks", "Singkatan OPD pendamping.", kosong=True),
            ),
            queries.desa,
            (Desa, Kecamatan, Periode, DaftarSasaran, ButirSasaran, Penugasan, OPD),
        ),
        Dataset(
            "intervensi",
            "Intervensi dan penerimanya",
            "Kegiatan yang membantu desa, menurut tahun mulai, kelompok program, strategi, dan jenis bantuan; yang batal tidak dihitung. Baris tingkat kelompok dan tahun adalah jumlahnya.",
            "kegiatan, keluarga (KK), jiwa",
            "Catatan intervensi OPD pendamping dan pelaksana lain",
            "setiap kali intervensi dicatat",
            (
                Kolom(
                    "tingkat",
                    "teks",
                    "Rincian, jumlah per kelompok program, atau jumlah per tahun.",
                    pilihan=("rincian", "kelompok", "tahun"),
                    saring=True,
                ),
                replace(k.TAHUN, arti="Tahun kegiatan dimulai."),
                k.KELOMPOK_PROGRAM,
                k.NAMA_KELOMPOK,
                Kolom(
                    "strategi",
                    "teks",
                    "Kode strategi Permendagri 53/2020; kosong pada jumlah.",
                    pilihan=(*StrategiProgram.values, ""),
                    kosong=True,
                ),
                Kolom("nama_strategi", "teks", "Nama strategi.", kosong=True),
                Kolom("jenis_bantuan", "teks", "Kode jenis bantuan.", kosong=True),
                Kolom("nama_jenis_bantuan", "teks", "Nama jenis bantuan.", kosong=True),
                Kolom("jumlah_kegiatan", "bulat", "Kegiatan yang tidak batal.", "kegiatan"),
                Kolom("jumlah_selesai", "bulat", "Di antaranya yang sudah selesai.", "kegiatan"),
                Kolom("penerima_kk", "bulat", "Keluarga penerima manfaat.", "KK", kosong=True),
                Kolom("penerima_laki_laki", "bulat", "Penerima laki-laki.", "jiwa", kosong=True),
                Kolom("penerima_perempuan", "bulat", "Penerima perempuan.", "jiwa", kosong=True),
                Kolom("penerima_jiwa", "bulat", "Penerima seluruhnya.", "jiwa", kosong=True),
                k.keadaan(),
            ),
            queries.intervensi,
            (Intervensi, JenisBantuan, Desa),
            waktu="tahun",
            disamarkan=True,
        ),
        Dataset(
            "dana",
            "Dana menurut sumber dan kelompok program",
            "Uang, barang, dan tenaga menurut nilainya: yang disediakan (pagu) dan yang sudah cair (realisasi), menurut tahun anggaran, sumber dana, dan kelompok program.",
            "rupiah",
            "Catatan pendanaan dan pencairan intervensi, dengan nomor bukti",
            "setiap kali pencairan dicatat",
            (
                replace(k.TAHUN, arti="Tahun anggaran."),
                Kolom(
                    "sumber_dana",
                    "teks",
                    "Kode sumber dana.",
                    pilihan=tuple(SumberDana.values),
                    saring=True,
                ),
                Kolom("nama_sumber_dana", "teks", "Nama sumber dana."),
                replace(k.KELOMPOK_PROGRAM, kosong=False),
                replace(k.NAMA_KELOMPOK, kosong=False),
                Kolom("pagu", "bulat", "Yang disediakan.", "rupiah"),
                Kolom("realisasi", "bulat", "Jumlah pencairan.", "rupiah"),
            ),
            queries.dana,
            (Intervensi, Pendanaan, Pencairan, Desa),
            waktu="tahun",
        ),
        Dataset(
            "kemiskinan-kabupaten",
            "Penduduk miskin kabupaten (BPS)",
            "Persentase dan jumlah penduduk miskin seluruh kabupaten menurut BPS. Angka ini konteks dan terpisah dari angka desa: BPS tidak menerbitkannya per desa, dan aplikasi ini tidak menghitungnya.",
            "persen penduduk; ribu jiwa",
            "BPS, Susenas Maret, sebagaimana dikutip sumber pada tiap barisnya",
            "setahun sekali",
            (
                k.KODE_KABUPATEN,
                replace(k.TAHUN, arti="Tahun; keadaan bulan Maret."),
                Kolom(
                    "persen_penduduk_miskin",
                    "angka",
                    "Penduduk di bawah garis kemiskinan.",
                    "persen penduduk",
                ),
                Kolom(
                    "ribu_penduduk_miskin",
                    "angka",
                    "Banyaknya penduduk miskin; kosong bila sumbernya tidak menyebut.",
                    "ribu jiwa",
                    kosong=True,
                ),
                Kolom("sumber", "teks", "Asal angka itu."),
            ),
            queries.kemiskinan,
            waktu="tahun",
        ),
        Dataset(
            "rekap-dtks",
            "Rekap DTKS/DTSEN per desa",
            "Banyaknya orang dan keluarga per desa pada setiap terbitan data kesejahteraan sosial yang diimpor, dan berapa NIK-nya padan Dukcapil. Hanya hitungan; tidak ada data orang. Jumlah kabupaten sengaja tidak diberikan.",
            "jiwa, keluarga",
            "Impor DTKS/DTSEN oleh verifikator (Dinsos)",
            "setiap kali terbitan baru diimpor",
            (
                Kolom("sumber_data", "teks", "Terbitan, misalnya DTKS-2020-10."),
                Kolom("tanggal_data", "tanggal", "Tanggal keadaan terbitan itu."),
                k.KODE_DESA,
                k.NAMA_DESA,
                k.KODE_KECAMATAN,
                Kolom("jumlah_jiwa", "bulat", "Orang pada daftar.", "jiwa", kosong=True),
                Kolom("jumlah_keluarga", "bulat", "Keluarga pada daftar.", "keluarga", kosong=True),
                Kolom(
                    "jumlah_nik_padan",
                    "bulat",
                    "Orang yang NIK-nya padan; kosong juga bila terbitan itu tidak memuatnya.",
                    "jiwa",
                    kosong=True,
                ),
                k.keadaan(),
            ),
            _rekap_dtks,
            (*MODEL_SURVEI, SumberData, RekapDesa),
            LingkupToken.REKAP_DTKS,
            waktu="tanggal_data",
            disamarkan=True,
        ),
    )
}
