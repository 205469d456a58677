"""The few tables of reports: who signs them, and reports as they were issued."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q

from inti.models import TimestampedModel
from laporan.choices import JenisLaporan


def terbitan_path(terbitan, filename):
    """An unguessable private path: the fingerprint of the file."""
    return f"terbitan/{terbitan.sha256}{Path(filename).suffix}"


class PenandaTangan(TimestampedModel):
    """The agency whose head signs the reports of a kabupaten.

    Who that is on a day follows from the dated officials of the OPD (`opd.PejabatOPD`).
    """

    kabupaten = models.OneToOneField("inti.Kabupaten", on_delete=models.PROTECT, related_name="+")
    opd = models.ForeignKey("opd.OPD", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "penanda tangan laporan"
        ordering = ["kabupaten"]

    def __str__(self):
        return f"Kepala {self.opd}"


class LaporanBeku(TimestampedModel):
    """A report as issued: its file, what it was asked for, what it was computed from, who signs.

    Nothing in it changes any more. `sidik` is the hash of the data behind it: when a new reading
    gives another one, the data have changed since. Hashes of another `versi_sidik` were put together
    differently and say nothing of it. A mistaken report is withdrawn, never deleted.
    """

    kabupaten = models.ForeignKey("inti.Kabupaten", on_delete=models.PROTECT, related_name="+")
    nomor = models.PositiveIntegerField("nomor urut")
    tahun = models.PositiveSmallIntegerField("tahun")
    jenis = models.CharField("jenis", max_length=20, choices=JenisLaporan)
    judul = models.CharField("judul", max_length=200)
    parameter = models.JSONField("parameter")
    saringan = models.CharField("saringan", max_length=300, blank=True)
    sidik = models.CharField("sidik data", max_length=64)
    versi_sidik = models.PositiveSmallIntegerField("versi sidik data", default=0)
    berkas = models.FileField("berkas", upload_to=terbitan_path, max_length=120)
    nama_berkas = models.CharField("nama berkas", max_length=120)
    sha256 = models.CharField("sidik berkas", max_length=64)
    penanda_tangan = models.JSONField("penanda tangan", default=dict, blank=True)
    catatan = models.CharField("catatan", max_length=300, blank=True)
    diterbitkan_pada = models.DateTimeField("diterbitkan pada")
    diterbitkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ditarik_pada = models.DateTimeField("ditarik pada", null=True, blank=True)
    ditarik_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    alasan_tarik = models.CharField("alasan penarikan", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "laporan beku"
        ordering = ["-tahun", "-nomor"]
        constraints = [
            models.UniqueConstraint(
                name="laporan_laporanbeku_nomor_sekali", fields=["kabupaten", "tahun", "nomor"]
            ),
            models.CheckConstraint(
                name="laporan_laporanbeku_ditarik_beralasan",
                condition=Q(ditarik_pada=None, ditarik_oleh=None, alasan_tarik="")
                | (Q(ditarik_pada__isnull=False, ditarik_oleh__isnull=False) & ~Q(alasan_tarik="")),
            ),
        ]

    def __str__(self):
        return f"{self.kode} {self.judul}"

    @property
    def kode(self):
        """The code printed on the document, e.g. "LB-2026-003"."""
        return f"LB-{self.tahun}-{self.nomor:03}"


class KemiskinanKabupaten(TimestampedModel):
    """The poor of the whole kabupaten in March of a year by BPS, where the file that comes with the
    application (`laporan/acuan`) has no such year, or another figure. There is none for a village.
    """

    kabupaten = models.ForeignKey("inti.Kabupaten", on_delete=models.PROTECT, related_name="+")
    tahun = models.PositiveSmallIntegerField("tahun")
    persen = models.DecimalField("persen penduduk", max_digits=5, decimal_places=2)
    jumlah_ribu = models.DecimalField(
        "ribu jiwa", max_digits=8, decimal_places=2, null=True, blank=True
    )
    sumber = models.CharField("sumber", max_length=300)

    class Meta:
        verbose_name = verbose_name_plural = "kemiskinan kabupaten"
        ordering = ["tahun"]
        constraints = [
            models.UniqueConstraint(
                name="laporan_kemiskinankabupaten_tahun_sekali",
                fields=["kabupaten", "tahun"],
                violation_error_message="Angka tahun ini sudah dicatat.",
            ),
            models.CheckConstraint(
                name="laporan_kemiskinankabupaten_angka_mungkin",
                condition=Q(tahun__gte=2000, persen__gte=0, persen__lte=100)
                & (Q(jumlah_ribu=None) | Q(jumlah_ribu__gt=0)),
            ),
            models.CheckConstraint(
                name="laporan_kemiskinankabupaten_bersumber", condition=~Q(sumber="")
            ),
        ]

    def __str__(self):
        return f"Penduduk miskin {self.tahun}"
