"""A month of mentoring: visit and report, review, return, acceptance, the meeting and its paper."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from akun.choices import Peran
from inti.bulan import bulan_dari
from tests.browser import langkah as l
from tests.factories.desa import (
    ButirSasaranFactory,
    DaftarSasaranFactory,
    DesaFactory,
    PeriodeFactory,
)
from tests.factories.opd import (
    IntervensiFactory,
    KeanggotaanFactory,
    PendanaanFactory,
    PenugasanFactory,
)
from tests.lampiran import foto
from tests.pdf import baca_pdf


pytestmark = pytest.mark.django_db

HARI_INI = timezone.localdate()
A4 = (595, 842)  # points


@pytest.fixture
def penugasan():
    """Soneyan, mentored by Disperkim; reports are asked for since last month."""
    periode = PeriodeFactory(laporan_mulai=bulan_dari(HARI_INI, -1))
    penugasan = PenugasanFactory(
        periode=periode, desa=DesaFactory(nama="Soneyan"), opd__singkatan="Disperkim"
    )
    daftar = DaftarSasaranFactory(periode=periode, ditetapkan=True)
    ButirSasaranFactory(daftar=daftar, desa=penugasan.desa)
    intervensi = IntervensiFactory(desa=penugasan.desa, nama="Bedah rumah", berjalan=True)
    PendanaanFactory(intervensi=intervensi, tahun=HARI_INI.year, pagu=75_000_000)
    return penugasan


def test_a_month_is_reported_returned_accepted_and_taken_to_the_meeting(
    orang, penugasan, media, tmp_path
):
    bulan = date_format(bulan_dari(HARI_INI, -1), "F Y")
    laporan = f"Laporan {bulan}: Desa Soneyan"
    penyelia_opd = l.given_pengguna(Peran.PETUGAS, nama="Wahyu Contoh")
    KeanggotaanFactory(pengguna=penyelia_opd, opd=penugasan.opd, penyelia=True)
    petugas, penyelia, sekretariat, pimpinan = semua = [
        orang(l.given_pengguna(Peran.PETUGAS, opd=penugasan.opd, nama="Agus Contoh")),
        orang(penyelia_opd),
        orang(l.given_pengguna(Peran.SEKRETARIAT, nama="Siti Contoh")),
        orang(l.given_pengguna(Peran.PIMPINAN, nama="Budi Contoh")),
    ]
    for satu in semua:
        l.when_masuk(satu)

    # In the village: what was seen, with a photo; the home knows of it at once.
    berkas = tmp_path / "kunjungan.jpg"
    berkas.write_bytes(foto((800, 600)))
    l.then_melihat(petugas, "Belum pernah dikunjungi")
    l.when_ikuti(petugas, "Catat kunjungan")
    l.when_isi(petugas, "Tujuan", "Melihat rumah yang diperbaiki")
    l.when_isi(petugas, "Hasil", "Dua rumah sudah beratap.")
    l.when_unggah(petugas, "Foto", berkas)
    l.then_terunggah(petugas)
    l.when_tekan(petugas, "Simpan kunjungan")
    l.then_judul(petugas, "Kunjungan ke Desa Soneyan")
    l.when_buka(petugas, "/")
    l.then_melihat(petugas, "Dikunjungi hari ini")

    # The month: what is known stands beside the empty fields; what lacks is asked for.
    l.when_ikuti(petugas, f"{bulan}, Desa Soneyan")
    l.then_judul(petugas, laporan)
    l.then_melihat(petugas, "Bedah rumah (berjalan)")
    l.when_isi(petugas, "Kegiatan", "Mendampingi pendataan rumah.")
    l.when_isi(petugas, "Hasil", "Rumah terdata.")
    l.when_tekan(petugas, "Ajukan laporan")
    l.then_melihat(petugas, "Kegiatan, hasil, dan rencana harus terisi.")
    l.when_isi(petugas, "Rencana bulan berikutnya", "Mengantar berkas ke Baznas.")
    l.when_tekan(petugas, "Ajukan laporan")
    l.then_melihat(petugas, "Laporan diajukan.", "Diajukan")

    # The agency's own reviewer passes it on; the secretariat asks for a figure.
    l.when_buka(penyelia, "/")
    l.then_melihat(penyelia, "Laporan menunggu pemeriksaan Anda")
    l.when_ikuti(penyelia, f"{bulan}, Desa Soneyan")
    l.when_ikuti(penyelia, "Nyatakan sudah diperiksa")
    l.when_tekan(penyelia, "Nyatakan sudah diperiksa")
    l.then_melihat(penyelia, "Laporan diperiksa dan diteruskan.", "Wahyu Contoh")
    l.when_buka(sekretariat, "/")
    l.when_ikuti(sekretariat, "Laporan bulanan yang menunggu diterima")
    l.when_ikuti(sekretariat, "Desa Soneyan")
    l.when_ikuti(sekretariat, "Kembalikan")
    l.when_isi(sekretariat, "Alasan", "Sebut jumlah rumahnya.")
    l.when_tekan(sekretariat, "Kembalikan")
    l.then_melihat(sekretariat, "Laporan dikembalikan.")
    l.when_buka(petugas, "/")
    l.then_melihat(petugas, "Sebut jumlah rumahnya.")
    l.when_ikuti(petugas, "Perbaiki laporan")
    l.when_isi(petugas, "Hasil", "12 rumah terdata, 5 masuk daftar Baznas.")
    l.when_tekan(petugas, "Ajukan laporan")
    l.when_buka(sekretariat, "/laporan-bulanan/?keadaan=menunggu")
    l.when_ikuti(sekretariat, "Desa Soneyan")
    l.then_melihat(sekretariat, "12 rumah terdata")
    l.when_ikuti(sekretariat, "Terima")
    l.when_tekan(sekretariat, "Terima laporan")
    l.then_melihat(sekretariat, "Laporan diterima.")

    # The meeting: whoever mentors is invited from the start; an action point comes of it.
    l.when_buka(sekretariat, "/rapat/")
    l.when_ikuti(sekretariat, "Jadwalkan rapat")
    l.then_melihat(sekretariat, "(1 dipilih)")
    l.when_isi(sekretariat, "Judul", "Rakor triwulan")
    l.when_isi(sekretariat, "Tanggal", HARI_INI.isoformat())
    l.when_isi(sekretariat, "Tempat", "Ruang Pragola")
    l.when_isi(sekretariat, "Agenda", "Kemajuan bedah rumah")
    l.when_tekan(sekretariat, "Jadwalkan")
    l.then_judul(sekretariat, "Rakor triwulan")
    l.when_ikuti(sekretariat, "Kehadiran")
    l.when_pilih(sekretariat, "Kehadiran Disperkim", "Hadir")
    l.when_isi(sekretariat, "Yang hadir dari Disperkim", "Agus Contoh")
    l.when_tekan(sekretariat, "Simpan kehadiran")
    l.when_ikuti(sekretariat, "Tindak lanjut baru")
    l.when_isi(sekretariat, "Uraian", "Serahkan daftar 5 rumah kepada Baznas")
    l.when_pilih(sekretariat, "OPD penanggung jawab", "Dinas Uji")
    l.when_pilih(sekretariat, "Orang yang memegang", "Agus Contoh")
    l.when_isi(sekretariat, "Tenggat", (HARI_INI + timedelta(days=14)).isoformat())
    l.when_tekan(sekretariat, "Tetapkan tindak lanjut")
    l.when_buka(sekretariat, "/rapat/")
    l.when_ikuti(sekretariat, "Rakor triwulan")
    l.when_ikuti(sekretariat, "Notulen")
    l.when_isi(sekretariat, "Notulen", "Disperkim menyerahkan daftar rumah.")
    l.when_tekan(sekretariat, "Simpan notulen dan selesaikan")
    notulen = l.when_unduh(sekretariat, "Notulen (PDF)", tmp_path)
    assert "Serahkan daftar 5 rumah" in baca_pdf(notulen.read_bytes())[1]

    # Before it is done, it stands on the leadership's paper: A4, without the navigation.
    l.when_buka(pimpinan, "/")
    l.when_ikuti(pimpinan, "Bahan Rakor")
    l.then_melihat(pimpinan, "Serahkan daftar 5 rumah", "Baznas/UPZ", "Rp\xa075.000.000")
    ukuran, tercetak = baca_pdf(pimpinan.page.pdf(format="A4"))
    assert ukuran == pytest.approx(A4, abs=1)
    assert "Bahan Rapat Koordinasi" in tercetak
    assert f"Laporan {bulan} masuk" in tercetak
    assert "Serahkan daftar 5 rumah kepada Baznas" in tercetak
    assert "Sebelum–sesudah" not in tercetak  # the menu stays on the screen

    # Done, says who holds it; another person finds it adequate.
    l.when_buka(petugas, "/")
    l.when_ikuti(petugas, "Serahkan daftar 5 rumah")
    l.when_ikuti(petugas, "Laporkan selesai")
    l.when_isi(petugas, "Apa yang sudah dilakukan", "BAST 5/2026 diterima Baznas.")
    l.when_tekan(petugas, "Laporkan")
    l.when_buka(sekretariat, "/")
    l.when_ikuti(sekretariat, "Tindak lanjut yang menunggu penilaian")
    l.when_ikuti(sekretariat, "Serahkan daftar 5 rumah")
    l.then_melihat(sekretariat, "BAST 5/2026 diterima Baznas.")
    l.when_ikuti(sekretariat, "Memadai")
    l.when_tekan(sekretariat, "Nyatakan memadai")
    l.then_melihat(sekretariat, "Selesai, memadai", "Siti Contoh")
