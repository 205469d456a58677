from django.db.models import TextChoices


class JenisDesa(TextChoices):
    DESA = "desa", "Desa"
    KELURAHAN = "kelurahan", "Kelurahan"


class JenisDaftar(TextChoices):
    DAMPINGAN = "dampingan", "Desa dampingan"
    PEMBANDING = "pembanding", "Desa pembanding"
    EKSTREM = "ekstrem", "Sasaran kemiskinan ekstrem"


class StatusDaftar(TextChoices):
    DRAF = "draf", "Draf"
    DITETAPKAN = "ditetapkan", "Ditetapkan"


class JenisIndikator(TextChoices):
    PROPORSI = "proporsi", "Proporsi"
    JUMLAH = "jumlah", "Jumlah"
    SKOR = "skor", "Skor"


class Arah(TextChoices):
    NAIK = "naik", "Naik lebih baik"
    TURUN = "turun", "Turun lebih baik"


class JenisPutaran(TextChoices):
    AWAL = "awal", "Awal"
    LANJUTAN = "lanjutan", "Lanjutan"
    AKHIR = "akhir", "Akhir"


class StatusSurvei(TextChoices):
    DRAF = "draf", "Draf"
    DIAJUKAN = "diajukan", "Menunggu verifikasi"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    DIVERIFIKASI = "diverifikasi", "Diverifikasi"


STATUS_TERBUKA = (StatusSurvei.DRAF, StatusSurvei.DIAJUKAN, StatusSurvei.DIKEMBALIKAN)
STATUS_DAPAT_DIISI = (StatusSurvei.DRAF, StatusSurvei.DIKEMBALIKAN)


class AlasanKosong(TextChoices):
    TIDAK_DAPAT_DIPEROLEH = "tidak_dapat_diperoleh", "Tidak dapat diperoleh"
    TIDAK_BERLAKU = "tidak_berlaku", "Tidak berlaku"
    BELUM_DIDATA = "belum_didata", "Belum didata"


class Metode(TextChoices):
    SENSUS_DESA = "sensus_desa", "Sensus desa"
    ADMINISTRASI = "administrasi", "Catatan administrasi"
    SAMPEL = "sampel", "Sampel"
    PERKIRAAN = "perkiraan", "Perkiraan"


class JenisTemuan(TextChoices):
    MASALAH = "masalah", "Masalah"
    POTENSI = "potensi", "Potensi"


class BidangTemuan(TextChoices):
    KESEJAHTERAAN = "kesejahteraan", "Kesejahteraan"
    PERMUKIMAN = "permukiman", "Permukiman"
    PENDIDIKAN = "pendidikan", "Pendidikan"
    KESEHATAN = "kesehatan", "Kesehatan"
    SOSIAL = "sosial", "Sosial"
    EKONOMI = "ekonomi", "Ekonomi dan usaha"
    PERTANIAN = "pertanian", "Pertanian dan perikanan"
    WISATA = "wisata", "Wisata dan budaya"
    INFRASTRUKTUR = "infrastruktur", "Infrastruktur"
    KELEMBAGAAN = "kelembagaan", "Kelembagaan dan data"


class SatuanTerdampak(TextChoices):
    KK = "kk", "KK"
    JIWA = "jiwa", "jiwa"
    ANAK = "anak", "anak"
    RUMAH = "rumah", "rumah"
    USAHA = "usaha", "unit usaha"
    KELOMPOK = "kelompok", "kelompok"
    HEKTARE = "hektare", "hektare"
    METER = "meter", "meter"


class StatusTemuan(TextChoices):
    DICATAT = "dicatat", "Dicatat"
    DIRENCANAKAN = "direncanakan", "Direncanakan"
    DITANGANI = "ditangani", "Ditangani"
    SELESAI = "selesai", "Selesai"
    TIDAK_DITANGANI = "tidak_ditangani", "Tidak ditangani"


TEMUAN_TERBUKA = (StatusTemuan.DICATAT, StatusTemuan.DIRENCANAKAN, StatusTemuan.DITANGANI)


class LangkahTemuan(TextChoices):
    CATAT = "catat", "Perkembangan"
    RENCANAKAN = "rencanakan", "Mulai direncanakan"
    TANGANI = "tangani", "Mulai ditangani"
    USULKAN = "usulkan", "Diusulkan selesai"
    KONFIRMASI = "konfirmasi", "Dikonfirmasi selesai"
    KEMBALIKAN = "kembalikan", "Belum dapat dinyatakan selesai"
    HENTIKAN = "hentikan", "Tidak ditangani"
    BUKA_LAGI = "buka_lagi", "Dibuka kembali"


# The steps of a checker: whoever took any other step handled the finding.
LANGKAH_PEMERIKSA = (LangkahTemuan.KONFIRMASI, LangkahTemuan.KEMBALIKAN)


class AsalIsian(TextChoices):
    FORMULIR = "formulir", "Formulir"
    EXCEL = "excel", "Buku kerja Excel"


class PilihanTabrakan(TextChoices):
    SAYA = "saya", "Isian saya"
    REKAN = "rekan", "Isian terbaru"
