from django.db.models import TextChoices


class StatusImpor(TextChoices):
    DIPERIKSA = "diperiksa", "Menunggu keputusan"
    DITERAPKAN = "diterapkan", "Diterapkan"
    DIBATALKAN = "dibatalkan", "Dibatalkan"
    DIURUNGKAN = "diurungkan", "Diurungkan"
