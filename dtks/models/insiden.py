"""The register of breaches of personal data."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from dtks.choices import INSIDEN_BERJALAN, INSIDEN_SELESAI, StatusInsiden
from inti.models import TimestampedModel


class InsidenData(TimestampedModel):
    """A failure to protect personal data, and what was done about it (UU 27/2022 art. 46).

    dicatat → ditangani → diberitahukan → ditutup; one that turns out to be none ends as "bukan".
    The persons and the agency are to be told in writing within 3×24 hours of its becoming known:
    `tenggat_pada`. It names kinds of data and numbers of people, never a person.
    """

    kabupaten = models.ForeignKey("inti.Kabupaten", on_delete=models.PROTECT, related_name="+")
    judul = models.CharField("peristiwa", max_length=120)
    diketahui_pada = models.DateTimeField("diketahui pada")
    tenggat_pada = models.DateTimeField("tenggat pemberitahuan")
    terjadi_pada = models.DateTimeField("terjadi pada", null=True, blank=True)
    cara = models.TextField("bagaimana terungkap", max_length=2000)
    data_terungkap = models.TextField("data pribadi yang terungkap", max_length=1000)
    jumlah_orang = models.PositiveIntegerField("jumlah orang", null=True, blank=True)
    versi = models.PositiveIntegerField("versi isian", default=1)
    status = models.CharField(
        "status", max_length=13, choices=StatusInsiden, default=StatusInsiden.DICATAT
    )
    dicatat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    penanganan = models.TextField("penanganan dan pemulihan", max_length=2000, blank=True)
    ditangani_pada = models.DateTimeField("ditangani pada", null=True, blank=True)
    ditangani_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    orang_diberitahu = models.DateTimeField("orangnya diberi tahu", null=True, blank=True)
    lembaga_diberitahu = models.DateTimeField("lembaga diberi tahu", null=True, blank=True)
    lembaga = models.CharField("lembaga", max_length=150, blank=True)
    cara_memberitahu = models.CharField("cara memberi tahu", max_length=300, blank=True)
    alasan_terlambat = models.CharField("alasan terlambat", max_length=300, blank=True)
    diberitahukan_pada = models.DateTimeField("pemberitahuan dicatat pada", null=True, blank=True)
    diberitahukan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    penutup = models.TextField("kesimpulan", max_length=1000, blank=True)
    ditutup_pada = models.DateTimeField("ditutup pada", null=True, blank=True)
    ditutup_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "insiden data pribadi"
        ordering = ["-diketahui_pada", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="dtks_insidendata_terjadi_lalu_diketahui",
                condition=Q(terjadi_pada=None) | Q(terjadi_pada__lte=F("diketahui_pada")),
                violation_error_message="Insiden diketahui sesudah terjadi, bukan sebelumnya.",
            ),
            models.CheckConstraint(
                name="dtks_insidendata_tenggat_sesudah_diketahui",
                condition=Q(tenggat_pada__gt=F("diketahui_pada")),
            ),
            models.CheckConstraint(
                name="dtks_insidendata_ditangani_punya_waktu_orang_penanganan",
                condition=Q(ditangani_pada=None, ditangani_oleh=None)
                & Q(status__in=[StatusInsiden.DICATAT, StatusInsiden.BUKAN])
                | (
                    Q(ditangani_pada__isnull=False, ditangani_oleh__isnull=False)
                    & ~Q(penanganan="")
                    & ~Q(status=StatusInsiden.DICATAT)
                ),
            ),
            models.CheckConstraint(
                name="dtks_insidendata_diberitahukan_kepada_orang_dan_lembaga",
                condition=Q(
                    status__in=[*INSIDEN_BERJALAN, StatusInsiden.BUKAN],
                    diberitahukan_pada=None,
                    diberitahukan_oleh=None,
                    orang_diberitahu=None,
                    lembaga_diberitahu=None,
                )
                | (
                    Q(
                        status__in=[StatusInsiden.DIBERITAHUKAN, StatusInsiden.DITUTUP],
                        diberitahukan_pada__isnull=False,
                        diberitahukan_oleh__isnull=False,
                        orang_diberitahu__isnull=False,
                        lembaga_diberitahu__isnull=False,
                        orang_diberitahu__gte=F("diketahui_pada"),
                        lembaga_diberitahu__gte=F("diketahui_pada"),
                    )
                    & ~Q(lembaga="")
                    & ~Q(cara_memberitahu="")
                ),
            ),
            models.CheckConstraint(
                name="dtks_insidendata_terlambat_beralasan",
                condition=Q(orang_diberitahu=None)
                | Q(
                    orang_diberitahu__lte=F("tenggat_pada"),
                    lembaga_diberitahu__lte=F("tenggat_pada"),
                )
                | ~Q(alasan_terlambat=""),
            ),
            models.CheckConstraint(
                name="dtks_insidendata_selesai_punya_waktu_orang_kesimpulan",
                condition=(~Q(status__in=INSIDEN_SELESAI) & Q(ditutup_pada=None, ditutup_oleh=None))
                | (
                    Q(
                        status__in=INSIDEN_SELESAI,
                        ditutup_pada__isnull=False,
                        ditutup_oleh__isnull=False,
                    )
                    & ~Q(penutup="")
                ),
            ),
        ]

    def __str__(self):
        return self.judul

    @property
    def is_berjalan(self):
        """Whether the clock still runs: persons and agency have not been told."""
        return self.status in INSIDEN_BERJALAN

    @property
    def is_lewat(self):
        """Whether the deadline has passed, or had when they were told."""
        if self.orang_diberitahu and self.lembaga_diberitahu:
            return max(self.orang_diberitahu, self.lembaga_diberitahu) > self.tenggat_pada
        return self.is_berjalan and timezone.now() > self.tenggat_pada

    @property
    def sisa(self):
        """Time left until the deadline, or since it has passed (`is_lewat`)."""
        return abs(self.tenggat_pada - timezone.now())
