"""What the monthly recap says: reports of a month; outputs and money of its year so far, by source."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q, QuerySet, Sum

from akun.models import Pengguna
from desa.models import Desa
from inti.bulan import akhir_bulan, bulan_antara, bulan_dari
from opd.choices import StatusIntervensi, SumberDana
from opd.models import Intervensi, JenisBantuan, Kunjungan, LaporanBulanan, Pendanaan, Penugasan
from opd.queries import (
    dana_menurut,
    intervensi_for_pengguna,
    penugasan_pelapor,
    realisasi_bulanan,
)


TANPA_DANA = ""  # source of an intervention for which no money was recorded


class Keluaran(NamedTuple):
    """What one intervention finished: the volume is in the unit of its kind."""

    jenis: int
    bulan: date
    sumber: str
    desa: int
    volume: Decimal


@dataclass(frozen=True)
class Rekap:
    """`laporan` and `kunjungan` by assignment and village id, of `bulan`; the rest from January on."""

    bulan: date
    jenis: list[JenisBantuan]
    penugasan: list[Penugasan]
    laporan: dict[int, LaporanBulanan]
    kunjungan: dict[int, int]
    keluaran: list[Keluaran]
    desa_keluaran: dict[int, Desa]
    pagu: dict[str, Decimal]
    cair: dict[tuple[date, str], Decimal]

    @property
    def bulan_tahun(self) -> list[date]:
        """The months of the year up to this one."""
        return list(bulan_antara(self.bulan.replace(month=1), self.bulan))

    def volume(self, kunci: str) -> dict[tuple[object, object], Decimal]:
        """Volumes by ("bulan", "sumber" or "desa", kind of help)."""
        hasil: defaultdict[tuple[object, object], Decimal] = defaultdict(Decimal)
        for k in self.keluaran:
            hasil[getattr(k, kunci), k.jenis] += k.volume
        return hasil


def rekap_for_pengguna(pengguna: Pengguna, bulan: date) -> Rekap:
    """The recap of a month, of all villages the user may read. A fixed number of queries."""
    awal, akhir = bulan.replace(month=1), akhir_bulan(bulan)
    intervensi = intervensi_for_pengguna(pengguna)
    selesai = intervensi.filter(
        status=StatusIntervensi.SELESAI, tanggal_selesai__range=(awal, akhir)
    )
    utama = _sumber_utama(selesai)
    penugasan = list(penugasan_pelapor(pengguna, bulan).order_by("desa__kode"))
    kunjungan = Kunjungan.objects.filter(
        penugasan__in=penugasan, tanggal__range=(bulan, akhir), dibatalkan_pada=None
    )
    keluaran = [
        Keluaran(jenis, bulan_dari(tanggal), utama.get(pk, TANPA_DANA), desa, volume)
        for pk, jenis, tanggal, desa, volume in selesai.order_by().values_list(
            "pk", "jenis", "tanggal_selesai", "desa", "realisasi_volume"
        )
        if tanggal is not None and volume is not None  # finished: a constraint asks for both
    ]
    desa = Desa.objects.filter(pk__in={k.desa for k in keluaran}).select_related("kecamatan")
    return Rekap(
        bulan=bulan,
        jenis=list(
            JenisBantuan.objects.filter(Q(aktif=True) | Q(pk__in={k.jenis for k in keluaran}))
        ),
        penugasan=penugasan,
        laporan={
            satu.penugasan_id: satu
            for satu in LaporanBulanan.objects.filter(penugasan__in=penugasan, bulan=bulan)
        },
        kunjungan=Counter(kunjungan.values_list("penugasan", flat=True)),
        keluaran=keluaran,
        desa_keluaran={d.pk: d for d in desa.order_by("kode")},
        pagu={
            baris.kunci[0]: baris.pagu
            for baris in dana_menurut(intervensi, "sumber", "tahun")
            if baris.kunci[1] == bulan.year
        },
        cair=realisasi_bulanan(intervensi, mulai=awal, sampai=akhir),
    )


def _sumber_utama(intervensi: QuerySet[Intervensi]) -> dict[int, str]:
    """The source that sets most aside for each intervention; a volume cannot be divided by money."""
    urutan = {kode: nomor for nomor, kode in enumerate(SumberDana.values)}
    hasil: dict[int, tuple[Decimal, int, str]] = {}
    dana = Pendanaan.objects.filter(intervensi__in=intervensi).order_by()
    for pk, sumber, pagu in dana.values_list("intervensi", "sumber").annotate(Sum("pagu")):
        calon = (pagu, -urutan[sumber], sumber)
        hasil[pk] = max(hasil.get(pk, calon), calon)
    return {pk: sumber for pk, (_, _, sumber) in hasil.items()}
