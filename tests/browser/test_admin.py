"""The administrator opens an account, its owner takes it into use; a breach runs against its clock."""

import pytest

from akun.choices import Peran
from akun.models import Pengguna
from tests.browser import langkah as l
from tests.factories.opd import OPDFactory


pytestmark = pytest.mark.django_db


def test_admin_creates_account_and_petugas_takes_it_into_use(orang):
    OPDFactory(nama="Dinas Komunikasi dan Informatika", singkatan="Diskominfo")
    admin = orang(l.given_pengguna(Peran.ADMIN, nama="Bambang Contoh"))

    l.when_masuk(admin)
    l.when_pilih_menu(admin, "Pengguna")
    l.when_ikuti(admin, "Buat akun")
    l.when_tekan(admin, "Buat akun")
    l.then_melihat(admin, "Ada masalah")
    l.when_isi(admin, "Nama lengkap", "Agus Contoh")
    l.when_isi(admin, "Nama pengguna", "agus.contoh")
    l.when_pilih(admin, "Peran", "Petugas OPD")
    l.when_pilih(admin, "OPD", "Dinas Komunikasi dan Informatika (Diskominfo)")
    l.when_tekan(admin, "Buat akun")
    l.then_judul(admin, "Kata sandi baru untuk Agus Contoh")
    sandi_pertama = admin.page.locator(".sandi-baru").inner_text()
    l.when_ikuti(admin, "Sudah saya catat")
    l.then_melihat(admin, "sementara, wajib diganti saat masuk", "Dinas Komunikasi dan Informatika")

    petugas = orang(Pengguna.objects.get(username="agus.contoh"))
    l.when_masuk(petugas, sandi_pertama)
    l.then_melihat(petugas, "Ganti kata sandi pertama Anda")
    l.when_isi(petugas, "Kata sandi sekarang", sandi_pertama)
    l.when_isi(petugas, "Kata sandi baru", l.SANDI)
    l.when_isi(petugas, "Ulangi kata sandi baru", l.SANDI)
    l.when_tekan(petugas, "Ganti kata sandi")
    l.when_buka(petugas, "/")
    l.then_judul(petugas, "Perlu tindakan saya")
    l.then_melihat(petugas, "OPD Anda belum mendampingi desa.")

    # The new officer's phone is lost: the administrator records it and sees the clock at home.
    l.when_pilih_menu(admin, "Jejak audit")
    l.when_ikuti(admin, "Akses data pribadi")
    l.when_ikuti(admin, "Register insiden")
    l.when_ikuti(admin, "Catat insiden")
    l.when_isi(admin, "Peristiwa", "Ponsel petugas hilang")
    l.when_isi(admin, "Data pribadi yang terungkap", "Nama dan alamat warga satu desa")
    l.when_isi(admin, "Bagaimana terungkap", "Tertinggal di angkutan umum.")
    l.when_tekan(admin, "Catat insiden")
    l.then_melihat(admin, "sisa 7")  # 71 hours and some minutes
    l.when_ikuti(admin, "Catat penanganan")
    l.when_isi(admin, "Penanganan dan pemulihan", "Semua sesinya diakhiri.")
    l.when_tekan(admin, "Catat penanganan")
    l.when_pilih_menu(admin, "Beranda")
    l.then_melihat(admin, "Ponsel petugas hilang: ditangani", "sampai tenggat")
