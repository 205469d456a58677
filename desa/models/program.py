"""The programme: periods and the lists of villages it aims at."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from desa.choices import JenisDaftar, StatusDaftar
from inti.bulan import bulan_dari
from inti.models import TimestampedModel


class Periode(TimestampedModel):
    """A programme period with its legal basis."""

    kabupaten = models.ForeignKey("inti.Kabupaten", on_delete=models.PROTECT, related_name="+")
    nama = models.CharField("nama", max_length=100)
    mulai = models.DateField("mulai")
    selesai = models.DateField("selesai")
    dasar_hukum = models.CharField("dasar hukum", max_length=200, blank=True)
    laporan_mulai = models.DateField(
        "laporan bulanan sejak",
        null=True,
        blank=True,
        help_text="Bulan pertama yang dilaporkan OPD pendamping. Kosong: tidak diminta.",
    )
    tanggal_laporan = models.PositiveSmallIntegerField(
        "batas laporan bulanan",
        default=10,
        help_text="Tanggal pada bulan berikutnya, 1 sampai 28. Sesudahnya laporan terlambat.",
    )

    class Meta:
        verbose_name = verbose_name_plural = "periode"
        ordering = ["-mulai", "pk"]
        constraints = [
            models.CheckConstraint(
                name="desa_periode_tanggal_laporan_1_sampai_28",
                condition=Q(tanggal_laporan__range=(1, 28)),
                violation_error_message="Batas laporan bulanan: tanggal 1 sampai 28.",
            ),
            models.CheckConstraint(
                name="desa_periode_laporan_dalam_masa",
                condition=Q(laporan_mulai=None)
                | Q(laporan_mulai__gte=F("mulai"), laporan_mulai__lte=F("selesai")),
                violation_error_message="Laporan bulanan dimulai di dalam masa periode.",
            ),
            models.CheckConstraint(
                name="desa_periode_selesai_setelah_mulai",
                condition=Q(selesai__gte=F("mulai")),
                violation_error_message="Tanggal selesai tidak boleh sebelum tanggal mulai.",
            ),
            models.UniqueConstraint(
                name="desa_periode_nama_sekali",
                fields=["kabupaten", "nama"],
                violation_error_message="Nama periode ini sudah dipakai.",
            ),
        ]

    def __str__(self):
        return self.nama

    def tenggat_laporan(self, bulan):
        """The last day on which the report of a month is in time."""
        return bulan_dari(bulan, 1).replace(day=self.tanggal_laporan)


class DaftarSasaran(TimestampedModel):
    """A list of villages as a record: why, from which data, when decided; frozen by `tetapkan`."""

    periode = models.ForeignKey(Periode, on_delete=models.PROTECT, related_name="daftar_sasaran")
    jenis = models.CharField("jenis", max_length=12, choices=JenisDaftar)
    nama = models.CharField("nama", max_length=150)
    nomor_dasar_hukum = models.CharField("nomor dasar hukum", max_length=100, blank=True)
    tanggal_dasar_hukum = models.DateField("tanggal dasar hukum", null=True, blank=True)
    sumber_data = models.CharField("sumber data", max_length=150)
    tanggal_data = models.DateField(
        "tanggal data",
        help_text="Keadaan data yang memilih desa, misalnya 31-10-2020 untuk DTKS Oktober 2020.",
    )
    kriteria = models.TextField("kriteria pemilihan")
    status = models.CharField(
        "status", max_length=12, choices=StatusDaftar, default=StatusDaftar.DRAF
    )
    ditetapkan_pada = models.DateTimeField("ditetapkan pada", null=True, blank=True)
    ditetapkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "daftar sasaran"
        ordering = ["-periode__mulai", "jenis", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="desa_daftarsasaran_nama_sekali",
                fields=["periode", "nama"],
                violation_error_message="Nama daftar ini sudah dipakai pada periode yang sama.",
            ),
            models.CheckConstraint(
                name="desa_daftarsasaran_ditetapkan_punya_waktu_dan_orang",
                condition=Q(
                    status=StatusDaftar.DITETAPKAN,
                    ditetapkan_pada__isnull=False,
                    ditetapkan_oleh__isnull=False,
                )
                | Q(status=StatusDaftar.DRAF, ditetapkan_pada=None, ditetapkan_oleh=None),
            ),
        ]

    def __str__(self):
        return self.nama


class ButirSasaran(TimestampedModel):
    """One village on a list, with the figures that placed it there."""

    daftar = models.ForeignKey(DaftarSasaran, on_delete=models.CASCADE, related_name="butir")
    desa = models.ForeignKey("desa.Desa", on_delete=models.PROTECT, related_name="butir_sasaran")
    peringkat = models.PositiveIntegerField("peringkat", null=True, blank=True)
    pembilang_pemilih = models.PositiveIntegerField(
        "angka pemilih", null=True, blank=True, help_text="Misalnya jumlah jiwa pada DTKS."
    )
    penyebut_pemilih = models.PositiveIntegerField("penyebut angka pemilih", null=True, blank=True)
    skor_pemilih = models.DecimalField(
        "skor pemilih",
        max_digits=12,
        decimal_places=6,
        null=True,
        blank=True,
        help_text="Angka pemilih sebagai persen; dipakai selisih ganda disesuaikan.",
    )
    keterangan = models.CharField("keterangan", max_length=200, blank=True)
    tanggal_lulus = models.DateField(
        "tanggal lulus", null=True, blank=True, help_text="Desa tidak lagi didampingi sejak ini."
    )
    alasan_lulus = models.CharField("alasan lulus", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "butir sasaran"
        ordering = ["daftar", "desa__kode"]
        constraints = [
            models.UniqueConstraint(
                name="desa_butirsasaran_desa_sekali_per_daftar",
                fields=["daftar", "desa"],
                violation_error_message="Desa ini sudah ada di daftar.",
            ),
            models.CheckConstraint(
                name="desa_butirsasaran_penyebut_positif",
                condition=Q(penyebut_pemilih=None) | Q(penyebut_pemilih__gt=0),
                violation_error_message="Penyebut angka pemilih harus lebih dari nol.",
            ),
            models.CheckConstraint(
                name="desa_butirsasaran_pembilang_dalam_penyebut",
                condition=Q(penyebut_pemilih=None)
                | Q(pembilang_pemilih__isnull=False, pembilang_pemilih__lte=F("penyebut_pemilih")),
                violation_error_message="Angka pemilih tidak boleh melebihi penyebutnya.",
            ),
            models.CheckConstraint(
                name="desa_butirsasaran_lulus_punya_alasan",
                condition=Q(tanggal_lulus=None, alasan_lulus="")
                | (Q(tanggal_lulus__isnull=False) & ~Q(alasan_lulus="")),
                violation_error_message="Desa yang lulus memerlukan tanggal dan alasan.",
            ),
        ]

    def __str__(self):
        return f"{self.desa} pada {self.daftar}"
