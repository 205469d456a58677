"""The registry of areas. Codes key, names do not: 31 village names repeat in Pati."""

from django.db import models
from django.db.models import F, Q

from desa.choices import JenisDesa
from inti.models import TimestampedModel
from inti.teks import normalkan_nama


class Kecamatan(TimestampedModel):
    """A subdistrict; villages are told apart by it, since their names repeat."""

    kabupaten = models.ForeignKey(
        "inti.Kabupaten", on_delete=models.PROTECT, related_name="kecamatan"
    )
    kode = models.CharField("kode Kemendagri", max_length=8, unique=True)
    nama = models.CharField("nama", max_length=100)
    kode_bps = models.CharField("kode BPS", max_length=7, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "kecamatan"
        ordering = ["kode"]

    def __str__(self):
        return self.nama


class Desa(TimestampedModel):
    """A village or urban ward, known by its Kemendagri code ("33.18.16.2012")."""

    kecamatan = models.ForeignKey(Kecamatan, on_delete=models.PROTECT, related_name="desa")
    kode = models.CharField("kode Kemendagri", max_length=13, unique=True)
    nama = models.CharField("nama", max_length=100)
    nama_normal = models.CharField("nama untuk pencarian", max_length=100, editable=False)
    jenis = models.CharField("jenis", max_length=10, choices=JenisDesa)
    kode_bps = models.CharField("kode BPS", max_length=10, blank=True)
    kode_pos = models.CharField("kode pos", max_length=5, blank=True)
    lintang = models.DecimalField("lintang", max_digits=9, decimal_places=6, null=True, blank=True)
    bujur = models.DecimalField("bujur", max_digits=9, decimal_places=6, null=True, blank=True)
    berlaku_mulai = models.DateField("berlaku mulai", null=True, blank=True)
    berlaku_sampai = models.DateField("berlaku sampai", null=True, blank=True)
    pendahulu = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="pemekaran"
    )

    class Meta:
        verbose_name = verbose_name_plural = "desa"
        ordering = ["kode"]
        indexes = [models.Index(fields=["nama_normal"], name="desa_desa_nama_normal")]
        constraints = [
            models.CheckConstraint(
                name="desa_desa_titik_berpasangan",
                condition=Q(lintang=None, bujur=None)
                | Q(lintang__isnull=False, bujur__isnull=False),
                violation_error_message="Lintang dan bujur diisi keduanya atau dikosongkan.",
            ),
            models.CheckConstraint(
                name="desa_desa_berlaku_urut",
                condition=Q(berlaku_sampai=None)
                | Q(berlaku_mulai=None)
                | Q(berlaku_sampai__gte=F("berlaku_mulai")),
                violation_error_message="Akhir masa berlaku tidak boleh sebelum awalnya.",
            ),
        ]

    def save(self, *args, **kwargs):
        self.nama_normal = normalkan_nama(self.nama)
        super().save(*args, **kwargs)

    def __str__(self):
        return f"{self.get_jenis_display()} {self.nama}"


class NamaLainDesa(TimestampedModel):
    """Another spelling of a village's name. An official name always wins over an alias."""

    desa = models.ForeignKey(Desa, on_delete=models.CASCADE, related_name="nama_lain")
    nama = models.CharField("nama lain", max_length=100)
    nama_normal = models.CharField("nama untuk pencarian", max_length=100, editable=False)
    sumber = models.CharField("sumber", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "nama lain desa"
        ordering = ["nama"]
        constraints = [
            models.UniqueConstraint(
                name="desa_namalaindesa_sekali_per_desa",
                fields=["desa", "nama_normal"],
                violation_error_message="Nama lain ini sudah tercatat untuk desa tersebut.",
            )
        ]

    def save(self, *args, **kwargs):
        self.nama_normal = normalkan_nama(self.nama)
        super().save(*args, **kwargs)

    def __str__(self):
        return self.nama


class ProfilDesa(TimestampedModel):
    """Size of a village in one year, with its source."""

    desa = models.ForeignKey(Desa, on_delete=models.PROTECT, related_name="profil")
    tahun = models.PositiveSmallIntegerField("tahun")
    jumlah_penduduk = models.PositiveIntegerField("jumlah penduduk (jiwa)", null=True, blank=True)
    jumlah_kk = models.PositiveIntegerField("jumlah KK", null=True, blank=True)
    luas_km2 = models.DecimalField(
        "luas (km²)", max_digits=8, decimal_places=3, null=True, blank=True
    )
    sumber = models.CharField("sumber", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "profil desa"
        ordering = ["desa", "-tahun"]
        constraints = [
            models.UniqueConstraint(
                name="desa_profildesa_satu_per_tahun",
                fields=["desa", "tahun"],
                violation_error_message="Profil desa untuk tahun ini sudah ada.",
            ),
            models.CheckConstraint(
                name="desa_profildesa_ada_isinya",
                condition=Q(jumlah_penduduk__isnull=False)
                | Q(jumlah_kk__isnull=False)
                | Q(luas_km2__isnull=False),
                violation_error_message="Isi sekurangnya satu angka profil.",
            ),
        ]

    def __str__(self):
        return f"{self.desa} {self.tahun}"


class BatasDesa(TimestampedModel):
    """The outline of a village, from a GeoJSON file of the district (`manage.py muat_batas`).

    Only for the picture on the map: simplified, indicative, no boundary in law.
    """

    desa = models.OneToOneField(Desa, on_delete=models.CASCADE, related_name="batas")
    geometri = models.JSONField(
        "geometri", help_text="GeoJSON Polygon atau MultiPolygon, [bujur, lintang]."
    )
    sumber = models.CharField("sumber", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "batas desa"
        ordering = ["desa__kode"]

    def __str__(self):
        return f"Batas {self.desa}"
