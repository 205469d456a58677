"""Which agency mentors which village, when, and how a village changes hands."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from inti.models import TimestampedModel
from opd.choices import StatusSerahTerima
from opd.models.opd import OPD


class PenugasanQuerySet(models.QuerySet):
    def aktif(self, *, pada):
        return self.filter(mulai__lte=pada).filter(Q(selesai=None) | Q(selesai__gte=pada))

    def belum_berakhir(self, *, pada):
        """Those active on a day, and those that begin later."""
        return self.filter(Q(selesai=None) | Q(selesai__gte=pada))

    def bertumpuk(self, *, mulai, selesai):
        """Those whose days (inclusive) overlap with mulai..selesai (None: open end)."""
        queryset = self.filter(Q(selesai=None) | Q(selesai__gte=mulai))
        return queryset if selesai is None else queryset.filter(mulai__lte=selesai)


class Penugasan(TimestampedModel):
    """One OPD mentors one village from `mulai` to `selesai` (inclusive; None: running).

    A village has at most one mentor at a time: the constraint holds running ones apart on every
    database, `opd.workflows` all dates, under a lock on the village.
    """

    periode = models.ForeignKey("desa.Periode", on_delete=models.PROTECT, related_name="penugasan")
    opd = models.ForeignKey(OPD, on_delete=models.PROTECT, related_name="penugasan")
    desa = models.ForeignKey("desa.Desa", on_delete=models.PROTECT, related_name="penugasan")
    mulai = models.DateField("tanggal mulai")
    selesai = models.DateField("tanggal selesai", null=True, blank=True)
    nomor_sk = models.CharField("nomor SK", max_length=100)
    petugas = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="petugas penanggung jawab",
    )
    keterangan = models.CharField("keterangan", max_length=200, blank=True)
    alasan_akhir = models.CharField("alasan berakhir", max_length=300, blank=True)
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = PenugasanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "penugasan"
        ordering = ["desa__kode", "-mulai", "pk"]
        constraints = [
            models.CheckConstraint(
                name="opd_penugasan_selesai_setelah_mulai",
                condition=Q(selesai=None) | Q(selesai__gte=F("mulai")),
                violation_error_message="Tanggal selesai tidak boleh sebelum tanggal mulai.",
            ),
            models.UniqueConstraint(
                name="opd_penugasan_satu_pendamping_berjalan",
                fields=["desa"],
                condition=Q(selesai=None),
                violation_error_message="Desa ini masih didampingi OPD lain.",
            ),
        ]

    def __str__(self):
        return f"{self.opd} → {self.desa}"

    @property
    def status(self):
        """In words, as of today: berjalan · akan datang · berakhir."""
        hari_ini = timezone.localdate()
        if self.selesai and self.selesai < hari_ini:
            return "Berakhir"
        return "Akan datang" if self.mulai > hari_ini else "Berjalan"


class SerahTerima(TimestampedModel):
    """Hand-over of a village to another OPD, or to another officer of the same; counts once accepted.

    `pekerjaan` is the open work as the system knew it on the day of the proposal, a list of
    {"jenis", "uraian"}; `pekerjaan_terbuka` what the proposer says besides.
    """

    penugasan = models.ForeignKey(Penugasan, on_delete=models.PROTECT, related_name="serah_terima")
    opd_penerima = models.ForeignKey(OPD, on_delete=models.PROTECT, related_name="+")
    petugas_penerima = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="petugas penerima",
    )
    tanggal = models.DateField(
        "tanggal serah terima", help_text="Hari pertama pendampingan oleh OPD penerima."
    )
    nomor_sk = models.CharField("nomor SK", max_length=100)
    pekerjaan = models.JSONField("pekerjaan terbuka yang tercatat", default=list, blank=True)
    pekerjaan_terbuka = models.TextField("pekerjaan yang belum selesai")
    status = models.CharField(
        "status", max_length=10, choices=StatusSerahTerima, default=StatusSerahTerima.DIAJUKAN
    )
    alasan = models.CharField("alasan penolakan atau pembatalan", max_length=300, blank=True)
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    diputus_pada = models.DateTimeField("diputus pada", null=True, blank=True)
    diputus_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    penugasan_baru = models.OneToOneField(
        Penugasan, on_delete=models.PROTECT, null=True, blank=True, related_name="asal"
    )

    class Meta:
        verbose_name = verbose_name_plural = "serah terima"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="opd_serahterima_satu_menunggu",
                fields=["penugasan"],
                condition=Q(status=StatusSerahTerima.DIAJUKAN),
                violation_error_message="Serah terima desa ini masih menunggu penerimaan.",
            ),
            models.CheckConstraint(
                name="opd_serahterima_diputus_punya_waktu_dan_orang",
                condition=Q(status=StatusSerahTerima.DIAJUKAN, diputus_pada=None, diputus_oleh=None)
                | (
                    ~Q(status=StatusSerahTerima.DIAJUKAN)
                    & Q(diputus_pada__isnull=False, diputus_oleh__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="opd_serahterima_diterima_punya_penugasan_baru",
                condition=Q(status=StatusSerahTerima.DITERIMA, penugasan_baru__isnull=False)
                | (~Q(status=StatusSerahTerima.DITERIMA) & Q(penugasan_baru=None)),
            ),
        ]

    def __str__(self):
        return f"{self.penugasan} ke {self.opd_penerima}"
