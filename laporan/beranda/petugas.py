"""Home of an OPD officer: what waits for me, village by village."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from akun.models import Pengguna
from desa.choices import STATUS_DAPAT_DIISI, StatusSurvei
from desa.models import Desa, PengecualianKunci, Putaran, Survei
from dtks.choices import StatusUsulan
from dtks.queries import (
    jadwal_mendatang,
    jumlah_per_status,
    usulan_dikembalikan,
    usulan_for_pengguna,
)
from laporan.beranda.kerja import SudahDikunjungi, sejak_kunjungan
from opd.choices import StatusLaporan, StatusSerahTerima, StatusTindakLanjut
from opd.models import OPD, Penugasan, TindakLanjut
from opd.queries import (
    KeadaanLaporan,
    LaporanRingkas,
    desa_dampingan_aktif,
    keadaan_laporan,
    kunjungan_terakhir,
    opd_id_aktif,
    penugasan_opd,
    serah_terima_for_pengguna,
    tindak_lanjut_for_pengguna,
)


USULAN_TAMPIL = (StatusUsulan.DRAF, StatusUsulan.DIAJUKAN, StatusUsulan.DIVERIFIKASI)


class Tugas(NamedTuple):
    """One village in one round. `batas` is the last day it may be filled; None: closed for it."""

    desa: Desa
    putaran: Putaran
    survei: Survei | None
    batas: date | None
    sisa: int

    @property
    def dikembalikan(self) -> bool:
        return self.survei is not None and self.survei.status == StatusSurvei.DIKEMBALIKAN

    @property
    def terisi(self) -> int:
        return self.survei.terisi if self.survei else 0

    @property
    def perlu_diisi(self) -> bool:
        return self.survei is None or self.survei.status in STATUS_DAPAT_DIISI


class KartuDesa(NamedTuple):
    """A mentored village with the state of every round so far, the latest first."""

    desa: Desa
    keadaan: list[Tugas]
    penugasan: Penugasan | None
    kunjungan: SudahDikunjungi


def isi(pengguna: Pengguna) -> dict:
    hari_ini = timezone.localdate()
    opd = list(OPD.objects.filter(pk__in=opd_id_aktif(pengguna)))
    desa = list(desa_dampingan_aktif(pengguna)) if opd else []
    per_desa = _tugas(pengguna, desa, hari_ini) if desa else {}
    penugasan = list(penugasan_opd(opd, hari_ini)) if opd else []
    laporan = keadaan_laporan(penugasan, hari_ini)
    pendamping = {p.desa_id: p for p in penugasan if p.selesai is None or p.selesai >= hari_ini}
    kunjungan = kunjungan_terakhir([d.pk for d in desa]) if desa else {}
    tugas = [t for daftar in per_desa.values() for t in daftar if t.perlu_diisi]
    return {
        "opd": opd,
        "dikembalikan": [t for t in tugas if t.dikembalikan],
        "putaran_terbuka": sorted(
            (t for t in tugas if t.batas and not t.dikembalikan), key=lambda t: t.batas
        ),
        "putaran_excel": list({t.putaran.pk: t.putaran for t in tugas if t.batas}.values()),
        "serah_terima": list(_serah_terima(pengguna, opd)),
        "hari_ini": hari_ini,
        "laporan_dikembalikan": [t for t in laporan.tagihan if t.dikembalikan],
        "laporan_tagihan": [t for t in laporan.tagihan if not t.dikembalikan],
        "laporan_diperiksa": _perlu_diperiksa(pengguna, laporan),
        "tindak_lanjut": _tindak_lanjut(pengguna, opd),
        "usulan_dikembalikan": list(usulan_dikembalikan(pengguna)) if desa else [],
        "usulan_berjalan": _usulan_berjalan(pengguna) if desa else [],
        "jadwal": jadwal_mendatang(pengguna) if desa else [],
        "desa": [
            KartuDesa(
                d,
                per_desa.get(d.pk, []),
                pendamping.get(d.pk),
                sejak_kunjungan(kunjungan.get(d.pk), hari_ini),
            )
            for d in desa
        ],
    }


def _tugas(pengguna: Pengguna, desa: list[Desa], hari_ini: date) -> dict[int, list[Tugas]]:
    """Every begun round of every village; the newest survey of each, its open one first."""
    putaran = list(
        Putaran.objects.filter(periode__kabupaten=pengguna.kabupaten_id, buka__lte=hari_ini)
        .annotate(ditanyakan=Count("versi_indikator"))
        .order_by("-tanggal_rujukan", "-nomor")
    )
    dikecualikan = {
        (p.putaran_id, p.desa_id): p.sampai
        for p in PengecualianKunci.objects.filter(
            putaran__in=putaran, desa__in=desa, sampai__gte=hari_ini
        )
    }
    survei = {
        (s.putaran_id, s.desa_id): s
        for s in Survei.objects.filter(putaran__in=putaran, desa__in=desa)
        .select_related("dikembalikan_oleh")
        .annotate(terisi=Count("nilai"))
        .order_by("revisi")
    }
    hasil = defaultdict(list)
    for d in desa:
        for p in putaran:
            batas = [p.tutup] if p.terbuka_pada(hari_ini) else []
            batas += [dikecualikan[p.pk, d.pk]] if (p.pk, d.pk) in dikecualikan else []
            akhir = max(batas, default=None)
            sisa = (akhir - hari_ini).days if akhir else 0
            hasil[d.pk].append(Tugas(d, p, survei.get((p.pk, d.pk)), akhir, sisa))
    return hasil


def _usulan_berjalan(pengguna: Pengguna) -> list[tuple[StatusUsulan, int]]:
    """How many corrections wait for the officer, the checker or the village meeting."""
    jumlah = jumlah_per_status(usulan_for_pengguna(pengguna))
    return [(status, jumlah[status]) for status in USULAN_TAMPIL if status in jumlah]


def _perlu_diperiksa(
    pengguna: Pengguna, laporan: KeadaanLaporan
) -> list[tuple[LaporanRingkas, Penugasan]]:
    """Submitted reports that a penyelia has not looked at, without those it submitted itself."""
    menunggu = [
        (satu, p)
        for satu, p in laporan.menunggu
        if satu.status == StatusLaporan.DIAJUKAN and satu.diajukan_oleh_id != pengguna.pk
    ]
    if not menunggu:
        return []
    penyelia = set(opd_id_aktif(pengguna).filter(penyelia=True).values_list("opd_id", flat=True))
    return [(satu, p) for satu, p in menunggu if p.opd_id in penyelia]


def _tindak_lanjut(pengguna: Pengguna, opd: list[OPD]) -> list[TindakLanjut]:
    """Open action points of the user's OPDs, without those that a colleague holds."""
    if not opd:
        return []
    terbuka = tindak_lanjut_for_pengguna(pengguna).filter(
        opd__in=opd, status=StatusTindakLanjut.TERBUKA
    )
    return list(terbuka.filter(Q(pemilik=None) | Q(pemilik=pengguna)))


def _serah_terima(pengguna: Pengguna, opd: list[OPD]) -> QuerySet:
    return serah_terima_for_pengguna(pengguna).filter(
        status=StatusSerahTerima.DIAJUKAN, opd_penerima__in=opd
    )
