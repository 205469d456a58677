"""Two years of monthly reports, visits and meetings of the example, straight to their tables.

A thousand reports through the workflow would take minutes; the constraints of the tables hold for
every row all the same. Moments lie before today and follow one another.
"""

from datetime import date, datetime, timedelta
from random import Random

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from desa.choices import StatusSurvei
from desa.models import Survei
from inti.bulan import akhir_bulan, bulan_dari
from laporan.contoh.angka import acak
from laporan.contoh.jejak import (
    catat_kunjungan,
    catat_laporan,
    catat_rapat,
    catat_tindak_lanjut,
)
from laporan.contoh.kalimat_bulanan import (
    ALASAN_KEMBALI,
    ALASAN_NIHIL,
    HAMBATAN,
    HASIL_KUNJUNGAN,
    KEGIATAN,
    RAPAT,
    RENCANA,
    TINDAK_LANJUT,
    TUJUAN,
)
from laporan.contoh.nama import buat_nama
from laporan.contoh.panggung import Stage, jam_kerja
from laporan.contoh.rencana import JUMLAH_DESA_OPD
from opd.choices import StatusHadir, StatusLaporan, StatusRapat, StatusTindakLanjut
from opd.models import (
    KehadiranRapat,
    Kunjungan,
    LaporanBulanan,
    Penugasan,
    Rapat,
    TindakLanjut,
)
from opd.stats import bulan_wajib


BAGIAN_NIHIL, BAGIAN_HILANG = 0.04, 0.015
TANGGAL_RAPAT = 20  # of the last month of a quarter
BUTIR_PER_RAPAT = 4
# The month on which reports are due now, as shares: what is missing is not begun.
BULAN_INI = (
    (StatusLaporan.DITERIMA, 0.42),
    (StatusLaporan.DIAJUKAN, 0.25),
    (StatusLaporan.DIKEMBALIKAN, 0.08),
    (StatusLaporan.DRAF, 0.08),
)


def buat_bulanan(stage: Stage) -> None:
    """Reports and visits of every assignment, meetings and their action points."""
    penugasan = list(
        Penugasan.objects.filter(periode=stage.periode).select_related("periode", "opd", "desa")
    )
    _buat_laporan(stage, penugasan)
    _buat_kunjungan(stage, penugasan)
    _buat_rapat(stage)


def _buat_laporan(stage: Stage, penugasan: list[Penugasan]) -> None:
    hari_ini = stage.rencana.hari_ini
    terakhir = bulan_dari(hari_ini, -1)
    laporan = LaporanBulanan.objects.bulk_create(
        (
            _laporan(stage, p, bulan, status)
            for p in penugasan
            for bulan in bulan_wajib(p.mulai, p.selesai, p.periode.laporan_mulai, hari_ini)
            if (status := _status(p, bulan, terakhir))
        ),
        batch_size=200,
    )
    catat_laporan(stage, laporan)
    LaporanBulanan.objects.filter(penugasan__in=penugasan, diajukan_pada__isnull=False).update(
        created_at=F("diajukan_pada"),
        updated_at=Coalesce("diterima_pada", "dikembalikan_pada", "diajukan_pada"),
    )


def _status(penugasan: Penugasan, bulan: date, terakhir: date) -> StatusLaporan | None:
    undi = acak("laporan", penugasan.desa.kode, bulan).random()
    if bulan < terakhir:
        return None if undi < BAGIAN_HILANG else StatusLaporan.DITERIMA
    for status, bagian in BULAN_INI:
        if undi < bagian:
            return status
        undi -= bagian
    return None


def _laporan(
    stage: Stage, penugasan: Penugasan, bulan: date, status: StatusLaporan
) -> LaporanBulanan:
    r = acak("isi laporan", penugasan.desa.kode, bulan)
    petugas = stage.petugas[penugasan.opd.singkatan]
    laporan = LaporanBulanan(
        penugasan=penugasan,
        bulan=bulan,
        tenggat=penugasan.periode.tenggat_laporan(bulan),
        status=status,
        versi=2,
        dibuat_oleh=petugas,
        diisi_oleh=petugas,
        **_isi_laporan(r),
    )
    if status == StatusLaporan.DRAF:
        return laporan
    kemarin = stage.rencana.hari_ini - timedelta(days=1)
    rajin = acak("rajin", penugasan.opd.singkatan).uniform(0.55, 0.97)
    selang = r.randint(-7, 0) if r.random() < rajin else r.randint(1, 18)
    hari = min(max(laporan.tenggat + timedelta(days=selang), akhir_bulan(bulan)), kemarin)
    laporan.diajukan_pada, laporan.diajukan_oleh = jam_kerja(hari, r), petugas
    laporan.hari_terlambat = max(0, (laporan.diajukan_pada.date() - laporan.tenggat).days)
    putus = _sesudah(laporan.diajukan_pada, kemarin, r)
    sekretariat = stage.akun[r.choice(("sekretariat", "sekretariat2"))]
    if status == StatusLaporan.DITERIMA:
        laporan.diterima_pada, laporan.diterima_oleh = putus, sekretariat
        if penugasan.opd.singkatan == "Diskominfo":
            laporan.diperiksa_pada = laporan.diajukan_pada + timedelta(minutes=50)
            laporan.diperiksa_oleh = stage.akun["penyelia"]
    elif status == StatusLaporan.DIKEMBALIKAN:
        laporan.dikembalikan_pada, laporan.dikembalikan_oleh = putus, sekretariat
        laporan.alasan_kembali = r.choice(ALASAN_KEMBALI)
    return laporan


def _isi_laporan(r: Random) -> dict[str, object]:
    if r.random() < BAGIAN_NIHIL:
        return {"nihil": True, "alasan_nihil": r.choice(ALASAN_NIHIL)}
    pilihan = r.sample(KEGIATAN, 2)
    hasil = [teks.format(n=r.randint(8, 40), m=r.randint(2, 7)) for _, teks in pilihan]
    return {
        "kegiatan": "\n".join(f"{n}. {teks}." for n, (teks, _) in enumerate(pilihan, 1)),
        "hasil": "\n".join(f"{n}. {teks}." for n, teks in enumerate(hasil, 1)),
        "hambatan": r.choice(HAMBATAN),
        "rencana": r.choice(RENCANA),
    }


def _sesudah(pada: datetime, kemarin: date, r: Random) -> datetime:
    """A moment some days after another, but not later than yesterday's evening."""
    nanti = pada + timedelta(days=r.randint(1, 6), minutes=r.randint(5, 90))
    return nanti if nanti.date() <= kemarin else pada + timedelta(minutes=r.randint(5, 90))


def _buat_kunjungan(stage: Stage, penugasan: list[Penugasan]) -> None:
    kemarin = stage.rencana.hari_ini - timedelta(days=1)
    daftar = []
    for p in penugasan:
        r = acak("kunjungan", p.desa.kode, p.opd.singkatan)
        giat = r.uniform(0.35, 1.0)
        # One village in eight has not been visited for two months or more.
        akhir = min(p.selesai or kemarin, kemarin - timedelta(days=75 if r.random() < 0.125 else 0))
        for bulan in bulan_wajib(p.mulai, p.selesai, p.periode.laporan_mulai, kemarin):
            hari = bulan + timedelta(days=r.randint(0, 27))
            if r.random() < giat and p.mulai <= hari <= akhir:
                daftar.append(_kunjungan(stage, p, hari, r))
    catat_kunjungan(stage, Kunjungan.objects.bulk_create(daftar, batch_size=300))


def _kunjungan(stage: Stage, penugasan: Penugasan, hari: date, r: Random) -> Kunjungan:
    ke = r.randrange(len(TUJUAN))
    titik = {}
    if r.random() < 0.4:
        dasar = acak("titik", penugasan.desa.kode)
        lintang, bujur = dasar.uniform(-6.90, -6.55), dasar.uniform(110.90, 111.20)
        titik = {
            "lintang": round(lintang + r.gauss(0, 0.003), 6),
            "bujur": round(bujur + r.gauss(0, 0.003), 6),
            "akurasi_m": r.randint(5, 40),
        }
    return Kunjungan(
        penugasan=penugasan,
        tanggal=hari,
        petugas=stage.petugas[penugasan.opd.singkatan],
        tujuan=TUJUAN[ke],
        hasil=HASIL_KUNJUNGAN[ke],
        **titik,
    )


def _buat_rapat(stage: Stage) -> None:
    """Eight quarters of meetings, and one that is still to come."""
    hari_ini = stage.rencana.hari_ini
    kuartal = bulan_dari(hari_ini, -(hari_ini.month % 3 or 3))
    hari = [bulan_dari(kuartal, -3 * n).replace(day=TANGGAL_RAPAT) for n in range(7, -1, -1)]
    for urut, tanggal in enumerate(h for h in hari if h < hari_ini):
        rapat = _rapat(stage, tanggal, StatusRapat.SELESAI)
        _buat_kehadiran(stage, rapat)
        _buat_tindak_lanjut(stage, rapat, terakhir=urut >= len(hari) - 2)
    ditutup = Rapat.objects.filter(pk=OuterRef("rapat")).values("ditutup_pada")
    TindakLanjut.objects.filter(rapat__periode=stage.periode).update(created_at=Subquery(ditutup))
    depan = _rapat(stage, hari_ini + timedelta(days=9), StatusRapat.DIJADWALKAN)
    _buat_kehadiran(stage, depan)
    _dari_survei(stage)


def _rapat(stage: Stage, tanggal: date, status: StatusRapat) -> Rapat:
    sekretariat = stage.akun["sekretariat"]
    tanggal -= timedelta(days=max(0, tanggal.weekday() - 4))
    judul, agenda, notulen = RAPAT[{6: 1, 12: 2}.get(tanggal.month, 0)]
    selesai = status == StatusRapat.SELESAI
    rapat = Rapat.objects.create(
        periode=stage.periode,
        judul=f"{judul}, {tanggal:%m-%Y}",
        tanggal=tanggal,
        jam="09:00",
        tempat="Ruang Pragola, Setda Pati",
        agenda=agenda,
        notulen=notulen if selesai else "",
        status=status,
        dibuat_oleh=sekretariat,
        ditutup_pada=jam_kerja(tanggal, acak("notulen", tanggal)) if selesai else None,
        ditutup_oleh=sekretariat if selesai else None,
    )
    catat_rapat(stage, rapat)
    return rapat


def _buat_kehadiran(stage: Stage, rapat: Rapat) -> None:
    daftar = []
    for singkatan in JUMLAH_DESA_OPD:
        r = acak("hadir", rapat.tanggal, singkatan)
        kehadiran = KehadiranRapat(rapat=rapat, opd=stage.opd[singkatan])
        if rapat.status == StatusRapat.SELESAI:
            hadir, izin, lain = StatusHadir.HADIR, StatusHadir.IZIN, StatusHadir.TIDAK_HADIR
            kehadiran.status = r.choices((hadir, izin, lain), (82, 12, 6))[0]
            if kehadiran.status == StatusHadir.HADIR:
                kehadiran.wakil, _ = buat_nama(r)
        daftar.append(kehadiran)
    KehadiranRapat.objects.bulk_create(daftar)


def _buat_tindak_lanjut(stage: Stage, rapat: Rapat, *, terakhir: bool) -> None:
    """Older action points are done; those of the last two meetings are in every state."""
    r = acak("tindak lanjut", rapat.tanggal)
    opd = r.sample([o for o in JUMLAH_DESA_OPD if o != "Diskominfo"], BUTIR_PER_RAPAT - 1)
    opd.append("Diskominfo")
    for ke, (singkatan, (uraian, hasil)) in enumerate(
        zip(opd, r.sample(TINDAK_LANJUT, BUTIR_PER_RAPAT), strict=True)
    ):
        keadaan = StatusTindakLanjut.MEMADAI
        if terakhir:
            terbuka, lapor = StatusTindakLanjut.TERBUKA, StatusTindakLanjut.DILAPORKAN
            keadaan = (terbuka, lapor, keadaan, terbuka)[ke]
        _tindak_lanjut(stage, rapat, singkatan, uraian, hasil, keadaan, r)


def _tindak_lanjut(stage, rapat, singkatan, uraian, hasil, keadaan, r) -> None:
    hari_ini, petugas = stage.rencana.hari_ini, stage.petugas[singkatan]
    butir = TindakLanjut(
        rapat=rapat,
        opd=stage.opd[singkatan],
        pemilik=petugas if r.random() < 0.5 else None,
        uraian=uraian,
        tenggat=rapat.tanggal + timedelta(days=r.choice((14, 30, 75))),
        status=keadaan,
        dibuat_oleh=stage.akun["sekretariat"],
    )
    if keadaan != StatusTindakLanjut.TERBUKA:
        selesai = min(rapat.tanggal + timedelta(days=r.randint(6, 28)), hari_ini - timedelta(2))
        butir.hasil = hasil.format(n=r.randint(8, 40), m=r.randint(2, 7))
        butir.dilaporkan_pada, butir.dilaporkan_oleh = jam_kerja(selesai, r), petugas
    if keadaan == StatusTindakLanjut.MEMADAI:
        butir.dinilai_pada = butir.dilaporkan_pada + timedelta(hours=20)
        butir.dinilai_oleh = stage.akun["sekretariat2"]
    butir.save()
    catat_tindak_lanjut(stage, butir, rapat.tanggal)


def _dari_survei(stage: Stage) -> None:
    """Two surveys that were sent back left the OPD something to do."""
    kembali = Survei.objects.filter(
        putaran__periode=stage.periode, status=StatusSurvei.DIKEMBALIKAN
    ).select_related("desa")
    for survei in kembali.order_by("desa__kode")[:2]:
        butir = TindakLanjut.objects.create(
            survei=survei,
            desa=survei.desa,
            opd=stage.opd[stage.rencana.pendamping[survei.desa.kode]],
            uraian="Lampirkan rekap sumber angka yang diminta pemeriksa.",
            tenggat=stage.rencana.hari_ini + timedelta(days=10),
            dibuat_oleh=stage.akun["sekretariat"],
        )
        catat_tindak_lanjut(stage, butir, stage.rencana.hari_ini)
