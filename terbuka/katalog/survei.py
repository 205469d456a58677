"""What the surveys found: before and after, per area, per village."""

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
from inti.models import Kabupaten
from laporan.stats import Putusan
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
SUMBER = "Survei desa oleh OPD pendamping, diverifikasi Sekretariat TKPK"
PEMUTAKHIRAN = "setelah sebuah putaran ditutup"


def bahan(kabupaten: Kabupaten) -> queries.BahanSurvei:
    """The answers behind the datasets of this module, read once for all of them."""
    return tersimpan(
        ("survei", kabupaten.pk), MODEL_SURVEI, lambda: queries.bahan_survei(kabupaten)
    ).isi


def _nilai_desa(kabupaten: Kabupaten) -> Iterator[Hasil]:
    return queries.nilai_desa(bahan(kabupaten))


def _nilai_wilayah(kabupaten: Kabupaten) -> Iterator[Hasil]:
    return queries.nilai_wilayah(bahan(kabupaten), kabupaten)


def _sebelum_sesudah(kabupaten: Kabupaten) -> Iterator[Hasil]:
    return queries.sebelum_sesudah(bahan(kabupaten))


def _sisi(nama: str, sebutan: str) -> tuple[Kolom, ...]:
    """The parts of one side of before/after."""
    return tuple(
        replace(satu, nama=f"{satu.nama}_{nama}", arti=f"{satu.arti.rstrip('.')}, {sebutan}.")
        for satu in (k.PEMBILANG, k.PENYEBUT, k.NILAI, k.PERSEN)
    )


SEBELUM_SESUDAH = Dataset(
    slug="sebelum-sesudah",
    judul="Sebelum dan sesudah pendampingan",
    konsep="Perubahan keadaan desa di antara dua putaran survei.",
    uraian="Per indikator: desa yang kedua angkanya sebanding, diambil sebagai satu kesatuan, pada data awal dan pada putaran lanjutan terakhir yang sudah ditutup. Berubah setelah pendampingan belum berarti karena pendampingan; karena itu desa pembanding ada di sampingnya.",
    klasifikasi="Periode, kelompok desa, indikator",
    ukuran="Jumlah, persentase, dan selisihnya",
    satuan="menurut indikator; selisih proporsi dalam poin persen",
    sumber=SUMBER,
    pemutakhiran=PEMUTAKHIRAN,
    kolom=(
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
                putusan.value,
                "bulat",
                f"Desa yang angkanya {putusan} menurut arah baik indikator; tetap berarti persis sama.",
                "desa",
            )
            for putusan in Putusan
        ),
        k.keadaan("belum_ada_pasangan"),
    ),
    baca=_sebelum_sesudah,
    sumber_model=MODEL_SURVEI,
    waktu="tanggal_lanjutan",
    disamarkan=True,
)

NILAI_WILAYAH = Dataset(
    slug="nilai-wilayah",
    judul="Nilai survei per kecamatan dan kabupaten",
    konsep="Keadaan desa pada tanggal rujukan putaran, dijumlahkan menurut wilayah.",
    uraian="Per putaran yang sudah ditutup dan indikator: jumlah seluruh desa dampingan, dan seluruh desa pembanding, yang terverifikasi. Hanya desa pada daftar; bukan angka seluruh penduduk kecamatan.",
    klasifikasi="Putaran, indikator, wilayah, kelompok desa",
    ukuran="Jumlah dan persentase; skor dirata-ratakan",
    satuan="menurut indikator",
    sumber=SUMBER,
    pemutakhiran=PEMUTAKHIRAN,
    kolom=(
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
    baca=_nilai_wilayah,
    sumber_model=MODEL_SURVEI,
    waktu="tanggal_rujukan",
    disamarkan=True,
)

NILAI_DESA = Dataset(
    slug="nilai-desa",
    judul="Nilai survei per desa",
    konsep="Keadaan desa pada tanggal rujukan putaran.",
    uraian="Per putaran yang sudah ditutup, indikator, dan desa: jawaban terverifikasi yang berlaku, dengan bagian-bagiannya atau alasan mengapa kosong. Kosong bukan nol.",
    klasifikasi="Putaran, indikator, desa",
    ukuran="Jumlah, persentase, atau skor",
    satuan="menurut indikator",
    sumber=SUMBER,
    pemutakhiran=PEMUTAKHIRAN,
    kolom=(
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
        k.keadaan(*AlasanKosong.values),
    ),
    baca=_nilai_desa,
    sumber_model=MODEL_SURVEI,
    lingkup=LingkupToken.NILAI_DESA,
    waktu="tanggal_rujukan",
    disamarkan=True,
)
