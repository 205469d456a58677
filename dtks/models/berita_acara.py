"""Minutes of the village meeting that confirms a list of corrections."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dtks.choices import JenisBeritaAcara
from inti.crypto import INDEKS_HURUF
from inti.models import Berlampiran, TimestampedModel


class BeritaAcara(Berlampiran, TimestampedModel):
    """A list of verified corrections as a meeting saw it, printed, signed, scanned.

    `sidik` is a keyed hash over the list as printed. A list that no longer gives this hash does
    not fit the paper any more, and the page says so.
    """

    kabupaten = models.ForeignKey("inti.Kabupaten", on_delete=models.PROTECT, related_name="+")
    desa = models.ForeignKey("desa.Desa", on_delete=models.PROTECT, related_name="berita_acara")
    jenis = models.CharField("jenis", max_length=6, choices=JenisBeritaAcara)
    nomor = models.CharField("nomor", max_length=60)
    tanggal = models.DateField("tanggal")
    tempat = models.CharField("tempat", max_length=120)
    pimpinan = models.CharField("dipimpin oleh", max_length=120)
    jabatan_pimpinan = models.CharField("jabatan", max_length=120)
    jumlah_hadir = models.PositiveSmallIntegerField("jumlah hadir", null=True, blank=True)
    catatan = models.CharField("catatan", max_length=500, blank=True)
    sidik = models.CharField("sidik daftar", max_length=INDEKS_HURUF)
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ditandatangani_pada = models.DateTimeField("pindaian diterima", null=True, blank=True)
    ditandatangani_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "berita acara"
        ordering = ["-tanggal", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="dtks_beritaacara_nomor_sekali_per_desa",
                fields=["desa", "nomor"],
                violation_error_message="Nomor ini sudah dipakai di desa itu.",
            ),
            models.CheckConstraint(
                name="dtks_beritaacara_hadir_pada_musyawarah",
                condition=Q(jenis=JenisBeritaAcara.SPTJM)
                # A comparison with NULL is no refusal: a CHECK holds unless it is false.
                | Q(jumlah_hadir__isnull=False, jumlah_hadir__gt=0),
                violation_error_message="Isi jumlah hadir; hanya SPTJM yang tanpa musyawarah.",
            ),
            models.CheckConstraint(
                name="dtks_beritaacara_ditandatangani_punya_waktu_dan_orang",
                condition=Q(ditandatangani_pada=None, ditandatangani_oleh=None)
                | Q(ditandatangani_pada__isnull=False, ditandatangani_oleh__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.get_jenis_display()} {self.nomor}"
