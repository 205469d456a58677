"""From a file to the table of a kind: in memory, or as a stream for kinds that work in batches."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby, islice
from pathlib import Path

from inti.excel.baca import (
    Baris,
    Lembar,
    is_teks,
    read_workbook,
    stream_text,
    stream_workbook,
)
from inti.excel.periksa import BerkasDitolak
from inti.excel.proses import Salinan
from inti.excel.tajuk import BARIS_JUDUL_MAKS, Pasangan, Tabel, find_table
from inti.impor.jenis import Bacaan, JenisImpor


@dataclass(frozen=True, kw_only=True)
class BacaanAlir(Bacaan):
    """A table that is read from its file, or from `salinan`, each time it is gone through.

    Memory holds the first rows of each sheet and a piece of the table, however long it is. That
    a second sheet fits as well, or none does, is known and raised at the end of the file.
    """

    jenis: JenisImpor
    jalur: Path
    lembar: str
    pasangan: Pasangan | None
    salinan: Salinan | None

    def alir(self) -> Iterator[tuple[Tabel, Iterable[Baris]]]:
        calon: list[Lembar] = []
        ketemu = None
        for (nama, terlihat), potongan in groupby(
            self._potongan(), key=lambda satu: (satu.nama, satu.terlihat)
        ):
            baris = _gabung(potongan)
            calon.append(Lembar(nama, terlihat, list(islice(baris, BARIS_JUDUL_MAKS))))
            if ketemu is None and (ketemu := self._cari_pada(calon[-1])):
                yield ketemu, ketemu.saring(chain(calon[-1].baris, baris))
        self._cari(calon)

    def _potongan(self) -> Iterator[Lembar]:
        if self.jenis.teks and is_teks(self.jalur):
            return stream_text(self.jalur)
        return stream_workbook(self.jalur, batas=self.jenis.batas_berkas, salinan=self.salinan)

    def _cari_pada(self, lembar: Lembar) -> Tabel | None:
        try:
            return self._cari([lembar])
        except BerkasDitolak:
            return None

    def _cari(self, lembar: list[Lembar]) -> Tabel:
        return _find_table(self.jenis, lembar, self.lembar, self.pasangan)


def _gabung(potongan: Iterable[Lembar]) -> Iterator[Baris]:
    for satu in potongan:
        yield from satu.baris


def read_tables(
    jenis: JenisImpor,
    jalur: Path,
    *,
    lembar: str = "",
    pasangan: Pasangan | None = None,
    salinan: Salinan | None = None,
) -> Bacaan:
    """The table of this kind in the file, or those of its own workbook.

    `salinan` is what has been read of the file before, or a place to keep what is read of it now:
    a kind that works in batches may go through the file twice.

    Raises BerkasDitolak; for a kind that works in batches only while it is gone through.
    """
    if jenis.bagian:
        return BacaanAlir(
            [],
            jenis=jenis,
            jalur=jalur,
            lembar=lembar,
            pasangan=pasangan,
            salinan=salinan,
        )
    semua = read_workbook(jalur, batas=jenis.batas_berkas, salinan=salinan)
    if jenis.kenali and (bacaan := jenis.kenali(semua)):
        return bacaan
    return Bacaan([_find_table(jenis, semua, lembar, pasangan)])


def _find_table(
    jenis: JenisImpor, semua: list[Lembar], nama_lembar: str, pasangan: Pasangan | None
) -> Tabel:
    return find_table(
        semua,
        jenis.kolom,
        salah_satu=jenis.salah_satu,
        nama_lembar=nama_lembar,
        pasangan=pasangan,
    )
