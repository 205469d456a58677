from django.db.models import IntegerChoices, TextChoices


class JenisOPD(TextChoices):
    SEKRETARIAT = "sekretariat", "Sekretariat"
    INSPEKTORAT = "inspektorat", "Inspektorat"
    SATPOL_PP = "satpol_pp", "Satuan polisi pamong praja"
    BADAN = "badan", "Badan"
    DINAS = "dinas", "Dinas"
    RSUD = "rsud", "Rumah sakit umum daerah"
    KECAMATAN = "kecamatan", "Kecamatan"
    KELURAHAN = "kelurahan", "Kelurahan"
    BAGIAN_SETDA = "bagian_setda", "Bagian Sekretariat Daerah"
    BUMD = "bumd", "BUMD kabupaten"
    BUMD_PROVINSI = "bumd_provinsi", "BUMD provinsi"


class StatusSerahTerima(TextChoices):
    DIAJUKAN = "diajukan", "Menunggu penerimaan"
    DITERIMA = "diterima", "Diterima"
    DITOLAK = "ditolak", "Ditolak"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class StatusIntervensi(TextChoices):
    RENCANA = "rencana", "Rencana"
    BERJALAN = "berjalan", "Berjalan"
    SELESAI = "selesai", "Selesai"
    BATAL = "batal", "Batal"


INTERVENSI_TERBUKA = (StatusIntervensi.RENCANA, StatusIntervensi.BERJALAN)


class CelahIntervensi(TextChoices):
    """What an intervention lacks to be a link between a problem and an outcome."""

    TANPA_MASALAH = "tanpa_masalah", "Tanpa masalah yang dijawab"
    TANPA_INDIKATOR = "tanpa_indikator", "Ada dana, tanpa indikator"


class JenisPelaksana(TextChoices):
    PENDAMPING = "pendamping", "OPD pendamping"
    OPD_LAIN = "opd_lain", "OPD kabupaten lain"
    PROVINSI = "provinsi", "Dinas provinsi"
    PUSAT = "pusat", "Kementerian atau lembaga"
    BAZNAS = "baznas", "Baznas atau UPZ"
    CSR = "csr", "Perusahaan (CSR)"
    DESA = "desa", "Pemerintah desa"
    KOMUNITAS = "komunitas", "Komunitas atau organisasi"
    LAINNYA = "lainnya", "Lainnya"


class StrategiProgram(TextChoices):
    """The strategies of Permendagri 53/2020; the tables of RAT and LP2KD are drawn by them."""

    BEBAN = "beban", "Pengurangan beban pengeluaran"
    PENDAPATAN = "pendapatan", "Peningkatan kemampuan dan pendapatan"
    USAHA = "usaha", "Pengembangan usaha mikro dan kecil"
    SINERGI = "sinergi", "Sinergi kebijakan dan program"


class KelompokProgram(IntegerChoices):
    """The programme groups of Permendagri 53/2020."""

    BANTUAN_SOSIAL = 1, "1. Bantuan dan jaminan sosial terpadu"
    PEMBERDAYAAN = 2, "2. Pemberdayaan masyarakat dan usaha mikro kecil"
    LAINNYA = 3, "3. Program lain, termasuk Dana Desa"


class SumberDana(TextChoices):
    APBN = "apbn", "APBN"
    APBD_PROV = "apbd_prov", "APBD provinsi"
    APBD_KAB = "apbd_kab", "APBD kabupaten"
    DANA_DESA = "dana_desa", "Dana Desa"
    BLUD = "blud", "BLUD"
    BAZNAS_UPZ = "baznas_upz", "Baznas/UPZ"
    CSR = "csr", "CSR perusahaan"
    KOMUNITAS = "komunitas", "Komunitas"
    SWADAYA = "swadaya", "Swadaya masyarakat"
    LAINNYA = "lainnya", "Lainnya"


class JenisPenerima(TextChoices):
    KELUARGA = "keluarga", "Keluarga"
    OBJEK = "objek", "Objek (rumah, jalan, bangunan)"


class StatusLaporan(TextChoices):
    DRAF = "draf", "Draf"
    DIAJUKAN = "diajukan", "Diajukan"
    DIPERIKSA = "diperiksa", "Diperiksa penyelia"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    DITERIMA = "diterima", "Diterima"


LAPORAN_DAPAT_DIISI = (StatusLaporan.DRAF, StatusLaporan.DIKEMBALIKAN)


class StatusRapat(TextChoices):
    DIJADWALKAN = "dijadwalkan", "Dijadwalkan"
    SELESAI = "selesai", "Selesai"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class StatusHadir(TextChoices):
    DIUNDANG = "diundang", "Belum dicatat"
    HADIR = "hadir", "Hadir"
    IZIN = "izin", "Izin"
    TIDAK_HADIR = "tidak_hadir", "Tidak hadir"


class StatusTindakLanjut(TextChoices):
    TERBUKA = "terbuka", "Terbuka"
    DILAPORKAN = "dilaporkan", "Menunggu penilaian"
    MEMADAI = "memadai", "Selesai, memadai"
    DIBATALKAN = "dibatalkan", "Dibatalkan"
