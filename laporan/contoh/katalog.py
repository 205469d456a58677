"""What mentors find and do in the example: problems by indicator, potentials, and who pays for what.

Pure data. Costs are whole rupiah per unit of the kind of help, near those seen in the news: a house
from Baznas at Rp 15 million in two tranches, a latrine at Rp 2,5 million.
"""

from typing import NamedTuple

from desa.choices import BidangTemuan, SatuanTerdampak
from opd.choices import JenisPelaksana, KelompokProgram, StrategiProgram, SumberDana


B, S = BidangTemuan, SumberDana


class Masalah(NamedTuple):
    """A problem that an indicator shows; `{n}` is the number it counts."""

    judul: str
    bidang: str
    satuan: str
    penyebab: tuple[str, ...]
    jenis: str  # code of the kind of help that answers it
    kegiatan: tuple[str, ...]
    strategi: str
    kelompok: int
    biaya: int
    bagian: float  # of the affected that one intervention reaches
    sumber: tuple[str, ...]


class Potensi(NamedTuple):
    """A potential with the intervention that builds on it."""

    judul: str
    bidang: str
    hambatan: str
    jenis: str
    kegiatan: str
    target: int
    biaya: int
    sumber: str
    indikator: str


BEBAN, PENDAPATAN, USAHA = (
    StrategiProgram.BEBAN,
    StrategiProgram.PENDAPATAN,
    StrategiProgram.USAHA,
)
SOSIAL, DAYA, LAIN = (
    KelompokProgram.BANTUAN_SOSIAL,
    KelompokProgram.PEMBERDAYAAN,
    KelompokProgram.LAINNYA,
)
MASALAH = {
    "RTLH": Masalah(
        "{n} rumah tidak layak huni",
        B.PERMUKIMAN,
        SatuanTerdampak.RUMAH,
        (
            "Penghasilan buruh tani tidak cukup untuk memperbaiki rumah.",
            "Dinding bambu dan lantai tanah sejak dibangun; pemilik lansia.",
        ),
        "RTLH",
        ("Bedah rumah", "Perbaikan atap, lantai, dan dinding"),
        BEBAN,
        SOSIAL,
        15_000_000,
        0.06,
        (S.BAZNAS_UPZ, S.APBD_KAB, S.APBN, S.APBD_PROV, S.CSR),
    ),
    "JAMBAN": Masalah(
        "{n} keluarga belum memiliki jamban sendiri",
        B.PERMUKIMAN,
        SatuanTerdampak.KK,
        (
            "Lahan sempit dan kebiasaan memakai sungai.",
            "Jamban bersama rusak dan tidak ada iuran perawatan.",
        ),
        "JAMBAN",
        ("Pembangunan jamban sehat", "Jambanisasi dengan arisan warga"),
        BEBAN,
        SOSIAL,
        2_500_000,
        0.15,
        (S.DANA_DESA, S.BAZNAS_UPZ, S.APBD_KAB),
    ),
    "LISTRIK": Masalah(
        "{n} keluarga menyalur listrik dari tetangga",
        B.PERMUKIMAN,
        SatuanTerdampak.KK,
        ("Biaya sambungan baru tidak terjangkau.",),
        "LISTRIK",
        ("Sambungan listrik murah",),
        BEBAN,
        SOSIAL,
        1_150_000,
        0.4,
        (S.APBD_PROV, S.CSR),
    ),
    "AIR": Masalah(
        "{n} keluarga kekurangan air bersih pada musim kemarau",
        B.PERMUKIMAN,
        SatuanTerdampak.KK,
        ("Sumur dangkal mengering; jaringan pipa belum sampai ke dukuh atas.",),
        "AIR",
        ("Sumur bor dan jaringan air bersih", "Pamsimas dukuh atas"),
        BEBAN,
        LAIN,
        900_000,
        0.35,
        (S.DANA_DESA, S.APBN),
    ),
    "ATS": Masalah(
        "{n} anak usia 7–18 tahun tidak bersekolah",
        B.PENDIDIKAN,
        SatuanTerdampak.ANAK,
        (
            "Anak bekerja membantu orang tua melaut atau di sawah.",
            "Jarak ke SMP jauh dan tidak ada biaya transpor.",
        ),
        "BEASISWA",
        ("Beasiswa dan perlengkapan sekolah", "Kejar paket dan beasiswa kembali sekolah"),
        BEBAN,
        SOSIAL,
        1_500_000,
        0.4,
        (S.APBD_KAB, S.BAZNAS_UPZ, S.CSR),
    ),
    "STUNTING": Masalah(
        "{n} balita stunting",
        B.KESEHATAN,
        SatuanTerdampak.ANAK,
        ("Pola asuh dan asupan protein kurang; ibu bekerja di luar desa.",),
        "GIZI",
        ("Makanan tambahan bagi balita",),
        BEBAN,
        LAIN,
        850_000,
        0.8,
        (S.DANA_DESA, S.BLUD),
    ),
    "KRONIS": Masalah(
        "{n} penderita penyakit kronis belum tertangani",
        B.KESEHATAN,
        SatuanTerdampak.JIWA,
        ("Belum terdaftar JKN dan tidak rutin berobat.",),
        "KESEHATAN",
        ("Kunjungan rumah dan pendaftaran JKN", "Posbindu keliling"),
        BEBAN,
        SOSIAL,
        600_000,
        0.7,
        (S.BLUD, S.APBD_KAB),
    ),
    "DISABILITAS": Masalah(
        "{n} penyandang disabilitas belum terlayani",
        B.SOSIAL,
        SatuanTerdampak.JIWA,
        ("Belum didata menurut ragamnya; alat bantu mahal.",),
        "ALATBANTU",
        ("Bantuan alat bantu dan terapi",),
        BEBAN,
        SOSIAL,
        2_200_000,
        0.6,
        (S.APBD_PROV, S.BAZNAS_UPZ),
    ),
    "NGANGGUR": Masalah(
        "{n} warga usia kerja menganggur",
        B.EKONOMI,
        SatuanTerdampak.JIWA,
        (
            "Keterampilan tidak cocok dengan lowongan pabrik sekitar.",
            "Musim paceklik ikan; tidak ada pekerjaan lain.",
        ),
        "PELATIHAN",
        ("Pelatihan menjahit", "Pelatihan las dan bengkel", "Pelatihan olahan ikan"),
        PENDAPATAN,
        DAYA,
        1_750_000,
        0.12,
        (S.APBD_KAB, S.CSR),
    ),
}
POTENSI = (
    Potensi("Kelompok perajin batik", B.EKONOMI, "Pemasaran masih lewat pengepul.", "USAHA",
            "Peralatan dan pemasaran daring batik", 12, 2_500_000, S.APBD_KAB, "UMKM"),
    Potensi("Tambak bandeng dan polikultur udang", B.PERTANIAN, "Benih mahal dan pakan naik.",
            "IKAN", "Bantuan benih bandeng", 20_000, 350, S.APBD_PROV, "KKMISKIN"),
    Potensi("Kebun mangga dan kelapa kopyor", B.PERTANIAN, "Bibit unggul belum ada.", "BIBIT",
            "Bibit kelapa kopyor bersertifikat", 400, 45_000, S.APBD_KAB, "KKMISKIN"),
    Potensi("Embung desa yang ramai pada akhir pekan", B.WISATA, "Belum ada pengelola.", "BUMDES",
            "Pendampingan unit wisata BUM Desa", 1, 65_000_000, S.DANA_DESA, "BUMDES"),
    Potensi("Peternak kambing rumahan", B.PERTANIAN, "Kandang di rumah, belum berkelompok.",
            "TERNAK", "Kambing bergulir kelompok tani", 24, 1_800_000, S.BAZNAS_UPZ, "KKMISKIN"),
    Potensi("Usaha keripik dan jajanan pasar", B.EKONOMI, "Belum ber-NIB dan PIRT.", "PELATIHAN",
            "Fasilitasi NIB, PIRT, dan kemasan", 25, 650_000, S.APBD_KAB, "UMKM"),
)  # fmt: skip
PENYUMBANG = {  # source of money: what kind of implementer gives it, and its name
    S.BAZNAS_UPZ: (JenisPelaksana.BAZNAS, "Baznas Kabupaten Pati"),
    S.APBN: (JenisPelaksana.PUSAT, "Balai Perumahan Jawa Tengah"),
    S.APBD_PROV: (JenisPelaksana.PROVINSI, "Dinas provinsi terkait"),
    S.CSR: (JenisPelaksana.CSR, "PT Contoh Pangan Nusantara"),
    S.DANA_DESA: (JenisPelaksana.DESA, "Pemerintah desa"),
}
ALASAN_HENTI = (
    "Tanahnya masih bersengketa.",
    "Di luar wewenang kabupaten; sudah disurati instansinya.",
)
PERKEMBANGAN = (
    "Dibicarakan dengan kepala desa dan ketua RT; data nama sudah lengkap.",
    "Ditinjau bersama perangkat desa.",
    "Usulan dimasukkan ke rencana kerja OPD.",
)
KEMAJUAN = (
    "Bahan sudah sampai di lokasi dan kelompok kerja terbentuk.",
    "Pekerjaan berjalan menurut jadwal.",
    "Selesai dan diserahkan; berita acara ditandatangani.",
)
