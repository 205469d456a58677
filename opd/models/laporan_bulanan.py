"""What an OPD did in a village in one month, and whether the secretariat accepted the report."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from inti.bulan import akhir_bulan
from inti.models import TimestampedModel
from opd.choices import LAPORAN_DAPAT_DIISI, StatusLaporan


class LaporanBulanan(TimestampedModel):
    """The report of one assignment on one month; `bulan` is the month's first day.

    `tenggat` is frozen when the report is begun, so that a later change of the period's due day
    makes nobody late afterwards. `hari_terlambat` counts the days from there to the first time it
    was submitted (0: in time). `versi` grows with every save and `diisi_oleh` is who saved last, for
    two people at one draft.
    """

    penugasan = models.ForeignKey(
        "opd.Penugasan", on_delete=models.PROTECT, related_name="laporan_bulanan"
    )
    bulan = models.DateField("bulan")
    tenggat = models.DateField("tenggat")
    nihil = models.BooleanField("nihil: tidak ada kegiatan pada bulan ini", default=False)
    alasan_nihil = models.CharField("alasan nihil", max_length=500, blank=True)
    kegiatan = models.TextField("kegiatan", blank=True)
    hasil = models.TextField("hasil", blank=True)
    hambatan = models.TextField("hambatan", blank=True)
    rencana = models.TextField("rencana bulan berikutnya", blank=True)
    status = models.CharField(
        "status", max_length=12, choices=StatusLaporan, default=StatusLaporan.DRAF
    )
    versi = models.PositiveIntegerField("versi", default=1)
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    diisi_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    diajukan_pada = models.DateTimeField("diajukan pada", null=True, blank=True)
    diajukan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    hari_terlambat = models.PositiveSmallIntegerField("terlambat (hari)", null=True, blank=True)
    diperiksa_pada = models.DateTimeField("diperiksa pada", null=True, blank=True)
    diperiksa_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dikembalikan_pada = models.DateTimeField("dikembalikan pada", null=True, blank=True)
    dikembalikan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    alasan_kembali = models.TextField("alasan pengembalian", blank=True)
    diterima_pada = models.DateTimeField("diterima pada", null=True, blank=True)
    diterima_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "laporan bulanan"
        ordering = ["-bulan", "penugasan__desa__kode", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="opd_laporanbulanan_sekali_per_bulan",
                fields=["penugasan", "bulan"],
                violation_error_message="Laporan bulan ini sudah ada.",
            ),
            models.CheckConstraint(
                name="opd_laporanbulanan_terisi_atau_nihil_beralasan",
                condition=Q(status__in=LAPORAN_DAPAT_DIISI)
                | (Q(nihil=True) & ~Q(alasan_nihil=""))
                | (Q(nihil=False) & ~Q(kegiatan="") & ~Q(hasil="") & ~Q(rencana="")),
            ),
            models.CheckConstraint(
                name="opd_laporanbulanan_diajukan_punya_waktu_dan_orang",
                condition=Q(
                    status=StatusLaporan.DRAF,
                    diajukan_pada=None,
                    diajukan_oleh=None,
                    hari_terlambat=None,
                )
                | (
                    ~Q(status=StatusLaporan.DRAF)
                    & Q(
                        diajukan_pada__isnull=False,
                        diajukan_oleh__isnull=False,
                        hari_terlambat__isnull=False,
                    )
                ),
            ),
            models.CheckConstraint(
                name="opd_laporanbulanan_diperiksa_punya_waktu_dan_orang",
                condition=Q(
                    status__in=[StatusLaporan.DIPERIKSA, StatusLaporan.DITERIMA],
                    diperiksa_pada__isnull=False,
                    diperiksa_oleh__isnull=False,
                )
                | (
                    ~Q(status=StatusLaporan.DIPERIKSA) & Q(diperiksa_pada=None, diperiksa_oleh=None)
                ),
            ),
            models.CheckConstraint(
                name="opd_laporanbulanan_dikembalikan_beralasan",
                condition=(
                    ~Q(status=StatusLaporan.DIKEMBALIKAN)
                    & Q(dikembalikan_pada=None, dikembalikan_oleh=None, alasan_kembali="")
                )
                | (
                    Q(
                        status=StatusLaporan.DIKEMBALIKAN,
                        dikembalikan_pada__isnull=False,
                        dikembalikan_oleh__isnull=False,
                    )
                    & ~Q(alasan_kembali="")
                ),
            ),
            models.CheckConstraint(
                name="opd_laporanbulanan_diterima_punya_waktu_dan_orang",
                condition=Q(
                    status=StatusLaporan.DITERIMA,
                    diterima_pada__isnull=False,
                    diterima_oleh__isnull=False,
                )
                | (~Q(status=StatusLaporan.DITERIMA) & Q(diterima_pada=None, diterima_oleh=None)),
            ),
            models.CheckConstraint(
                name="opd_laporanbulanan_pemeriksa_orang_lain",
                condition=(Q(diterima_oleh=None) | ~Q(diterima_oleh=F("diajukan_oleh")))
                & (Q(diperiksa_oleh=None) | ~Q(diperiksa_oleh=F("diajukan_oleh"))),
            ),
        ]

    def __str__(self):
        return f"Laporan {self.bulan:%m-%Y} {self.penugasan.desa}"

    @property
    def dapat_diisi(self):
        return self.status in LAPORAN_DAPAT_DIISI

    @property
    def akhir(self):
        """The last day of the month reported on."""
        return akhir_bulan(self.bulan)
