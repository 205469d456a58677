"""Corrections on their way out to the national system, and where each answer came from."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from inti.crypto import TerenkripsiField
from inti.models import TimestampedModel


class KirimanUsulan(TimestampedModel):
    """One list of approved corrections as handed over for SIKS-NG.

    Its file is made anew at each download and never kept; each download is logged
    (AksesDataPribadi).
    """

    kabupaten = models.ForeignKey("inti.Kabupaten", on_delete=models.PROTECT, related_name="+")
    nomor = models.PositiveIntegerField("nomor")
    catatan = models.CharField("catatan", max_length=200, blank=True)
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "kiriman usulan"
        ordering = ["-nomor"]
        constraints = [
            models.UniqueConstraint(
                name="dtks_kirimanusulan_nomor_sekali", fields=["kabupaten", "nomor"]
            )
        ]

    def __str__(self):
        return f"K-{self.nomor:04d}"


class JawabanPusat(models.Model):
    """Where the answer to a correction came from: a row of an imported outcome list, or by hand.

    The answer itself stands on the correction. `jejak` is what taking it back needs, sealed: what
    the acceptance changed in the registry, before and after.
    """

    usulan = models.OneToOneField(
        "dtks.UsulanPerbaikan", on_delete=models.PROTECT, related_name="jawaban"
    )
    impor = models.ForeignKey(
        "inti.Impor", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    baris = models.PositiveIntegerField("baris", null=True, blank=True)
    jejak = TerenkripsiField("jejak perubahan", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "jawaban pusat"
        ordering = ["impor", "baris"]
        constraints = [
            models.CheckConstraint(
                name="dtks_jawabanpusat_baris_dari_impor",
                condition=Q(impor=None, baris=None) | Q(impor__isnull=False, baris__isnull=False),
            )
        ]

    def __str__(self):
        return f"Jawaban atas {self.usulan_id}"
