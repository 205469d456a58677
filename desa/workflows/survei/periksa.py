"""The check before submission: what each survey still needs."""

from collections.abc import Iterable
from dataclasses import dataclass

from desa.models import NilaiIndikator, Putaran, Survei, VersiIndikator
from desa.queries import deret_indikator, nilai_sebelumnya, versi_ditanyakan
from desa.stats import Peringatan, peringatan_nilai


@dataclass(frozen=True)
class HasilPeriksa:
    """What the check before submission found: versi_indikator id → warnings, and the blanks."""

    peringatan: dict[int, list[Peringatan]]
    kosong: list[VersiIndikator]

    @property
    def siap(self) -> bool:
        return all(p.selesai for daftar in self.peringatan.values() for p in daftar)


def periksa(survei: Survei) -> HasilPeriksa:
    """The check before submission of one survey; see `periksa_banyak`."""
    return periksa_banyak(survei.putaran, [survei])[survei.pk]


def periksa_banyak(putaran: Putaran, surveis: list[Survei]) -> dict[int, HasilPeriksa]:
    """What each survey (by id) still needs before it may be submitted.

    A constant number of queries. See `desa.stats.peringatan_nilai`; an answer to a definition
    that is not comparable with the previous one cannot jump.
    """
    ditanyakan = list(versi_ditanyakan(putaran))
    sebelumnya = nilai_sebelumnya(putaran, [s.desa_id for s in surveis])
    deret = deret_indikator(v.indikator_id for v in ditanyakan)
    nilai: dict[int, dict[int, NilaiIndikator]] = {s.pk: {} for s in surveis}
    for n in NilaiIndikator.objects.filter(survei__in=surveis):
        nilai[n.survei_id][n.versi_indikator_id] = n
    hasil = {}
    for survei in surveis:
        peringatan: dict[int, list[Peringatan]] = {}
        kosong: list[VersiIndikator] = []
        for versi in ditanyakan:
            jawaban = nilai[survei.pk].get(versi.pk)
            if jawaban is None:
                kosong.append(versi)
            lama = sebelumnya.get((survei.desa_id, versi.indikator_id))
            tanggal = (jawaban and jawaban.tanggal) or putaran.tanggal_rujukan
            if lama and not deret.is_sebanding(lama, versi, tanggal):
                lama = None
            if daftar := peringatan_nilai(jawaban, lama, versi.indikator):
                peringatan[versi.pk] = daftar
        hasil[survei.pk] = HasilPeriksa(peringatan, kosong)
    return hasil


def tanpa_peringatan(surveis: Iterable[Survei]) -> list[Survei]:
    """Those of which no answer is blank, jumped or without source; in the given order."""
    daftar = list(surveis)
    bersih: set[int] = set()
    for putaran in {s.putaran_id: s.putaran for s in daftar}.values():
        hasil = periksa_banyak(putaran, [s for s in daftar if s.putaran_id == putaran.pk])
        bersih |= {pk for pk, h in hasil.items() if not h.peringatan}
    return [s for s in daftar if s.pk in bersih]
