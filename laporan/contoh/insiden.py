"""Two breaches of the example's register: one dealt with months ago, one whose clock runs."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from dtks.models import InsidenData
from dtks.workflows import insiden as workflows
from inti.models import Pemberitahuan
from inti.pemberitahuan.workflows import tandai_dibaca
from laporan.contoh.panggung import TANDA, Stage


SELESAI_LALU, BERJALAN_LALU = 104, 1  # days since each became known
LEMBAGA = "Kementerian Komunikasi dan Digital"


def buat_insiden(stage: Stage) -> None:
    """Both through the application's own steps; names kinds of data, never a person."""
    _berjalan(stage)
    selesai = _selesai(stage)
    kabar = Pemberitahuan.objects.filter(kunci=f"insiden:{selesai.pk}:catat")
    tandai_dibaca(kabar)  # old news by now


def _selesai(stage: Stage) -> InsidenData:
    admin, tahu = stage.akun["admin"], _pada(stage, SELESAI_LALU, time(9, 20))
    insiden = workflows.catat(
        InsidenData(
            kabupaten=stage.kabupaten,
            judul=f"Daftar penerima terkirim ke grup pesan desa ({TANDA.lower()})",
            diketahui_pada=tahu,
            terjadi_pada=tahu - timedelta(hours=14),
            data_terungkap="Nama, alamat, dan bantuan yang diterima warga satu desa.",
            jumlah_orang=62,
            cara="Daftar untuk operator desa dikirim ke grup pesan yang beranggota 140 orang. Seorang "
            "anggota grup melapor esok paginya.",
        ),
        oleh=admin,
    )
    insiden = workflows.tangani(
        insiden,
        penanganan="Berkas dihapus dari grup dan penerimanya diminta menghapus salinannya. Operator "
        "memakai kiriman yang diunduh dengan tujuan.",
        oleh=admin,
    )
    insiden = workflows.beritahukan(
        insiden,
        orang_diberitahu=tahu + timedelta(hours=30),
        lembaga_diberitahu=tahu + timedelta(hours=50),
        lembaga=LEMBAGA,
        cara_memberitahu=f"Surat nomor {TANDA}/480/{tahu.year}, dibacakan di balai desa",
        oleh=admin,
    )
    insiden = workflows.tutup(
        insiden,
        penutup="Berkas dibagikan di luar aplikasi. Operator desa dilatih ulang; daftar hanya "
        "diserahkan langsung.",
        oleh=admin,
    )
    for aksi, jam in (("catat", 1), ("tangani", 4), ("beritahukan", 52), ("tutup", 14 * 24)):
        stage.ingat(insiden, f"insiden.{aksi}", tahu + timedelta(hours=jam))
    return insiden


def _berjalan(stage: Stage) -> None:
    admin, tahu = stage.akun["admin"], _pada(stage, BERJALAN_LALU, time(15, 10))
    insiden = workflows.catat(
        InsidenData(
            kabupaten=stage.kabupaten,
            judul=f"Ponsel petugas hilang saat kunjungan ({TANDA.lower()})",
            diketahui_pada=tahu,
            data_terungkap="Foto kartu keluarga pada draf usulan yang belum terkirim.",
            jumlah_orang=4,
            cara="Ponsel tertinggal di angkutan umum. Layarnya terkunci; belum diketahui apakah ada "
            "yang membukanya.",
        ),
        oleh=admin,
    )
    workflows.tangani(
        insiden,
        penanganan="Semua sesi petugas diakhiri dan sandinya diganti. Ponsel dikunci dari jauh.",
        oleh=admin,
    )
    for aksi, menit in (("catat", 20), ("tangani", 75)):
        stage.ingat(insiden, f"insiden.{aksi}", tahu + timedelta(minutes=menit))


def _pada(stage: Stage, hari_lalu: int, jam: time) -> datetime:
    hari = stage.rencana.hari_ini - timedelta(days=hari_lalu)
    return timezone.make_aware(datetime.combine(hari, jam))
