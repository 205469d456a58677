"""Survey rounds, surveys and their values."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from desa.choices import (
    STATUS_TERBUKA,
    AlasanKosong,
    JenisPutaran,
    Metode,
    StatusSurvei,
)
from desa.stats import persen
from inti.models import Berlampiran, TimestampedModel


class Putaran(TimestampedModel):
    """A survey round: asked of every village on the period's lists between `buka` and `tutup`."""

    periode = models.ForeignKey("desa.Periode", on_delete=models.PROTECT, related_name="putaran")
    jenis = models.CharField("jenis", max_length=10, choices=JenisPutaran)
    nomor = models.PositiveSmallIntegerField("nomor")
    tanggal_rujukan = models.DateField(
        "tanggal rujukan", help_text="Keadaan desa pada tanggal inilah yang ditanyakan."
    )
    buka = models.DateField("dibuka")
    tutup = models.DateField("ditutup")
    dikunci_pada = models.DateTimeField("dikunci pada", null=True, blank=True)
    dikunci_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    versi_indikator = models.ManyToManyField(
        "desa.VersiIndikator", verbose_name="indikator yang ditanyakan", related_name="putaran"
    )

    class Meta:
        verbose_name = verbose_name_plural = "putaran"
        ordering = ["-periode__mulai", "nomor"]
        constraints = [
            models.UniqueConstraint(
                name="desa_putaran_nomor_sekali",
                fields=["periode", "nomor"],
                violation_error_message="Nomor putaran ini sudah dipakai pada periode tersebut.",
            ),
            models.CheckConstraint(
                name="desa_putaran_tutup_setelah_buka",
                condition=Q(tutup__gte=F("buka")),
                violation_error_message="Tanggal tutup tidak boleh sebelum tanggal buka.",
            ),
            models.CheckConstraint(
                name="desa_putaran_dikunci_punya_waktu_dan_orang",
                condition=Q(dikunci_pada=None, dikunci_oleh=None)
                | Q(dikunci_pada__isnull=False, dikunci_oleh__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Putaran {self.nomor} ({self.get_jenis_display().lower()})"

    def terbuka_pada(self, tanggal):
        """Open on a day for every village; a PengecualianKunci may keep it open for one."""
        return self.dikunci_pada is None and self.buka <= tanggal <= self.tutup


class PengecualianKunci(TimestampedModel):
    """One village may still be filled until a date, after its round closed; with a reason."""

    putaran = models.ForeignKey(Putaran, on_delete=models.PROTECT, related_name="pengecualian")
    desa = models.ForeignKey("desa.Desa", on_delete=models.PROTECT, related_name="+")
    sampai = models.DateField("sampai")
    alasan = models.CharField("alasan", max_length=300)
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "pengecualian kunci"
        ordering = ["putaran", "desa__kode"]
        constraints = [
            models.UniqueConstraint(
                name="desa_pengecualiankunci_satu_per_desa",
                fields=["putaran", "desa"],
                violation_error_message="Desa ini sudah mendapat pengecualian; ubah tanggalnya.",
            )
        ]

    def __str__(self):
        return f"{self.desa} sampai {self.sampai}"


class Survei(Berlampiran, TimestampedModel):
    """The answers of one village in one round.

    draf → diajukan → diverifikasi, diajukan → dikembalikan → diajukan. Editing after verification
    opens a new revision; the old one stays in force (`berlaku`) until the new one is verified.
    """

    putaran = models.ForeignKey(Putaran, on_delete=models.PROTECT, related_name="survei")
    desa = models.ForeignKey("desa.Desa", on_delete=models.PROTECT, related_name="survei")
    revisi = models.PositiveSmallIntegerField("revisi", default=1)
    status = models.CharField(
        "status", max_length=14, choices=StatusSurvei, default=StatusSurvei.DRAF
    )
    berlaku = models.BooleanField("berlaku", default=False)
    versi = models.PositiveIntegerField(
        "versi isian", default=1, help_text="Naik pada setiap simpan; penjaga isian ganda."
    )
    catatan = models.TextField("catatan", blank=True)
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    diajukan_pada = models.DateTimeField("diajukan pada", null=True, blank=True)
    diajukan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dikembalikan_pada = models.DateTimeField("dikembalikan pada", null=True, blank=True)
    dikembalikan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    alasan_kembali = models.TextField("alasan pengembalian", blank=True)
    diverifikasi_pada = models.DateTimeField("diverifikasi pada", null=True, blank=True)
    diverifikasi_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "survei"
        ordering = ["putaran", "desa__kode", "-revisi"]
        constraints = [
            models.UniqueConstraint(
                name="desa_survei_revisi_sekali", fields=["putaran", "desa", "revisi"]
            ),
            models.UniqueConstraint(
                name="desa_survei_satu_berlaku",
                fields=["putaran", "desa"],
                condition=Q(berlaku=True),
            ),
            models.UniqueConstraint(
                name="desa_survei_satu_terbuka",
                fields=["putaran", "desa"],
                condition=Q(status__in=STATUS_TERBUKA),
                violation_error_message="Survei desa ini masih terbuka pada putaran yang sama.",
            ),
            models.CheckConstraint(
                name="desa_survei_berlaku_berarti_diverifikasi",
                condition=Q(berlaku=False) | Q(status=StatusSurvei.DIVERIFIKASI),
            ),
            models.CheckConstraint(
                name="desa_survei_diajukan_punya_waktu_dan_orang",
                condition=Q(status=StatusSurvei.DRAF)
                | Q(diajukan_pada__isnull=False, diajukan_oleh__isnull=False),
            ),
            models.CheckConstraint(
                name="desa_survei_dikembalikan_punya_alasan",
                condition=~Q(status=StatusSurvei.DIKEMBALIKAN)
                | (
                    Q(dikembalikan_pada__isnull=False, dikembalikan_oleh__isnull=False)
                    & ~Q(alasan_kembali="")
                ),
            ),
            models.CheckConstraint(
                name="desa_survei_diverifikasi_punya_waktu_dan_orang",
                condition=Q(
                    status=StatusSurvei.DIVERIFIKASI,
                    diverifikasi_pada__isnull=False,
                    diverifikasi_oleh__isnull=False,
                )
                | (
                    ~Q(status=StatusSurvei.DIVERIFIKASI)
                    & Q(diverifikasi_pada=None, diverifikasi_oleh=None)
                ),
            ),
            models.CheckConstraint(
                name="desa_survei_pemeriksa_bukan_pengaju",
                condition=Q(diverifikasi_oleh=None) | ~Q(diverifikasi_oleh=F("diajukan_oleh")),
            ),
        ]

    def __str__(self):
        return f"{self.desa}, {self.putaran}"

    @property
    def nomor(self):
        """The number on the receipt; the revision tells two submissions of a village apart."""
        return f"S{self.putaran.nomor}-{self.desa.kode}-R{self.revisi}"


class NilaiIndikator(TimestampedModel):
    """One answer: parts of a proportion, or a value, or the reason why there is neither."""

    survei = models.ForeignKey(Survei, on_delete=models.CASCADE, related_name="nilai")
    versi_indikator = models.ForeignKey(
        "desa.VersiIndikator", on_delete=models.PROTECT, related_name="nilai"
    )
    pembilang = models.DecimalField(
        "pembilang", max_digits=18, decimal_places=4, null=True, blank=True
    )
    penyebut = models.DecimalField(
        "penyebut", max_digits=18, decimal_places=4, null=True, blank=True
    )
    nilai = models.DecimalField("nilai", max_digits=18, decimal_places=4, null=True, blank=True)
    alasan_kosong = models.CharField(
        "alasan kosong", max_length=24, choices=AlasanKosong, blank=True
    )
    keterangan_kosong = models.CharField("keterangan", max_length=300, blank=True)
    tanggal = models.DateField("tanggal rujukan", null=True, blank=True)
    sumber = models.CharField("sumber", max_length=200, blank=True)
    metode = models.CharField("metode", max_length=14, choices=Metode, blank=True)
    catatan = models.CharField("catatan", max_length=500, blank=True)
    sama_seperti_sebelumnya = models.BooleanField("sama seperti sebelumnya", default=False)
    alasan_lonjakan = models.CharField("alasan perubahan besar", max_length=300, blank=True)
    komentar = models.CharField("komentar pemeriksa", max_length=500, blank=True)
    dicentang = models.BooleanField("dicentang pemeriksa", default=False)
    diisi_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    diisi_pada = models.DateTimeField("diisi pada")

    class Meta:
        verbose_name = verbose_name_plural = "nilai indikator"
        ordering = ["survei", "versi_indikator__indikator__urutan"]
        constraints = [
            models.UniqueConstraint(
                name="desa_nilaiindikator_sekali_per_survei", fields=["survei", "versi_indikator"]
            ),
            models.CheckConstraint(
                name="desa_nilaiindikator_bagian_atau_nilai_atau_alasan",
                condition=Q(
                    pembilang__isnull=False, penyebut__isnull=False, nilai=None, alasan_kosong=""
                )
                | Q(pembilang=None, penyebut=None, nilai__isnull=False, alasan_kosong="")
                | (Q(pembilang=None, penyebut=None, nilai=None) & ~Q(alasan_kosong="")),
                violation_error_message="Isi angkanya, atau pilih alasan mengapa kosong.",
            ),
            models.CheckConstraint(
                name="desa_nilaiindikator_pembilang_dalam_penyebut",
                condition=Q(pembilang=None)
                | Q(pembilang__gte=0, penyebut__gt=0, pembilang__lte=F("penyebut")),
                violation_error_message="Pembilang tidak boleh melebihi penyebut.",
            ),
            models.CheckConstraint(
                name="desa_nilaiindikator_nilai_tidak_negatif",
                condition=Q(nilai=None) | Q(nilai__gte=0),
                violation_error_message="Nilai tidak boleh negatif.",
            ),
        ]

    def __str__(self):
        return f"{self.versi_indikator.indikator.kode}: {self.survei}"

    @property
    def persen(self):
        """The share in percent (0–100), unrounded; None unless the answer has parts."""
        return None if self.penyebut is None else persen(self.pembilang, self.penyebut)
