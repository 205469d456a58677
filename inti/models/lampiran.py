"""Private files attached to records of any app."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from inti.choices import JenisLampiran
from inti.models.dasar import TimestampedModel


class Bundel(models.Model):
    """The attachments of one record. The record points here, so the database guards the link.

    `jenis` is the owner's model ("desa.survei"); what may be seen follows from its registration
    (`inti.lampiran.Pemilik`).
    """

    jenis = models.CharField("jenis pemilik", max_length=60)

    class Meta:
        verbose_name = verbose_name_plural = "bundel lampiran"

    def __str__(self):
        return f"lampiran {self.jenis}"


class Berlampiran(models.Model):
    """Mixin of a model whose records carry attachments; the bundle comes with the first one."""

    bundel = models.OneToOneField(
        Bundel,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        abstract = True


def lampiran_path(lampiran, filename):
    """An unguessable private path; folders of a few hundred files each."""
    return f"lampiran/{filename[:2]}/{filename}"


class LampiranQuerySet(models.QuerySet):
    def aktif(self):
        """Neither withdrawn nor still waiting for its record."""
        return self.filter(ditarik_pada=None, bundel__isnull=False)


class Lampiran(TimestampedModel):
    """One file: a photo as made anew by the server, a PDF, or a workbook.

    Without `bundel` it has been uploaded ahead of its form. `untuk` names the place within the
    owner (an indicator's code, "sebelum"). When and where a photo was taken is for those who hold
    `inti.lihat_asal_foto`; the stored picture itself no longer tells.
    """

    kunci = models.UUIDField("kunci kirim", unique=True)
    bundel = models.ForeignKey(
        Bundel, on_delete=models.PROTECT, null=True, blank=True, related_name="lampiran"
    )
    untuk = models.CharField("untuk", max_length=40, blank=True)
    nama = models.CharField("nama", max_length=120)
    jenis = models.CharField("jenis", max_length=5, choices=JenisLampiran)
    berkas = models.FileField("berkas", upload_to=lampiran_path, max_length=120)
    mini = models.FileField("gambar kecil", upload_to=lampiran_path, max_length=120, blank=True)
    sha256 = models.CharField("sidik berkas", max_length=64)
    ukuran = models.PositiveIntegerField("ukuran (byte)")
    lebar = models.PositiveSmallIntegerField("lebar (piksel)", null=True, blank=True)
    tinggi = models.PositiveSmallIntegerField("tinggi (piksel)", null=True, blank=True)
    diambil_pada = models.DateTimeField("diambil pada", null=True, blank=True)
    lintang = models.DecimalField("lintang", max_digits=8, decimal_places=5, null=True, blank=True)
    bujur = models.DecimalField("bujur", max_digits=8, decimal_places=5, null=True, blank=True)
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ditarik_pada = models.DateTimeField("ditarik pada", null=True, blank=True)
    ditarik_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    alasan_tarik = models.CharField("alasan penarikan", max_length=300, blank=True)

    objects = LampiranQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "lampiran"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="inti_lampiran_ditarik_punya_waktu_orang_alasan",
                condition=Q(ditarik_pada=None, ditarik_oleh=None, alasan_tarik="")
                | (Q(ditarik_pada__isnull=False, ditarik_oleh__isnull=False) & ~Q(alasan_tarik="")),
            ),
            models.CheckConstraint(
                name="inti_lampiran_foto_punya_ukuran_gambar",
                condition=(
                    Q(
                        jenis=JenisLampiran.FOTO,
                        lebar__isnull=False,
                        tinggi__isnull=False,
                        lebar__gt=0,
                        tinggi__gt=0,
                    )
                    & ~Q(mini="")
                )
                | (~Q(jenis=JenisLampiran.FOTO) & Q(lebar=None, tinggi=None, mini="")),
            ),
            models.CheckConstraint(
                name="inti_lampiran_titik_utuh_dan_di_bumi",
                condition=Q(lintang=None, bujur=None)
                | Q(
                    lintang__isnull=False,
                    bujur__isnull=False,
                    lintang__range=(-90, 90),
                    bujur__range=(-180, 180),
                ),
            ),
            models.CheckConstraint(
                name="inti_lampiran_sidik_lengkap", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self):
        return self.nama

    @property
    def kode(self):
        """How its download is named; says nothing of what it shows."""
        return str(self.kunci)[:8]

    @property
    def is_foto(self):
        return self.jenis == JenisLampiran.FOTO
