"""Agencies, the names they bore, who headed them, and who works for them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from inti.models import TimestampedModel
from opd.choices import JenisOPD


class OPD(TimestampedModel):
    """A mentoring agency. `nama` and `singkatan` are today's; NamaOPD keeps the dated ones."""

    kabupaten = models.ForeignKey("inti.Kabupaten", on_delete=models.PROTECT, related_name="+")
    nama = models.CharField("nama", max_length=200)
    singkatan = models.CharField("singkatan", max_length=60)
    jenis = models.CharField("jenis", max_length=14, choices=JenisOPD)
    dikonfirmasi = models.BooleanField(
        "dikonfirmasi", default=False, help_text="Nama sudah dicocokkan dengan peraturan daerah."
    )
    sumber = models.TextField("sumber", blank=True)
    catatan = models.TextField("catatan", blank=True)
    aktif = models.BooleanField("aktif", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "OPD"
        ordering = ["nama"]
        constraints = [
            models.UniqueConstraint(
                name="opd_opd_singkatan_sekali",
                fields=["kabupaten", "singkatan"],
                violation_error_message="Singkatan ini sudah dipakai OPD lain.",
            ),
            models.UniqueConstraint(
                name="opd_opd_nama_sekali",
                fields=["kabupaten", "nama"],
                violation_error_message="Nama ini sudah dipakai OPD lain.",
            ),
        ]

    def __str__(self):
        return self.singkatan


class NamaOPD(TimestampedModel):
    """The name an OPD bore from `mulai` to `selesai` (both inclusive; None: open)."""

    opd = models.ForeignKey(OPD, on_delete=models.CASCADE, related_name="riwayat_nama")
    nama = models.CharField("nama", max_length=200)
    singkatan = models.CharField("singkatan", max_length=60)
    mulai = models.DateField("mulai", null=True, blank=True)
    selesai = models.DateField("selesai", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "nama OPD"
        ordering = ["opd", F("mulai").desc(nulls_last=True)]
        constraints = [
            models.CheckConstraint(
                name="opd_namaopd_selesai_setelah_mulai",
                condition=Q(mulai=None) | Q(selesai=None) | Q(selesai__gte=F("mulai")),
                violation_error_message="Tanggal selesai tidak boleh sebelum tanggal mulai.",
            ),
            models.UniqueConstraint(
                name="opd_namaopd_satu_berjalan", fields=["opd"], condition=Q(selesai=None)
            ),
        ]

    def __str__(self):
        return self.nama


class PejabatOPD(TimestampedModel):
    """Who heads an OPD from `mulai` to `selesai`; `plt` marks an acting head."""

    opd = models.ForeignKey(OPD, on_delete=models.CASCADE, related_name="pejabat")
    nama = models.CharField("nama", max_length=150)
    nip = models.CharField("NIP", max_length=18, blank=True)
    jabatan = models.CharField("jabatan", max_length=150)
    plt = models.BooleanField("pelaksana tugas (Plt.)", default=False)
    mulai = models.DateField("mulai")
    selesai = models.DateField("selesai", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "pejabat OPD"
        ordering = ["opd", "-mulai", "pk"]
        constraints = [
            models.CheckConstraint(
                name="opd_pejabatopd_selesai_setelah_mulai",
                condition=Q(selesai=None) | Q(selesai__gte=F("mulai")),
                violation_error_message="Tanggal selesai tidak boleh sebelum tanggal mulai.",
            ),
            models.UniqueConstraint(
                name="opd_pejabatopd_satu_menjabat",
                fields=["opd"],
                condition=Q(selesai=None),
                violation_error_message="Akhiri dulu masa jabatan pejabat sebelumnya.",
            ),
        ]

    def __str__(self):
        return f"{'Plt. ' if self.plt else ''}{self.jabatan}: {self.nama}"


class KeanggotaanQuerySet(models.QuerySet):
    def aktif(self, *, pada):
        return self.filter(mulai__lte=pada).filter(Q(selesai=None) | Q(selesai__gte=pada))


class Keanggotaan(TimestampedModel):
    """A user works for an OPD from `mulai` to `selesai`; `penyelia` checks its monthly reports."""

    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="keanggotaan"
    )
    opd = models.ForeignKey(OPD, on_delete=models.PROTECT, related_name="keanggotaan")
    mulai = models.DateField("mulai")
    selesai = models.DateField("selesai", null=True, blank=True)
    penyelia = models.BooleanField("penyelia", default=False)

    objects = KeanggotaanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "keanggotaan OPD"
        ordering = ["pengguna", "-mulai", "pk"]
        constraints = [
            models.CheckConstraint(
                name="opd_keanggotaan_selesai_setelah_mulai",
                condition=Q(selesai=None) | Q(selesai__gte=F("mulai")),
                violation_error_message="Tanggal selesai tidak boleh sebelum tanggal mulai.",
            ),
            models.UniqueConstraint(
                name="opd_keanggotaan_satu_berjalan_per_opd",
                fields=["pengguna", "opd"],
                condition=Q(selesai=None),
                violation_error_message="Pengguna ini sudah menjadi anggota OPD tersebut.",
            ),
        ]

    def __str__(self):
        return f"{self.pengguna} di {self.opd}"
