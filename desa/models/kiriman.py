"""What arrives for a survey besides its answers: sends already received, answers that collide."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from desa.choices import AsalIsian, PilihanTabrakan
from desa.stats import Isian
from inti.models import TimestampedModel


class KirimanSurvei(models.Model):
    """One send that was received: a repeat of it, at any time later, stores nothing again.

    `kunci` is made by the device or the page, `sidik` is the digest of the answers sent with it.
    Beside `inti.KirimanFormulir`, which keeps the address of an answer for some weeks: a phone
    without signal may repeat much later, and the answer is what the survey says by then.
    """

    kunci = models.UUIDField("kunci kirim", unique=True)
    putaran = models.ForeignKey("desa.Putaran", on_delete=models.PROTECT, related_name="+")
    desa = models.ForeignKey("desa.Desa", on_delete=models.PROTECT, related_name="+")
    sidik = models.CharField("sidik isian", max_length=64)
    diterima_pada = models.DateTimeField("diterima pada", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "kiriman survei"
        ordering = ["pk"]

    def __str__(self):
        return str(self.kunci)


class TabrakanIsian(TimestampedModel):
    """An answer that waits because somebody else changed the same one since its sender read it.

    `dasar` is what both began from, `saya` what the sender (`pemilik`) wants; what the colleague
    stored is the survey's own answer. Nothing of it counts until the sender chooses.
    """

    putaran = models.ForeignKey("desa.Putaran", on_delete=models.PROTECT, related_name="+")
    desa = models.ForeignKey("desa.Desa", on_delete=models.PROTECT, related_name="+")
    versi_indikator = models.ForeignKey(
        "desa.VersiIndikator", on_delete=models.PROTECT, related_name="+"
    )
    pemilik = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tabrakan_isian"
    )
    asal = models.CharField("asal", max_length=10, choices=AsalIsian)
    data_dasar = models.JSONField("isian semula", encoder=DjangoJSONEncoder)
    data_saya = models.JSONField("isian pengirim", encoder=DjangoJSONEncoder)
    dipilih = models.CharField("dipilih", max_length=5, choices=PilihanTabrakan, blank=True)
    dipilih_pada = models.DateTimeField("dipilih pada", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "isian bertabrakan"
        ordering = ["putaran", "desa", "versi_indikator__indikator__urutan", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="desa_tabrakanisian_satu_menunggu",
                fields=["putaran", "desa", "versi_indikator", "pemilik"],
                condition=Q(dipilih=""),
            ),
            models.CheckConstraint(
                name="desa_tabrakanisian_dipilih_punya_waktu",
                condition=Q(dipilih="", dipilih_pada=None)
                | (~Q(dipilih="") & Q(dipilih_pada__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"{self.versi_indikator.indikator.kode}: {self.desa}, {self.putaran}"

    @property
    def dasar(self):
        """What both began from (Isian)."""
        return Isian.dari_data(self.data_dasar)

    @property
    def saya(self):
        """The answer that waits (Isian)."""
        return Isian.dari_data(self.data_saya)
