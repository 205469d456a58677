"""Field visits: an officer of the mentoring OPD was in the village."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from inti.models import Berlampiran, TimestampedModel


class Kunjungan(Berlampiran, TimestampedModel):
    """One visit to the village of an assignment. A mistaken one is withdrawn, never deleted.

    The point is where the officer's phone was, with its accuracy in metres; it is optional and
    proves nothing by itself.
    """

    penugasan = models.ForeignKey(
        "opd.Penugasan", on_delete=models.PROTECT, related_name="kunjungan"
    )
    tanggal = models.DateField("tanggal kunjungan")
    petugas = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    tujuan = models.CharField("tujuan", max_length=200)
    hasil = models.TextField("hasil")
    lintang = models.DecimalField("lintang", max_digits=9, decimal_places=6, null=True, blank=True)
    bujur = models.DecimalField("bujur", max_digits=9, decimal_places=6, null=True, blank=True)
    akurasi_m = models.PositiveIntegerField("ketelitian titik (meter)", null=True, blank=True)
    dibatalkan_pada = models.DateTimeField("dibatalkan pada", null=True, blank=True)
    dibatalkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    alasan_batal = models.CharField("alasan pembatalan", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "kunjungan"
        ordering = ["-tanggal", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="opd_kunjungan_titik_berpasangan",
                condition=Q(lintang=None, bujur=None, akurasi_m=None)
                | Q(  # a comparison with NULL is not false: only isnull keeps half a point out
                    lintang__isnull=False,
                    bujur__isnull=False,
                    lintang__range=(-90, 90),
                    bujur__range=(-180, 180),
                ),
                violation_error_message="Isi lintang dan bujur keduanya, atau kosongkan.",
            ),
            models.CheckConstraint(
                name="opd_kunjungan_dibatalkan_beralasan",
                condition=Q(dibatalkan_pada=None, dibatalkan_oleh=None, alasan_batal="")
                | (
                    Q(dibatalkan_pada__isnull=False, dibatalkan_oleh__isnull=False)
                    & ~Q(alasan_batal="")
                ),
            ),
        ]

    def __str__(self):
        return f"Kunjungan {self.penugasan.desa}, {self.tanggal:%d-%m-%Y}"

    @property
    def dibatalkan(self):
        return self.dibatalkan_pada is not None
