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
