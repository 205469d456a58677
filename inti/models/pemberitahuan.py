"""Notices to a user."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from inti.models.dasar import TimestampedModel


class Pemberitahuan(TimestampedModel):
    """One sentence to one user, with a page to look at. `kunci` names the event: told once."""

    penerima = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="pemberitahuan"
    )
    teks = models.CharField("teks", max_length=300)
    tautan = models.CharField("tautan", max_length=300, blank=True)
    kunci = models.CharField("kunci", max_length=120)
    dibaca_pada = models.DateTimeField("dibaca pada", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "pemberitahuan"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["penerima", "-id"], name="inti_pemberitahuan_penerima"),
            models.Index(
                fields=["penerima"],
                name="inti_pemberitahuan_baru",
                condition=Q(dibaca_pada=None),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="inti_pemberitahuan_sekali_per_peristiwa", fields=["penerima", "kunci"]
            ),
            models.CheckConstraint(
                name="inti_pemberitahuan_tautan_di_situs_ini",
                condition=Q(tautan="") | (Q(tautan__startswith="/") & ~Q(tautan__startswith="//")),
            ),
        ]

    def __str__(self):
        return self.teks
