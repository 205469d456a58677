"""What was done for the villages, for whom, and with whose money."""

from dataclasses import replace

from desa.models import Desa
from opd.choices import StrategiProgram, SumberDana
from opd.models import Intervensi, JenisBantuan, Pencairan, Pendanaan
from terbuka import kolom as k
from terbuka import queries
from terbuka.dataset import Dataset
from terbuka.kolom import Kolom


INTERVENSI = Dataset(
    slug="intervensi",
    judul="Intervensi dan penerimanya",
    konsep="Kegiatan penanggulangan kemiskinan dan penerima manfaatnya.",
    uraian="Kegiatan yang membantu desa, menurut tahun mulai, kelompok program, strategi, dan jenis bantuan; yang batal tidak dihitung. Baris tingkat kelompok dan tahun adalah jumlahnya.",
    klasifikasi="Tahun, kelompok program dan strategi Permendagri 53/2020, jenis bantuan",
    ukuran="Jumlah",
    satuan="kegiatan, keluarga (KK), jiwa",
    sumber="Catatan intervensi OPD pendamping dan pelaksana lain",
    pemutakhiran="setiap kali intervensi dicatat",
    kolom=(
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
    baca=queries.intervensi,
    sumber_model=(Intervensi, JenisBantuan, Desa),
    waktu="tahun",
    disamarkan=True,
)

DANA = Dataset(
    slug="dana",
    judul="Dana menurut sumber dan kelompok program",
    konsep="Pembiayaan penanggulangan kemiskinan.",
    uraian="Uang, barang, dan tenaga menurut nilainya: yang disediakan (pagu) dan yang sudah cair (realisasi), menurut tahun anggaran, sumber dana, dan kelompok program.",
    klasifikasi="Tahun anggaran, sumber dana, kelompok program",
    ukuran="Jumlah",
    satuan="rupiah",
    sumber="Catatan pendanaan dan pencairan intervensi, dengan nomor bukti",
    pemutakhiran="setiap kali pencairan dicatat",
    kolom=(
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
    baca=queries.dana,
    sumber_model=(Intervensi, Pendanaan, Pencairan, Desa),
    waktu="tahun",
)
