"""What the mentors find in a village: problems and potentials, and what became of them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from desa.choices import (
    BidangTemuan,
    JenisTemuan,
    LangkahTemuan,
    SatuanTerdampak,
    StatusTemuan,
)
from inti.models import Berlampiran, TimestampedModel


NILAI_USG = (1, 5)


class Temuan(Berlampiran, TimestampedModel):
    """A problem or a potential of a village, on its way from `dicatat` to `selesai`.

    `prioritas` is the sum of urgency, seriousness and growth (3 to 15), kept by the database. An
    officer proposes (`diusulkan_pada`) that it is solved; somebody else confirms (`selesai_pada`).
    """

    desa = models.ForeignKey("desa.Desa", on_delete=models.PROTECT, related_name="temuan")
    jenis = models.CharField("jenis", max_length=8, choices=JenisTemuan)
    bidang = models.CharField("bidang", max_length=14, choices=BidangTemuan)
    judul = models.CharField("judul", max_length=150)
    uraian = models.TextField("uraian", blank=True)
    penyebab = models.TextField(
        "penyebab", blank=True, help_text="Mengapa masalah ini ada; untuk potensi: penghambatnya."
    )
    lokasi = models.CharField("dukuh, RT/RW", max_length=100, blank=True)
    jumlah_terdampak = models.PositiveIntegerField("jumlah terdampak", null=True, blank=True)
    satuan_terdampak = models.CharField("satuan", max_length=8, choices=SatuanTerdampak, blank=True)
    indikator = models.ForeignKey(
        "desa.Indikator", on_delete=models.PROTECT, null=True, blank=True, related_name="temuan"
    )
    urgensi = models.PositiveSmallIntegerField("mendesak")
    keseriusan = models.PositiveSmallIntegerField("serius")
    pertumbuhan = models.PositiveSmallIntegerField("memburuk bila dibiarkan")
    prioritas = models.GeneratedField(
        verbose_name="prioritas (USG)",
        expression=F("urgensi") + F("keseriusan") + F("pertumbuhan"),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )
    tanggal = models.DateField("tanggal ditemukan")
    status = models.CharField(
        "status", max_length=15, choices=StatusTemuan, default=StatusTemuan.DICATAT
    )
    alasan = models.CharField("alasan tidak ditangani", max_length=300, blank=True)
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    diusulkan_pada = models.DateTimeField("diusulkan selesai pada", null=True, blank=True)
    diusulkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    selesai_pada = models.DateTimeField("dikonfirmasi selesai pada", null=True, blank=True)
    selesai_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "temuan"
        ordering = ["-prioritas", "-tanggal", "pk"]
        indexes = [models.Index(fields=["desa", "status"], name="desa_temuan_desa_status")]
        constraints = [
            models.CheckConstraint(
                name="desa_temuan_usg_1_sampai_5",
                condition=Q(urgensi__range=NILAI_USG)
                & Q(keseriusan__range=NILAI_USG)
                & Q(pertumbuhan__range=NILAI_USG),
                violation_error_message="Nilai prioritas: 1 sampai 5.",
            ),
            models.CheckConstraint(
                name="desa_temuan_terdampak_punya_satuan",
                condition=Q(jumlah_terdampak=None, satuan_terdampak="")
                | (Q(jumlah_terdampak__isnull=False) & ~Q(satuan_terdampak="")),
                violation_error_message="Isi jumlah terdampak bersama satuannya.",
            ),
            models.CheckConstraint(
                name="desa_temuan_tidak_ditangani_punya_alasan",
                condition=(Q(status=StatusTemuan.TIDAK_DITANGANI) & ~Q(alasan=""))
                | (~Q(status=StatusTemuan.TIDAK_DITANGANI) & Q(alasan="")),
            ),
            models.CheckConstraint(
                name="desa_temuan_diusulkan_punya_waktu_dan_orang",
                condition=Q(diusulkan_pada=None, diusulkan_oleh=None)
                | Q(
                    diusulkan_pada__isnull=False,
                    diusulkan_oleh__isnull=False,
                    status__in=[StatusTemuan.DITANGANI, StatusTemuan.SELESAI],
                ),
            ),
            models.CheckConstraint(
                name="desa_temuan_selesai_punya_waktu_dan_orang",
                condition=Q(
                    status=StatusTemuan.SELESAI,
                    diusulkan_pada__isnull=False,
                    selesai_pada__isnull=False,
                    selesai_oleh__isnull=False,
                )
                | (~Q(status=StatusTemuan.SELESAI) & Q(selesai_pada=None, selesai_oleh=None)),
            ),
            models.CheckConstraint(
                name="desa_temuan_selesai_oleh_orang_lain",
                condition=Q(selesai_oleh=None)
                | (~Q(selesai_oleh=F("dibuat_oleh")) & ~Q(selesai_oleh=F("diusulkan_oleh"))),
            ),
        ]

    def __str__(self):
        return self.judul


class PerkembanganTemuan(Berlampiran, TimestampedModel):
    """A dated follow-up of a finding (Form 3 and 4 of the province), also of every step it took."""

    temuan = models.ForeignKey(Temuan, on_delete=models.PROTECT, related_name="perkembangan")
    tanggal = models.DateField("tanggal")
    uraian = models.TextField("uraian")
    langkah = models.CharField(
        "langkah", max_length=10, choices=LangkahTemuan, default=LangkahTemuan.CATAT
    )
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "perkembangan temuan"
        ordering = ["temuan", "-tanggal", "-pk"]

    def __str__(self):
        return f"{self.temuan}: {self.get_langkah_display()}"

    @property
    def desa_id(self):
        """The village whose mentor may write here."""
        return self.temuan.desa_id
