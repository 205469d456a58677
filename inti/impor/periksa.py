"""From a file to a checked list of rows: the same for every kind of import."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from inti.excel.baca import Baris, read_workbook
from inti.excel.periksa import Batas, BerkasDitolak
from inti.excel.sel import SelSalah, is_kosong, tampil
from inti.excel.tajuk import KolomBaca, Tabel, find_table, huruf_kolom
from inti.excel.tandai import Tanda
from inti.impor.jenis import BarisImpor, Catatan, JenisImpor, StatusBaris, Temuan


@dataclass(frozen=True)
class BarisCatatan:
    """A remark as people find it in Excel: row 12, "D (Pembilang)", "74,5", the message."""

    nomor: int
    letak: str
    isi: str
    pesan: str


@dataclass
class HasilPeriksa:
    """Everything the preview shows and the confirmation acts upon."""

    jenis: JenisImpor
    tabel: Tabel
    baris: list[BarisImpor]
    temuan: Temuan

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
            [b.nomor, b.status, b.judul, b.lama, b.baru, [c.pesan for c in b.catatan]]
            for b in self.baris
        ]
        semua = [isi, self.temuan.peringatan, self.temuan.akibat]
        return hashlib.sha256(json.dumps(semua).encode()).hexdigest()

    def contoh(self, status: StatusBaris, banyak: int) -> list[BarisImpor]:
        """The first rows of a status."""
        return [satu for satu in self.baris if satu.status == status][:banyak]

    def tanda(self) -> list[Tanda]:
        """The remarks as they go into the marked workbook."""
        return [
            Tanda(b.nomor, self.tabel.kolom.get(c.kolom), c.pesan, c.galat)
            for b in self.baris
            for c in b.catatan
            if c.galat or b.status != StatusBaris.SAMA
        ]

    def catatan_galat(self, banyak: int) -> list[BarisCatatan]:
        """The first refusals as the pages show them."""
        return [self._tampilkan(*satu) for satu in self.galat[:banyak]]

    def catatan_peringatan(self, banyak: int) -> list[BarisCatatan]:
        """The first warnings as the pages show them."""
        return [self._tampilkan(*satu) for satu in self.peringatan[:banyak]]

    def _tampilkan(self, baris: BarisImpor, catatan: Catatan) -> BarisCatatan:
        posisi = self.tabel.kolom.get(catatan.kolom)
        judul = next((k.judul for k in self.jenis.kolom if k.nama == catatan.kolom), "")
        letak = judul if posisi is None else f"{huruf_kolom(posisi)} ({judul})"
        return BarisCatatan(baris.nomor, letak, baris.mentah.get(catatan.kolom, ""), catatan.pesan)

    def _catatan(self, *, galat: bool) -> list[tuple[BarisImpor, Catatan]]:
        return [(b, c) for b in self.baris for c in b.catatan if c.galat == galat]


def read_table(jenis: JenisImpor, jalur: Path, *, lembar: str = "", maks_byte: int) -> Tabel:
    """The table of this kind in the workbook. Raises BerkasDitolak."""
    tabel = find_table(
        read_workbook(jalur, batas=Batas(berkas=maks_byte)),
        jenis.kolom,
        salah_satu=jenis.salah_satu,
        nama_lembar=lembar,
    )
    if next(iter(tabel), None) is None:
        raise BerkasDitolak(
            f"Tabel pada lembar “{tabel.lembar.nama}” tidak memuat baris data di bawah tajuk."
        )
    return tabel


def check_table(
    jenis: JenisImpor, tabel: Tabel, parameter: dict[str, Any], pengguna: Any
) -> HasilPeriksa:
    """Read every cell and let the kind check all rows against the data of this moment."""
    kolom = [k for k in jenis.kolom if k.nama in tabel.kolom]
    baris = [_baca_baris(satu, kolom, tabel.kolom) for satu in tabel]
    return HasilPeriksa(jenis, tabel, baris, jenis.periksa(baris, parameter, pengguna))


def _baca_baris(baris: Baris, kolom: Sequence[KolomBaca], posisi: dict[str, int]) -> BarisImpor:
    hasil = BarisImpor(baris.nomor)
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
