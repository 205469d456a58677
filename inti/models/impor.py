"""Column mappings of imports, learnt once for the whole kabupaten."""

from django.conf import settings
from django.db import models

from inti.models.dasar import Kabupaten, TimestampedModel


class PasanganKolom(TimestampedModel):
    """What the headers of one kind of table mean, as somebody has said by hand.

    `sidik` is the fingerprint of the header row (`inti.excel.tajuk.sidik_tajuk`), `kolom` maps
    positions in it to column names of the kind, or to "" for a column to ignore.
    """

    kabupaten = models.ForeignKey(Kabupaten, on_delete=models.PROTECT, related_name="+")
    jenis = models.CharField("jenis impor", max_length=40)
    sidik = models.CharField("sidik tajuk", max_length=64)
    kolom = models.JSONField("pasangan")
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "pasangan kolom"
        ordering = ["jenis", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="inti_pasangankolom_sekali_per_tajuk", fields=["kabupaten", "jenis", "sidik"]
            )
        ]

    def __str__(self):
        return f"{self.jenis} {self.sidik[:8]}"
