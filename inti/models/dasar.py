"""Foundation records: the tenant (Kabupaten), the audit trail and uploaded imports."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from inti.choices import StatusImpor


class TimestampedModel(models.Model):
    """Bookkeeping of when a row was made and last changed."""

    created_at = models.DateTimeField("dibuat", auto_now_add=True)
    updated_at = models.DateTimeField("diubah", auto_now=True)

    class Meta:
        abstract = True


class Kabupaten(models.Model):
    """The district that uses this installation; the boundary that no user's view crosses."""

    kode = models.CharField("kode Kemendagri", max_length=5, unique=True)
    nama = models.CharField("nama", max_length=100)
    provinsi = models.CharField("provinsi", max_length=100)
    memuat_contoh = models.BooleanField(
        "memuat data contoh",
        default=False,
        help_text="Selama menyala, setiap halaman menampilkan tanda DATA CONTOH.",
    )

    class Meta:
        verbose_name = verbose_name_plural = "kabupaten"
        ordering = ["kode"]

    def __str__(self):
        return self.nama


class JejakAudit(models.Model):
    """One state change: who did what to which record, when and why.

    Written inside the workflow's transaction (`inti.audit.catat`), read by the audit page only.
    It keeps text, not foreign keys, so that it outlives what it speaks of. `rincian` holds field
    names and non-personal values only.
    """

    kabupaten_kode = models.CharField("kode kabupaten", max_length=5, blank=True)
    aksi = models.CharField("aksi", max_length=60, db_index=True)
    objek_jenis = models.CharField("jenis objek", max_length=60)
    objek_id = models.CharField("nomor objek", max_length=40)
    objek_nama = models.CharField("nama objek", max_length=200, blank=True)
    pelaku_id = models.BigIntegerField("nomor pelaku", null=True, blank=True)
    pelaku_nama = models.CharField("pelaku", max_length=200)
    pada = models.DateTimeField("pada", auto_now_add=True)
    alasan = models.TextField("alasan", blank=True)
    rincian = models.JSONField("rincian", default=dict, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "jejak audit"
        ordering = ["-pk"]  # by sequence: a clock may be set back
        indexes = [models.Index(fields=["objek_jenis", "objek_id"], name="inti_jejak_objek")]

    def __str__(self):
        return f"{self.aksi} {self.objek_jenis} {self.objek_id}"


def impor_path(impor, filename):
    """An unguessable private path that says nothing of the file's name."""
    return f"impor/{impor.kunci}.bin"


def salinan_path(impor, filename):
    return f"impor/{impor.kunci}.baca"


class Impor(TimestampedModel):
    """One uploaded workbook on its way through the five steps of an import.

    `jenis` names the importer (`inti.impor`), `parameter` its choices (a Putaran, a Periode),
    `ringkasan` what the last check found, `tanda` its remarks for the marked workbook, `urung` what
    an undo needs. `salinan` holds what the first check read of `berkas`; it may be missing.
    """

    kabupaten = models.ForeignKey(Kabupaten, on_delete=models.PROTECT, related_name="+")
    kunci = models.UUIDField("kunci kirim", unique=True)
    jenis = models.CharField("jenis", max_length=40)
    nama_berkas = models.CharField("nama berkas", max_length=255)
    berkas = models.FileField("berkas", upload_to=impor_path, max_length=200)
    salinan = models.FileField("hasil baca", upload_to=salinan_path, max_length=200, blank=True)
    sha256 = models.CharField("sidik berkas", max_length=64, db_index=True)
    ukuran = models.PositiveIntegerField("ukuran (byte)")
    parameter = models.JSONField("parameter", default=dict, blank=True)
    ringkasan = models.JSONField("ringkasan", default=dict, blank=True)
    tanda = models.JSONField("catatan per baris", default=list, blank=True)
    urung = models.JSONField("data pembatalan", default=dict, blank=True)
    status = models.CharField(
        "status", max_length=12, choices=StatusImpor, default=StatusImpor.DIPERIKSA
    )
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    diterapkan_pada = models.DateTimeField("diterapkan", null=True, blank=True)
    diurungkan_pada = models.DateTimeField("diurungkan", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "impor"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="inti_impor_diterapkan_punya_waktu",
                condition=Q(
                    status__in=[StatusImpor.DITERAPKAN, StatusImpor.DIURUNGKAN],
                    diterapkan_pada__isnull=False,
                )
                | Q(
                    status__in=[
                        StatusImpor.DIBACA,
                        StatusImpor.DIPASANGKAN,
                        StatusImpor.DIPERIKSA,
                        StatusImpor.DIBATALKAN,
                    ],
                    diterapkan_pada__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="inti_impor_diurungkan_punya_waktu",
                condition=Q(status=StatusImpor.DIURUNGKAN, diurungkan_pada__isnull=False)
                | (~Q(status=StatusImpor.DIURUNGKAN) & Q(diurungkan_pada__isnull=True)),
            ),
        ]

    def __str__(self):
        return f"{self.nama_berkas} ({self.get_status_display()})"
