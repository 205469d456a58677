"""What is measured: indicators, the versions of their definitions, targets, series breaks."""

from django.db import models
from django.db.models import Q

from desa.choices import Arah, JenisIndikator
from inti.models import TimestampedModel


class Indikator(TimestampedModel):
    """An indicator's identity; what it means at a time stands in its VersiIndikator."""

    kode = models.CharField("kode", max_length=20, unique=True)
    nama = models.CharField("nama", max_length=100)
    bidang = models.CharField("bidang", max_length=40)
    jenis = models.CharField("jenis", max_length=10, choices=JenisIndikator)
    arah = models.CharField("arah yang baik", max_length=6, choices=Arah)
    wajib = models.BooleanField("indikator inti", default=False)
    batas_lonjakan_persen = models.PositiveSmallIntegerField(
        "batas lonjakan (%)",
        help_text="Perubahan relatif melebihi batas ini memerlukan alasan.",
    )
    urutan = models.PositiveSmallIntegerField("urutan", default=0)
    aktif = models.BooleanField("aktif", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "indikator"
        ordering = ["urutan", "kode"]

    def __str__(self):
        return self.nama


class VersiIndikator(TimestampedModel):
    """One definition of an indicator, with the Satu Data fields (Perpres 39/2019).

    A change of meaning makes a new version and breaks the series, unless `sebanding` says that it
    stays comparable with the version before it.
    """

    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="versi")
    nomor = models.PositiveSmallIntegerField("versi")
    definisi = models.TextField("definisi")
    label_pembilang = models.CharField(
        "pembilang", max_length=200, help_text="Untuk jumlah dan skor: yang dihitung."
    )
    label_penyebut = models.CharField("penyebut", max_length=200, blank=True)
    satuan = models.CharField("satuan", max_length=30)
    satuan_penyebut = models.CharField("satuan penyebut", max_length=30, blank=True)
    desimal = models.PositiveSmallIntegerField("angka desimal", default=0)
    sumber_definisi = models.CharField("sumber definisi", max_length=300)
    konsep = models.TextField("konsep", blank=True)
    klasifikasi = models.CharField("klasifikasi", max_length=200, blank=True)
    ukuran = models.CharField("ukuran", max_length=100, blank=True)
    berlaku_mulai = models.DateField("berlaku mulai")
    sebanding = models.BooleanField("sebanding dengan versi sebelumnya", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "versi indikator"
        ordering = ["indikator", "nomor"]
        constraints = [
            models.UniqueConstraint(
                name="desa_versiindikator_nomor_sekali", fields=["indikator", "nomor"]
            ),
            models.CheckConstraint(
                name="desa_versiindikator_nomor_mulai_satu",
                condition=Q(nomor__gte=1) & ~Q(nomor=1, sebanding=True),
                violation_error_message="Versi pertama tidak punya versi sebelumnya.",
            ),
        ]

    def __str__(self):
        return f"{self.indikator.nama} (versi {self.nomor})"


class TargetIndikator(TimestampedModel):
    """What a village, or all villages of a list, should reach by the end of a period."""

    periode = models.ForeignKey("desa.Periode", on_delete=models.PROTECT, related_name="target")
    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="target")
    daftar = models.ForeignKey(
        "desa.DaftarSasaran", on_delete=models.PROTECT, null=True, blank=True, related_name="target"
    )
    desa = models.ForeignKey(
        "desa.Desa", on_delete=models.PROTECT, null=True, blank=True, related_name="target"
    )
    nilai = models.DecimalField(
        "nilai target", max_digits=18, decimal_places=4, help_text="Proporsi: dalam persen."
    )

    class Meta:
        verbose_name = verbose_name_plural = "target indikator"
        ordering = ["periode", "indikator", "pk"]
        constraints = [
            models.CheckConstraint(
                name="desa_targetindikator_desa_atau_daftar",
                condition=Q(desa__isnull=False, daftar=None) | Q(desa=None, daftar__isnull=False),
                violation_error_message="Target berlaku untuk satu desa atau satu daftar.",
            ),
            models.UniqueConstraint(
                name="desa_targetindikator_satu_per_desa",
                fields=["periode", "indikator", "desa"],
                condition=Q(desa__isnull=False),
                violation_error_message="Target indikator ini untuk desa tersebut sudah ada.",
            ),
            models.UniqueConstraint(
                name="desa_targetindikator_satu_per_daftar",
                fields=["periode", "indikator", "daftar"],
                condition=Q(daftar__isnull=False),
                violation_error_message="Target indikator ini untuk daftar tersebut sudah ada.",
            ),
        ]

    def __str__(self):
        return f"{self.indikator} {self.nilai}"


class PutusDeret(TimestampedModel):
    """A registered series break: values before and after this date must not be compared."""

    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="putus_deret")
    tanggal = models.DateField("tanggal")
    uraian = models.CharField("uraian", max_length=300)

    class Meta:
        verbose_name = verbose_name_plural = "putus deret"
        ordering = ["indikator", "tanggal"]
        constraints = [
            models.UniqueConstraint(
                name="desa_putusderet_tanggal_sekali", fields=["indikator", "tanggal"]
            )
        ]

    def __str__(self):
        return f"{self.indikator} {self.tanggal}"
