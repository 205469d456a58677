"""Long work outside the page that asked for it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from inti.choices import PEKERJAAN_TAMAT, StatusPekerjaan
from inti.models.dasar import TimestampedModel


def hasil_path(pekerjaan, filename):
    """An unguessable private path that says nothing of the file's name."""
    return f"pekerjaan/{pekerjaan.kunci}.hasil"


class Pekerjaan(TimestampedModel):
    """One piece of long work: an import being applied, a large report being written.

    `jenis` names the registered function (`inti.pekerjaan`), `parameter` what it works on. The row
    holds beginning and end; how far a running one is stands in a file beside it, so that progress
    shows although the work is one transaction (`inti.pekerjaan.kemajuan`).
    """

    kunci = models.UUIDField("kunci kirim", unique=True)
    pemilik = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    jenis = models.CharField("jenis", max_length=40)
    judul = models.CharField("judul", max_length=200)
    parameter = models.JSONField("parameter", default=dict, blank=True)
    status = models.CharField(
        "status", max_length=10, choices=StatusPekerjaan, default=StatusPekerjaan.MENUNGGU
    )
    sudah = models.PositiveIntegerField("sudah dikerjakan", default=0)
    dari = models.PositiveIntegerField("seluruhnya", null=True, blank=True)
    pesan = models.CharField("pesan", max_length=500, blank=True)
    tautan = models.CharField("tautan hasil", max_length=300, blank=True)
    berkas = models.FileField("berkas hasil", upload_to=hasil_path, max_length=120, blank=True)
    nama_berkas = models.CharField("nama berkas hasil", max_length=200, blank=True)
    mulai_pada = models.DateTimeField("mulai", null=True, blank=True)
    selesai_pada = models.DateTimeField("selesai", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "pekerjaan"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["pemilik", "-id"], name="inti_pekerjaan_pemilik")]
        constraints = [
            models.CheckConstraint(
                name="inti_pekerjaan_waktu_sesuai_status",
                condition=Q(status=StatusPekerjaan.MENUNGGU, mulai_pada=None, selesai_pada=None)
                | Q(
                    status=StatusPekerjaan.BERJALAN,
                    mulai_pada__isnull=False,
                    selesai_pada=None,
                )
                | Q(status__in=PEKERJAAN_TAMAT, selesai_pada__isnull=False),
            ),
            models.CheckConstraint(
                name="inti_pekerjaan_tautan_di_situs_ini",
                condition=Q(tautan="") | (Q(tautan__startswith="/") & ~Q(tautan__startswith="//")),
            ),
        ]

    def __str__(self):
        return self.judul
