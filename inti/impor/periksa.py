"""From a file to a checked list of rows: the same for every kind of import."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from inti.excel.baca import Baris, read_workbook
from inti.excel.periksa import Batas, BerkasDitolak
from inti.excel.sel import SelSalah, is_kosong, tampil
from inti.excel.tajuk import KolomBaca, Tabel, find_table, huruf_kolom
from inti.excel.tandai import LembarBertanda, Tanda
from inti.impor.jenis import Bacaan, BarisImpor, Catatan, JenisImpor, StatusBaris, Temuan


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
    """Everything the preview shows and the confirmation acts upon."""

    jenis: JenisImpor
    bacaan: Bacaan
    baris: list[BarisImpor]
    temuan: Temuan

    @property
    def tabel(self) -> Tabel:
        """The table, or the first of several."""
        return self.bacaan.tabel[0]

    @cached_property
    def posisi(self) -> dict[str, dict[str, int]]:
        """Sheet → column name → position."""
        return {tabel.lembar.nama: tabel.kolom for tabel in self.bacaan.tabel}

    @cached_property
    def jumlah(self) -> dict[str, int]:
        """Rows per status, every status named."""
        hitungan = Counter(satu.status for satu in self.baris)
        return {status.value: hitungan[status] for status in StatusBaris}

    @cached_property
    def galat(self) -> list[tuple[BarisImpor, Catatan]]:
        return self._catatan(galat=True)

    @cached_property
    def peringatan(self) -> list[tuple[BarisImpor, Catatan]]:
        """Warnings on rows that will be applied; a refused row has a galat to mend first."""
        return [
            (satu, catatan)
            for satu, catatan in self._catatan(galat=False)
            if satu.status in {StatusBaris.BARU, StatusBaris.BERUBAH}
        ]

    @property
    def jumlah_peringatan(self) -> int:
        return len(self.peringatan) + len(self.temuan.peringatan)

    @property
    def is_ada_perubahan(self) -> bool:
        """Whether applying the rows without galat would do anything."""
        return bool(
            self.jumlah[StatusBaris.BARU] or self.jumlah[StatusBaris.BERUBAH] or self.temuan.akibat
        )

    @cached_property
    def sidik(self) -> str:
        """Fingerprint of what the preview showed; another one at confirmation means data moved."""
        isi = [
            [b.lembar, b.nomor, b.status, b.judul, b.lama, b.baru, [c.pesan for c in b.catatan]]
            for b in self.baris
        ]
        semua = [isi, self.temuan.peringatan, self.temuan.akibat]
        return hashlib.sha256(json.dumps(semua).encode()).hexdigest()

    def contoh(self, status: StatusBaris, banyak: int) -> list[BarisImpor]:
        """The first rows of a status."""
        return [satu for satu in self.baris if satu.status == status][:banyak]

    def tanda(self, banyak: int) -> list[LembarBertanda]:
        """The first remarks as they go into the marked workbook: every sheet with a table."""
        hasil = {
            t.lembar.nama: LembarBertanda(t.lembar.nama, t.baris_tajuk, [])
            for t in self.bacaan.tabel
        }
        semua = (
            (b.lembar, Tanda(b.nomor, self.posisi[b.lembar].get(c.kolom), c.pesan, c.galat))
            for b in self.baris
            for c in b.catatan
            if c.galat or b.status != StatusBaris.SAMA
        )
        for lembar, tanda in islice(semua, banyak):
            hasil[lembar].tanda.append(tanda)
        return list(hasil.values())

    def catatan_galat(self, banyak: int) -> list[BarisCatatan]:
        """The first refusals as the pages show them."""
        return [self._tampilkan(*satu) for satu in self.galat[:banyak]]

    def catatan_peringatan(self, banyak: int) -> list[BarisCatatan]:
        """The first warnings as the pages show them."""
        return [self._tampilkan(*satu) for satu in self.peringatan[:banyak]]

    def _tampilkan(self, baris: BarisImpor, catatan: Catatan) -> BarisCatatan:
        posisi = self.posisi[baris.lembar].get(catatan.kolom)
        judul = next((k.judul for k in self.jenis.kolom if k.nama == catatan.kolom), "")
        letak = judul if posisi is None else f"{huruf_kolom(posisi)} ({judul})"
        isi = baris.mentah.get(catatan.kolom, "")
        lembar = baris.lembar if len(self.posisi) > 1 else ""
        return BarisCatatan(baris.nomor, letak, isi, catatan.pesan, lembar)

    def _catatan(self, *, galat: bool) -> list[tuple[BarisImpor, Catatan]]:
        return [(b, c) for b in self.baris for c in b.catatan if c.galat == galat]


def read_tables(jenis: JenisImpor, jalur: Path, *, lembar: str = "", maks_byte: int) -> Bacaan:
    """The table of this kind in the workbook, or those of its own workbook. Raises BerkasDitolak."""
    semua = read_workbook(jalur, batas=Batas(berkas=maks_byte))
    if jenis.kenali and (bacaan := jenis.kenali(semua)):
        return bacaan
    tabel = find_table(semua, jenis.kolom, salah_satu=jenis.salah_satu, nama_lembar=lembar)
    if next(iter(tabel), None) is None:
        raise BerkasDitolak(
            f"Tabel pada lembar “{tabel.lembar.nama}” tidak memuat baris data di bawah tajuk."
        )
    return Bacaan([tabel])


def check_tables(
    jenis: JenisImpor, bacaan: Bacaan, parameter: dict[str, Any], pengguna: Any
) -> HasilPeriksa:
    """Read every cell and let the kind check all rows against the data of this moment."""
    baris = []
    for tabel in bacaan.tabel:
        kolom = [k for k in jenis.kolom if k.nama in tabel.kolom]
        baris += [_baca_baris(satu, kolom, tabel) for satu in tabel]
    temuan = jenis.periksa(baris, parameter | {"penanda": bacaan.penanda}, pengguna)
    return HasilPeriksa(jenis, bacaan, baris, temuan)


def _baca_baris(baris: Baris, kolom: Sequence[KolomBaca], tabel: Tabel) -> BarisImpor:
    hasil, posisi = BarisImpor(baris.nomor, tabel.lembar.nama), tabel.kolom
    for k in kolom:
        nilai = baris.sel[posisi[k.nama]] if posisi[k.nama] < len(baris.sel) else None
        hasil.mentah[k.nama] = tampil(nilai)
        hasil.isi[k.nama] = None
        if is_kosong(nilai):
            if not k.boleh_kosong:
                hasil.galat(f"{k.judul} belum diisi.", k.nama)
            continue
        try:
            hasil.isi[k.nama] = k.baca(nilai)
        except SelSalah as salah:
            hasil.galat(str(salah), k.nama)
    return hasil
