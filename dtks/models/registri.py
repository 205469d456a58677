"""The social registry (DTKS, since 2025 DTSEN): its editions, the persons and families on them.

Identity numbers and the mother's name are sealed (inti.crypto); equality is found by blind index.
Rows come by import (dtks.workflows.impor), many at once, hence three habits here: pointers to the
import that made or last changed a row carry no foreign key, a column that begins a constraint or an
index has none of its own (`db_index=False`), and `RekapDesa` keeps the counts that the pages of
people without a right to names read.
"""

from django.db import models
from django.db.models import F, Q

from dtks.choices import (
    AlasanTanpaNIK,
    JenisKelamin,
    JenisSumber,
    StatusPadan,
    TindakanAkses,
    TujuanAkses,
)
from inti.crypto import INDEKS_HURUF, TerenkripsiField
from inti.impor import StatusBaris
from inti.models import TimestampedModel


class SumberData(TimestampedModel):
    """One edition of the registry, such as DTKS-2020-10 or DTSEN-2025-TW2.

    `simpan_sampai` is the end of its retention (UU 27/2022); erasing removes its persons, sets
    `dihapus_pada` and leaves the counts.
    """

    kabupaten = models.ForeignKey("inti.Kabupaten", on_delete=models.PROTECT, related_name="+")
    kode = models.CharField("kode", max_length=30)
    jenis = models.CharField("jenis", max_length=8, choices=JenisSumber)
    tanggal_data = models.DateField("tanggal data")
    tanggal_terima = models.DateField("tanggal diterima")
    simpan_sampai = models.DateField("disimpan sampai", null=True, blank=True)
    dihapus_pada = models.DateTimeField("data orang dihapus", null=True, blank=True)
    catatan = models.CharField("catatan", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "sumber data"
        ordering = ["-tanggal_data", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="dtks_sumberdata_kode_sekali",
                fields=["kabupaten", "kode"],
                violation_error_message="Kode sumber data ini sudah dipakai.",
            ),
            models.CheckConstraint(
                name="dtks_sumberdata_diterima_setelah_datanya",
                condition=Q(tanggal_terima__gte=F("tanggal_data")),
                violation_error_message="Tanggal diterima tidak boleh sebelum tanggal data.",
            ),
            models.CheckConstraint(
                name="dtks_sumberdata_disimpan_setelah_diterima",
                condition=Q(simpan_sampai=None) | Q(simpan_sampai__gte=F("tanggal_terima")),
                violation_error_message="Masa simpan tidak boleh berakhir sebelum data diterima.",
            ),
        ]

    def __str__(self):
        return self.kode


class Keluarga(models.Model):
    """A family as its card (KK) states it; without a number when the source gave none."""

    kabupaten = models.ForeignKey(
        "inti.Kabupaten", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    no_kk = TerenkripsiField("nomor KK", null=True, blank=True)
    no_kk_indeks = models.CharField("indeks nomor KK", max_length=INDEKS_HURUF, null=True)  # noqa: DJ001 -- NULL is not unique
    desa = models.ForeignKey("desa.Desa", on_delete=models.PROTECT, related_name="keluarga")
    alamat = models.CharField("alamat", max_length=200, blank=True)
    dusun = models.CharField("dusun", max_length=100, blank=True)
    rt = models.CharField("RT", max_length=5, blank=True)
    rw = models.CharField("RW", max_length=5, blank=True)
    tanggal_data = models.DateField("keadaan data")
    dibuat_impor = models.BigIntegerField("dibuat oleh impor", null=True)
    diubah_impor = models.BigIntegerField("terakhir diubah oleh impor", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "keluarga"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="dtks_keluarga_no_kk_sekali", fields=["kabupaten", "no_kk_indeks"]
            ),
            models.CheckConstraint(
                name="dtks_keluarga_no_kk_dengan_indeks",
                condition=Q(no_kk__isnull=True, no_kk_indeks=None)
                | Q(no_kk__isnull=False, no_kk_indeks__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Keluarga {self.pk}"


class Orang(models.Model):
    """A person of the registry, as the newest edition that names it tells (`tanggal_data`).

    One NIK is one person; a NIK may be missing, with the reason.
    """

    kabupaten = models.ForeignKey(
        "inti.Kabupaten", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    nik = TerenkripsiField("NIK", null=True, blank=True)
    nik_indeks = models.CharField("indeks NIK", max_length=INDEKS_HURUF, null=True)  # noqa: DJ001 -- NULL is not unique
    alasan_tanpa_nik = models.CharField(
        "alasan tanpa NIK", max_length=8, choices=AlasanTanpaNIK, blank=True
    )
    nama = models.CharField("nama", max_length=150)
    tempat_lahir = models.CharField("tempat lahir", max_length=100, blank=True)
    tanggal_lahir = models.DateField("tanggal lahir", null=True, blank=True)
    jenis_kelamin = models.CharField(
        "jenis kelamin", max_length=1, choices=JenisKelamin, blank=True
    )
    ibu_kandung = TerenkripsiField("nama ibu kandung", blank=True)
    tanggal_data = models.DateField("keadaan data")
    dibuat_impor = models.BigIntegerField("dibuat oleh impor", null=True)
    diubah_impor = models.BigIntegerField("terakhir diubah oleh impor", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "orang"
        ordering = ["nama", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="dtks_orang_nik_sekali",
                fields=["kabupaten", "nik_indeks"],
                violation_error_message="NIK ini sudah tercatat pada orang lain.",
            ),
            models.CheckConstraint(
                name="dtks_orang_nik_atau_alasan",
                condition=Q(nik__isnull=False, nik_indeks__isnull=False, alasan_tanpa_nik="")
                | (Q(nik__isnull=True, nik_indeks=None) & ~Q(alasan_tanpa_nik="")),
                violation_error_message="Isi NIK, atau alasan mengapa tidak ada.",
            ),
        ]

    def __str__(self):
        return f"Orang {self.pk}"


class EntriData(models.Model):
    """One person on one edition: in which village and family, and what that edition says of it.

    `desil` is set by BPS and never computed here. Aid flags are None where the edition has no such
    column.
    """

    sumber = models.ForeignKey(
        SumberData, on_delete=models.PROTECT, related_name="entri", db_index=False
    )
    orang = models.ForeignKey(Orang, on_delete=models.PROTECT, related_name="entri", db_index=False)
    keluarga = models.ForeignKey(Keluarga, on_delete=models.PROTECT, related_name="entri")
    desa = models.ForeignKey("desa.Desa", on_delete=models.PROTECT, related_name="entri_data")
    id_dtks = models.CharField("ID DTKS", max_length=40, blank=True)
    hubungan = models.CharField("hubungan keluarga", max_length=40, blank=True)
    pekerjaan = models.CharField("pekerjaan", max_length=100, blank=True)
    padan = models.CharField("keterangan padan", max_length=12, choices=StatusPadan, blank=True)
    desil = models.PositiveSmallIntegerField("desil", null=True, blank=True)
    desil_tanggal = models.DateField("tanggal desil", null=True, blank=True)
    bpnt = models.BooleanField("BPNT", null=True, blank=True)
    pkh = models.BooleanField("PKH", null=True, blank=True)
    bpnt_ppkm = models.BooleanField("BPNT-PPKM", null=True, blank=True)
    pbi_jkn = models.BooleanField("PBI JKN", null=True, blank=True)
    aktif = models.BooleanField("aktif", default=True)
    dibuat_impor = models.BigIntegerField("dibuat oleh impor", null=True)
    diubah_impor = models.BigIntegerField("terakhir diubah oleh impor", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "entri data"
        ordering = ["pk"]
        indexes = [models.Index(fields=["sumber", "desa"], name="dtks_entri_sumber_desa")]
        constraints = [
            models.UniqueConstraint(
                name="dtks_entridata_orang_sekali_per_sumber", fields=["orang", "sumber"]
            ),
            models.UniqueConstraint(
                name="dtks_entridata_id_dtks_sekali_per_sumber",
                fields=["sumber", "id_dtks"],
                condition=~Q(id_dtks=""),
            ),
            models.CheckConstraint(
                name="dtks_entridata_desil_satu_sampai_sepuluh_bertanggal",
                condition=Q(desil=None, desil_tanggal=None)
                # A comparison with NULL is no refusal: a CHECK holds unless it is false.
                | Q(desil__isnull=False, desil__range=(1, 10), desil_tanggal__isnull=False),
                violation_error_message="Desil 1 sampai 10, dengan tanggal penetapannya.",
            ),
        ]

    def __str__(self):
        return f"Entri {self.pk}"


class HasilBaris(models.Model):
    """What an import did with one row of its file: status, remarks, the entry it led to.

    `kode` names the remarks (dtks.impor.periksa.CATATAN), never values. `sebelum` is what an undo
    needs, sealed; only on rows that changed something.
    """

    impor = models.ForeignKey(
        "inti.Impor", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    sumber = models.ForeignKey(SumberData, on_delete=models.CASCADE, related_name="+")
    nomor = models.PositiveIntegerField("baris")
    status = models.CharField("hasil", max_length=8, choices=StatusBaris)
    kode = models.CharField("kode catatan", max_length=200, blank=True)
    desa_id = models.BigIntegerField("nomor desa", null=True)
    entri_id = models.BigIntegerField("nomor entri", null=True)
    id_dtks = models.CharField("ID DTKS", max_length=40, blank=True)
    sebelum = TerenkripsiField("keadaan sebelumnya", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "hasil baris"
        ordering = ["impor", "nomor"]
        constraints = [
            models.UniqueConstraint(name="dtks_hasilbaris_sekali", fields=["impor", "nomor"])
        ]

    def __str__(self):
        return f"Baris {self.nomor}: {self.get_status_display()}"


class RekapDesa(models.Model):
    """The counts of one village on one edition: all that stays when its persons are erased.

    `jumlah_baris` are the rows of the list that name the village, `jumlah_jiwa` the persons among
    them. `rincian` counts the remarks by code.
    """

    sumber = models.ForeignKey(SumberData, on_delete=models.CASCADE, related_name="rekap")
    desa = models.ForeignKey("desa.Desa", on_delete=models.PROTECT, related_name="+")
    jumlah_baris = models.PositiveIntegerField("jumlah baris")
    jumlah_jiwa = models.PositiveIntegerField("jumlah jiwa")
    jumlah_keluarga = models.PositiveIntegerField("jumlah keluarga")
    jumlah_padan = models.PositiveIntegerField("jumlah padan", null=True)
    jumlah_tidak_padan = models.PositiveIntegerField("jumlah tidak padan", null=True)
    jumlah_meninggal = models.PositiveIntegerField("jumlah meninggal", null=True)
    jumlah_tanpa_nik = models.PositiveIntegerField("jumlah tanpa NIK")
    jumlah_ganda = models.PositiveIntegerField("jumlah baris ganda")
    jumlah_tanggal_mustahil = models.PositiveIntegerField("jumlah tanggal mustahil")
    jumlah_ditolak = models.PositiveIntegerField("jumlah baris ditolak")
    rincian = models.JSONField("rincian catatan", default=dict, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "rekap desa"
        ordering = ["sumber", "desa"]
        constraints = [
            models.UniqueConstraint(name="dtks_rekapdesa_sekali", fields=["sumber", "desa"])
        ]

    def __str__(self):
        return f"{self.desa} pada {self.sumber}"


class AksesDataPribadi(models.Model):
    """Who opened or exported whose identity, when and why. Append-only, chained by `sidik`.

    Written by dtks.workflows.akses only; text and numbers instead of foreign keys, so that it
    outlives what it speaks of. Each `sidik` is a keyed hash over the row and the `sidik` before it.
    """

    kabupaten = models.ForeignKey("inti.Kabupaten", on_delete=models.PROTECT, related_name="+")
    urutan = models.PositiveIntegerField("urutan")
    pada = models.DateTimeField("pada")
    pelaku_id = models.BigIntegerField("nomor pelaku", null=True)
    pelaku_nama = models.CharField("pelaku", max_length=200)
    tindakan = models.CharField("tindakan", max_length=8, choices=TindakanAkses)
    tujuan = models.CharField("tujuan", max_length=12, choices=TujuanAkses)
    keterangan = models.CharField("keterangan", max_length=300, blank=True)
    objek = models.CharField("objek", max_length=60)  # "dtks.orang:12", "dtks.sumberdata:3"
    jumlah_orang = models.PositiveIntegerField("jumlah orang")
    sidik = models.CharField("sidik", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "akses data pribadi"
        ordering = ["-urutan"]
        constraints = [
            models.UniqueConstraint(
                name="dtks_aksesdatapribadi_urutan_sekali", fields=["kabupaten", "urutan"]
            )
        ]
        indexes = [models.Index(fields=["pelaku_id", "pada"], name="dtks_akses_pelaku")]

    def __str__(self):
        return f"{self.get_tindakan_display()} {self.objek}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("AksesDataPribadi hanya bertambah.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("AksesDataPribadi hanya bertambah.")


class RantaiAkses(models.Model):
    """Where the access log of a kabupaten ends; locked by whoever adds a row, so that it is one chain.

    Without it, nobody would miss rows taken from the end. `sidik` is keyed (dtks.rantai).
    """

    kabupaten = models.OneToOneField("inti.Kabupaten", on_delete=models.PROTECT, related_name="+")
    jumlah = models.PositiveIntegerField("jumlah catatan", default=0)
    sidik = models.CharField("sidik ujung", max_length=64, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "rantai akses"
        ordering = ["kabupaten"]

    def __str__(self):
        return f"{self.kabupaten}: {self.jumlah} catatan"
