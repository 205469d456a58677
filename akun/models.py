"""Accounts. One role per person; an OPD membership (opd.Keanggotaan) says for whom a petugas works."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from akun.choices import PERAN_PEKA, Peran


class Pengguna(AbstractUser):
    """A person who signs in. Accounts are made by an admin; nobody signs up."""

    first_name = None
    last_name = None

    nama = models.CharField("nama lengkap", max_length=150)
    nip = models.CharField("NIP", max_length=18, blank=True)
    jabatan = models.CharField("jabatan", max_length=150, blank=True)
    peran = models.CharField("peran", max_length=20, choices=Peran)
    kabupaten = models.ForeignKey(
        "inti.Kabupaten", on_delete=models.PROTECT, null=True, related_name="+"
    )
    wajib_ganti_sandi = models.BooleanField(
        "wajib mengganti kata sandi",
        default=False,
        help_text="Kata sandi pertama dan kata sandi hasil atur ulang hanya berlaku sekali.",
    )
    pemberitahuan_baru = models.PositiveIntegerField(
        "pemberitahuan belum dibaca", default=0, editable=False
    )
    ringkasan_minggu = models.DateField(
        "minggu ringkasan terakhir",
        null=True,
        blank=True,
        editable=False,
        help_text="Senin minggu yang ringkasan suratnya sudah dikirim.",
    )

    REQUIRED_FIELDS = ["nama", "peran"]

    class Meta:
        verbose_name = verbose_name_plural = "pengguna"
        ordering = ["nama", "pk"]
        constraints = [
            models.CheckConstraint(
                name="akun_pengguna_peran_dikenal",
                condition=models.Q(peran__in=Peran.values),
            )
        ]

    def __str__(self):
        return self.nama

    def get_full_name(self):
        return self.nama

    def get_short_name(self):
        return self.nama

    @property
    def is_peka(self):
        """Whether the role administers or sees identities."""
        return self.peran in PERAN_PEKA
