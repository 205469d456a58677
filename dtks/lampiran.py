"""Corrections carry evidence: copies of cards, photos, letters; minutes their scan.

They show identities, so every look at one is for a purpose and on record.
"""

from django.urls import reverse

from dtks.forms.berkas import form_tujuan
from dtks.models import BeritaAcara, UsulanPerbaikan
from dtks.queries import berita_acara_for_pengguna, usulan_for_pengguna
from dtks.workflows.berita_acara import wajib_belum_ditandatangani
from dtks.workflows.identitas import buka_berkas
from dtks.workflows.usulan.jaga import wajib_dapat_diisi
from inti.lampiran import Pembuka, Pemilik, daftarkan


PEMBUKA = Pembuka(form=form_tujuan, catat=buka_berkas)

daftarkan(
    Pemilik(
        model=UsulanPerbaikan,
        scope=usulan_for_pengguna,
        izin_lihat="dtks.lihat_bukti",
        izin_ubah="dtks.isi_usulan",
        alamat=lambda usulan: reverse("dtks:usulan_detail", args=[usulan.pk]),
        jaga=wajib_dapat_diisi,
        pembuka=PEMBUKA,
    )
)

daftarkan(
    Pemilik(
        model=BeritaAcara,
        scope=berita_acara_for_pengguna,
        izin_lihat="dtks.lihat_nama",  # the paper names everybody on its list
        izin_ubah="dtks.kelola_berita_acara",
        alamat=lambda berita_acara: reverse("dtks:berita_acara_detail", args=[berita_acara.pk]),
        jaga=wajib_belum_ditandatangani,
        pembuka=PEMBUKA,
    )
)
