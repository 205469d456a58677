"""Choices of open data."""

from django.db.models import TextChoices


class LingkupToken(TextChoices):
    """Which restricted datasets a token opens; the public ones need none."""

    NILAI_DESA = "nilai_desa", "Nilai survei per desa"
    REKAP_DTKS = "rekap_dtks", "Rekap DTKS/DTSEN per desa"
    SEMUA = "semua", "Semua data terbatas"
