"""A death: reported with evidence, returned, approved, through the meeting, sent, answered."""

from zipfile import ZipFile

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from akun.choices import Peran
from dtks.models import AksesDataPribadi, BeritaAcara, UsulanPerbaikan
from tests.browser import langkah as l
from tests.factories.desa import DesaFactory
from tests.factories.dtks import AlasanPerbaikanFactory, EntriDataFactory, HasilBarisFactory
from tests.factories.opd import PenugasanFactory
from tests.impor import buku
from tests.lampiran import foto


pytestmark = pytest.mark.django_db


def test_a_death_goes_from_the_village_to_the_answer(orang, media, tmp_path):
    penugasan = PenugasanFactory(desa=DesaFactory(nama="Soneyan"))
    entri = EntriDataFactory(desa=penugasan.desa, orang__nama="Kasmirah Rekaan")
    HasilBarisFactory(
        impor__status="diterapkan",
        impor__diterapkan_pada=timezone.now(),
        sumber=entri.sumber,
        entri_id=entri.pk,
        desa_id=entri.desa_id,
    )
    AlasanPerbaikanFactory()
    akta = tmp_path / "akta.jpg"
    akta.write_bytes(foto((800, 600)))
    petugas = orang(l.given_pengguna(Peran.PETUGAS, opd=penugasan.opd, nama="Agus Contoh"))
    verifikator = orang(l.given_pengguna(Peran.VERIFIKATOR_DTKS, nama="Rini Contoh"))
    l.when_masuk(petugas)
    l.when_masuk(verifikator)

    # The officer finds the person by name, says what happened, and hands in.
    l.when_ikuti(petugas, "Laporkan perubahan data warga")
    l.when_pilih(petugas, "Desa", "Desa Soneyan")
    l.when_isi(petugas, "Nama", "kasmi")
    l.when_tekan(petugas, "Cari")
    l.then_melihat(petugas, "1 orang di Desa Soneyan", "Kasmirah Rekaan")
    l.when_ikuti(petugas, "Laporkan Kasmirah Rekaan")
    l.when_ikuti(petugas, "Meninggal")
    l.then_judul(petugas, "Meninggal")
    l.when_isi(petugas, "Tanggal kejadian", "2026-03-02")
    l.when_tekan(petugas, "Simpan draf")
    l.when_ikuti(petugas, "Periksa & ajukan")
    l.then_melihat(petugas, "Akta atau surat keterangan kematian belum dilampirkan.")
    l.when_isi(petugas, "Alasan tetap mengajukan", "Akta menyusul")
    l.when_tekan(petugas, "Ajukan usulan")
    l.then_melihat(petugas, "Menunggu verifikasi")
    usulan = UsulanPerbaikan.objects.get()

    # The verifier wants the paper; the officer finds the reason at home and adds it.
    l.when_buka(verifikator, "/")
    l.when_ikuti(verifikator, "Buka antrean")
    l.when_ikuti(verifikator, usulan.nomor)
    l.then_melihat(verifikator, "Akta menyusul")
    l.then_tidak_melihat(verifikator, entri.orang.nik)
    l.when_isi(verifikator, "Alasan (wajib bila dikembalikan atau ditolak)", "Lampirkan aktanya")
    l.when_tekan(verifikator, "Kembalikan")
    l.then_melihat(verifikator, "Antrean usulan kosong.")
    l.when_buka(petugas, "/")
    l.then_melihat(petugas, "Lampirkan aktanya")
    l.when_ikuti(petugas, "Perbaiki usulan")
    l.when_unggah(petugas, "Akta atau surat keterangan kematian", akta)
    l.then_terunggah(petugas)
    l.when_tekan(petugas, "Simpan draf")
    l.when_ikuti(petugas, "Periksa & ajukan")
    l.then_melihat(petugas, "tidak ada peringatan")
    l.when_tekan(petugas, "Ajukan usulan")

    # Approved, it waits for the meeting; the signed minutes carry it on.
    l.when_buka(verifikator, f"/dtks/usulan/{usulan.pk}/periksa/")
    l.when_lihat_berkas(verifikator, "akta")
    dilihat = AksesDataPribadi.objects.get()
    assert (dilihat.tujuan, dilihat.pelaku_nama) == ("verifikasi", "Rini Contoh")
    l.when_tekan(verifikator, "Verifikasi")
    l.then_melihat(verifikator, "diverifikasi.")
    l.when_buka(petugas, "/dtks/berita-acara/")
    l.when_ikuti(petugas, "Soneyan")
    for label, nilai in (
        ("Nomor", "470/12/2026"),
        ("Tanggal", "2026-03-10"),
        ("Dipimpin oleh", "Kepala Rekaan"),
        ("Jumlah hadir", "31"),
    ):
        l.when_isi(petugas, label, nilai)
    l.when_tekan(petugas, "Simpan berita acara")
    l.then_melihat(petugas, "Belum ditandatangani", "Kasmirah Rekaan", "331899")
    l.then_tidak_melihat(petugas, entri.orang.nik)
    l.when_ikuti(petugas, "Unggah yang ditandatangani")
    l.when_unggah(petugas, "Pindaian yang sudah ditandatangani", akta)
    l.then_terunggah(petugas)
    l.when_tekan(petugas, "Unggah")
    l.then_melihat(petugas, "Ditandatangani", "Dimusyawarahkan")

    # The verifier hands the list over, takes the file out with a purpose, and notes the decree.
    l.when_buka(verifikator, "/")
    l.when_ikuti(verifikator, "Susun kiriman")
    l.then_melihat(verifikator, "1 usulan siap dikirim")
    l.when_isi(verifikator, "Catatan", "Periode Maret")
    l.when_tekan(verifikator, "Susun kiriman")
    l.then_melihat(verifikator, "Periode Maret", "Diusulkan di SIKS-NG")
    l.then_tidak_melihat(verifikator, entri.orang.nik)
    l.when_ikuti(verifikator, "Unduh tata letak nasional")
    l.when_isi(verifikator, "Keperluan", "Untuk operator Desa Soneyan")
    kiriman = l.when_unduh_dengan_tombol(verifikator, "Unduh", tmp_path)
    lembar = load_workbook(kiriman)["Data"]
    isi = dict(zip(*lembar.iter_rows(values_only=True), strict=True))
    assert (isi["NIK"], isi["NO USULAN"], isi["UNDUHAN"]) == (
        entri.orang.nik, usulan.nomor, "K-0001-2",
    )  # fmt: skip
    l.when_centang(verifikator, "Teks berpemisah")
    teks = ZipFile(l.when_unduh_dengan_tombol(verifikator, "Unduh", tmp_path))
    assert teks.namelist() == [f"K-0001-3_{entri.desa.kode}_nonaktif.txt", "tanda-terima.txt"]
    l.when_buka(verifikator, f"/dtks/berita-acara/{BeritaAcara.objects.get().pk}/")
    l.when_ikuti(verifikator, "Sudah disahkan")
    l.when_tekan(verifikator, "Sudah disahkan")
    l.then_melihat(verifikator, "Disahkan")

    # The same list comes back with an outcome beside each row.
    jawaban = buku(
        tmp_path / "jawaban.xlsx", [["NIK", "JENIS USULAN", "HASIL"], [isi["NIK"], "", "Diterima"]]
    )
    l.when_buka(verifikator, "/dtks/kiriman/")
    l.when_ikuti(verifikator, "Muat jawaban pusat")
    l.when_unggah(verifikator, "Berkas Excel", jawaban)
    l.when_isi(verifikator, "Tanggal jawaban", f"{timezone.localdate()}")
    l.when_tekan(verifikator, "Unggah")
    l.then_melihat(verifikator, usulan.nomor, "Diterima pusat")
    l.then_tidak_melihat(verifikator, entri.orang.nik)
    l.when_tekan(verifikator, "Terapkan")
    l.when_buka(verifikator, "/laporan/hasil-usulan/")
    l.then_melihat(verifikator, "K-0001")
    l.when_buka(petugas, "/laporan/neraca-dtks/")
    l.then_melihat(petugas, "1 diverifikasi dari 1 perubahan (100%)", "Meninggal", "−1")
    entri.refresh_from_db()
    assert entri.aktif is False
