"""Loading the villages that were not mentored, beside those of a comparison."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db.models import Q

from akun.choices import Peran
from akun.models import Pengguna
from desa.choices import JenisDaftar
from laporan.queries.bentuk import Perbandingan, Sidik
from laporan.queries.pasangan import pasangan_per_desa
from laporan.stats import (
    Butir,
    HasilKelompok,
    Sebanding,
    bandingkan_kelompok,
    perlu_catatan_regresi,
)
from opd.choices import JenisPelaksana
from opd.models import Intervensi
from opd.queries import intervensi_berlaku


BANTUAN = (  # built once, see laporan.queries.muat
    intervensi_berlaku(Intervensi.objects.exclude(jenis_pelaksana=JenisPelaksana.PENDAMPING))
    .order_by()
    .values_list("desa_id", flat=True)
)
HASIL_MAKS = 32  # selections whose estimates are kept in a process
_HASIL: dict[Sidik, dict[int, HasilKelompok]] = {}


class BantuanLain(NamedTuple):
    """Interventions between the two rounds that no mentoring OPD carried out."""

    pembanding: int  # in the comparison villages
    desa_pembanding: int
    dampingan: int  # in the mentored villages, beside their mentor's
    desa_dampingan: int


@dataclass(frozen=True)
class Pembanding:
    """The comparison group of a Perbandingan of mentored villages, over the same two rounds."""

    dampingan: Perbandingan
    pembanding: Perbandingan
    skor: dict[int, float]  # selection score in percent by village id
    memilih: bool  # the baseline is the selecting data, or older
    bantuan: BantuanLain

    def hasil(self) -> dict[int, HasilKelompok]:
        """Both groups and their estimates by indicator id; kept like the summaries."""
        desa = [s.id for s in (*self.dampingan.sasaran, *self.pembanding.sasaran)]
        sidik = (self.dampingan.sidik, self.pembanding.sidik)
        kunci = (self.memilih, sidik, tuple(self.skor.items()), *desa)
        tersimpan = _HASIL.get(kunci, {})
        for i in self.dampingan.indikator:
            if i.id not in tersimpan:
                butir = [
                    *self._butir(self.dampingan, i.id, dampingan=True),
                    *self._butir(self.pembanding, i.id, dampingan=False),
                ]
                tersimpan[i.id] = bandingkan_kelompok(butir, memilih=self.memilih)
        if len(_HASIL) >= HASIL_MAKS:
            _HASIL.clear()
        _HASIL[kunci] = tersimpan
        return tersimpan

    def _butir(self, laporan: Perbandingan, indikator: int, *, dampingan: bool) -> Iterable[Butir]:
        for s in laporan.sasaran:
            pasangan = laporan.per_desa[s.id][indikator]
            if isinstance(pasangan, Sebanding):
                yield Butir(pasangan.selisih, dampingan, s.kecamatan_id, self.skor.get(s.id))


def pembanding_for_pengguna(
    pengguna: Pengguna, laporan: Perbandingan, *, kecamatan: int | None = None
) -> Pembanding | None:
    """The decided comparison list of the later round's period, and all selection scores.

    None where there is nothing to compare with: the list is empty, the report is not about mentored
    villages, or its reader sees only its own. A village on both lists counts as mentored.
    """
    if laporan.jenis != JenisDaftar.DAMPINGAN or pengguna.peran == Peran.PETUGAS:
        return None
    sumber = laporan.sumber
    tersisa = [
        s
        for s in sumber.sasaran(JenisDaftar.PEMBANDING)
        if s.id not in sumber.daftar.get(JenisDaftar.DAMPINGAN, {})
        and kecamatan in (None, s.kecamatan_id)
    ]
    if not tersisa:
        return None
    per_desa, sidik = pasangan_per_desa(sumber.survei, [s.id for s in tersisa], laporan.indikator)
    return Pembanding(
        dampingan=laporan,
        pembanding=replace(
            laporan,
            jenis=JenisDaftar.PEMBANDING,
            sasaran=tersisa,
            per_desa=per_desa,
            sidik=sidik,
        ),
        skor=sumber.skor,
        memilih=perlu_catatan_regresi(laporan.awal.tanggal_rujukan, laporan.tanggal_data),
        bantuan=_bantuan_lain(laporan, [s.id for s in tersisa]),
    )


def _bantuan_lain(laporan: Perbandingan, pembanding: list[int]) -> BantuanLain:
    """Counted from all that began before the later round and was not over at the earlier one."""
    lain = BANTUAN.filter(mulai__lte=laporan.lanjutan.tanggal_rujukan).filter(
        Q(tanggal_selesai=None) | Q(tanggal_selesai__gt=laporan.awal.tanggal_rujukan)
    )
    per_desa = Counter(lain)  # counting here is cheaper than four conditional sums in the database
    a, b = (
        [per_desa[pk] for pk in isi if pk in per_desa]
        for isi in (pembanding, [s.id for s in laporan.sasaran])
    )
    return BantuanLain(sum(a), len(a), sum(b), len(b))
