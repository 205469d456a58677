"""Coordination meetings (rakor) and the action points that they, problems or surveys lead to."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from inti.models import Berlampiran, TimestampedModel
from opd.choices import StatusHadir, StatusRapat, StatusTindakLanjut


class Rapat(Berlampiran, TimestampedModel):
    """One meeting of the secretariat with agencies; its minutes are closed by `selesaikan`."""

    periode = models.ForeignKey("desa.Periode", on_delete=models.PROTECT, related_name="rapat")
    judul = models.CharField("judul", max_length=150)
    tanggal = models.DateField("tanggal")
    jam = models.TimeField("pukul", null=True, blank=True)
    tempat = models.CharField("tempat", max_length=150)
    agenda = models.TextField("agenda")
    notulen = models.TextField("notulen", blank=True)
    status = models.CharField(
        "status", max_length=12, choices=StatusRapat, default=StatusRapat.DIJADWALKAN
    )
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ditutup_pada = models.DateTimeField("ditutup pada", null=True, blank=True)
    ditutup_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    alasan_batal = models.CharField("alasan pembatalan", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "rapat"
        ordering = ["-tanggal", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="opd_rapat_ditutup_punya_waktu_dan_orang",
                condition=Q(status=StatusRapat.DIJADWALKAN, ditutup_pada=None, ditutup_oleh=None)
                | (
                    ~Q(status=StatusRapat.DIJADWALKAN)
                    & Q(ditutup_pada__isnull=False, ditutup_oleh__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="opd_rapat_selesai_bernotulen",
                condition=~Q(status=StatusRapat.SELESAI) | ~Q(notulen=""),
            ),
            models.CheckConstraint(
                name="opd_rapat_dibatalkan_beralasan",
                condition=(Q(status=StatusRapat.DIBATALKAN) & ~Q(alasan_batal=""))
                | (~Q(status=StatusRapat.DIBATALKAN) & Q(alasan_batal="")),
            ),
        ]

    def __str__(self):
        return self.judul


class KehadiranRapat(models.Model):
    """An agency invited to a meeting, and whether it came."""

    rapat = models.ForeignKey(Rapat, on_delete=models.CASCADE, related_name="kehadiran")
    opd = models.ForeignKey("opd.OPD", on_delete=models.PROTECT, related_name="kehadiran_rapat")
    status = models.CharField(
        "kehadiran", max_length=12, choices=StatusHadir, default=StatusHadir.DIUNDANG
    )
    wakil = models.CharField("yang hadir", max_length=150, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "kehadiran rapat"
        ordering = ["opd__singkatan"]
        constraints = [
            models.UniqueConstraint(
                name="opd_kehadiranrapat_sekali_per_opd", fields=["rapat", "opd"]
            ),
            models.CheckConstraint(
                name="opd_kehadiranrapat_hadir_punya_wakil",
                condition=(Q(status=StatusHadir.HADIR) & ~Q(wakil=""))
                | (~Q(status=StatusHadir.HADIR) & Q(wakil="")),
                violation_error_message="Tulis nama yang hadir, hanya bila OPD itu hadir.",
            ),
        ]

    def __str__(self):
        return f"{self.opd}: {self.get_status_display()}"


class TindakLanjut(Berlampiran, TimestampedModel):
    """An action point: what an OPD is to do by a day, from a meeting, a problem or a survey.

    The OPD reports it done; somebody else judges whether that is adequate. An inadequate one is
    open again, with the judgement's note.
    """

    rapat = models.ForeignKey(
        Rapat, on_delete=models.PROTECT, null=True, blank=True, related_name="tindak_lanjut"
    )
    temuan = models.ForeignKey(
        "desa.Temuan", on_delete=models.PROTECT, null=True, blank=True, related_name="tindak_lanjut"
    )
    survei = models.ForeignKey(
        "desa.Survei", on_delete=models.PROTECT, null=True, blank=True, related_name="tindak_lanjut"
    )
    opd = models.ForeignKey("opd.OPD", on_delete=models.PROTECT, related_name="tindak_lanjut")
    pemilik = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    desa = models.ForeignKey(
        "desa.Desa", on_delete=models.PROTECT, null=True, blank=True, related_name="tindak_lanjut"
    )
    uraian = models.CharField("uraian", max_length=500)
    tenggat = models.DateField("tenggat")
    status = models.CharField(
        "status", max_length=12, choices=StatusTindakLanjut, default=StatusTindakLanjut.TERBUKA
    )
    hasil = models.TextField("hasil", blank=True)
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    dilaporkan_pada = models.DateTimeField("dilaporkan pada", null=True, blank=True)
    dilaporkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dinilai_pada = models.DateTimeField("dinilai pada", null=True, blank=True)
    dinilai_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    catatan_nilai = models.CharField("catatan penilaian", max_length=500, blank=True)
    alasan_batal = models.CharField("alasan pembatalan", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "tindak lanjut"
        ordering = ["tenggat", "pk"]
        constraints = [
            models.CheckConstraint(
                name="opd_tindaklanjut_satu_asal",
                condition=Q(rapat__isnull=False, temuan=None, survei=None)
                | Q(rapat=None, temuan__isnull=False, survei=None)
                | Q(rapat=None, temuan=None, survei__isnull=False),
            ),
            models.CheckConstraint(
                name="opd_tindaklanjut_dilaporkan_punya_hasil",
                condition=Q(
                    status__in=[StatusTindakLanjut.TERBUKA, StatusTindakLanjut.DIBATALKAN],
                    dilaporkan_pada=None,
                    dilaporkan_oleh=None,
                )
                | (
                    Q(
                        status__in=[StatusTindakLanjut.DILAPORKAN, StatusTindakLanjut.MEMADAI],
                        dilaporkan_pada__isnull=False,
                        dilaporkan_oleh__isnull=False,
                    )
                    & ~Q(hasil="")
                ),
            ),
            models.CheckConstraint(
                name="opd_tindaklanjut_dinilai_punya_waktu_dan_orang",
                condition=Q(dinilai_pada__isnull=False, dinilai_oleh__isnull=False)
                | (~Q(status=StatusTindakLanjut.MEMADAI) & Q(dinilai_pada=None, dinilai_oleh=None)),
            ),
            models.CheckConstraint(
                name="opd_tindaklanjut_penilai_orang_lain",
                condition=Q(dinilai_oleh=None)
                | Q(dilaporkan_oleh=None)
                | ~Q(dinilai_oleh=F("dilaporkan_oleh")),
            ),
            models.CheckConstraint(
                name="opd_tindaklanjut_dibatalkan_beralasan",
                condition=(Q(status=StatusTindakLanjut.DIBATALKAN) & ~Q(alasan_batal=""))
                | (~Q(status=StatusTindakLanjut.DIBATALKAN) & Q(alasan_batal="")),
            ),
        ]

    def __str__(self):
        return self.uraian[:80]

    def hari_lewat(self, hari_ini):
        """Days past the due day while it is open; 0 when it is not late."""
        if self.status != StatusTindakLanjut.TERBUKA:
            return 0
        return max(0, (hari_ini - self.tenggat).days)
