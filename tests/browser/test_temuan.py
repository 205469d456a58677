"""A problem is found, photographed, planned for, paid, solved and confirmed; the matrix tells it."""

import pytest

from akun.choices import Peran
from tests.browser import langkah as l
from tests.factories.desa import DesaFactory, IndikatorFactory
from tests.factories.opd import JenisBantuanFactory, PenugasanFactory
from tests.lampiran import foto


pytestmark = pytest.mark.django_db


def test_a_problem_goes_from_photo_to_confirmed(orang, media, tmp_path):
    penugasan = PenugasanFactory(desa=DesaFactory(nama="Soneyan"))
    IndikatorFactory(nama="Rumah tidak layak huni")
    JenisBantuanFactory()
    berkas = tmp_path / "rumah.jpg"
    berkas.write_bytes(foto((800, 600)))
    petugas = orang(l.given_pengguna(Peran.PETUGAS, opd=penugasan.opd, nama="Agus Contoh"))
    sekretariat = orang(l.given_pengguna(Peran.SEKRETARIAT, nama="Siti Contoh"))
    l.when_masuk(petugas)
    l.when_masuk(sekretariat)

    # In the field: what, how bad, a photo. A missing answer is asked for and nothing is lost.
    l.when_buka(petugas, f"/desa/{penugasan.desa.kode}/")
    l.when_ikuti(petugas, "Catat temuan")
    l.when_isi(petugas, "Apa yang ditemukan", "12 rumah berlantai tanah")
    l.when_pilih(petugas, "Bidang", "Permukiman")
    l.when_isi(petugas, "Jumlah terdampak", "12")
    l.when_pilih(petugas, "Satuan", "rumah")
    l.when_pilih(petugas, "Mendesak", "5")
    l.when_pilih(petugas, "Serius", "4")
    l.when_pilih(petugas, "Indikator yang tersentuh", "Rumah tidak layak huni")
    l.when_tekan(petugas, "Simpan")
    l.then_melihat(petugas, "Ada masalah")
    l.when_pilih(petugas, "Memburuk bila dibiarkan", "3")
    l.when_unggah(petugas, "Foto", berkas)
    l.then_terunggah(petugas)
    l.when_tekan(petugas, "Simpan")
    l.then_judul(petugas, "12 rumah berlantai tanah")
    l.then_melihat(petugas, "12 dari 15", "12 rumah")

    # The plan begins with the problem and its indicator; the money comes along.
    l.when_ikuti(petugas, "Rencanakan intervensi")
    l.when_isi(petugas, "Kegiatan", "Bedah rumah")
    l.when_pilih(petugas, "Jenis bantuan", "Perbaikan rumah")
    l.when_isi(petugas, "Target", "5")
    l.when_pilih(petugas, "Pelaksana", "OPD pendamping")
    l.when_isi(petugas, "Mulai", "2026-03-01")
    l.when_isi(petugas, "Rencana selesai", "2026-06-30")
    l.when_pilih(petugas, "Strategi", "Pengurangan beban")
    l.when_pilih(petugas, "Kelompok program", "1.")
    l.when_pilih(petugas, "Sumber dana", "Baznas")
    l.when_isi(petugas, "Pagu (Rp)", "75.000.000")
    l.when_tekan(petugas, "Simpan")
    l.then_judul(petugas, "Bedah rumah")
    l.then_melihat(petugas, "Rp\xa075.000.000", "12 rumah berlantai tanah", "Rencana")

    # Money beyond the pagu needs its reason.
    l.when_ikuti(petugas, "Catat pencairan")
    l.when_isi(petugas, "Jumlah (Rp)", "80.000.000")
    l.when_isi(petugas, "Nomor bukti", "LPJ/1")
    l.when_tekan(petugas, "Simpan")
    l.then_melihat(petugas, "melebihi pagu")
    l.when_isi(petugas, "Alasan melebihi pagu", "Harga genteng naik.")
    l.when_tekan(petugas, "Simpan")
    l.then_melihat(petugas, "Harga genteng naik.")
    l.when_ikuti(petugas, "Catat kemajuan")
    l.when_isi(petugas, "Kemajuan (%)", "60")
    l.when_isi(petugas, "Catatan", "Tiga rumah selesai.")
    l.when_tekan(petugas, "Simpan")
    l.then_melihat(petugas, "60%", "Berjalan")
    l.when_ikuti(petugas, "Selesaikan")
    l.when_isi(petugas, "Realisasi (unit)", "5")
    l.when_tekan(petugas, "Selesaikan")
    l.then_melihat(petugas, "5 unit")

    # Solved, says the mentor; the secretariat confirms.
    l.when_ikuti(petugas, "12 rumah berlantai tanah")
    l.when_ikuti(petugas, "Catat perkembangan")
    l.when_isi(petugas, "Apa yang terjadi", "Semua rumah sudah berlantai semen.")
    l.when_centang(petugas, "Ya, sudah selesai")
    l.when_tekan(petugas, "Simpan")
    l.then_melihat(petugas, "Menunggu konfirmasi")
    l.when_buka(sekretariat, "/temuan/?status=menunggu")
    l.when_ikuti(sekretariat, "12 rumah berlantai tanah")
    l.when_ikuti(sekretariat, "Nyatakan selesai")
    l.when_tekan(sekretariat, "Nyatakan selesai")
    l.then_melihat(sekretariat, "Dinyatakan selesai oleh Siti Contoh")

    # What came of it, for everybody.
    for alamat in ("/intervensi/", "/laporan/matriks/", "/intervensi/bantuan-ganda/"):
        l.when_buka(sekretariat, alamat)
    l.when_buka(petugas, "/laporan/matriks/")
    l.then_melihat(petugas, "12 rumah berlantai tanah", "Bedah rumah", "Rumah tidak layak huni")
