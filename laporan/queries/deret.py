"""All rounds of the compared periods, for the pictures of how a village or an indicator went on."""

from collections.abc import Iterable
from dataclasses import dataclass

from laporan.queries.bentuk import Perbandingan, PutaranLaporan
from laporan.queries.pasangan import jawaban_berlaku
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
    nilai: dict[tuple[int, int], list[Nilai | None]] = {}
    for putaran_id, desa_id, indikator, satu in jawaban_berlaku(
        letak,
        survei__desa__in=list(desa),
        versi_indikator__indikator__in=[i.id for i in laporan.indikator],
    ):
        kosong: list[Nilai | None] = [None] * len(ikut)
        nilai.setdefault((desa_id, indikator), kosong)[letak[putaran_id]] = satu
    return SemuaPutaran(ikut, nilai)
