"""A village is surveyed before and after: petugas fills, sekretariat returns and verifies."""

from datetime import timedelta

import pytest
from django.utils import timezone

from akun.choices import Peran
from desa.choices import JenisIndikator, JenisPutaran
from tests.browser import langkah as l
from tests.factories.desa import (
    ButirSasaranFactory,
    DaftarSasaranFactory,
    DesaFactory,
    PutaranFactory,
    VersiIndikatorFactory,
)
from tests.factories.opd import PenugasanFactory


pytestmark = pytest.mark.django_db

INDIKATOR = [  # name, field of work, kind, core
    ("Rumah tidak layak huni", "Permukiman", JenisIndikator.PROPORSI, True),
    ("Keluarga tanpa jamban sendiri", "Permukiman", JenisIndikator.PROPORSI, True),
    ("Anak tidak sekolah", "Pendidikan", JenisIndikator.PROPORSI, True),
    ("Lansia terlantar", "Sosial", JenisIndikator.JUMLAH, False),
]


@pytest.fixture
def cerita():
    """Desa Soneyan with its OPD, four indicators in three sections, and a baseline round."""
    versi = [
        VersiIndikatorFactory(
            indikator__nama=nama,
            indikator__bidang=bidang,
            indikator__jenis=jenis,
            indikator__wajib=wajib,
        )
        for nama, bidang, jenis, wajib in INDIKATOR
    ]
    desa = DesaFactory(nama="Soneyan")
    daftar = ButirSasaranFactory(daftar=DaftarSasaranFactory(ditetapkan=True), desa=desa).daftar
    penugasan = PenugasanFactory(desa=desa, periode=daftar.periode)
    PutaranFactory(
        periode=daftar.periode,
        versi=versi,
        nomor=1,
        tanggal_rujukan=timezone.localdate() - timedelta(days=400),
    )
    return penugasan, versi


def test_village_is_surveyed_returned_verified_and_surveyed_again(orang, cerita):
    penugasan, versi = cerita
    petugas = orang(l.given_pengguna(Peran.PETUGAS, opd=penugasan.opd, nama="Agus Contoh"))
    sekretariat = orang(l.given_pengguna(Peran.SEKRETARIAT, nama="Siti Contoh"))
    l.when_masuk(petugas)
    l.when_masuk(sekretariat)

    # Baseline: section by section, an impossible number is refused and nothing is lost.
    l.then_melihat(petugas, "0/4 terisi")
    l.when_ikuti(petugas, "Isi putaran")
    l.when_jawab(petugas, "Rumah tidak layak huni", "640", "512")
    l.when_jawab(petugas, "Keluarga tanpa jamban sendiri", "80", "500")
    l.when_isi(petugas, "Sumber angka", "Pendataan desa")
    l.when_pilih(petugas, "Metode", "Sensus desa")
    l.when_tekan(petugas, "Simpan & lanjut")
    l.then_melihat(petugas, "Pembilang tidak boleh melebihi penyebut.")
    l.when_jawab(petugas, "Rumah tidak layak huni", "64", "512")
    l.when_tekan(petugas, "Simpan & lanjut")
    l.when_jawab(petugas, "Anak tidak sekolah", "18", "400")
    l.when_isi(petugas, "Sumber angka", "Dapodik")
    l.when_pilih(petugas, "Metode", "Catatan administrasi")
    l.when_tekan(petugas, "Simpan & lanjut")
    l.when_tekan(petugas, "Periksa & ajukan")
    l.then_melihat(petugas, "Kosong, akan dicatat “belum didata” (1)")
    l.when_tekan(petugas, "Ajukan survei")
    l.then_judul(petugas, "Survei diterima")

    # Verification: one value is doubted, the survey goes back with a reason.
    l.when_buka(sekretariat, "/")
    l.when_ikuti(sekretariat, "Soneyan")
    l.when_komentari(sekretariat, "Keluarga tanpa jamban sendiri", "Tertukar dengan putaran lain?")
    l.when_tekan(sekretariat, "Kembalikan")
    l.then_melihat(sekretariat, "Tuliskan alasan pengembalian")
    l.when_isi(
        sekretariat, "Alasan pengembalian (wajib bila dikembalikan)", "Periksa angka jamban."
    )
    l.when_tekan(sekretariat, "Kembalikan")
    l.then_judul(sekretariat, "Antrean verifikasi")

    l.when_buka(petugas, "/")
    l.then_melihat(petugas, "Periksa angka jamban.")
    l.when_ikuti(petugas, "Perbaiki isian")
    l.then_melihat(petugas, "Tertukar dengan putaran lain?")
    l.when_jawab(petugas, "Keluarga tanpa jamban sendiri", "75", "500")
    l.when_tekan(petugas, "Periksa & ajukan")
    l.when_tekan(petugas, "Ajukan survei")

    l.when_buka(sekretariat, "/")
    l.when_ikuti(sekretariat, "Soneyan")
    l.then_melihat(sekretariat, "75 dari 500")
    l.when_tekan(sekretariat, "Verifikasi")
    l.then_melihat(sekretariat, "Antrean verifikasi kosong.")

    # Follow-up: a jump asks for its reason before the survey may be sent.
    PutaranFactory(periode=penugasan.periode, versi=versi, nomor=2, jenis=JenisPutaran.LANJUTAN)
    l.when_buka(petugas, "/")
    l.when_ikuti(petugas, "Isi putaran")
    l.then_melihat(petugas, "64 dari 512")
    l.when_jawab(petugas, "Rumah tidak layak huni", "31", "530")
    l.when_jawab(petugas, "Keluarga tanpa jamban sendiri", "70", "500")
    l.when_isi(petugas, "Sumber angka", "Pendataan desa")
    l.when_pilih(petugas, "Metode", "Sensus desa")
    l.when_tekan(petugas, "Simpan & lanjut")
    l.when_jawab(petugas, "Anak tidak sekolah", "17", "400")
    l.when_isi(petugas, "Sumber angka", "Dapodik")
    l.when_tekan(petugas, "Simpan & lanjut")
    l.when_jawab(petugas, "Lansia terlantar", "0")
    l.when_isi(petugas, "Sumber angka", "Pendataan desa")
    l.when_tekan(petugas, "Periksa & ajukan")
    l.then_melihat(petugas, "Harus diselesaikan (1)", "Berubah −53% dari sebelumnya")
    l.when_ikuti(petugas, "Rumah tidak layak huni")
    l.when_beri_alasan(petugas, "Rumah tidak layak huni", "33 rumah diperbaiki dana desa.")
    l.when_tekan(petugas, "Periksa & ajukan")
    l.then_melihat(petugas, "Berubah banyak, sudah beralasan (1)")
    l.when_tekan(petugas, "Ajukan survei")
    l.when_buka(sekretariat, "/")
    l.when_ikuti(sekretariat, "Soneyan")
    l.when_tekan(sekretariat, "Verifikasi")

    # What came of it.
    l.when_buka(petugas, "/")
    l.when_ikuti(petugas, "Sebelum–sesudah")
    l.then_melihat(petugas, "64/512", "31/530", "membaik")
