"""The audit trail of what the example writes straight to its tables, read off the rows themselves."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from laporan.contoh.angka import acak
from laporan.contoh.kegiatan import Gudang
from laporan.contoh.panggung import Stage, jam_kerja
from opd.choices import StatusIntervensi, StatusTindakLanjut
from opd.models import Intervensi, Kunjungan, LaporanBulanan, Rapat, TindakLanjut


SEBELUM_MULAI = timedelta(days=30)  # an intervention is planned a month before it begins


def catat_pendampingan(stage: Stage, gudang: Gudang) -> None:
    """Findings with their follow-ups, interventions with money and progress."""
    for t in gudang.temuan:
        _pada_hari(stage, t, "temuan.catat", t.tanggal, t.dibuat_oleh)
    for p in gudang.perkembangan:
        _pada_hari(stage, p.temuan, f"temuan.{p.langkah}", p.tanggal, p.dibuat_oleh)
    for i in gudang.intervensi:
        _catat_intervensi(stage, i)
    for dana in gudang.pendanaan:
        hari = dana.intervensi.mulai - SEBELUM_MULAI
        _pada_hari(stage, dana, "pendanaan.simpan", hari, dana.dibuat_oleh)
    for cair in gudang.pencairan:
        _pada_hari(stage, cair, "pencairan.cairkan", cair.tanggal, cair.dibuat_oleh)
    for maju in gudang.kemajuan:
        _pada_hari(stage, maju, "intervensi.kemajuan", maju.tanggal, maju.dibuat_oleh)


def _catat_intervensi(stage: Stage, i: Intervensi) -> None:
    oleh = i.dibuat_oleh
    _pada_hari(stage, i, "intervensi.rencanakan", i.mulai - SEBELUM_MULAI, oleh)
    if i.status in (StatusIntervensi.BERJALAN, StatusIntervensi.SELESAI):
        _pada_hari(stage, i, "intervensi.mulai", i.mulai, oleh)
    if i.status == StatusIntervensi.SELESAI:
        _pada_hari(stage, i, "intervensi.selesaikan", i.tanggal_selesai, oleh)
    if i.status == StatusIntervensi.BATAL:
        hari = i.mulai + timedelta(days=14)
        _pada_hari(stage, i, "intervensi.batalkan", hari, oleh, i.alasan_batal)


def catat_laporan(stage: Stage, laporan: Iterable[LaporanBulanan]) -> None:
    for satu in laporan:
        _bila(stage, satu, "laporan_bulanan.ajukan", satu.diajukan_pada, satu.diajukan_oleh)
        _bila(stage, satu, "laporan_bulanan.periksa", satu.diperiksa_pada, satu.diperiksa_oleh)
        _bila(stage, satu, "laporan_bulanan.terima", satu.diterima_pada, satu.diterima_oleh)
        _bila(
            stage,
            satu,
            "laporan_bulanan.kembalikan",
            satu.dikembalikan_pada,
            satu.dikembalikan_oleh,
            satu.alasan_kembali,
        )


def catat_kunjungan(stage: Stage, kunjungan: Iterable[Kunjungan]) -> None:
    for satu in kunjungan:
        _pada_hari(stage, satu, "kunjungan.catat", satu.tanggal, satu.petugas)


def catat_rapat(stage: Stage, rapat: Rapat) -> None:
    hari = rapat.tanggal - timedelta(days=14)
    _pada_hari(stage, rapat, "rapat.jadwalkan", hari, rapat.dibuat_oleh)
    _bila(stage, rapat, "rapat.selesaikan", rapat.ditutup_pada, rapat.ditutup_oleh)


def catat_tindak_lanjut(stage: Stage, butir: TindakLanjut, hari: date) -> None:
    """`hari`: the day of the meeting or decision it comes from."""
    _pada_hari(stage, butir, "tindak_lanjut.buat", hari, butir.dibuat_oleh)
    _bila(stage, butir, "tindak_lanjut.laporkan", butir.dilaporkan_pada, butir.dilaporkan_oleh)
    if butir.status == StatusTindakLanjut.MEMADAI:
        _bila(
            stage, butir, "tindak_lanjut.nyatakan_memadai", butir.dinilai_pada, butir.dinilai_oleh
        )


def _bila(stage: Stage, objek, aksi: str, pada: datetime | None, oleh, alasan: str = "") -> None:
    """The step, if it was taken."""
    if pada is not None:
        stage.catat(objek, aksi, pada, oleh=oleh, alasan=alasan)


def _pada_hari(stage: Stage, objek, aksi: str, hari: date, oleh, alasan: str = "") -> None:
    """The step in office hours of a day, yesterday at the latest."""
    hari = min(hari, stage.rencana.hari_ini - timedelta(days=1))
    stage.catat(
        objek, aksi, jam_kerja(hari, acak("jejak", aksi, objek.pk)), oleh=oleh, alasan=alasan
    )
