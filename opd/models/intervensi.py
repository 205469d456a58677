"""What is done in a village, by whom, for whom, with whose money, and how far it is."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from inti.models import Berlampiran, TimestampedModel
from opd.choices import (
    INTERVENSI_TERBUKA,
    JenisPelaksana,
    JenisPenerima,
    KelompokProgram,
    StatusIntervensi,
    StrategiProgram,
    SumberDana,
)
from opd.stats import kunci_penerima


class JenisBantuan(TimestampedModel):
    """A kind of help with its natural unit: the columns in which the province wants the sums."""

    kode = models.CharField("kode", max_length=12, unique=True)
    nama = models.CharField("nama", max_length=80)
    satuan = models.CharField("satuan", max_length=20)
    urutan = models.PositiveSmallIntegerField("urutan", default=0)
    aktif = models.BooleanField("aktif", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "jenis bantuan"
        ordering = ["urutan", "kode"]

    def __str__(self):
        return f"{self.nama} ({self.satuan})"


class Intervensi(TimestampedModel):
    """One piece of help to a village: planned, running, finished or called off.

    `penugasan` is set when the mentoring OPD does it itself; any other implementer is named in
    `pelaksana`, since villages without a mentor are helped, too, and that must be visible. Volumes
    are in the unit of `jenis`. `alasan_ganda` says why a recipient is helped by a second source in
    the same year.
    """

    desa = models.ForeignKey("desa.Desa", on_delete=models.PROTECT, related_name="intervensi")
    nama = models.CharField("nama kegiatan", max_length=150)
    uraian = models.TextField("uraian", blank=True)
    jenis = models.ForeignKey(JenisBantuan, on_delete=models.PROTECT, related_name="intervensi")
    temuan = models.ManyToManyField("desa.Temuan", blank=True, related_name="intervensi")
    indikator = models.ManyToManyField("desa.Indikator", blank=True, related_name="intervensi")
    jenis_pelaksana = models.CharField("pelaksana", max_length=10, choices=JenisPelaksana)
    penugasan = models.ForeignKey(
        "opd.Penugasan", on_delete=models.PROTECT, null=True, blank=True, related_name="intervensi"
    )
    pelaksana = models.CharField("nama pelaksana", max_length=150, blank=True)
    strategi = models.CharField("strategi", max_length=10, choices=StrategiProgram)
    kelompok = models.PositiveSmallIntegerField("kelompok program", choices=KelompokProgram)
    inovasi = models.BooleanField("inovasi", default=False)
    mulai = models.DateField("mulai")
    selesai = models.DateField("rencana selesai")
    target_volume = models.DecimalField("target", max_digits=12, decimal_places=2)
    realisasi_volume = models.DecimalField(
        "realisasi", max_digits=12, decimal_places=2, null=True, blank=True
    )
    jumlah_kk = models.PositiveIntegerField("penerima manfaat (KK)", null=True, blank=True)
    jumlah_laki_laki = models.PositiveIntegerField("laki-laki (jiwa)", null=True, blank=True)
    jumlah_perempuan = models.PositiveIntegerField("perempuan (jiwa)", null=True, blank=True)
    alasan_ganda = models.CharField("alasan bantuan ganda", max_length=300, blank=True)
    status = models.CharField(
        "status", max_length=8, choices=StatusIntervensi, default=StatusIntervensi.RENCANA
    )
    tanggal_selesai = models.DateField("tanggal selesai", null=True, blank=True)
    alasan_batal = models.CharField("alasan batal", max_length=300, blank=True)
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "intervensi"
        ordering = ["-mulai", "-pk"]
        indexes = [models.Index(fields=["desa", "status"], name="opd_intervensi_desa_status")]
        constraints = [
            models.CheckConstraint(
                name="opd_intervensi_pelaksana_tunggal",
                condition=Q(
                    jenis_pelaksana=JenisPelaksana.PENDAMPING,
                    penugasan__isnull=False,
                    pelaksana="",
                )
                | (
                    ~Q(jenis_pelaksana=JenisPelaksana.PENDAMPING)
                    & Q(penugasan=None)
                    & ~Q(pelaksana="")
                ),
                violation_error_message="Sebut pelaksana, kecuali OPD pendamping sendiri.",
            ),
            models.CheckConstraint(
                name="opd_intervensi_selesai_setelah_mulai",
                condition=Q(selesai__gte=F("mulai")),
                violation_error_message="Rencana selesai tidak boleh sebelum mulai.",
            ),
            models.CheckConstraint(
                name="opd_intervensi_target_positif",
                condition=Q(target_volume__gt=0),
                violation_error_message="Target harus lebih dari nol.",
            ),
            models.CheckConstraint(
                name="opd_intervensi_selesai_punya_volume_dan_tanggal",
                condition=Q(
                    status=StatusIntervensi.SELESAI,
                    realisasi_volume__isnull=False,
                    realisasi_volume__gt=0,
                    tanggal_selesai__isnull=False,
                    tanggal_selesai__gte=F("mulai"),
                )
                | (
                    ~Q(status=StatusIntervensi.SELESAI)
                    & Q(realisasi_volume=None, tanggal_selesai=None)
                ),
            ),
            models.CheckConstraint(
                name="opd_intervensi_batal_punya_alasan",
                condition=(Q(status=StatusIntervensi.BATAL) & ~Q(alasan_batal=""))
                | (~Q(status=StatusIntervensi.BATAL) & Q(alasan_batal="")),
            ),
        ]

    def __str__(self):
        return self.nama

    @property
    def oleh(self):
        """Who does it; needs `penugasan__opd`."""
        return self.penugasan.opd.singkatan if self.penugasan_id else self.pelaksana

    @property
    def terbuka(self):
        return self.status in INTERVENSI_TERBUKA


class PenerimaBantuan(TimestampedModel):
    """A household or an object that an intervention helps, by a neutral label.

    `kunci` tells when two labels of one village mean the same recipient. `keluarga_dtks` is the
    family's number in the social registry once somebody has matched it (`dtks`), and tells the same
    across labels and villages; a bare number, since nothing of the registry belongs here.
    """

    intervensi = models.ForeignKey(Intervensi, on_delete=models.CASCADE, related_name="penerima")
    jenis = models.CharField("jenis", max_length=8, choices=JenisPenerima)
    label = models.CharField("penerima", max_length=100)
    kunci = models.CharField("kunci", max_length=100, editable=False, db_index=True)
    keluarga_dtks = models.BigIntegerField(
        "keluarga pada DTKS/DTSEN", null=True, blank=True, editable=False, db_index=True
    )

    class Meta:
        verbose_name = verbose_name_plural = "penerima bantuan"
        ordering = ["intervensi", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="opd_penerimabantuan_sekali_per_intervensi",
                fields=["intervensi", "jenis", "kunci"],
            ),
            models.CheckConstraint(
                name="opd_penerimabantuan_hanya_keluarga_dicocokkan",
                condition=Q(keluarga_dtks=None) | Q(jenis=JenisPenerima.KELUARGA),
            ),
        ]

    def save(self, *args, **kwargs):
        self.kunci = self.kunci or kunci_penerima(self.label)
        super().save(*args, **kwargs)

    def __str__(self):
        return self.label

    @property
    def desa_id(self):
        """The village whose mentor may write here."""
        return self.intervensi.desa_id


class Pendanaan(TimestampedModel):
    """Money, or goods and labour at their value (`natura`), that one source sets aside. In rupiah."""

    intervensi = models.ForeignKey(Intervensi, on_delete=models.PROTECT, related_name="pendanaan")
    sumber = models.CharField("sumber dana", max_length=10, choices=SumberDana)
    pemberi = models.CharField(
        "pemberi", max_length=100, blank=True, help_text="Misalnya nama perusahaan atau DPA."
    )
    tahun = models.PositiveSmallIntegerField("tahun anggaran")
    natura = models.BooleanField("berupa barang atau tenaga", default=False)
    pagu = models.DecimalField("pagu (Rp)", max_digits=15, decimal_places=0)
    alasan_lebih = models.CharField("alasan realisasi melebihi pagu", max_length=300, blank=True)
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "pendanaan"
        ordering = ["intervensi", "tahun", "pk"]
        constraints = [
            models.CheckConstraint(
                name="opd_pendanaan_pagu_positif",
                condition=Q(pagu__gt=0),
                violation_error_message="Pagu harus lebih dari nol.",
            ),
            models.CheckConstraint(
                name="opd_pendanaan_tahun_wajar",
                condition=Q(tahun__range=(2015, 2100)),
                violation_error_message="Tahun anggaran: empat angka, misalnya 2026.",
            ),
            models.UniqueConstraint(
                name="opd_pendanaan_sumber_sekali_per_tahun",
                fields=["intervensi", "sumber", "pemberi", "tahun", "natura"],
                violation_error_message="Sumber dana ini sudah dicatat untuk tahun yang sama.",
            ),
        ]

    def __str__(self):
        return f"{self.get_sumber_display()} {self.tahun}"

    @property
    def desa_id(self):
        """The village whose mentor may write here."""
        return self.intervensi.desa_id


class Pencairan(Berlampiran, TimestampedModel):
    """One tranche of a funding, with the number of its proof. Taken back, never deleted."""

    pendanaan = models.ForeignKey(Pendanaan, on_delete=models.PROTECT, related_name="pencairan")
    tanggal = models.DateField("tanggal")
    jumlah = models.DecimalField("jumlah (Rp)", max_digits=15, decimal_places=0)
    nomor_bukti = models.CharField(
        "nomor bukti", max_length=100, help_text="Nomor SP2D, LPJ, BAST, atau kuitansi."
    )
    keterangan = models.CharField("keterangan", max_length=200, blank=True)
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    dibatalkan_pada = models.DateTimeField("dibatalkan pada", null=True, blank=True)
    dibatalkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    alasan_batal = models.CharField("alasan pembatalan", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "pencairan"
        ordering = ["pendanaan", "tanggal", "pk"]
        constraints = [
            models.CheckConstraint(
                name="opd_pencairan_jumlah_positif",
                condition=Q(jumlah__gt=0),
                violation_error_message="Jumlah harus lebih dari nol.",
            ),
            models.CheckConstraint(
                name="opd_pencairan_batal_punya_waktu_orang_alasan",
                condition=Q(dibatalkan_pada=None, dibatalkan_oleh=None, alasan_batal="")
                | (
                    Q(dibatalkan_pada__isnull=False, dibatalkan_oleh__isnull=False)
                    & ~Q(alasan_batal="")
                ),
            ),
            models.UniqueConstraint(
                name="opd_pencairan_bukti_sekali",
                fields=["pendanaan", "nomor_bukti"],
                condition=Q(dibatalkan_pada=None),
                violation_error_message="Nomor bukti ini sudah dicatat pada pendanaan yang sama.",
            ),
        ]

    def __str__(self):
        return f"{self.nomor_bukti} ({self.tanggal:%d-%m-%Y})"

    @property
    def desa_id(self):
        """The village whose mentor may write here."""
        return self.pendanaan.intervensi.desa_id


class KemajuanIntervensi(Berlampiran, TimestampedModel):
    """How far an intervention is on a day, in percent of the work, with a pair of photos."""

    intervensi = models.ForeignKey(Intervensi, on_delete=models.PROTECT, related_name="kemajuan")
    tanggal = models.DateField("tanggal")
    persen = models.PositiveSmallIntegerField("kemajuan (%)")
    catatan = models.TextField("catatan")
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "kemajuan intervensi"
        ordering = ["intervensi", "-tanggal", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="opd_kemajuanintervensi_persen_sampai_100",
                condition=Q(persen__lte=100),
                violation_error_message="Kemajuan: 0 sampai 100 persen.",
            ),
            models.UniqueConstraint(
                name="opd_kemajuanintervensi_sekali_sehari",
                fields=["intervensi", "tanggal"],
                violation_error_message="Kemajuan untuk tanggal ini sudah dicatat.",
            ),
        ]

    def __str__(self):
        return f"{self.intervensi}: {self.persen}%"

    @property
    def desa_id(self):
        """The village whose mentor may write here."""
        return self.intervensi.desa_id
