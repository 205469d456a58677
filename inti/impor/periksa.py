"""From the rows of a table to a checked preview: the same for every kind of import."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from inti.excel.baca import Baris
from inti.excel.periksa import BerkasDitolak
from inti.excel.sel import SelSalah, is_kosong, tampil
from inti.excel.tajuk import KolomBaca, Tabel, huruf_kolom
from inti.excel.tandai import LembarBertanda, Tanda
from inti.impor.jenis import (
    Bacaan,
    BarisImpor,
    Bentrok,
    Catatan,
    JenisImpor,
    StatusBaris,
    Temuan,
)


TANDA_MAKS = 5_000  # remarks kept with an import, for its marked workbook
CONTOH_MAKS = 50  # rows per status kept to be shown, of a kind that works in batches
TERSEMBUNYI = "(data pribadi)"
BERISI = (StatusBaris.BARU, StatusBaris.BERUBAH)


@dataclass(frozen=True)
class BarisCatatan:
    """A remark as people find it in Excel: row 12, "D (Pembilang)", "74,5", the message.

    `lembar` is named where the rows come from several sheets.
    """

    nomor: int
    letak: str
    isi: str
    pesan: str
    lembar: str = ""


@dataclass
class HasilPeriksa:
    """What a check has found: totals, fingerprint, and the rows that pages and marks speak of.

    `baris` holds every row, of a kind that works in batches only the first of each status and
    those with remarks, so that memory does not grow with the file.
    """

    jenis: JenisImpor
    semua_tabel: list[Tabel] = field(default_factory=list)
    baris: list[BarisImpor] = field(default_factory=list)
    temuan: Temuan = Temuan()
    jumlah: dict[str, int] = field(default_factory=lambda: dict.fromkeys(StatusBaris.values, 0))
    jumlah_galat: int = 0
    peringatan_baris: int = 0
    bekal: Any = None

    def __post_init__(self) -> None:
        self._sidik = hashlib.sha256()
        self._tanda = 0

    def tambah(self, bagian: Sequence[BarisImpor], temuan: Temuan) -> None:
        """Take in a checked batch."""
        isi = []
        for satu in bagian:
            status, pesan = satu.status, [c.pesan for c in satu.catatan]
            self.jumlah[status] += 1
            if pesan:
                galat = sum(c.galat for c in satu.catatan)
                self.jumlah_galat += galat
                if status in BERISI:
                    self.peringatan_baris += len(pesan) - galat
            isi.append([satu.lembar, satu.nomor, status, satu.judul, satu.lama, satu.baru, pesan])
            if not self.jenis.bagian or self._is_disimpan(satu, status):
                self.baris.append(satu)
        self._sidik.update(json.dumps(isi).encode())
        self.tambah_temuan(temuan)

    def tambah_temuan(self, temuan: Temuan) -> None:
        """Take in what is said of the file."""
        self.temuan = Temuan(
            self.temuan.peringatan + temuan.peringatan,
            self.temuan.akibat + temuan.akibat,
            self.temuan.keterangan + temuan.keterangan,
        )

    def _is_disimpan(self, baris: BarisImpor, status: StatusBaris) -> bool:
        if baris.catatan and self._tanda < TANDA_MAKS:
            self._tanda += len(baris.catatan)
            return True
        return self.jumlah[status] <= CONTOH_MAKS

    @property
    def tabel(self) -> Tabel:
        """The table, or the first of several."""
        return self.semua_tabel[0]

    @property
    def posisi(self) -> dict[str, dict[str, int]]:
        """Sheet → column name → position."""
        return {tabel.lembar.nama: tabel.kolom for tabel in self.semua_tabel}

    @property
    def banyak(self) -> int:
        """Rows gone through."""
        return sum(self.jumlah.values())

    @property
    def galat(self) -> list[tuple[BarisImpor, Catatan]]:
        return [(b, c) for b in self.baris for c in b.catatan if c.galat]

    @property
    def peringatan(self) -> list[tuple[BarisImpor, Catatan]]:
        """Warnings on rows that will be applied; a refused row has a galat to mend first."""
        return [(b, c) for b in self.baris for c in b.catatan if not c.galat and b.status in BERISI]

    @property
    def jumlah_peringatan(self) -> int:
        return self.peringatan_baris + len(self.temuan.peringatan)

    @property
    def bentrok(self) -> list[Bentrok]:
        """Values that were changed on both sides."""
        return [satu.bentrok for satu in self.baris if satu.bentrok]

    @property
    def is_ada_perubahan(self) -> bool:
        """Whether applying the rows without galat would do anything."""
        return bool(any(self.jumlah[status] for status in BERISI) or self.temuan.akibat)

    @property
    def sidik(self) -> str:
        """Fingerprint of what was found; another one at confirmation means data moved."""
        sidik = self._sidik.copy()
        sidik.update(json.dumps([self.temuan.peringatan, self.temuan.akibat]).encode())
        return sidik.hexdigest()

    def contoh(self, status: StatusBaris, banyak: int) -> list[BarisImpor]:
        """The first rows of a status."""
        return list(islice((satu for satu in self.baris if satu.status == status), banyak))

    def tanda(self, banyak: int) -> list[LembarBertanda]:
        """The first remarks as they go into the marked workbook: every sheet with a table."""
        hasil = {
            t.lembar.nama: LembarBertanda(t.lembar.nama, t.baris_tajuk, [])
            for t in self.semua_tabel
        }
        posisi = self.posisi
        semua = (
            (b.lembar, Tanda(b.nomor, posisi[b.lembar].get(c.kolom), c.pesan, c.galat))
            for b in self.baris
            for c in b.catatan
            if c.galat or b.status != StatusBaris.SAMA
        )
        for lembar, tanda in islice(semua, banyak):
            hasil[lembar].tanda.append(tanda)
        return list(hasil.values())

    def tampilkan(
        self, catatan: Sequence[tuple[BarisImpor, Catatan]], banyak: int
    ) -> list[BarisCatatan]:
        """The first remarks as the pages show them."""
        return [self._tampilkan(*satu) for satu in catatan[:banyak]]

    def _tampilkan(self, baris: BarisImpor, catatan: Catatan) -> BarisCatatan:
        posisi = self.posisi[baris.lembar].get(catatan.kolom)
        kolom = next((k for k in self.jenis.kolom if k.nama == catatan.kolom), None)
        judul = kolom.judul if kolom else ""
        letak = judul if posisi is None else f"{huruf_kolom(posisi)} ({judul})"
        isi = TERSEMBUNYI if kolom and kolom.pribadi else tampil(baris.mentah.get(catatan.kolom))
        lembar = baris.lembar if len(self.semua_tabel) > 1 else ""
        return BarisCatatan(baris.nomor, letak, isi, catatan.pesan, lembar)


def check_tables(
    jenis: JenisImpor,
    bacaan: Bacaan,
    parameter: dict[str, Any],
    pengguna: Any,
    *,
    maju: Callable[[int], None] | None = None,
) -> HasilPeriksa:
    """Let the kind check all rows against the data of this moment. Raises BerkasDitolak.

    `maju` is told the rows gone through after each batch, and may raise to stop.
    """
    hasil = HasilPeriksa(jenis)
    for _ in check_batches(hasil, bacaan, parameter, pengguna):
        if maju:
            maju(hasil.banyak)
    return hasil


def check_batches(
    hasil: HasilPeriksa, bacaan: Bacaan, parameter: dict[str, Any], pengguna: Any
) -> Iterator[list[BarisImpor]]:
    """Check batch by batch into `hasil`, handing each one out: all rows, or `jenis.bagian` of them.

    `parameter` is added to as JenisImpor says, so that the caller can apply each batch with it.
    A file without a row of data raises BerkasDitolak.
    """
    jenis = hasil.jenis
    parameter |= {"penanda": bacaan.penanda, "bacaan": bacaan}
    if jenis.siapkan:
        parameter["keadaan"] = jenis.siapkan(parameter, pengguna)
    hasil.bekal = parameter.get("bekal")
    semua = _baca_semua(hasil, bacaan, parameter)
    while bagian := list(islice(semua, jenis.bagian)):
        hasil.tambah(bagian, jenis.periksa(bagian, parameter, pengguna))
        yield bagian
    if not hasil.banyak and bacaan.penanda is None:
        raise BerkasDitolak(
            f"Tabel pada lembar “{hasil.tabel.lembar.nama}” tidak memuat baris data di bawah tajuk."
        )
    if jenis.tutup:
        hasil.tambah_temuan(jenis.tutup(parameter))


def _baca_semua(
    hasil: HasilPeriksa, bacaan: Bacaan, parameter: dict[str, Any]
) -> Iterator[BarisImpor]:
    for tabel, semua in bacaan.alir():
        hasil.semua_tabel.append(tabel)
        if hasil.jenis.pembaca:
            yield from map(hasil.jenis.pembaca(tabel, parameter), semua)
            continue
        kolom = [(k, tabel.kolom[k.nama]) for k in hasil.jenis.kolom if k.nama in tabel.kolom]
        for baris in semua:
            yield _baca_baris(baris, kolom, tabel.lembar.nama)


def _baca_baris(baris: Baris, kolom: Sequence[tuple[KolomBaca, int]], lembar: str) -> BarisImpor:
    sel, banyak = baris.sel, len(baris.sel)
    isi: dict[str, Any] = {}
    mentah: dict[str, Any] = {}
    hasil = BarisImpor(baris.nomor, lembar, isi, mentah)
    for k, posisi in kolom:
        nama = k.nama
        nilai = mentah[nama] = sel[posisi] if posisi < banyak else None
        isi[nama] = None
        if is_kosong(nilai):
            if not k.boleh_kosong:
                hasil.galat(f"{k.judul} belum diisi.", nama)
            continue
        try:
            isi[nama] = k.baca(nilai)
        except SelSalah as salah:
            hasil.galat(str(salah), nama)
    return hasil
