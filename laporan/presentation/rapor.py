"""Rapor Desa: one A4 page per village, for the screen and the PDF alike."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from laporan.mutu import Pemeriksaan
from laporan.presentation.baris import BarisDesa, baris_per_indikator
from laporan.presentation.grafik import grafik
from laporan.presentation.kalimat import catatan_regresi, kalimat_desa
from laporan.queries import DesaSasaran, Perbandingan
from laporan.queries.rapor import Rapor


CATATAN_MAKS = 4  # remarks on quality that fit the page; the rest is counted


@dataclass(frozen=True)
class HalamanRapor:
    """What the page of one village shows."""

    desa: DesaSasaran
    kode: str  # of the document: village, rounds, reference day
    baris: list[BarisDesa]
    grafik: list[str]  # the core proportions as one dumbbell picture
    kalimat: str
    regresi: str
    isi: Rapor
    catatan: list[str]
    catatan_lain: int


def halaman_rapor(
    laporan: Perbandingan, rapor: Mapping[int, Rapor], pemeriksaan: Sequence[Pemeriksaan]
) -> Iterable[HalamanRapor]:
    """The pages in the order of the villages' codes, core indicators only."""
    catatan: dict[int, list[str]] = defaultdict(list)
    for p in pemeriksaan:
        for b in p.butir:
            catatan[b.desa.id].append(f"{p.judul}: {b.rincian}")
    inti = [i for i in laporan.indikator if i.wajib]
    for desa in laporan.sasaran:
        satu = replace(laporan, sasaran=[desa], indikator=inti)
        baris = baris_per_indikator(satu, "")
        yield HalamanRapor(
            desa=desa,
            kode=f"RD-{desa.kode}-{laporan.awal.nomor}-{laporan.lanjutan.nomor}"
            f"-{laporan.lanjutan.tanggal_rujukan:%Y%m%d}",
            baris=baris,
            grafik=grafik(f"Desa {desa.nama}", "poin persen", [b for b in baris if not b.satuan])[
                "lebar"
            ],
            kalimat=kalimat_desa(baris),
            regresi=catatan_regresi(laporan),
            isi=rapor[desa.id],
            catatan=catatan[desa.id][:CATATAN_MAKS],
            catatan_lain=max(0, len(catatan[desa.id]) - CATATAN_MAKS),
        )
