"""Tokens by which other systems read the restricted datasets. Open data owns nothing else."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from inti.models import TimestampedModel
from terbuka.choices import LingkupToken


class TokenAkses(TimestampedModel):
    """A named key of another system, for one scope and until a day. Withdrawn, never deleted.

    The token itself is shown once and not stored: `sidik` is its SHA-256 (it is 256 random bits, so
    nothing slower is needed), `awalan` its first letters, by which people tell tokens apart.
    """

    kabupaten = models.ForeignKey("inti.Kabupaten", on_delete=models.PROTECT, related_name="+")
    nama = models.CharField(
        "nama",
        max_length=100,
        help_text="Sistem yang memakainya, misalnya Portal Satu Data Jateng.",
    )
    penanggung_jawab = models.CharField(
        "penanggung jawab", max_length=150, help_text="Orang atau unit yang dapat dihubungi."
    )
    lingkup = models.CharField("lingkup", max_length=12, choices=LingkupToken)
    awalan = models.CharField("awalan", max_length=8)
    sidik = models.CharField("sidik", max_length=64, unique=True)
    berlaku_sampai = models.DateField("berlaku sampai")
    terakhir_dipakai = models.DateTimeField("terakhir dipakai", null=True, blank=True)
    dibuat_oleh = models.ForeignKey(
        # Accounts are never deleted, except those of the example, whose tokens must go with them.
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
    )
    dicabut_pada = models.DateTimeField("dicabut pada", null=True, blank=True)
    dicabut_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    alasan_cabut = models.CharField("alasan pencabutan", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "token akses"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="terbuka_tokenakses_lingkup_dikenal",
                condition=Q(lingkup__in=LingkupToken.values),
            ),
            models.CheckConstraint(
                name="terbuka_tokenakses_dicabut_beralasan",
                condition=Q(dicabut_pada=None, dicabut_oleh=None, alasan_cabut="")
                | (Q(dicabut_pada__isnull=False, dicabut_oleh__isnull=False) & ~Q(alasan_cabut="")),
            ),
            models.UniqueConstraint(
                name="terbuka_tokenakses_nama_sekali",
                fields=["kabupaten", "nama"],
                condition=Q(dicabut_pada=None),
                violation_error_message="Nama ini dipakai token lain yang belum dicabut.",
            ),
        ]

    def __str__(self):
        return self.nama

    @property
    def keadaan(self):
        """In words: berlaku, kedaluwarsa or dicabut."""
        if self.dicabut_pada:
            return "dicabut"
        return "berlaku" if self.berlaku_sampai >= timezone.localdate() else "kedaluwarsa"

    def membuka(self, lingkup):
        """Whether the token opens the datasets of this scope."""
        return self.lingkup in (lingkup, LingkupToken.SEMUA)
