"""How many persons and families the registry knows; nothing about any of them."""

from collections.abc import Iterator

from dtks.models import RekapDesa, SumberData
from inti.models import Kabupaten
from terbuka import kolom as k
from terbuka import queries
from terbuka.choices import LingkupToken
from terbuka.dataset import Dataset
from terbuka.katalog.survei import MODEL_SURVEI, bahan
from terbuka.kolom import Kolom
from terbuka.queries.bentuk import Hasil


def _rekap_dtks(kabupaten: Kabupaten) -> Iterator[Hasil]:
    """The survey decides with it which villages hide their counts."""
    return queries.rekap_dtks(kabupaten, bahan(kabupaten).tersamar())


REKAP_DTKS = Dataset(
    slug="rekap-dtks",
    judul="Rekap DTKS/DTSEN per desa",
    konsep="Orang dan keluarga yang terdaftar pada data kesejahteraan sosial.",
    uraian="Banyaknya orang dan keluarga per desa pada setiap terbitan data kesejahteraan sosial yang diimpor, dan berapa NIK-nya padan Dukcapil. Hanya hitungan; tidak ada data orang. Jumlah kabupaten sengaja tidak diberikan.",
    klasifikasi="Terbitan, desa",
    ukuran="Jumlah",
    satuan="jiwa, keluarga",
    sumber="Impor DTKS/DTSEN oleh verifikator (Dinsos)",
    pemutakhiran="setiap kali terbitan baru diimpor",
    kolom=(
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
    baca=_rekap_dtks,
    sumber_model=(*MODEL_SURVEI, SumberData, RekapDesa),
    lingkup=LingkupToken.REKAP_DTKS,
    waktu="tanggal_data",
    disamarkan=True,
)
