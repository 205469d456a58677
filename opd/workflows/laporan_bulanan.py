"""Steps of a monthly report: draft, submission, the penyelia's review, acceptance or return.

Whoever submitted a report neither reviews, returns nor accepts it. From submission on it is locked
until it is returned; an accepted one stays as it is.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from akun.models import Pengguna
from inti import audit
from inti.bulan import akhir_bulan, bulan_dari
from inti.exceptions import AturanDilanggar, DataBerubah, TransisiTidakSah
from opd.choices import LAPORAN_DAPAT_DIISI, StatusLaporan
from opd.models import LaporanBulanan, Penugasan
from opd.workflows.kabar import kabarkan_laporan


ISIAN = ("kegiatan", "hasil", "hambatan", "rencana", "nihil", "alasan_nihil")
DIAJUKAN = (StatusLaporan.DIAJUKAN, StatusLaporan.DIPERIKSA)
TRANSISI = {  # step: (statuses it may start from, status it ends in)
    "ajukan": (LAPORAN_DAPAT_DIISI, StatusLaporan.DIAJUKAN),
    "periksa": ((StatusLaporan.DIAJUKAN,), StatusLaporan.DIPERIKSA),
    "kembalikan": (DIAJUKAN, StatusLaporan.DIKEMBALIKAN),
    "terima": (DIAJUKAN, StatusLaporan.DITERIMA),
}


@transaction.atomic
def simpan(
    penugasan: Penugasan, bulan: date, isian: Mapping[str, Any], *, versi: int, oleh: Pengguna
) -> LaporanBulanan:
    """Store the draft of a month; the first save (`versi` 0) begins the report.

    Raises DataBerubah when somebody else saved it since it was read; one's own save of a moment
    ago is no conflict. Later saves leave no audit row: they come by themselves while one writes.
    """
    penugasan = (
        Penugasan.objects.select_for_update(of=("self",))
        .select_related("periode", "desa", "opd")
        .get(pk=penugasan.pk)
    )
    laporan = LaporanBulanan.objects.filter(penugasan=penugasan, bulan=bulan).first()
    baru = laporan is None
    if laporan is None:
        wajib_bulan_laporan(penugasan, bulan)
        laporan = LaporanBulanan(
            penugasan=penugasan,
            bulan=bulan,
            tenggat=penugasan.periode.tenggat_laporan(bulan),
            dibuat_oleh=oleh,
            versi=0,
        )
    if versi != laporan.versi and laporan.diisi_oleh_id != oleh.pk:
        raise DataBerubah(
            f"{laporan.diisi_oleh} menyimpan laporan ini sejak Anda membukanya. Tulisan Anda masih di "
            "sini dan belum disimpan."
        )
    if laporan.status not in LAPORAN_DAPAT_DIISI:
        raise TransisiTidakSah(f"Laporan ini sudah {laporan.get_status_display().lower()}.")
    for nama in ISIAN:
        setattr(laporan, nama, isian[nama])
    laporan.versi += 1
    laporan.diisi_oleh = oleh
    laporan.save()
    if baru:
        audit.catat("laporan_bulanan.mulai", laporan, oleh=oleh)
    return laporan


def wajib_bulan_laporan(penugasan: Penugasan, bulan: date) -> None:
    """Refuse a month that this assignment does not report on (`opd.stats.bulan_wajib`)."""
    mulai, akhir = penugasan.periode.laporan_mulai, akhir_bulan(bulan)
    if mulai is None or bulan < bulan_dari(mulai):
        raise AturanDilanggar("Laporan bulanan belum diminta untuk bulan itu.")
    if bulan > timezone.localdate():
        raise AturanDilanggar("Bulan itu belum dimulai.")
    if penugasan.mulai > akhir or (penugasan.selesai and penugasan.selesai < akhir):
        raise AturanDilanggar(
            f"{penugasan.opd} tidak mendampingi {penugasan.desa} pada akhir bulan itu; yang "
            "melapor adalah OPD yang mendampingi pada hari terakhir bulan."
        )


@transaction.atomic
def ajukan(laporan: LaporanBulanan, *, oleh: Pengguna) -> LaporanBulanan:
    """Submit; late is counted once, from the due day to the first submission."""
    terkunci = _pindah(laporan, "ajukan")
    hari_ini = timezone.localdate()
    if hari_ini < terkunci.akhir:
        raise AturanDilanggar("Laporan diajukan paling cepat pada hari terakhir bulannya.")
    _wajib_lengkap(terkunci)
    terkunci.diajukan_pada, terkunci.diajukan_oleh = timezone.now(), oleh
    if terkunci.hari_terlambat is None:
        terkunci.hari_terlambat = max(0, (hari_ini - terkunci.tenggat).days)
    terkunci.dikembalikan_pada, terkunci.dikembalikan_oleh = None, None
    terkunci.alasan_kembali = ""
    return _simpan(terkunci, "ajukan", oleh)


@transaction.atomic
def periksa(laporan: LaporanBulanan, *, oleh: Pengguna) -> LaporanBulanan:
    """The OPD's penyelia finds the report in order and passes it on to the secretariat."""
    terkunci = _pindah(laporan, "periksa")
    _wajib_orang_lain(terkunci, oleh)
    terkunci.diperiksa_pada, terkunci.diperiksa_oleh = timezone.now(), oleh
    return _simpan(terkunci, "periksa", oleh)


@transaction.atomic
def kembalikan(laporan: LaporanBulanan, *, alasan: str, oleh: Pengguna) -> LaporanBulanan:
    """Penyelia or secretariat asks for a correction; a review made before it no longer counts."""
    terkunci = _pindah(laporan, "kembalikan")
    _wajib_orang_lain(terkunci, oleh)
    if not alasan.strip():
        raise AturanDilanggar("Tulis yang perlu diperbaiki.")
    terkunci.dikembalikan_pada, terkunci.dikembalikan_oleh = timezone.now(), oleh
    terkunci.alasan_kembali = alasan.strip()
    terkunci.diperiksa_pada, terkunci.diperiksa_oleh = None, None
    return _simpan(terkunci, "kembalikan", oleh, alasan=alasan)


@transaction.atomic
def terima(laporan: LaporanBulanan, *, oleh: Pengguna) -> LaporanBulanan:
    """The secretariat accepts; the report counts and is closed."""
    terkunci = _pindah(laporan, "terima")
    _wajib_orang_lain(terkunci, oleh)
    terkunci.diterima_pada, terkunci.diterima_oleh = timezone.now(), oleh
    return _simpan(terkunci, "terima", oleh)


def _pindah(laporan: LaporanBulanan, langkah: str) -> LaporanBulanan:
    asal, tujuan = TRANSISI[langkah]
    terkunci = (
        LaporanBulanan.objects.select_for_update(of=("self",))
        .select_related("penugasan__desa", "penugasan__opd")
        .get(pk=laporan.pk)
    )
    if terkunci.status not in asal:
        raise TransisiTidakSah(
            f"Laporan ini berstatus “{terkunci.get_status_display()}”; langkah ini tidak berlaku lagi."
        )
    terkunci.status = tujuan
    return terkunci


def _wajib_lengkap(laporan: LaporanBulanan) -> None:
    """Nihil with its reason and nothing else, or activities, results and plan."""
    isi = [laporan.kegiatan, laporan.hasil, laporan.rencana]
    if laporan.nihil:
        if not laporan.alasan_nihil:
            raise AturanDilanggar("Laporan nihil memerlukan alasannya.")
        if any(isi):
            raise AturanDilanggar("Laporan nihil tidak memuat kegiatan, hasil, atau rencana.")
    elif not all(isi):
        raise AturanDilanggar(
            "Kegiatan, hasil, dan rencana harus terisi. Tidak ada kegiatan? Tandai nihil."
        )


def _wajib_orang_lain(laporan: LaporanBulanan, oleh: Pengguna) -> None:
    if laporan.diajukan_oleh_id == oleh.pk:
        raise AturanDilanggar("Laporan tidak boleh diperiksa oleh orang yang mengajukannya.")


def _simpan(
    laporan: LaporanBulanan, langkah: str, oleh: Pengguna, alasan: str = ""
) -> LaporanBulanan:
    laporan.versi += 1
    laporan.save()
    audit.catat(f"laporan_bulanan.{langkah}", laporan, oleh=oleh, alasan=alasan)
    kabarkan_laporan(laporan, langkah)
    return laporan
