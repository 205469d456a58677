"""Choices of issued reports."""

from django.db.models import TextChoices


class JenisLaporan(TextChoices):
    SEBELUM_SESUDAH = "sebelum_sesudah", "Buku kerja sebelum dan sesudah"
    RAPOR_DESA = "rapor_desa", "Rapor Desa"
