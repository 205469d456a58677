"""All rounds of the compared periods, for the pictures of how a village or an indicator went on."""

from collections.abc import Iterable
from dataclasses import dataclass

from desa.models import NilaiIndikator
from laporan.queries.bentuk import Perbandingan, PutaranLaporan
from laporan.queries.pasangan import KOLOM_NILAI, jadikan_nilai
from laporan.stats import Nilai


@dataclass(frozen=True)
class SemuaPutaran:
    """The rounds, oldest first, and the answers in force by (village, indicator), a place each."""

    putaran: list[PutaranLaporan]
    nilai: dict[tuple[int, int], list[Nilai | None]]

    def deret(self, desa: int, indikator: int) -> list[Nilai | None]:
        return self.nilai.get((desa, indikator), [None] * len(self.putaran))


def semua_putaran(
    laporan: Perbandingan, putaran: Iterable[PutaranLaporan], desa: Iterable[int]
) -> SemuaPutaran:
    """What these villages answered about the indicators of `laporan`; one query.

    Of `putaran` those count that lie in the compared periods and have a verified survey.
    """
    periode = {laporan.awal.periode_id, laporan.lanjutan.periode_id}
    ikut = [p for p in putaran if p.ada_berlaku and p.periode_id in periode]
    letak = {p.id: nomor for nomor, p in enumerate(ikut)}
    rows = NilaiIndikator.objects.filter(
        survei__putaran__in=list(letak),
        survei__desa__in=list(desa),
        survei__berlaku=True,
        versi_indikator__indikator__in=[i.id for i in laporan.indikator],
    ).values_list(
        "survei__desa_id", "survei__putaran_id", "versi_indikator__indikator_id", *KOLOM_NILAI
    )
    nilai: dict[tuple[int, int], list[Nilai | None]] = {}
    for desa_id, putaran_id, indikator, *kolom in rows.order_by():
        kosong: list[Nilai | None] = [None] * len(ikut)
        nilai.setdefault((desa_id, indikator), kosong)[letak[putaran_id]] = jadikan_nilai(*kolom)
    return SemuaPutaran(ikut, nilai)
