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
