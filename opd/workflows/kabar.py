"""Who is told what: reports, action points and hand-overs, in the transaction of their step.

Every notice has the key of its event, so that nobody hears the same twice. The texts name villages,
agencies and days; what people wrote stays on the page they lead to, for notices travel by mail and
free text may name a person of a household.
"""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from akun.models import Pengguna
from inti.pemberitahuan.workflows import beri_tahu
from opd.choices import StatusTindakLanjut
from opd.models import Keanggotaan, LaporanBulanan, Penugasan, SerahTerima, TindakLanjut
from opd.queries import keadaan_laporan, tindak_lanjut_terlambat


HARI_SEBELUM_TENGGAT = 3


def anggota(opd_id: int, **saring: bool) -> list[Pengguna]:
    """Who works for an OPD today."""
    aktif = Keanggotaan.objects.aktif(pada=timezone.localdate()).filter(opd=opd_id, **saring)
    return [k.pengguna for k in aktif.select_related("pengguna")]


def kabarkan_laporan(laporan: LaporanBulanan, langkah: str) -> None:
    """Tell the penyelia what was submitted, and the officer what became of it."""
    if laporan.diajukan_oleh is None:
        return
    sebutan = f"{date_format(laporan.bulan, 'F Y')}, {laporan.penugasan.desa}"
    penerima, teks = [laporan.diajukan_oleh], ""
    if langkah == "ajukan":
        penyelia = anggota(laporan.penugasan.opd_id, penyelia=True)
        penerima = [p for p in penyelia if p.pk != laporan.diajukan_oleh_id]
        teks = f"Laporan {sebutan} menunggu pemeriksaan Anda."
    elif langkah == "kembalikan":
        teks = f"Laporan {sebutan} dikembalikan; alasannya ada pada laporan itu."
    elif langkah == "terima":
        teks = f"Laporan {sebutan} diterima."
    if teks:
        _tahu(penerima, teks, "laporan_detail", laporan, f"{langkah}:{laporan.versi}")


def kabarkan_tindak_lanjut(butir: TindakLanjut, langkah: str) -> None:
    """Tell whoever holds an action point that it was given or found wanting."""
    teks = {
        "buat": f"{_sebut(butir)}: baru, tenggat {date_format(butir.tenggat)}.",
        "nyatakan_belum_memadai": f"{_sebut(butir)} belum memadai; yang kurang ada pada halamannya.",
    }.get(langkah)
    if teks:
        kunci = f"{langkah}:{timezone.now():%Y%m%d%H%M%S}" if langkah != "buat" else langkah
        _tahu(_pemegang(butir), teks, "tindak_lanjut_detail", butir, kunci)


def kabarkan_serah_terima(serah_terima: SerahTerima) -> None:
    """Tell the receivers of a proposal, and its proposer what was decided."""
    desa = serah_terima.penugasan.desa
    if serah_terima.diputus_pada is None:
        penerima = (
            [serah_terima.petugas_penerima]
            if serah_terima.petugas_penerima
            else anggota(serah_terima.opd_penerima_id)
        )
        teks = f"Serah terima {desa} menunggu keputusan {serah_terima.opd_penerima}."
    else:
        penerima = [serah_terima.dibuat_oleh]
        teks = f"Serah terima {desa}: {serah_terima.get_status_display().lower()}."
    _tahu(penerima, teks, "serah_terima_detail", serah_terima, str(serah_terima.status))


def ingatkan(hari_ini: date) -> int:
    """Remind of what is due soon or late: reports and action points; returns how many notices.

    Run once a day (`manage.py ingatkan_tugas`); a second run on the same day tells nothing new.
    """
    penugasan = Penugasan.objects.filter(
        periode__laporan_mulai__isnull=False, mulai__lte=hari_ini
    ).select_related("periode", "opd", "desa")
    jumlah = 0
    for t in keadaan_laporan(penugasan, hari_ini).tagihan:
        sisa = (t.tenggat - hari_ini).days
        if sisa > HARI_SEBELUM_TENGGAT:
            continue
        keadaan = "terlambat" if sisa < 0 else "segera"
        teks = f"Laporan {date_format(t.bulan, 'F Y')}, {t.penugasan.desa}: "
        teks += "lewat tenggat." if sisa < 0 else f"batas {date_format(t.tenggat)}."
        jumlah += beri_tahu(
            anggota(t.penugasan.opd_id),
            teks,
            tautan=reverse("opd:laporan_isi", args=[t.penugasan.pk, t.bulan]),
            kunci=f"laporan_bulanan:{t.penugasan.pk}:{t.bulan:%Y-%m}:{keadaan}",
        )
    for butir in tindak_lanjut_terlambat(
        TindakLanjut.objects.select_related("opd", "pemilik", "desa")
    ):
        teks = f"{_sebut(butir)} lewat tenggat {date_format(butir.tenggat)}."
        kunci = f"terlambat:{butir.tenggat}"
        jumlah += _tahu(_pemegang(butir), teks, "tindak_lanjut_detail", butir, kunci)
    segera = TindakLanjut.objects.filter(
        status=StatusTindakLanjut.TERBUKA, tenggat=hari_ini + timedelta(days=HARI_SEBELUM_TENGGAT)
    )
    for butir in segera.select_related("opd", "pemilik", "desa"):
        teks = f"{_sebut(butir)}: tenggat {date_format(butir.tenggat)}."
        kunci = f"segera:{butir.tenggat}"
        jumlah += _tahu(_pemegang(butir), teks, "tindak_lanjut_detail", butir, kunci)
    return jumlah


def _sebut(butir: TindakLanjut) -> str:
    return f"Tindak lanjut {butir.opd}" + (f" di {butir.desa}" if butir.desa else "")


def _pemegang(butir: TindakLanjut) -> list[Pengguna]:
    return [butir.pemilik] if butir.pemilik else anggota(butir.opd_id)


def _tahu(
    penerima: list[Pengguna],
    teks: str,
    url_nama: str,
    objek: LaporanBulanan | TindakLanjut | SerahTerima,
    kejadian: str,
) -> int:
    return beri_tahu(
        penerima,
        teks,
        tautan=reverse(f"opd:{url_nama}", args=[objek.pk]),
        kunci=f"{objek._meta.model_name}:{objek.pk}:{kejadian}",
    )
