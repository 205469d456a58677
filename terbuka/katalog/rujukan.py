"""What the other figures are read with: the dictionary, the areas, the poverty of the district."""

from dataclasses import replace

from desa.choices import Arah, JenisDesa, JenisIndikator
from desa.models import (
    ButirSasaran,
    DaftarSasaran,
    Desa,
    Indikator,
    Kecamatan,
    Periode,
    VersiIndikator,
)
from laporan.models import KemiskinanKabupaten
from opd.models import OPD, Penugasan
from terbuka import kolom as k
from terbuka import queries
from terbuka.dataset import Dataset
from terbuka.kolom import Kolom


INDIKATOR = Dataset(
    slug="indikator",
    judul="Kamus indikator",
    konsep="Standar data indikator program.",
    uraian="Arti setiap indikator dan versinya, dengan medan Metadata Statistik Indikator (MS-Ind).",
    klasifikasi="Indikator dan versi definisinya",
    ukuran="tidak ada; kamus",
    satuan="tidak ada; kamus",
    sumber="Kamus indikator TKPK, menurut peraturan yang disebut pada tiap barisnya",
    pemutakhiran="saat definisi berubah; versi lama tetap ada",
    kolom=(
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
            pilihan=tuple(JenisIndikator.values),
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
        Kolom("arah_baik", "teks", "Arah yang baik.", pilihan=tuple(Arah.values)),
        Kolom("sumber_definisi", "teks", "Peraturan atau standar asal definisi."),
    ),
    baca=queries.indikator,
    sumber_model=(Indikator, VersiIndikator),
)

DESA = Dataset(
    slug="desa",
    judul="Desa dan kelurahan",
    konsep="Wilayah administrasi desa dan kelurahan.",
    uraian="Semua desa dan kelurahan kabupaten dengan kode Kemendagri dan BPS, kelompoknya pada program, dan OPD pendampingnya saat ini.",
    klasifikasi="Jenis wilayah, kelompok desa",
    ukuran="tidak ada; daftar wilayah",
    satuan="tidak ada; daftar wilayah",
    sumber="Kepmendagri 300.2.2-2138/2025 tentang kode wilayah; daftar sasaran TKPK",
    pemutakhiran="saat wilayah, daftar sasaran, atau penugasan berubah",
    kolom=(
        k.KODE_DESA,
        Kolom("kode_bps", "teks", "Kode desa menurut BPS.", kosong=True),
        k.NAMA_DESA,
        Kolom("jenis", "teks", "Desa atau kelurahan.", pilihan=tuple(JenisDesa.values)),
        k.KODE_KECAMATAN,
        Kolom("nama_kecamatan", "teks", "Nama kecamatan."),
        k.KODE_KABUPATEN,
        Kolom("lintang", "angka", "Lintang titik desa (WGS 84).", "derajat", kosong=True),
        Kolom("bujur", "angka", "Bujur titik desa (WGS 84).", "derajat", kosong=True),
        replace(k.KELOMPOK, kosong=True, pilihan=(*k.KELOMPOK.pilihan, "")),
        Kolom("opd_pendamping", "teks", "Singkatan OPD pendamping.", kosong=True),
    ),
    baca=queries.desa,
    sumber_model=(Desa, Kecamatan, Periode, DaftarSasaran, ButirSasaran, Penugasan, OPD),
)

KEMISKINAN_KABUPATEN = Dataset(
    slug="kemiskinan-kabupaten",
    judul="Penduduk miskin kabupaten (BPS)",
    konsep="Penduduk dengan pengeluaran di bawah garis kemiskinan.",
    uraian="Persentase dan jumlah penduduk miskin seluruh kabupaten menurut BPS. Angka ini konteks dan terpisah dari angka desa: BPS tidak menerbitkannya per desa, dan aplikasi ini tidak menghitungnya.",
    klasifikasi="Tahun",
    ukuran="Persentase dan jumlah",
    satuan="persen penduduk; ribu jiwa",
    sumber="BPS, Susenas Maret, sebagaimana dikutip sumber pada tiap barisnya",
    pemutakhiran="setahun sekali",
    kolom=(
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
    baca=queries.kemiskinan,
    sumber_model=(KemiskinanKabupaten,),
    waktu="tahun",
)
