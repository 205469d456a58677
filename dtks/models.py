"""Sources of the social registry (DTKS, since 2025 DTSEN); persons follow with the DTKS module."""

from django.db import models
from django.db.models import F, Q

from dtks.choices import JenisSumber
from inti.models import TimestampedModel


class SumberData(TimestampedModel):
    """One edition of the registry, such as DTKS-2020-10 or DTSEN-2025-TW2."""

    kabupaten = models.ForeignKey("inti.Kabupaten", on_delete=models.PROTECT, related_name="+")
    kode = models.CharField("kode", max_length=30)
    jenis = models.CharField("jenis", max_length=8, choices=JenisSumber)
    tanggal_data = models.DateField("tanggal data")
    tanggal_terima = models.DateField("tanggal diterima")
    catatan = models.CharField("catatan", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "sumber data"
        ordering = ["-tanggal_data", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="dtks_sumberdata_kode_sekali",
                fields=["kabupaten", "kode"],
                violation_error_message="Kode sumber data ini sudah dipakai.",
            ),
            models.CheckConstraint(
                name="dtks_sumberdata_diterima_setelah_datanya",
                condition=Q(tanggal_terima__gte=F("tanggal_data")),
                violation_error_message="Tanggal diterima tidak boleh sebelum tanggal data.",
            ),
        ]

    def __str__(self):
        return self.kode
