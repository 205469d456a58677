from django.db.models import TextChoices


class StatusImpor(TextChoices):
    DIBACA = "dibaca", "Sedang diperiksa"
    DIPASANGKAN = "dipasangkan", "Menunggu pasangan kolom"
    DIPERIKSA = "diperiksa", "Menunggu keputusan"
    DITERAPKAN = "diterapkan", "Diterapkan"
    DIBATALKAN = "dibatalkan", "Dibatalkan"
    DIURUNGKAN = "diurungkan", "Diurungkan"


class JenisLampiran(TextChoices):
    FOTO = "foto", "Foto"
    PDF = "pdf", "Dokumen PDF"
    EXCEL = "excel", "Buku kerja Excel"


class StatusPekerjaan(TextChoices):
    MENUNGGU = "menunggu", "Menunggu giliran"
    BERJALAN = "berjalan", "Sedang berjalan"
    SELESAI = "selesai", "Selesai"
    GAGAL = "gagal", "Gagal"
    DIBATALKAN = "dibatalkan", "Dibatalkan"
    TERPUTUS = "terputus", "Terputus"


# Those that nobody works on any more, and of them those that may be done again.
PEKERJAAN_TAMAT = (
    StatusPekerjaan.SELESAI,
    StatusPekerjaan.GAGAL,
    StatusPekerjaan.DIBATALKAN,
    StatusPekerjaan.TERPUTUS,
)
PEKERJAAN_DAPAT_DIULANG = PEKERJAAN_TAMAT[1:]
