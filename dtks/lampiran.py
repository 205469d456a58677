"""Corrections carry evidence: copies of cards, photos, letters. Identities: nothing is cached."""

from django.urls import reverse

from dtks.models import UsulanPerbaikan
from dtks.queries import usulan_for_pengguna
from dtks.workflows.usulan.jaga import wajib_dapat_diisi
from inti.lampiran import Pemilik, daftarkan


daftarkan(
    Pemilik(
        model=UsulanPerbaikan,
        scope=usulan_for_pengguna,
        izin_lihat="dtks.lihat_usulan",
        izin_ubah="dtks.isi_usulan",
        alamat=lambda usulan: reverse("dtks:usulan_detail", args=[usulan.pk]),
        jaga=wajib_dapat_diisi,
        rahasia=True,
    )
)
