"""Corrections to the social registry: what happened, what changes, how far the proposal came.

The correction itself enters the national system (SIKS-NG) by the village's operator, not through
this application: here it is recorded, checked, exported, and met with the answer.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from dtks.choices import (
    STATUS_BERJALAN,
    STATUS_TERBUKA,
    STATUS_TERKIRIM,
    STATUS_TERVERIFIKASI,
    Alur,
    Elemen,
    JenisUsulan,
    Keputusan,
    StatusUsulan,
)
from inti.crypto import INDEKS_HURUF, TerenkripsiField
from inti.models import Berlampiran, TimestampedModel


class AlasanPerbaikan(TimestampedModel):
    """What happened, in the officer's words; it decides kind, fields and documents. Master data."""

    kabupaten = models.ForeignKey("inti.Kabupaten", on_delete=models.PROTECT, related_name="+")
    kode = models.SlugField("kode", max_length=30)
    nama = models.CharField("yang terjadi", max_length=100)
    petunjuk = models.CharField("petunjuk", max_length=300, blank=True)
    jenis = models.CharField("jenis usulan", max_length=10, choices=JenisUsulan)
    alur = models.CharField(
        "alur pada neraca",
        max_length=16,
        choices=Alur,
        blank=True,
        help_text="Kosong: usulan ini tidak mengubah jumlah orang pada daftar desa.",
    )
    elemen = models.JSONField("isian yang dapat diubah", default=list, blank=True)
    dokumen = models.JSONField("dokumen yang diminta", default=list, blank=True)
    perlu_tanggal = models.BooleanField("perlu tanggal kejadian", default=False)
    urutan = models.PositiveSmallIntegerField("urutan", default=100)
    aktif = models.BooleanField("dipakai", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "alasan perbaikan"
        ordering = ["urutan", "nama"]
        constraints = [
            models.UniqueConstraint(
                name="dtks_alasanperbaikan_kode_sekali",
                fields=["kabupaten", "kode"],
                violation_error_message="Kode alasan ini sudah dipakai.",
            )
        ]

    def __str__(self):
        return self.nama


class UsulanPerbaikan(Berlampiran, TimestampedModel):
    """One proposed correction of one person (or a person not yet listed) of a village.

    draf → diajukan → diverifikasi → dimusyawarahkan → diusulkan → disahkan → diterima or
    ditolak_pusat; see dtks.workflows.usulan.TRANSISI. Its content is frozen while it is not draf or
    dikembalikan: `sidik` is a keyed hash over what was submitted, `sidik_disetujui` the one that
    the checker saw.
    """

    kabupaten = models.ForeignKey("inti.Kabupaten", on_delete=models.PROTECT, related_name="+")
    kunci_kirim = models.UUIDField("kunci kirim", unique=True)
    sumber = models.ForeignKey("dtks.SumberData", on_delete=models.PROTECT, related_name="usulan")
    desa = models.ForeignKey("desa.Desa", on_delete=models.PROTECT, related_name="usulan_dtks")
    opd = models.ForeignKey(
        "opd.OPD", on_delete=models.PROTECT, related_name="usulan_dtks", null=True, blank=True
    )
    alasan = models.ForeignKey(AlasanPerbaikan, on_delete=models.PROTECT, related_name="usulan")
    jenis = models.CharField("jenis", max_length=10, choices=JenisUsulan)
    orang = models.ForeignKey(
        "dtks.Orang", on_delete=models.PROTECT, related_name="usulan", null=True, blank=True
    )
    nik_indeks = models.CharField(
        "indeks NIK yang diusulkan", max_length=INDEKS_HURUF, blank=True, db_index=True
    )
    tanggal_kejadian = models.DateField("tanggal kejadian", null=True, blank=True)
    keterangan = TerenkripsiField("keterangan", blank=True)
    alasan_peringatan = models.CharField("alasan melewati peringatan", max_length=300, blank=True)
    status = models.CharField(
        "status", max_length=16, choices=StatusUsulan, default=StatusUsulan.DRAF
    )
    versi = models.PositiveIntegerField("versi isian", default=1)
    sidik = models.CharField("sidik pengajuan", max_length=INDEKS_HURUF, blank=True)
    sidik_disetujui = models.CharField("sidik yang disetujui", max_length=INDEKS_HURUF, blank=True)
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    diajukan_pada = models.DateTimeField("diajukan pada", null=True, blank=True)
    diajukan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    diputus_pada = models.DateTimeField("diputus pada", null=True, blank=True)
    diputus_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    alasan_putusan = models.CharField("alasan putusan", max_length=500, blank=True)
    berita_acara = models.ForeignKey(
        "dtks.BeritaAcara",
        on_delete=models.PROTECT,
        related_name="usulan",
        null=True,
        blank=True,
    )
    kiriman = models.ForeignKey(
        "dtks.KirimanUsulan",
        on_delete=models.PROTECT,
        related_name="usulan",
        null=True,
        blank=True,
    )
    diusulkan_pada = models.DateTimeField("diusulkan pada", null=True, blank=True)
    disahkan_pada = models.DateTimeField("disahkan pada", null=True, blank=True)
    dijawab_pada = models.DateField("dijawab pusat pada", null=True, blank=True)
    alasan_pusat = models.CharField("alasan pusat", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "usulan perbaikan"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kabupaten", "status"], name="dtks_usulan_status")]
        constraints = [
            models.CheckConstraint(
                name="dtks_usulanperbaikan_baru_berarti_tanpa_orang",
                condition=Q(jenis=JenisUsulan.BARU, orang=None)
                | (~Q(jenis=JenisUsulan.BARU) & Q(orang__isnull=False)),
                violation_error_message="Hanya usulan baru yang belum menunjuk orang terdaftar.",
            ),
            models.UniqueConstraint(
                name="dtks_usulanperbaikan_satu_terbuka_per_orang_dan_jenis",
                fields=["orang", "jenis"],
                condition=Q(status__in=STATUS_TERBUKA),
                violation_error_message="Masih ada usulan sejenis yang terbuka untuk orang ini.",
            ),
            models.UniqueConstraint(
                name="dtks_usulanperbaikan_satu_usulan_baru_per_nik",
                fields=["kabupaten", "nik_indeks"],
                condition=Q(jenis=JenisUsulan.BARU, status__in=STATUS_TERBUKA) & ~Q(nik_indeks=""),
                violation_error_message="NIK ini sudah ada pada usulan baru yang masih terbuka.",
            ),
            models.CheckConstraint(
                name="dtks_usulanperbaikan_diajukan_punya_waktu_orang_sidik",
                condition=~Q(status__in=[*STATUS_BERJALAN, *STATUS_TERVERIFIKASI])
                | (Q(diajukan_pada__isnull=False, diajukan_oleh__isnull=False) & ~Q(sidik="")),
            ),
            models.CheckConstraint(
                name="dtks_usulanperbaikan_diputus_punya_waktu_dan_orang",
                condition=~Q(
                    status__in=[
                        *STATUS_TERVERIFIKASI,
                        StatusUsulan.DIKEMBALIKAN,
                        StatusUsulan.DITOLAK,
                    ]
                )
                | Q(diputus_pada__isnull=False, diputus_oleh__isnull=False),
            ),
            models.CheckConstraint(
                name="dtks_usulanperbaikan_dikembalikan_dan_ditolak_beralasan",
                condition=~Q(
                    status__in=[
                        StatusUsulan.DIKEMBALIKAN,
                        StatusUsulan.DITOLAK,
                        StatusUsulan.KEDALUWARSA,
                    ]
                )
                | ~Q(alasan_putusan=""),
            ),
            models.CheckConstraint(
                name="dtks_usulanperbaikan_pemeriksa_bukan_pengaju",
                condition=Q(diputus_oleh=None) | ~Q(diputus_oleh=F("diajukan_oleh")),
            ),
            models.CheckConstraint(
                name="dtks_usulanperbaikan_disetujui_menurut_sidik",
                condition=~Q(status__in=STATUS_TERVERIFIKASI) | Q(sidik_disetujui=F("sidik")),
            ),
            models.CheckConstraint(
                name="dtks_usulanperbaikan_dimusyawarahkan_punya_berita_acara",
                condition=~Q(
                    status__in=[
                        StatusUsulan.DIMUSYAWARAHKAN,
                        StatusUsulan.DIUSULKAN,
                        StatusUsulan.DISAHKAN,
                        StatusUsulan.DITERIMA,
                        StatusUsulan.DITOLAK_PUSAT,
                    ]
                )
                | Q(berita_acara__isnull=False),
            ),
            models.CheckConstraint(
                name="dtks_usulanperbaikan_diusulkan_bertanggal",
                condition=~Q(status__in=STATUS_TERKIRIM) | Q(diusulkan_pada__isnull=False),
            ),
            models.CheckConstraint(
                name="dtks_usulanperbaikan_dikirim_berarti_diusulkan",
                condition=Q(kiriman=None)
                | Q(status__in=[*STATUS_TERKIRIM, StatusUsulan.KEDALUWARSA]),
            ),
            models.CheckConstraint(
                name="dtks_usulanperbaikan_disahkan_bertanggal",
                condition=~Q(
                    status__in=[
                        StatusUsulan.DISAHKAN,
                        StatusUsulan.DITERIMA,
                        StatusUsulan.DITOLAK_PUSAT,
                    ]
                )
                | Q(disahkan_pada__isnull=False),
            ),
            models.CheckConstraint(
                name="dtks_usulanperbaikan_jawaban_bertanggal",
                condition=Q(
                    status__in=[StatusUsulan.DITERIMA, StatusUsulan.DITOLAK_PUSAT],
                    dijawab_pada__isnull=False,
                )
                | (
                    ~Q(status__in=[StatusUsulan.DITERIMA, StatusUsulan.DITOLAK_PUSAT])
                    & Q(dijawab_pada=None)
                ),
            ),
        ]

    def __str__(self):
        return self.nomor

    @property
    def nomor(self):
        """How people refer to it; says nothing of the person."""
        return f"U-{self.pk:06d}" if self.pk else "usulan baru"

    @property
    def sebutan(self):
        """The person's name, for pages that may show it; a list prefetches `perubahan`."""
        if self.orang is not None:
            return self.orang.nama
        if self.pk is None:
            return ""
        return next((p.baru for p in self.perubahan.all() if p.elemen == Elemen.NAMA), "")


class PerubahanElemen(models.Model):
    """One field of a correction: what stands, what is proposed, what the checker decided."""

    usulan = models.ForeignKey(UsulanPerbaikan, on_delete=models.CASCADE, related_name="perubahan")
    elemen = models.CharField("isian", max_length=16, choices=Elemen)
    lama = TerenkripsiField("nilai lama", blank=True)
    baru = TerenkripsiField("nilai baru", blank=True)
    keputusan = models.CharField(
        "keputusan", max_length=10, choices=Keputusan, default=Keputusan.MENUNGGU
    )
    catatan = models.CharField("catatan pemeriksa", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "perubahan elemen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="dtks_perubahanelemen_sekali_per_usulan", fields=["usulan", "elemen"]
            ),
            models.CheckConstraint(
                name="dtks_perubahanelemen_ditolak_beralasan",
                condition=~Q(keputusan=Keputusan.DITOLAK) | ~Q(catatan=""),
                violation_error_message="Tuliskan mengapa isian ini ditolak.",
            ),
        ]

    def __str__(self):
        return f"{self.get_elemen_display()} pada {self.usulan_id}"


class JadwalUsulan(TimestampedModel):
    """A window of the yearly calendar: musdes, input, cut-off, answer. Data, for it varies."""

    kabupaten = models.ForeignKey("inti.Kabupaten", on_delete=models.PROTECT, related_name="+")
    kegiatan = models.CharField(
        "kegiatan", max_length=100, help_text="Misalnya “Musyawarah desa” atau “Batas input”."
    )
    mulai = models.DateField("mulai")
    selesai = models.DateField("selesai")
    keterangan = models.CharField("keterangan", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "jadwal usulan"
        ordering = ["selesai", "mulai", "pk"]
        constraints = [
            models.CheckConstraint(
                name="dtks_jadwalusulan_selesai_setelah_mulai",
                condition=Q(selesai__gte=F("mulai")),
                violation_error_message="Tanggal selesai tidak boleh sebelum tanggal mulai.",
            ),
            models.UniqueConstraint(
                name="dtks_jadwalusulan_sekali",
                fields=["kabupaten", "kegiatan", "mulai"],
                violation_error_message="Kegiatan ini sudah terjadwal mulai tanggal itu.",
            ),
        ]

    def __str__(self):
        return self.kegiatan

    @property
    def sisa_hari(self):
        """Days until the window closes; 0 on its last day."""
        return (self.selesai - timezone.localdate()).days

    @property
    def belum_mulai(self):
        """Whether the window has not opened yet."""
        return self.mulai > timezone.localdate()
